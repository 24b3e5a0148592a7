"""The logs: a canary thrown at every path comes out at none."""

import ast
import asyncio
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot import logs
from intake.outbox import Act
from storage.clock import SystemClock
from storage.errors import StorageUnavailable
from storage.layout import Layout
from storage.opening import open_core
from storage.transaction import Transaction

CANARY = "canary-sentence a person wrote"
TOKEN = "7000000001:AAcanary-canary-canary-canary-canar"
TELEGRAM_ID = 7_200_000_001
ROOT = Path(__file__).parents[2]
LOGGING = ("bot", "crypto", "handlers", "intake", "people", "policy", "storage", "supervision")


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """The logs configured onto a stream, and everything put back afterwards."""
    root, out = logging.getLogger(), io.StringIO()
    before = (list(root.handlers), root.level, logging.raiseExceptions)
    hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    config = structlog.get_config()
    levels = {name: logging.getLogger(name).level for name in logs.SILENT}
    logs.configure(level="DEBUG", stream=out)
    yield out
    logging.captureWarnings(capture=False)
    structlog.configure(**config)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    root.handlers[:], logging.raiseExceptions = before[0], before[2]
    root.setLevel(before[1])
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    text = stream.getvalue()
    assert "canary" not in text.lower()
    assert str(TELEGRAM_ID) not in text
    return [json.loads(line) for line in text.splitlines()]


class CanaryError(Exception):
    """An error that carries what a person wrote."""


def fail() -> None:
    secret = CANARY
    raise ValueError(secret, TELEGRAM_ID)


def test_events_ids_and_counts_are_kept(stream: io.StringIO) -> None:
    log = structlog.get_logger()
    log.info("row_sent", row=7, case="A" * 22, act=Act.SEND, attempts=2, code="busy", port=0)
    (line,) = lines(stream)
    assert line.pop("timestamp")
    assert line == {
        "event": "row_sent",
        "level": "info",
        "row": 7,
        "case": "A" * 22,
        "act": "send",
        "attempts": 2,
        "code": "busy",
        "port": 0,
    }


def test_attack_38_everything_else_is_dropped(stream: io.StringIO) -> None:
    log = structlog.get_logger().bind(user=TELEGRAM_ID, text=CANARY)
    log.info(CANARY)
    log.info("fine", chat=TELEGRAM_ID, person=TELEGRAM_ID, text=CANARY, data={"x": CANARY})
    log.info("fine", case=CANARY, row=CANARY, code=CANARY, error=CANARY, where=[CANARY])
    log.info("fine", where=CANARY, logger=CANARY, code_line=CANARY, status=CANARY, act=CANARY)
    log.info("fine", level=CANARY, timestamp=CANARY, exception=CANARY, stack_info=CANARY)
    log.warning("canary sentence %s", CANARY)
    found = lines(stream)
    assert [line["event"] for line in found] == ["unnamed", *["fine"] * 4, "unnamed"]
    assert all(line.keys() == {"event", "level", "timestamp"} for line in found)


def test_attack_38_exceptions_become_their_type_and_place(stream: io.StringIO) -> None:
    log = structlog.get_logger()
    try:
        fail()
    except ValueError as error:
        log.exception("failed", row=1)
        for exc_info in (error, sys.exc_info(), True):
            log.critical("failed", exc_info=exc_info)
    for line in lines(stream):
        assert line["error"] == "ValueError"
        assert line["where"][-1].startswith("bot/test_logs.py:")
    assert len(lines(stream)) == 4


def test_attack_38_libraries_are_heard_without_their_words(stream: io.StringIO) -> None:
    logging.getLogger("library.part").warning("hello %s", CANARY)
    logging.getLogger("library.part").info("hello %s", CANARY)
    logging.getLogger(CANARY).error("hello")
    try:
        fail()
    except ValueError:
        logging.getLogger("library.part").exception(CANARY)
    first, second, third = lines(stream)
    assert (first["event"], first["logger"], first["level"]) == (
        "library",
        "library.part",
        "warning",
    )
    assert first["code_line"].startswith("bot/test_logs.py:")
    assert "logger" not in second
    assert third["error"] == "ValueError"


