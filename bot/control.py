"""How the operator's commands reach a running service: a socket in the data directory, one
question and one answer a connection. Only the service's own user can open it.

The store lets in no second process, so a command that needs it asks the one that has it.
"""

import asyncio
import contextlib
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import structlog

from bot.shown import Shown
from storage.errors import StorageError

Answer = Mapping[str, object]
Ask = Callable[[Mapping[str, str]], Awaitable[Answer]]

NAME: Final = "control.sock"
LONGEST: Final = 4 * 1024 * 1024
"""Bytes of a question or an answer: released tables are the longest, some kilobytes each."""
QUESTION_SECONDS: Final = 10.0
_PRIVATE: Final = 0o600

log = structlog.get_logger()


class Refused(Shown):
    """The running service could not do it; `str` is its line, fit to show."""


@asynccontextmanager
async def listening(data: Path, asks: Mapping[str, Ask]) -> AsyncIterator[None]:
    """Answer `asks` by name until the block ends. The data directory must be locked by us.

    Where no socket can be made the service runs on, and commands find nobody who answers.
    """

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            said = await _answer(reader, asks)
            writer.write(json.dumps(said).encode() + b"\n")
            await writer.drain()
        writer.close()

    server = None
    try:
        with _reachable(data) as path:
            (data / NAME).unlink(missing_ok=True)
            server = await asyncio.start_unix_server(answer, path=path, limit=LONGEST)
            (data / NAME).chmod(_PRIVATE)
    except OSError:
        # Some file systems have no sockets: the service is more than its commands.
        log.warning("control_unavailable")
    try:
        yield
    finally:
        if server is not None:
            server.close()
            (data / NAME).unlink(missing_ok=True)


async def _answer(reader: asyncio.StreamReader, asks: Mapping[str, Ask]) -> Answer:
    try:
        async with asyncio.timeout(QUESTION_SECONDS):
            line = await reader.readline()
        document = json.loads(line)
        name = document.pop("ask")
        words = {str(key): str(value) for key, value in document.items()}
        ask = asks[name]
    except (TimeoutError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {"refused": "The running service does not know this: is it an older version?"}
    try:
        return {"answer": await ask(words)}
    except (StorageError, Refused) as error:
        return {"refused": str(error)}
    except Exception:
        log.exception("control_failed")
        return {"refused": "The running service failed at this: see its log."}


async def ask(data: Path, name: str, **words: str) -> Answer | None:
    """Ask the running service; None when none runs here. Raises Refused."""
    try:
        with _reachable(data) as path:
            reader, writer = await asyncio.open_unix_connection(path, limit=LONGEST)
    except OSError:
        return None
    try:
        writer.write(json.dumps({"ask": name, **words}).encode() + b"\n")
        await writer.drain()
        document = json.loads(await reader.readline())
        if "refused" in document:
            raise Refused(str(document["refused"]))
        answer: Answer = document["answer"]
    except (OSError, ValueError, TypeError, KeyError):
        raise Refused("The running service gave no answer: see its log.") from None
    finally:
        writer.close()
    return answer


@contextlib.contextmanager
def _reachable(data: Path) -> Generator[str, None, None]:
    """The socket's path, short: the system takes about a hundred bytes, folders may be deeper."""
    direct = data / NAME
    if not Path("/proc/self/fd").is_dir():
        yield str(direct)
        return
    folder = os.open(data, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{folder}/{NAME}"
    finally:
        os.close(folder)
