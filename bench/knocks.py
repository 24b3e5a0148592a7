"""Telegram's part: posts updates made beforehand over kept connections, and counts the answers.

Reads its task and `go` from standard input; says `connected` and its figures.
"""

import asyncio
import json
import sys
import time
from typing import Any, Final

from bench.common import say_line
from bench.hook import SECRET
from handlers.chat.webhook import PATH, SECRET_HEADER

PEOPLE: Final = 200
LIMIT_SECONDS: Final = 120.0
OK: Final = b"HTTP/1.1 200 "
NO_BODY: Final = b"\r\n\r\n"


def request(number: int) -> bytes:
    """One update: somebody writes to the bot."""
    person = 7_100_000_000 + number % PEOPLE
    body = json.dumps(
        {
            "update_id": number,
            "message": {
                "message_id": number,
                "date": 1_800_000_000,
                "chat": {"id": person, "type": "private", "first_name": "Person"},
                "from": {
                    "id": person,
                    "is_bot": False,
                    "first_name": "Person",
                    "language_code": "en",
                },
                "text": "A sentence of the bench.",
            },
        }
    ).encode()
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"{SECRET_HEADER}: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Door(asyncio.Protocol):
    """One connection: the next update goes out when the one before is answered."""

    def __init__(self, mine: list[bytes], ended: asyncio.Future[None]) -> None:
        self._mine = mine
        self._ended = ended
        self._rest = b""
        self.refused = 0
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]

    def knock(self) -> None:
        """Send the next one, if there is one."""
        if not self._mine:
            self._ended.set_result(None)
            return
        assert self.transport is not None  # noqa: S101 - connected
        self.transport.write(self._mine.pop())

    def data_received(self, data: bytes) -> None:
        data = self._rest + data
        if not data.endswith(NO_BODY):
            self._rest = data
            return
        self._rest = b""
        self.refused += not data.startswith(OK)
        self.knock()


async def run(task: dict[str, Any]) -> None:
    """Connect, wait for `go`, knock, say the figures."""
    loop = asyncio.get_running_loop()
    doors: list[Door] = []
    ended = []
    for number in range(task["connections"]):
        end: asyncio.Future[None] = loop.create_future()
        mine = [request(n) for n in range(number + 1, task["updates"] + 1, task["connections"])]
        door = Door(mine[::-1], end)
        await loop.create_connection(lambda door=door: door, "127.0.0.1", task["port"])  # type: ignore[misc]
        doors.append(door)
        ended.append(end)
    say_line({"connected": True})
    await loop.run_in_executor(None, sys.stdin.readline)
    start = time.perf_counter()
    for door in doors:
        door.knock()
    async with asyncio.timeout(LIMIT_SECONDS):
        await asyncio.gather(*ended)
    seconds = time.perf_counter() - start
    say_line({"seconds": seconds, "refused": sum(door.refused for door in doors)})


if __name__ == "__main__":
    asyncio.run(run(json.loads(sys.stdin.readline())))
