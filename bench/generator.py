"""The load: many WebSocket clients in a process of its own, sending frames sealed beforehand.

It measures and checks order; it seals, opens and parses nothing, so that it is not what is
measured. Reads its task and `go` from standard input, says `connected` and its figures.
"""

import asyncio
import gc
import json
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from websockets.frames import Frame, Opcode

from bench import frames
from bench.arrivals import moments
from bench.common import say_line

READY: Final = b'{"t":"ready"}'
ACKNOWLEDGED: Final = b'{"t":"ack"'
COUNTER_BYTES: Final = 8
LIMIT_SECONDS: Final = 120.0
LEAD_SECONDS: Final = 2.5
"""Until the first message of paced ones: what a thousand connections leave is tidied up by then
(bot/listener.py), as where people have been there for a while."""
SAMPLED: Final = 4
"""Writers whose delivered frames are given back, to be opened after the run."""


def _nobody(text: bytes) -> None:
    """What comes before anybody listens is dropped."""


class Line(asyncio.Protocol):
    """One connection: its handshake, `hello`, then messages to `on_message`, else `on_answer`."""

    def __init__(self, *, path: str, token: str, ready: asyncio.Future[None]) -> None:
        self._path, self._token, self._ready = path, token, ready
        self._rest = b""
        self._open = False
        self.on_message: Callable[[bytes], None] = _nobody
        self.on_answer: Callable[[bytes], None] = _nobody
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]
        self.write(
            f"GET {self._path} HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n".encode()
        )

    def write(self, data: bytes) -> None:
        assert self.transport is not None  # noqa: S101 - connected
        self.transport.write(data)

    def data_received(self, data: bytes) -> None:
        data = self._rest + data if self._rest else data
        if not self._open:
            if b"\r\n\r\n" not in data:
                self._rest = data
                return
            self._open = True
            hello = json.dumps({"t": "hello", "token": self._token}).encode()
            self.write(Frame(Opcode.TEXT, hello).serialize(mask=True))
            data = data.split(b"\r\n\r\n", 1)[1]
        at = 0
        for opcode, payload, end in frames.payloads(data):
            at = end
            if opcode == Opcode.BINARY:
                self.on_message(payload)
            elif opcode == Opcode.TEXT:
                self._take(payload)
            elif opcode == Opcode.PING:
                self.write(Frame(Opcode.PONG, payload).serialize(mask=True))
        self._rest = data[at:]

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        if not self._ready.done():
            self._ready.set_exception(ConnectionError())

    def _take(self, text: bytes) -> None:
        if text == READY and not self._ready.done():
            self._ready.set_result(None)
        else:
            self.on_answer(text)


class Writer:
    """One direction of one pair: what is sent, acknowledged and delivered, and how late.

    `first` is the counter of the first message; what is delivered has its counter at `place` (the
    bare relay delivers frames as they were sent, and counts are their `ref`).
    """

    def __init__(
        self, *, out: Line, back: Line, sent: Sequence[bytes], place: int, first: int, run: "Run"
    ) -> None:
        self._out, self._sent, self._place, self._run = out, sent, place, run
        self._at: list[float] = []
        self._next = first
        self.acknowledged = 0
        self.late: list[float] = []
        self.wrong = 0
        self.kept: list[bytes] | None = None
        self.on_delivery: Callable[[], None] | None = None
        out.on_answer = self.told
        back.on_message = self.delivered

    @property
    def left(self) -> bool:
        return len(self._at) < len(self._sent)

    @property
    def done(self) -> bool:
        whole = len(self._sent)
        return len(self.late) == whole and self.acknowledged == whole

    def send(self) -> None:
        frame = self._sent[len(self._at)]
        self._at.append(time.perf_counter())
        self._out.write(frame)

    def told(self, text: bytes) -> None:
        if not text.startswith(ACKNOWLEDGED):
            self.wrong += 1
            return
        self.acknowledged += 1
        self._run.acknowledged(self)

    def delivered(self, data: bytes) -> None:
        counter = int.from_bytes(data[self._place : self._place + COUNTER_BYTES], "big")
        if counter != self._next:
            self.wrong += 1
            return
        self.late.append(time.perf_counter() - self._at[len(self.late)])
        self._next += 1
        if self.kept is not None:
            self.kept.append(data)
        if self.on_delivery is not None:
            self.on_delivery()
        self._run.delivered(self)


