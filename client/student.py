"""A student's device over the network: asks, accepts the worker, comes back (protocol.md 5-7).

What is judged and sealed is in asking.py, epochs.py and rooms.py; this joins it with the API.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

import crypto
from client.access import Person, notice_digest
from client.again import AskFirst
from client.api import Json, Refused, b64, unb64
from client.asking import Asked, Story, ask, open_letter
from client.capsules import Identity
from client.closing import Ending, judge_ending
from client.epochs import Joined, accept_first, acknowledge
from client.history import accepted_last, follow, noted, reopen_known, rows_of, unseen
from client.keys import Secret
from client.live import LiveRoom
from client.renewing import hand_over, new_keys
from crypto import wire
from crypto.wire import (
    STUDENT_ENTRY,
    CaseId,
    CertificateId,
    Close,
    Epoch,
    Erase,
    Intake,
    Letter,
    Request,
)

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
        first: AskFirst | None = None,
    ) -> CaseId:
        """Send a request, or the next revision of the one that waits.

        `first`: a new one asks this worker before all others.
        """
        before = self.asked.intake if self.asked else None
        try:
            asked = await self._sent(story, avoid, identity, before, first)
        except Refused as refused:
            if refused.code != "roster":
                raise
            # A holder signed another while this was sealed: the same, to those whom it lists.
            asked = await self._sent(story, avoid, identity, before, first)
        self.asked = asked
        return asked.case

    async def _sent(
        self,
        story: Story,
        avoid: Collection[CertificateId],
        identity: Identity | None,
        before: wire.Signed[Intake] | None,
        first: AskFirst | None,
    ) -> Asked:
        team = await self.person.team()
        asked = ask(
            story,
            ring=self.person.ring,
            team=team,
            now=self.person.now(),
            avoid=avoid,
            identity=identity or Identity(telegram_id=""),
            before=before,
        )
        body = request_body(asked.request)
        if first is not None:
            body["first"] = first.body(self.person, asked.case)
        await self.person.api.request(case=asked.case, body=body, revised=before is not None)
        return asked

    async def read_back(self, case: CaseId) -> Letter:
        """On another device: one's own request as the server keeps it, opened with own keys."""
        found = await self.person.api.case(case)
        intake = wire.open_signed(unb64(found["intake"]), Intake)
        box = dict(self.person.ring.identities).get(intake.key)
        if box is None or intake.key != intake.body.sign_key:
            raise crypto.Refused("The request is not one's own.")
        letter = open_letter(
            unb64(found["letter"]),
            wrap=unb64(found["wraps"]["letter"]),
            intake=intake,
            box=box,
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
        return await LiveRoom.read(
            await self._join(found),
            api=self.person.api,
            now=self.person.now,
            follow=self._follow,
        )

    async def stands(self, room: LiveRoom) -> bool:
        """Whether the worker may still be written to: listed, renewed or within their grace."""
        team = await self.person.team(in_conversation=True)
        worker = room.conversation.joined.epoch.body.worker
        return team.tolerates(worker, now=self.person.now())

    async def change_keys(self, room: LiveRoom, *, kept: Sequence[Secret] = ()) -> None:
        """New keys, in this conversation and for the account; `kept` replaces all secrets."""
        await new_keys(self.person, room, kept=kept)

    async def hand_over(self, room: LiveRoom, *, to: CertificateId) -> None:
        """Go on with another worker."""
        await hand_over(self.person, room, to=to)

    async def ending(self, case: CaseId, room: LiveRoom | None = None) -> Ending | None:
        """How the case ended, by the newest epoch in `room`; None while it goes on."""
        if self.asked is None or self.asked.case != case:
            await self.read_back(case)
        if self.asked is None:
            raise crypto.Refused("The request is not known on this device.")
        found = await self.person.api.case(case)
        newest = None if room is None else room.conversation.joined
        return judge_ending(found, ring=self.person.ring, newest=newest, intake=self.asked.intake)

    async def close(self, case: CaseId) -> None:
        """Cancel, or end the conversation."""
        found = await self.person.api.case(case)
        await close_case(self.person, found, by="student")

    async def erase(self, case: CaseId) -> None:
        """Have one conversation (or request, or contact) destroyed, for good."""
        await self.person.api.post(
            f"/api/cases/{b64(case)}/erase", self._wish("conversation", case)
        )

    async def erase_everything(self) -> None:
        """Have the account and all that is in it destroyed, for good; it is signed out then."""
        account = unb64((await self.person.api.get("/api/me"))["account"])
        await self.person.api.post("/api/me/erase", self._wish("everything", account))

    def _wish(self, what: str, id_: bytes) -> Json:
        body = Erase(what=what, id=id_, time=self.person.now())
        return {"erase": b64(wire.signed(body, key=self.person.ring.sign).raw)}

    async def _join(self, found: Json) -> list[Joined]:
        rows, ring = rows_of(found), self.person.ring
        newest = accepted_last(ring, CaseId(unb64(found["case"])), rows)
        joined = reopen_known(rows, ring=ring, newest=newest)
        if not joined:
            if self.asked is None:
                raise crypto.Refused("The request is not known on this device.")
            first = accept_first(
                rows[0].record,
                wrap=rows[0].wrap,
                ring=ring,
                asked=self.asked,
                team=await self.person.team(),
                now=self.person.now(),
            )
            joined = [first]
            if len(rows) == 1:
                await self._acknowledge(first)
        return joined + await self._follow(found, joined)

    async def _follow(self, found: Json, joined: Sequence[Joined]) -> list[Joined]:
        rows = unseen(rows_of(found), joined=joined)
        if not rows:
            return []
        team = await self.person.team(in_conversation=True)
        now, ring = self.person.now(), self.person.ring
        fresh = follow(rows, last=joined[-1], ring=ring, team=team, now=now)
        await self._acknowledge(fresh[-1])
        return fresh

    async def _acknowledge(self, joined: Joined) -> None:
        case = joined.epoch.body.case
        ack = acknowledge(joined, ring=self.person.ring)
        self.person.change(noted(self.person.ring, joined))
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