@pytest.mark.parametrize("name", ["httpx", "httpcore.http11", "telegram.ext.ExtBot", "telegram"])
def test_attack_38_libraries_that_know_the_token_are_not_heard(
    stream: io.StringIO, name: str
) -> None:
    logging.getLogger(name).critical("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    assert stream.getvalue() == ""


def test_attack_38_what_nobody_caught_is_reduced_too(
    stream: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        fail()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(CANARY), None)
    thread = threading.Thread(target=fail, name="thread")
    thread.start()
    thread.join()
    found = lines(stream)
    assert [(line["event"], line["error"]) for line in found] == [("crash", "ValueError")] * 2
    captured = capsys.readouterr()
    assert captured.out + captured.err == ""


def test_attack_38_errors_in_destructors_and_warnings(
    stream: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    class Falls:
        def __del__(self) -> None:
            fail()

    Falls()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn(CANARY, stacklevel=1)
    names = [(line["event"], line.get("logger")) for line in lines(stream)]
    assert names == [("crash", None), ("library", "py.warnings")]
    captured = capsys.readouterr()
    assert captured.out + captured.err == ""


async def test_attack_38_tasks_that_nobody_awaited(stream: io.StringIO) -> None:
    async def lost() -> None:
        fail()

    task = asyncio.create_task(lost())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    (line,) = lines(stream)
    assert (line["logger"], line["error"]) == ("asyncio", "ValueError")


def test_attack_38_a_log_call_that_fails_prints_nothing(
    stream: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    class Unprintable:
        def __str__(self) -> str:
            raise CanaryError(CANARY)

    structlog.get_logger().info("fine", data=Unprintable())
    logging.getLogger("library").warning("%s %s", CANARY)  # noqa: PLE1206 - the fault tried
    assert len(lines(stream)) == 2
    captured = capsys.readouterr()
    assert captured.out + captured.err == ""


@pytest.mark.usefixtures("stream")
@pytest.mark.parametrize("error", [OSError("full"), BrokenPipeError("gone"), ValueError("closed")])
@pytest.mark.parametrize("failing", ["write", "flush"])
def test_attack_33_who_logs_goes_on_where_no_line_can_be_written(
    error: Exception, failing: str
) -> None:
    said: list[str] = []

    class Full(io.StringIO):
        def write(self, text: str) -> int:
            said.append("write")
            if failing == "write":
                raise error
            return len(text)

        def flush(self) -> None:
            said.append("flush")
            if failing == "flush":
                raise error

    logs.configure(stream=Full())
    structlog.get_logger().error("nobody.reads", count=1)
    assert failing in said


def test_the_level_holds(stream: io.StringIO) -> None:
    logs.configure(level="ERROR", stream=stream)
    structlog.get_logger().warning("quiet")
    structlog.get_logger().error("loud")
    assert [line["event"] for line in lines(stream)] == ["loud"]


def test_on_a_terminal_the_lines_hold_the_same(stream: io.StringIO) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    logs.configure(level="INFO", stream=terminal)
    try:
        fail()
    except ValueError:
        structlog.get_logger().exception("failed", text=CANARY, row=12)
    assert "failed" in terminal.getvalue()
    assert "ValueError" in terminal.getvalue()
    assert "canary" not in terminal.getvalue()
    assert stream.getvalue() == ""


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of a log in the service's packages, with where it is."""
    for path in (each for package in LOGGING for each in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                whose = node.func.value
                if isinstance(whose, ast.Name) and whose.id.strip("_").lower() == "log":
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_what_the_service_logs_gets_through() -> None:
    """A key that the filter does not know, or a type's name where it expects a word of ours, would
    be dropped without a trace: the operator would miss it when it matters."""
    found = dict(calls())
    assert len(found) > 30
    known = logs.RANDOM_IDS | logs.NUMBERS | logs.CODES | {"error", "exc_info"}
    for place, call in found.items():
        keys = {each.arg for each in call.keywords if each.arg is not None}
        if not place.startswith("bot/logs.py"):
            assert keys <= known, place
        named = {each.arg for each in call.keywords if "__name__" in ast.unparse(each.value)}
        assert named <= {"error"}, place


async def test_a_group_of_writes_that_is_lost_leaves_what_sqlite_said(
    tmp_path: Path, stream: io.StringIO
) -> None:
    core = await open_core(layout=Layout.at(tmp_path / "data"), clock=SystemClock())

    async def fill(tx: Transaction) -> None:
        sql = "INSERT INTO meta (name, value) VALUES ('canary', zeroblob(2000000))"
        await tx.execute(sql)

    try:
        await core.store.upkeep(lambda raw: raw.execute("PRAGMA max_page_count=1"))
        with pytest.raises(StorageUnavailable):
            await core.store.write(fill)
    finally:
        await core.close()
    (line,) = [each for each in lines(stream) if each["event"] == "store.group_lost"]
    assert (line["code"], line["size"]) == ("sqlite_full", 1)
