"""A conversation over the network: fetches, sends and resumes what rooms.py judges.

One object per person and case. It keeps nothing durable: a device that comes back makes a new one.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Self

from client.api import Api, Json, b64, unb64
from client.epochs import Joined
from client.rooms import Conversation
from client.socket import Socket
from client.tracks import Broken, Envelope, Event, Paper, Stated, Text, Unsent
from crypto import Refused, wire
from crypto.wire import CaseId, Direction, Head, TakenBack

PAGE: Final = 200
TRIES: Final = 5

Follow = Callable[[Json, Sequence[Joined]], Awaitable[Sequence[Joined]]]
"""The case as the server shows it, and the epochs joined so far → those that follow, accepted."""


@dataclass
class LiveRoom:
    """`conversation` is the newest epoch's, with those before it behind it.

    `texts` are those that stand, by (epoch, direction, counter); `findings` is what did not fit;
    `stated` what was said about consent, by epoch, `papers` what was handed in (section 17), as it
    was read.
    """

    api: Api
    case: CaseId
    conversation: Conversation
    now: Callable[[], int]
    follow: Follow = field(repr=False)
    texts: dict[tuple[int, Direction, int], Text] = field(default_factory=dict)
    findings: list[Broken] = field(default_factory=list)
    stated: list[tuple[int, Stated]] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)

    @classmethod
    async def read(
        cls, joined: Sequence[Joined], *, api: Api, now: Callable[[], int], follow: Follow
    ) -> Self:
        """The room with these epochs, oldest first, read to its end."""
        room = cls(
            api=api,
            case=joined[0].epoch.body.case,
            conversation=Conversation(joined[0]),
            now=now,
            follow=follow,
        )
        await room.catch_up()
        for each in joined[1:]:
            await room.go_on(each)
        return room

    @property
    def epoch(self) -> int:
        """The newest epoch's number."""
        return self.conversation.joined.epoch.body.number

    @property
    def joined(self) -> list[Joined]:
        """Every epoch that this device is in, oldest first."""
        return [each.joined for each in self._conversations]

    @property
    def _conversations(self) -> list[Conversation]:
        found = [self.conversation]
        while found[-1].before is not None:
            found.append(found[-1].before)
        return found[::-1]

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

    async def move_on(self) -> bool:
        """Follow the case into its next epochs; whether there were any. Raises Refused."""
        found = await self.api.case(self.case)
        fresh = await self.follow(found, self.joined)
        for each in fresh:
            # Its heads move no more: what is read now is all there will be.
            await self.catch_up()
            await self.go_on(each)
        return bool(fresh)

    async def go_on(self, joined: Joined) -> None:
        """Into the next epoch, after the one before was read to its end; own texts come along."""
        self.conversation = Conversation(joined, before=self.conversation)
        await self.catch_up()
        self.conversation.carry_on()

    async def say(self, socket: Socket, text: str) -> Envelope:
        """Send a text; returns once it is durable."""
        envelope = self.conversation.write(text, now=self.now())
        await self._deliver(socket)
        return envelope

    async def state(self, socket: Socket, raw: bytes) -> Envelope:
        """Send a signed statement about consent (section 20); returns once it is durable."""
        envelope = self.conversation.state(raw, now=self.now())
        await self._deliver(socket)
        return envelope

    def statements(self, *, since: int = 0) -> list[tuple[bool, bytes]]:
        """Whether the student says it, and what, from an epoch on: as the ledger reads them."""
        return [
            (one.direction == Direction.FROM_STUDENT, one.raw)
            for epoch, one in self.stated
            if epoch >= since
        ]

    async def tell_seen(self, socket: Socket) -> None:
        """Show everything that was read, and say so."""
        other = self.conversation.me.other
        self.conversation.show(self.conversation.head(other).counter)
        self.conversation.tell_seen(now=self.now())
        await self._deliver(socket)

    async def hand_in(self, socket: Socket, paper: wire.Structure) -> None:
        """Send a paper (protocol.md section 17); returns once it is durable."""
        self.conversation.hand_in(paper, now=self.now())
        await self._deliver(socket)

    async def unsend(self, socket: Socket, counter: int) -> None:
        """Take an own message back, on the chain and at the server."""
        epoch = self.epoch
        self.conversation.unsend(counter, now=self.now())
        await self._deliver(socket)
        if self.epoch != epoch:
            raise Refused("The epoch ended: nothing of it is taken back.")
        body = {"epoch": epoch, "counter": counter}
        await self.api.post(f"/api/cases/{b64(self.case)}/unsend", body)

    async def resend(self, socket: Socket) -> None:
        """Send again, byte for byte, whatever was not acknowledged."""
        await self._deliver(socket)

    def acknowledged(self, envelope: Envelope) -> None:
        """The server has an own message durably."""
        self._happen(self.conversation.acknowledged(envelope))

    def take(self, frame: Json) -> None:
        """A pushed message or a taken-back one; another epoch's is read by `move_on`."""
        if frame["epoch"] != self.epoch:
            return
        result = self.conversation.receive(message_bytes(frame))
        if isinstance(result, Broken):
            self.findings.append(result)
        else:
            self._happen(result)

    def said(self) -> list[tuple[Direction, str]]:
        """Everything that stands, in the order of the screen (section 7)."""
        places = [
            (conversation.joined.epoch.body.number, *place)
            for conversation in self._conversations
            for place in conversation.order
        ]
        found = [self.texts[place] for place in places if place in self.texts]
        return [(text.direction, text.text) for text in found]

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
            await self._catch_up_with(answer["heads"])
        raise ConnectionRefusedError("the server never took it")

    async def _catch_up_with(self, heads: Json) -> None:
        """The server is elsewhere: in a later epoch, or further on in this one."""
        if heads["epoch"] > self.epoch:
            if not await self.move_on():
                raise ConnectionRefusedError("the server names an epoch that it does not show")
            return
        await self.catch_up()
        if self.conversation.pending:
            self.conversation.reseal()

    def _happen(self, events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, Text):
                self.texts[self.epoch, event.direction, event.counter] = event
            elif isinstance(event, Stated):
                self.stated.append((self.epoch, event))
            elif isinstance(event, Paper):
                self.papers.append(event)
            elif isinstance(event, Unsent):
                self.texts.pop((self.epoch, event.direction, event.counter), None)


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
