"""Logs that cannot tell anything: event names, levels, times, counts and random ids.

Everything else is dropped here, whoever logged it: text, Telegram ids, tokens in addresses, the
message and arguments of an exception. Callers may add keys below; values are checked by shape.
"""

import contextlib
import logging
import re
import sys
import threading
import traceback
from collections.abc import MutableMapping
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any, Final, TextIO, cast

import structlog

SILENT: Final = frozenset({"httpx", "httpcore", "telegram", "uvicorn.access", "aiosqlite"})
"""Libraries not heard at all. httpx names the bot's token in every line."""

RANDOM_IDS: Final = frozenset({"case", "conversation", "request", "session", "job"})
NUMBERS: Final = frozenset(
    {"row", "attempts", "count", "size", "status", "port", "seconds", "hours", "days", "epoch"}
)
CODES: Final = frozenset({"act", "kind", "role", "mode", "state", "code"})

FRAMES: Final = 6

_EVENT: Final = re.compile(r"[a-z][a-z0-9_.]{0,63}")
_RANDOM_ID: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")
_CODE: Final = re.compile(r"[a-z][a-z0-9_-]{0,31}")
_TYPE: Final = re.compile(r"[A-Z_][A-Za-z0-9_]{0,63}")
_LOGGER: Final = re.compile(r"[A-Za-z0-9_.]{1,64}")

Event = MutableMapping[str, Any]


def configure(*, level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send every log of the process through the filter, as JSON lines, to `stream` (stderr).

    On a terminal the lines are made for people; what they hold is the same. A line that cannot be
    written, on a full disk or to nobody, is lost: who logs goes on. Call once at start.
    """
    stream = stream or sys.stderr
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if stream.isatty() else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            reduce_exception,
            keep_allowed,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.WriteLoggerFactory(file=cast("TextIO", _Unfailing(stream))),
        cache_logger_on_first_use=False,
    )
    _take_over_libraries()
    _take_over_hooks()


def keep_allowed(_: object, __: str, event: Event) -> Event:
    """Structlog processor: a new event with nothing in it but what is known to be harmless."""
    name = event.get("event")
    kept: dict[str, Any] = {
        "event": name if isinstance(name, str) and _EVENT.fullmatch(name) else "unnamed",
        "level": event.get("level", "info"),
    }
    for key, value in event.items():
        if key not in kept and (clean := _clean(key, value)) is not None:
            kept[key] = clean
    return kept


def reduce_exception(_: object, __: str, event: Event) -> Event:
    """Structlog processor: an exception becomes its type's name and where in the code it was."""
    info = event.pop("exc_info", None)
    event.pop("exception", None)
    event.pop("stack_info", None)
    event.pop("where", None)
    error = info[1] if isinstance(info, tuple) else info
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["where"] = _Where(error.__traceback__)
    return event


class _Where(list[str]):
    """Code locations made by this file, so that `keep_allowed` can tell them from text."""

    def __init__(self, trace: TracebackType | None) -> None:
        frames = traceback.StackSummary.extract(
            traceback.walk_tb(trace), limit=-FRAMES, lookup_lines=False
        )
        super().__init__(f"{_short(f.filename)}:{f.lineno}" for f in frames)


class _Unfailing:
    """A stream that drops what it cannot write."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._stream.write(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._stream.flush()


class _Library(logging.Handler):
    """What libraries log: that they did, at which level and where in their code; never the text."""

    def emit(self, record: logging.LogRecord) -> None:
        if any(record.name == name or record.name.startswith(name + ".") for name in SILENT):
            return
        log = structlog.get_logger()
        place = {"logger": record.name, "code_line": f"{_short(record.pathname)}:{record.lineno}"}
        log.log(max(record.levelno, logging.WARNING), "library", exc_info=record.exc_info, **place)


def _clean(key: str, value: object) -> object:
    """The value if its key is allowed and its shape is, else None."""
    text = str(value.value) if isinstance(value, Enum) else value
    if key in NUMBERS:
        return value if isinstance(value, int | float) else None
    if key == "where":
        return list(value) if isinstance(value, _Where) else None
    shape = {
        **dict.fromkeys(RANDOM_IDS, _RANDOM_ID),
        **dict.fromkeys(CODES, _CODE),
        "error": _TYPE,
        "logger": _LOGGER,
        "code_line": re.compile(r"[\w./-]{1,96}:\d{1,6}"),
    }.get(key)
    return text if shape is not None and isinstance(text, str) and shape.fullmatch(text) else None


def _short(path: str) -> str:
    """The last two parts of a source path: no home directory, no user name."""
    return "/".join(Path(path).parts[-2:])


def _take_over_libraries() -> None:
    root = logging.getLogger()
    for handler in list(root.handlers):
        root.removeHandler(handler)
    root.addHandler(_Library())
    root.setLevel(logging.WARNING)
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers.clear()
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # else a failing handler prints the record, text and all


def _take_over_hooks() -> None:
    """Uncaught exceptions in any thread, and those nobody can catch, go through the filter too."""

    def thread(args: threading.ExceptHookArgs) -> None:
        _crash(args.exc_value)

    def unraisable(args: "sys.UnraisableHookArgs") -> None:
        _crash(args.exc_value)

    def uncaught(_: object, error: BaseException, __: object) -> None:
        if isinstance(error, KeyboardInterrupt):
            return
        _crash(error)

    sys.excepthook = uncaught
    threading.excepthook = thread
    sys.unraisablehook = unraisable


def _crash(error: BaseException | None) -> None:
    structlog.get_logger().critical("crash", exc_info=error)
