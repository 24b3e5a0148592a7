"""Students who ask and who have what is theirs destroyed while nothing can be made durable.

Both write more files than the database: a request its key (keys/cases.db), an erasure the
tombstones. When flushes fail is for whoever calls.
"""

from dataclasses import dataclass
from typing import Self

import pytest

from client.api import Json, Refused, b64, unb64
from client.asking import Asked, Story, ask
from client.capsules import Identity
from client.student import Student, request_body
from crypto.wire import CaseId
from storage.tombstones import Erased, Tombstone, Tombstones
from tests.faults.scene import Scene


@dataclass(kw_only=True)
class Comers:
    """`asks` has a request sealed, `waits` has one at the service; `gone` left before."""

    on: Scene
    asks: Student
    asked: Asked
    waits: Student
    gone: Student
    left: Tombstone

    @classmethod
    async def come(cls, on: Scene) -> Self:
        """While everything works."""
        asks, waits, gone = [await on.student(5050 + number) for number in range(3)]
        person = asks.person
        asked = ask(
            Story(text="Another letter."),
            ring=person.ring,
            team=await person.team(),
            now=person.now(),
            identity=Identity(telegram_id=""),
        )
        await waits.ask(Story(text="Another letter."))
        await gone.ask(Story(text="Another letter."))
        left = await _account(gone)
        await gone.erase_everything()
        return cls(on=on, asks=asks, asked=asked, waits=waits, gone=gone, left=left)

    async def are_refused(self) -> None:
        """Each is told that it is not available, twice: the first leaves nothing in the way."""
        for _ in range(2):
            assert await self._send() == (503, "unavailable")
            with pytest.raises(Refused) as told:
                await self.waits.erase(self._waiting)
            assert (told.value.status, told.value.code) == (503, "unavailable")
            with pytest.raises(Refused) as told:
                await self.waits.erase_everything()
            assert (told.value.status, told.value.code) == (503, "unavailable")

    async def come_again(self, *, died: bool) -> None:
        """What was refused has its effect once it is sent again; what was done stays done.

        died: since then the service did. A transaction that was refused may be found durable then:
        a new request waits, and an erasure's first, which ends the case, has ended it.
        """
        found = (await _states(self.waits)).popitem()
        assert found in {(b64(self._waiting), state) for state in ("waiting", "closed")[: 1 + died]}
        assert await _states(self.asks) in ({}, {b64(self.asked.case): "waiting"})[: 1 + died]
        assert await self._send() is None
        assert await _states(self.asks) == {b64(self.asked.case): "waiting"}
        await self.waits.erase(self._waiting)
        assert await _states(self.waits) == {}
        leaves = await _account(self.waits)
        await self.waits.erase_everything()
        for student in (self.waits, self.gone):
            with pytest.raises(Refused):
                await student.person.sign_in()
        assert {self.left, leaves} <= set(Tombstones.read(self.on.layout.tombstones))

    @property
    def _waiting(self) -> CaseId:
        assert self.waits.asked is not None
        return self.waits.asked.case

    async def _send(self) -> tuple[int, str] | None:
        """The same bytes every time; what the service has against them."""
        body = request_body(self.asked.request)
        try:
            await self.asks.person.api.request(case=self.asked.case, body=body, revised=False)
        except Refused as refused:
            return refused.status, refused.code
        return None


async def _account(student: Student) -> Tombstone:
    me: Json = await student.person.api.get("/api/me")
    return Tombstone(erased=Erased.ACCOUNT, reference=unb64(me["account"]))


async def _states(student: Student) -> dict[str, str]:
    return {each["case"]: each["state"] for each in await student.person.api.cases()}