class Run:
    """All writers of one task. `mode`: `window` in flight each, `paced`, or `pingpong`."""

    def __init__(self, task: dict[str, Any]) -> None:
        self._task = task
        self._window = int(task.get("window", 4))
        self._writers: list[Writer] = []
        self._lines: list[Line] = []
        self._finished = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._refill = task["mode"] == "window"
        self.ended = 0.0

    def acknowledged(self, writer: Writer) -> None:
        if self._refill and writer.left:
            writer.send()
        self.delivered(writer)

    def delivered(self, writer: Writer) -> None:
        if writer.done:
            self.ended = time.perf_counter()
            if all(each.done for each in self._writers):
                self._finished.set()

    async def connect(self, sent: Sequence[Sequence[bytes]]) -> None:
        """Open two lines per pair, a few at a time."""
        place = int(self._task["place"])
        for start in range(0, len(self._task["pairs"]), 25):
            opening = []
            for pair in self._task["pairs"][start : start + 25]:
                both = [await self._line(side) for side in pair["sides"]]
                opening.extend(both)
                for index, frames_index in pair["writers"]:
                    out, back = both[index][0], both[1 - index][0]
                    self._writers.append(
                        Writer(
                            out=out,
                            back=back,
                            sent=sent[frames_index],
                            place=place,
                            first=pair["first"][index],
                            run=self,
                        )
                    )
            await asyncio.gather(*(ready for _, ready in opening))
            await asyncio.gather(
                *(
                    self._read_missed(side)
                    for pair in self._task["pairs"][start : start + 25]
                    for side in pair["sides"]
                )
            )
        for writer in self._writers[:SAMPLED]:
            writer.kept = []

    async def _line(self, side: dict[str, str]) -> tuple[Line, asyncio.Future[None]]:
        loop = asyncio.get_running_loop()
        ready: asyncio.Future[None] = loop.create_future()
        line = Line(path=side["path"], token=side["token"], ready=ready)
        await loop.create_connection(lambda: line, "127.0.0.1", self._task["port"])
        self._lines.append(line)
        return line, ready

    async def _read_missed(self, side: dict[str, str]) -> None:
        """What every device does after a connection (docs/api.md); the bare relays keep nothing."""
        if "missed" not in side:
            return
        answer, ask = await asyncio.open_connection("127.0.0.1", self._task["port"])
        ask.write(
            f"GET {side['missed']} HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n"
            f"Authorization: Bearer {side['token']}\r\n\r\n".encode()
        )
        if not (await answer.read()).startswith(b"HTTP/1.1 200 "):
            raise ConnectionError
        ask.close()

    async def go(self) -> dict[str, Any]:
        """Send everything; figures once all is acknowledged and delivered."""
        start = time.perf_counter()
        if self._task["mode"] == "window":
            for _ in range(self._window):
                for writer in self._writers:
                    if writer.left:
                        writer.send()
        elif self._task["mode"] == "paced":
            self._pace(float(self._task["seconds"]))
        else:
            self._pingpong()
        async with asyncio.timeout(LIMIT_SECONDS):
            await self._finished.wait()
        return self._figures(self.ended - start)

    def _pace(self, seconds: float) -> None:
        due = moments(
            writers=len(self._writers),
            turns=len(self._writers[0]._sent),
            seconds=seconds,
            seed=self._task["seed"],
        )
        if self._task["exact"]:
            threading.Thread(target=self._tell, args=(due,), daemon=True).start()
            return
        for when, number in due:
            self._loop.call_later(LEAD_SECONDS + when, self._writers[number].send)

    def _tell(self, due: Sequence[tuple[float, int]]) -> None:
        """In a thread of its own, which keeps its times to about a tenth of a millisecond; the
        loop's timers go by whole ones, so that those of one go together."""
        begun = time.perf_counter() + LEAD_SECONDS
        for when, number in due:
            time.sleep(max(0.0, begun + when - time.perf_counter()))
            self._loop.call_soon_threadsafe(self._writers[number].send)

    def _pingpong(self) -> None:
        there, back = self._writers
        there.on_delivery = lambda: back.send() if back.left else None
        back.on_delivery = lambda: there.send() if there.left else None
        there.send()

    def _figures(self, seconds: float) -> dict[str, Any]:
        late = sorted(each for writer in self._writers for each in writer.late)
        return {
            "messages": len(late),
            "seconds": seconds,
            "p50": late[len(late) // 2],
            "p99": late[int(len(late) * 0.99)],
            "wrong": sum(writer.wrong for writer in self._writers),
            "sample": [
                [data.hex() for data in writer.kept or ()] for writer in self._writers[:SAMPLED]
            ],
        }


async def main() -> None:
    """One task: connect, wait for `go`, run, say the figures."""
    loop = asyncio.get_running_loop()
    task = json.loads(sys.stdin.readline())
    run = Run(task)
    sent = frames.read(Path(task["frames"]))
    await run.connect(sent)
    gc.collect()
    gc.freeze()
    gc.disable()
    say_line({"connected": True})
    if (await loop.run_in_executor(None, sys.stdin.readline)).strip() == "go":
        say_line(await run.go())


if __name__ == "__main__":
    asyncio.run(main())
