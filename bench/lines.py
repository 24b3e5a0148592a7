"""What every visitor of a crowd has: a patient caller, a socket that drops, times of each step.

Who they are and what they do is visitors.py's and shifts.py's.
"""

import asyncio
import hashlib
import json
import ssl
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
from websockets.exceptions import WebSocketException

from bench.hurry import AS_IT_GOES, Hurry
from bench.population import launch_data
from client.access import Person
from client.api import Api, Json, Refused, b64, unb64
from client.live import LiveRoom
from client.socket import Socket
from crypto.wire import Direction

GONE: Final = (ConnectionError, WebSocketException, TimeoutError)
"""What a call over a dropped socket raises."""
ENDED_BY_SERVICE: Final = "sockets ended by the service"
KEPT_TOO_LONG: Final = "kept connections closed before an answer"
KEPT_SECONDS: Final = 2.0
MOST_LOST: Final = 2
"""As often one call may find its connection closed."""
TOO_MANY_REQUESTS: Final = 429
PATIENCE_SECONDS: Final = 120.0
"""How long anybody waits for what must come; a loaded machine is slow, a lost message never comes.
"""


@dataclass
class Steps:
    """Seconds of each step, and how often each other thing happened."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    counts: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """The time of a step that succeeds."""
        start = time.perf_counter()
        yield
        self.took(step, time.perf_counter() - start)

    def took(self, step: str, seconds: float) -> None:
        self.seconds[step].append(round(seconds, 6))

    def figures(self) -> Json:
        """As a process says them."""
        return {"seconds": self.seconds, "counts": self.counts}


class PatientApi(Api):
    """Asks again when told `slow_down`, as the Mini App does, and over a new connection when a kept
    one was closed before it answered, as a browser does.
    """

    def __init__(self, http: httpx.AsyncClient, steps: Steps) -> None:
        super().__init__(http)
        self._steps = steps

    async def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Json:
        lost = 0
        while True:
            try:
                return await super().call(method, path, body)
            except Refused as refused:
                if refused.status != TOO_MANY_REQUESTS:
                    raise
                self._steps.counts["told to slow down"] += 1
                await asyncio.sleep(float(refused.answer.get("retry_after", 1)))
            except (httpx.ReadError, httpx.RemoteProtocolError):
                # The service lets connections go that were idle for 5 seconds; a client that gets
                # no processor for so long asks over one of these.
                self._steps.counts[KEPT_TOO_LONG] += 1
                lost += 1
                if lost > MOST_LOST:
                    raise


class DroppingSocket(Socket):
    """A socket that can end as a lost network ends it: without a word."""

    def drop(self) -> None:
        self._connection.transport.abort()


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the service is, and what all visitors of one process share."""

    port: int
    steps: Steps
    clock: Hurry = AS_IT_GOES
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)

    def http(self) -> httpx.AsyncClient:
        """A device's own connections. One TLS context for all: making one costs 20 ms."""
        return httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{self.port}",
            verify=self.tls,
            limits=httpx.Limits(keepalive_expiry=KEPT_SECONDS),
        )

    def person(self, http: httpx.AsyncClient, telegram: int, *, side: str) -> Person:
        """Somebody with an empty device."""
        return Person(
            api=PatientApi(http, self.steps),
            side=side,
            launches=lambda: launch_data(telegram, at=self.clock.now()),
            now=lambda: int(self.clock.now()),
        )

    async def socket(self, person: Person) -> DroppingSocket:
        """An open socket of somebody who is signed in."""
        with self.steps.timed("socket opened"):
            return await DroppingSocket.open(
                url=f"ws://127.0.0.1:{self.port}/api/socket", token=person.api.token
            )


def stamped(text: str) -> str:
    """A text that carries when it was written: the clock is the machine's, for all processes."""
    return f"{time.perf_counter_ns()} {text}"


def words_of(text: str) -> str:
    """A stamped text without its stamp."""
    return text.split(" ", 1)[1]


def take(room: LiveRoom, frame: Json, steps: Steps) -> str | None:
    """Take a pushed message in; its text when it is one that was not read before."""
    place = (frame["epoch"], Direction(frame["direction"]), frame["counter"])
    known = place in room.texts
    room.take(frame)
    if known or place not in room.texts:
        return None
    text = room.texts[place].text
    steps.took("message delivered", time.perf_counter() - int(text.split(" ", 1)[0]) / 1e9)
    return text


def standing(room: LiveRoom, direction: Direction) -> list[str]:
    """The texts of one direction that stand, in the order of the chain."""
    found = sorted((at, text.text) for at, text in room.texts.items() if at[1] == direction)
    return [text for _, text in found]


@dataclass
class Account:
    """What one side of a conversation knows of it at its end: both processes' must be the same."""

    case: str
    mine: str
    theirs: str
    texts: Sequence[int]
    faults: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, room: LiveRoom, *, wrote: Sequence[str]) -> "Account":
        """`wrote` are the own texts that were not taken back, as they were written."""
        me = room.conversation.me
        mine, theirs = standing(room, me), standing(room, me.other)
        faults = [finding.what for finding in room.findings]
        if mine != list(wrote):
            faults.append("what was written does not stand")
        return cls(
            case=b64(room.case),
            mine=digest(mine),
            theirs=digest(theirs),
            texts=(len(mine), len(theirs)),
            faults=faults,
        )


def digest(texts: Sequence[str]) -> str:
    """A short form of what was said, to compare between processes."""
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


def bare(case: str) -> bytes:
    """The case's id as bytes."""
    return unb64(case)
