"""The logs: a canary thrown at every path comes out at none."""

import asyncio
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot import logs
from intake.outbox import Act

CANARY = "canary-sentence a person wrote"
TOKEN = "7000000001:AAcanary-canary-canary-canary-canar"
TELEGRAM_ID = 7_200_000_001


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
