"""A conversation over the network: fetches, sends and resumes what rooms.py judges.

One object per person and case. It keeps nothing durable: a device that comes back makes a new one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from client.api import Api, Json, b64, unb64
from client.rooms import Conversation
from client.socket import Socket
from client.tracks import Broken, Envelope, Event, Text, Unsent
from crypto import wire
from crypto.wire import CaseId, Direction, Head, TakenBack

PAGE: Final = 200
TRIES: Final = 5


@dataclass
class LiveRoom:
    """`texts` are those that stand, by (direction, counter); `findings` is what did not fit."""

    api: Api
    case: CaseId
    conversation: Conversation
    now: Callable[[], int]
    texts: dict[tuple[Direction, int], Text] = field(default_factory=dict)
    findings: list[Broken] = field(default_factory=list)

    @property
    def epoch(self) -> int:
        """The epoch's number."""
        return self.conversation.joined.epoch.body.number

    async def catch_up(self) -> None:
        """Read everything that this device lacks, and compare the server's heads with its own."""
        more = True
        heads: Json = {}
        while more:
            after = [self.conversation.head(way).counter for way in Direction]
            page = await self.api.messages(self.case, epoch=self.epoch, after=after, limit=PAGE)
            fresh = [message_bytes(message) for message in page["messages"]]
            events, findings = self.conversation.receive_all(fresh)
            self._happen(events)
            self.findings.extend(findings)
            # A server that says there is more and gives nothing new must not hold a device up.
            moved = after != [self.conversation.head(way).counter for way in Direction]
            heads, more = page["heads"], page["more"] and moved and not findings
        self.findings.extend(self.conversation.compare(_heads(heads)))

    async def say(self, socket: Socket, text: str) -> Envelope:
        """Send a text; returns once it is durable."""
        envelope = self.conversation.write(text, now=self.now())
        await self._deliver(socket)
        return envelope

    async def tell_seen(self, socket: Socket) -> None:
        """Show everything that was read, and say so."""
        other = self.conversation.me.other
        self.conversation.show(self.conversation.head(other).counter)
        self.conversation.tell_seen(now=self.now())
        await self._deliver(socket)

    async def unsend(self, socket: Socket, counter: int) -> None:
        """Take an own message back, on the chain and at the server."""
        self.conversation.unsend(counter, now=self.now())
        await self._deliver(socket)
        body = {"epoch": self.epoch, "counter": counter}
        await self.api.post(f"/api/cases/{b64(self.case)}/unsend", body)

    async def resend(self, socket: Socket) -> None:
        """Send again, byte for byte, whatever was not acknowledged."""
        await self._deliver(socket)

    def acknowledged(self, envelope: Envelope) -> None:
        """The server has an own message durably."""
        self._happen(self.conversation.acknowledged(envelope))

    def take(self, frame: Json) -> None:
        """A pushed message or a taken-back one."""
        if frame["epoch"] != self.epoch:
            return
        result = self.conversation.receive(message_bytes(frame))
        if isinstance(result, Broken):
            self.findings.append(result)
        else:
            self._happen(result)

    def said(self) -> list[tuple[Direction, str]]:
        """Everything that stands, in the order of time and counter."""
        ordered = sorted(self.texts.values(), key=lambda t: (t.time, t.counter, t.direction))
        return [(text.direction, text.text) for text in ordered]

    async def _deliver(self, socket: Socket) -> None:
        for _ in range(TRIES):
            waiting = list(self.conversation.pending)
            if not waiting:
                return
            answer = await socket.send(case=b64(self.case), message=b64(waiting[0].message))
            if answer["t"] == "ack":
                if waiting[0] in self.conversation.pending:
                    self.acknowledged(waiting[0])
                continue
            if answer["t"] != "behind":
                raise ConnectionRefusedError(str(answer.get("error", "")))
            await self.catch_up()
            if self.conversation.pending:
                self.conversation.reseal()
        raise ConnectionRefusedError("the server never took it")

    def _happen(self, events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, Text):
                self.texts[event.direction, event.counter] = event
            elif isinstance(event, Unsent):
                self.texts.pop((event.direction, event.counter), None)


def message_bytes(message: Json) -> bytes | TakenBack:
    """A message of the API as the chain takes it."""
    if message.get("message") is not None:
        return unb64(message["message"])
    return TakenBack(ad=unb64(message["ad"]), body=wire.BodyHash(unb64(message["body_hash"])))


def _heads(heads: Json) -> dict[Direction, Head]:
    return {
        way: Head(heads[name]["counter"], wire.ChainHash(unb64(heads[name]["hash"])))
        for way, name in ((Direction.FROM_STUDENT, "student"), (Direction.FROM_WORKER, "worker"))
    }
