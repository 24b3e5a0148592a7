"""Two devices of a conversation, what each sent, and what each was told.

They check every acknowledgement and every message that reaches them, byte for byte.
"""

import asyncio
import contextlib
from dataclasses import dataclass, field

from client.api import Api, Refused, b64, unb64
from client.asking import Story
from client.live import LiveRoom
from client.rooms import Conversation
from client.socket import Socket
from client.tracks import Broken
from crypto.wire import CaseId
from storage.layout import Layout
from tests.faults.patience import GONE
from tests.faults.scene import WORKERS, Scene, check_files, rows_of

IN_FLIGHT = 4
AHEAD = 200
PAGE = 200


@dataclass
class Device:
    """One side, number `side`. `acknowledged` of its own are durable; `heard` of the other's came.

    `own` is all that it has sealed; `told` what it was answered instead of an acknowledgement;
    `resumed` counts own messages that were durable though nobody had said so.
    """

    side: int
    api: Api
    case: CaseId
    conversation: Conversation
    own: list[bytes] = field(default_factory=list)
    others: list[bytes] = field(default_factory=list)
    acknowledged: int = 0
    heard: int = 0
    resumed: int = 0
    told: list[str] = field(default_factory=list)

    def seal(self) -> None:
        """Have AHEAD messages ready that were not acknowledged yet."""
        while len(self.own) < self.acknowledged + AHEAD:
            text = f"{self.side} {len(self.own)}"
            self.own.append(self.conversation.write(text, now=0).message)

    async def resume(self) -> None:
        """After a new connection: fetch what is lacking, and find own messages as they were."""
        more = True
        while more:
            after = [0, 0]
            after[self.side], after[1 - self.side] = self.acknowledged, self.heard
            page = await self.api.messages(self.case, epoch=1, after=after, limit=PAGE)
            for message in page["messages"]:
                self._take(message["direction"], message["counter"], unb64(message["message"]))
            more = page["more"]
        heads = [page["heads"][name]["counter"] for name in ("student", "worker")]
        assert heads[self.side] == self.acknowledged, "an acknowledged message is not there"
        assert heads[1 - self.side] == self.heard, "a message is not there"
        self.seal()

    def _take(self, direction: int, counter: int, message: bytes) -> None:
        mine = direction == self.side
        known = self.acknowledged if mine else self.heard
        assert counter == known + 1, "a message is missing, doubled or out of order"
        assert message == (self.own if mine else self.others)[counter - 1], "altered"
        if mine:
            self.acknowledged, self.resumed = counter, self.resumed + 1
        else:
            self.heard = counter

    async def talk(self, url: str) -> None:
        """Send one's messages, a few in flight, and listen, until the server is gone."""
        # A server that dies between connection and `ready` looks like one that refuses; whether
        # the session still stands is seen at the next `resume`.
        with contextlib.suppress(*GONE, Refused):
            socket = await Socket.open(url=url, token=self.api.token)
            try:
                # Asking once more for what is durable already must change nothing.
                for counter in range(max(1, self.acknowledged - 1), self.acknowledged + 1):
                    await self.send(socket, counter)
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(self._listen(socket))
                    tasks.create_task(self._write(socket))
            except* GONE:
                pass
            finally:
                with contextlib.suppress(*GONE):
                    await socket.close()

    async def _listen(self, socket: Socket) -> None:
        async for event in socket.events():
            if event["t"] == "message":
                self._hear(event["counter"], unb64(event["message"]))
        raise ConnectionError

    def _hear(self, counter: int, message: bytes) -> None:
        assert counter <= self.heard + 1, "a gap while connected"
        assert message == self.others[counter - 1], "altered"
        self.heard = max(self.heard, counter)

    async def _write(self, socket: Socket) -> None:
        flying: list[asyncio.Task[None]] = []
        try:
            for counter in range(self.acknowledged + 1, len(self.own) + 1):
                flying.append(asyncio.create_task(self.send(socket, counter)))
                if len(flying) == IN_FLIGHT:
                    await flying.pop(0)
            for sending in flying:
                await sending
        finally:
            for sending in flying:
                sending.cancel()
            await asyncio.gather(*flying, return_exceptions=True)

    async def send(self, socket: Socket, counter: int) -> None:
        """One own message; ConnectionError, with the answer kept, when it is not acknowledged."""
        answer = await socket.send(case=b64(self.case), message=b64(self.own[counter - 1]))
        if answer["t"] != "ack":
            self.told.append(str(answer.get("error", answer["t"])))
            raise ConnectionError(answer["t"])
        self.acknowledged = max(self.acknowledged, counter)


async def meet(scene: Scene, *, number: int) -> list[Device]:
    """A student and a worker in an open conversation, each with a device that talks."""
    student = await scene.student(5001 + number)
    worker = await scene.worker(WORKERS[number])
    case = await student.ask(Story(text="A letter."))
    await worker.claim(case)
    theirs = await worker.accept(case, "I am here.")
    mine = await student.enter(case)
    made = [_device(0, student.person.api, mine), _device(1, worker.person.api, theirs)]
    page = await worker.person.api.messages(case, epoch=1, after=[0, 0])
    made[1].own.append(unb64(page["messages"][0]["message"]))
    made[1].acknowledged = made[0].heard = 1
    for device, other in (made, made[::-1]):
        device.others = other.own
        device.seal()
    return made


def _device(side: int, api: Api, room: LiveRoom) -> Device:
    return Device(side=side, api=api, case=room.case, conversation=room.conversation)


def check_talk(layout: Layout, devices: list[Device]) -> None:
    """Nothing lost, doubled or reordered at rest: files, and a device that reads from the start."""
    check_files(layout)
    stored = [bytes(row[0]) for row in rows_of(layout.database, "SELECT message FROM messages")]
    assert len(stored) == len(set(stored)) == sum(device.acknowledged for device in devices)
    for student, worker in zip(devices[::2], devices[1::2], strict=True):
        kept = [*student.own[: student.acknowledged], *worker.own[: worker.acknowledged]]
        assert set(kept) <= set(stored)
        assert student.heard == worker.acknowledged
        assert worker.heard == student.acknowledged
        reader = Conversation(worker.conversation.joined)
        assert not [m for m in kept if isinstance(reader.receive(m), Broken)]
