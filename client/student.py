"""A student's device over the network: asks, accepts the worker, comes back (protocol.md 5-7).

What is judged and sealed is in asking.py, epochs.py and rooms.py; this joins it with the API.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

import crypto
from client.access import Person, notice_digest
from client.api import Json, b64, unb64
from client.asking import Asked, Story, ask, open_letter
from client.capsules import Identity
from client.epochs import Joined, accept_first, acknowledge, reopen
from client.live import LiveRoom
from client.rooms import Conversation
from crypto import wire
from crypto.wire import STUDENT_ENTRY, CaseId, CertificateId, Close, Epoch, Intake, Letter, Request

ADULT: Final = "notice-adult"
UNDER_18: Final = "notice-under-18"


@dataclass
class Student:
    """Somebody who asks. `asked` is the newest revision that this device made or read."""

    person: Person
    under18: bool = False
    asked: Asked | None = field(default=None, repr=False)

    async def agree(self, *, start_over: bool = False) -> None:
        """Agree to be written to, and enrol; with `start_over` also where every key was lost."""
        notice = await notice_digest(self.person.api, notice=UNDER_18 if self.under18 else ADULT)
        more: Json | None = {"start_over": True} if start_over else None
        await self.person.enrol(notice=notice, more=more)

    async def ask(
        self,
        story: Story,
        *,
        avoid: Collection[CertificateId] = (),
        identity: Identity | None = None,
    ) -> CaseId:
        """Send a request, or the next revision of the one that waits."""
        team = await self.person.team()
        before = self.asked.intake if self.asked else None
        asked = ask(
            story,
            ring=self.person.ring,
            team=team,
            now=self.person.now(),
            avoid=avoid,
            identity=identity or Identity(telegram_id=""),
            before=before,
        )
        await self.person.api.request(
            case=asked.case, body=request_body(asked.request), revised=before is not None
        )
        self.asked = asked
        return asked.case

    async def read_back(self, case: CaseId) -> Letter:
        """On another device: one's own request as the server keeps it, opened with own keys."""
        found = await self.person.api.case(case)
        intake = wire.open_signed(unb64(found["intake"]), Intake)
        if intake.key != self.person.ring.sign.public:
            raise crypto.Refused("The request is not one's own.")
        letter = open_letter(
            unb64(found["letter"]),
            wrap=unb64(found["wraps"]["letter"]),
            intake=intake,
            box=self.person.ring.box,
            me=STUDENT_ENTRY,
        )
        request = Request(
            intake=intake.raw,
            card=unb64(found["card"]),
            letter=unb64(found["letter"]),
            wraps=(),
            capsule=None,
        )
        self.asked = Asked(
            request=request,
            intake=intake,
            supervision=letter.supervision,
            avoided=frozenset(),
        )
        return letter

    async def enter(self, case: CaseId) -> LiveRoom:
        """Check the worker, acknowledge, and read everything. Raises Refused for a bad epoch."""
        found = await self.person.api.case(case)
        if self.asked is None:
            await self.read_back(case)
        joined = await self._join(found)
        room = LiveRoom(
            api=self.person.api,
            case=case,
            conversation=Conversation(joined),
            now=self.person.now,
        )
        await room.catch_up()
        return room

    async def close(self, case: CaseId) -> None:
        """Cancel, or end the conversation."""
        found = await self.person.api.case(case)
        await close_case(self.person, found, by="student")

    async def _join(self, found: Json) -> Joined:
        epoch = found["epochs"][-1]
        record, wrap = unb64(epoch["record"]), unb64(epoch["wrap"])
        ring = self.person.ring
        known = ring.others.get(_note(CaseId(unb64(found["case"]))))
        if known is not None:
            return reopen(record, wrap=wrap, ring=ring, known=[wire.RecordHash(known)])
        if self.asked is None:
            raise crypto.Refused("The request is not known on this device.")
        joined = accept_first(
            record,
            wrap=wrap,
            ring=ring,
            asked=self.asked,
            team=await self.person.team(),
            now=self.person.now(),
        )
        await self._acknowledge(joined)
        return joined

    async def _acknowledge(self, joined: Joined) -> None:
        case = joined.epoch.body.case
        ack = acknowledge(joined, ring=self.person.ring)
        self.person.change(self.person.ring.with_entry(_note(case), joined.record))
        if self.person.revision:
            await self.person.save()
        await self.person.api.post(f"/api/cases/{b64(case)}/ack", {"ack": b64(ack.raw)})


async def close_case(person: Person, found: Json, *, by: str) -> None:
    """Sign and send the end of a case, as it was just found."""
    if found["epochs"]:
        record = wire.epoch_hash(wire.open_signed(unb64(found["epochs"][-1]["record"]), Epoch))
    else:
        record = wire.intake_hash(wire.open_signed(unb64(found["intake"]), Intake))
    body = Close(case=CaseId(unb64(found["case"])), record=record, by=by, time=person.now())
    raw = wire.signed(body, key=person.ring.sign).raw
    await person.api.post(f"/api/cases/{found['case']}/close", {"close": b64(raw)})


def request_body(request: Request) -> Json:
    """A request as the API takes it."""
    body: Json = {
        "intake": b64(request.intake),
        "card": b64(request.card),
        "letter": b64(request.letter),
        "wraps": [
            {"certificate": b64(w.certificate), "card": b64(w.card), "letter": b64(w.letter)}
            for w in request.wraps
        ],
    }
    if request.capsule is not None:
        body["capsule"] = {
            "record": b64(request.capsule.record),
            "sealed": b64(request.capsule.sealed),
            "halves": [b64(half) for half in request.capsule.halves],
        }
    return body


def _note(case: CaseId) -> str:
    return f"meta/accepted/{case.hex()}"
