"""Flags over the network: sending one, and the holders' inbox (protocol.md section 12).
What is sealed, opened and judged is in flags.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from client.access import Person
from client.api import Json, Refused, b64, unb64
from client.author import own_certificate
from client.flags import (
    FlagHistory,
    FlagRow,
    FlagStep,
    FlagSubject,
    FlagWords,
    OpenedFlag,
    open_flag,
    open_late_flag,
    raise_flag,
    read_history,
    seal_event,
    step_after,
)
from client.holder import Holder
from crypto.wire import Team

__all__ = ["FlagInbox", "receipt", "send_flag"]

TRIES: Final = 8
_CONFLICT: Final = 409


async def send_flag(person: Person, words: FlagWords, *, about: FlagSubject) -> bytes:
    """Raise a flag as the worker or the student one is; its id, and no key, is left of it."""
    team = await person.team(in_conversation=True)
    staff = person.side == "staff"
    made = raise_flag(
        words,
        about=about,
        ring=person.ring,
        certificate=own_certificate(team, ring=person.ring).raw if staff else b"",
        team=team,
        now=person.now(),
    )
    body: Json = {
        "id": b64(made.id),
        "sealed": b64(made.sealed),
        "wraps": [{"role": role, "wrap": b64(wrap)} for role, wrap in made.wraps.items()],
    }
    if made.late is not None:
        body["late"] = {"wrap": b64(made.late[0]), "late": b64(made.late[1])}
    await person.api.post("/api/flags", body)
    return made.id


async def receipt(person: Person, flag: bytes) -> str:
    """`sent`, `received` or `gone`."""
    return str((await person.api.post("/api/flags/receipt", {"id": b64(flag)}))["state"])


@dataclass
class FlagInbox:
    """What one holder sees of flags, and does with them. `at_once`: flags of one page."""

    holder: Holder
    at_once: int = 50

    async def rows(self) -> list[Json]:
        """The flags that this holder's role has, every page; the overdue ones for the deputy."""
        found: list[Json] = []
        before, more = "", True
        while more:
            path = f"/api/flags?limit={self.at_once}{before}"
            page = await self.holder.person.api.get(path)
            found += page["flags"]
            more = bool(page["more"] and page["flags"])
            before = f"&before={found[-1]['id']}" if more else ""
        return found

    async def open(self, row: Json) -> OpenedFlag:
        """A flag of one's own role. Raises crypto.CryptoError when parts do not fit."""
        return open_flag(
            flag=unb64(row["id"]),
            sealed=unb64(row["sealed"]),
            wrap=unb64(row["wrap"]),
            role=self.holder.role,
            secret=self.holder.role_key,
            team=await self._team(),
        )

    async def open_late(self, flag: bytes) -> OpenedFlag:
        """As the deputy, one that stayed unacknowledged; on record. api.Refused 404 before."""
        found = await self.holder.person.api.post(f"/api/flags/{b64(flag)}/late")
        return open_late_flag(
            flag=flag,
            sealed=unb64(found["sealed"]),
            part=unb64(found["wrap"]),
            late=unb64(found["late"]),
            secret=self.holder.role_key,
            team=await self._team(),
        )

    async def history(self, flag: OpenedFlag) -> FlagHistory:
        """The flag's whole chain, read."""
        return read_history(await self._events(flag.flag.id), flag=flag, team=await self._team())

    async def act(self, flag: OpenedFlag, step: FlagStep) -> FlagHistory:
        """Write an event behind all there are; where another came first, again behind it.

        What the table then no longer allows becomes a note, or is dropped when it says nothing.
        Raises api.Refused when the server never takes it.
        """
        person = self.holder.person
        for _ in range(TRIES):
            history = await self.history(flag)
            fits = step_after(history, step)
            if fits is None:
                return history
            row = seal_event(
                fits,
                flag=flag,
                after=history,
                ring=person.ring,
                certificate=own_certificate(await self._team(), ring=person.ring).raw,
                now=person.now(),
            )
            if await self._put(flag, row, previous=history.head):
                return await self.history(flag)
        raise Refused(_CONFLICT, "changed")

    async def _put(self, flag: OpenedFlag, row: FlagRow, *, previous: bytes) -> bool:
        """Whether the server took it at this place."""
        body: Json = {
            "number": row.number,
            "previous": b64(previous),
            "event": b64(row.event),
            "mark": row.mark,
        }
        try:
            await self.holder.person.api.post(f"/api/flags/{b64(flag.flag.id)}/events", body)
        except Refused as refused:
            if refused.status == _CONFLICT:
                return False
            raise
        return True

    async def _events(self, flag: bytes) -> Sequence[FlagRow]:
        found: list[FlagRow] = []
        while True:
            path = f"/api/flags/{b64(flag)}/events?after={len(found)}"
            page = (await self.holder.person.api.get(path))["events"]
            found += [
                FlagRow(number=row["number"], event=unb64(row["event"]), mark=row["mark"])
                for row in page
            ]
            if not page:
                return found

    async def _team(self) -> Team:
        return await self.holder.person.team(in_conversation=True)
