"""A worker's device over the network: queue, claim, accept, come back (protocol.md 5-7).

What is judged and sealed is in asking.py, epochs.py and rooms.py; this joins it with the API.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from client.access import Person
from client.api import Json, b64, unb64
from client.asking import open_card, open_letter
from client.epochs import Joined, accept_next, make_first, reopen
from client.history import (
    accepted_last,
    follow,
    joining,
    left_before,
    noted,
    reopen_known,
    rows_of,
    unseen,
)
from client.live import LiveRoom
from client.record_heads import without_head
from client.renewing import renew
from client.rooms import Conversation
from client.student import close_case
from crypto import Refused, wire
from crypto.wire import Card, CaseId, CertificateId, Epoch, Intake, Letter, Signed, Team


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A request in the queue, opened on this device."""

    case: CaseId
    card: Card
    waiting_minutes: int


@dataclass
class Worker:
    """A certified worker. `name` is the certificate id under which requests reach them."""

    person: Person
    letters: dict[CaseId, tuple[Signed[Intake], Letter]] = field(default_factory=dict, repr=False)

    async def name(self) -> CertificateId:
        """The id of one's own certificate in the accepted roster. Raises Refused without one."""
        team = await self.person.team()
        own = self.person.ring.sign.public
        for identity, certificate in team.certificates.items():
            if certificate.body.sign_key == own and certificate.body.role == "worker":
                return identity
        raise Refused("The roster does not list this worker.")

    async def queue(self) -> list[Offer]:
        """The requests one may claim."""
        team = await self.person.team()
        return [self._offer(offered, team) for offered in await self.person.api.queue()]

    def _asked_as(self, intake: Signed[Intake], team: Team) -> CertificateId:
        """Under which of one's names a request was sealed: an earlier one goes, too (§25)."""
        own = team.own(wire.SignPublic(self.person.ring.sign.public))
        for recipient in intake.body.recipients:
            if recipient.certificate in own:
                return recipient.certificate
        raise Refused("The request is not for this device.")

    def _offer(self, offered: Json, team: Team) -> Offer:
        intake = wire.open_signed(unb64(offered["intake"]), Intake)
        card = open_card(
            unb64(offered["card"]),
            wrap=unb64(offered["wrap"]),
            intake=intake,
            box=self.person.ring.box,
            me=self._asked_as(intake, team),
        )
        return Offer(
            case=CaseId(unb64(offered["case"])),
            card=card,
            waiting_minutes=offered["waiting_minutes"],
        )

    async def claim(self, case: CaseId) -> Letter:
        """Take a request and open its letter. Raises api.Refused `taken` when it is gone."""
        found = await self.person.api.post(f"/api/queue/{b64(case)}/claim")
        intake = wire.open_signed(unb64(found["intake"]), Intake)
        letter = open_letter(
            unb64(found["letter"]),
            wrap=unb64(found["wraps"]["letter"]),
            intake=intake,
            box=self.person.ring.box,
            me=self._asked_as(intake, await self.person.team()),
        )
        self.letters[case] = (intake, letter)
        return letter

    async def accept(self, case: CaseId, first: str) -> LiveRoom:
        """Make epoch 1 and write the first message: one step."""
        intake, letter = self.letters[case]
        made = make_first(
            ring=self.person.ring,
            me=await self.name(),
            intake=intake,
            supervision=letter.supervision,
            team=await self.person.team(),
            now=self.person.now(),
        )
        room = LiveRoom(
            api=self.person.api,
            case=case,
            conversation=Conversation(made.joined),
            now=self.person.now,
            follow=self._follow,
        )
        envelope = room.conversation.write(first, now=self.person.now())
        body: Json = {
            "record": b64(made.joined.epoch.raw),
            "wraps": [b64(wrap) for wrap in made.wraps],
            "message": b64(envelope.message),
        }
        await self.person.api.post(f"/api/cases/{b64(case)}/accept", body)
        room.acknowledged(envelope)
        return room

    async def enter(self, case: CaseId) -> LiveRoom:
        """A room of one's own again, read from the start. Raises Refused for a foreign record."""
        found = await self.person.api.case(case)
        return await LiveRoom.read(
            await self._join(found),
            api=self.person.api,
            now=self.person.now,
            follow=self._follow,
        )

    async def renew(self, room: LiveRoom) -> None:
        """A fresh key for the same two."""
        await renew(self.person, room)

    async def close(self, case: CaseId) -> None:
        """End a conversation."""
        await close_case(self.person, await self.person.api.case(case), by="worker")
        ring = without_head(self.person.ring, case)
        if ring is not self.person.ring:
            self.person.change(ring)
            await self.person.save()

    async def _join(self, found: Json) -> list[Joined]:
        rows, ring = rows_of(found), self.person.ring
        newest = accepted_last(ring, CaseId(unb64(found["case"])), rows)
        left = left_before(found, newest=newest)
        joined = [] if left else reopen_known(rows, ring=ring, newest=newest)
        if not joined and not found.get("earlier"):
            # Epoch 1 is one's own.
            joined = [reopen(rows[0].record, wrap=rows[0].wrap, ring=ring, known=[])]
        elif not joined:
            joined = [await self._follow_another(found)]
        return joined + await self._follow(found, joined)

    async def _follow_another(self, found: Json) -> Joined:
        """One's first epoch, after another worker's: all that the student signed must fit."""
        first = rows_of(found)[0]
        before = wire.open_signed(unb64(found["earlier"][-1]), Epoch)
        joined = accept_next(
            first.record,
            wrap=first.wrap,
            ring=self.person.ring,
            before=before,
            supervision=None,
            team=await self.person.team(),
            now=self.person.now(),
            changes=first.changes,
        )
        # Who comes back begins anew: of what was written since they left they have nothing.
        ring = without_head(self.person.ring, joined.epoch.body.case)
        self.person.change(joining(ring, joined))
        await self._remember(joined)
        return joined

    async def _follow(self, found: Json, joined: Sequence[Joined]) -> list[Joined]:
        rows = unseen(rows_of(found), joined=joined)
        if not rows:
            return []
        team = await self.person.team(in_conversation=True)
        now, ring = self.person.now(), self.person.ring
        fresh = follow(rows, last=joined[-1], ring=ring, team=team, now=now)
        await self._remember(fresh[-1])
        return fresh

    async def _remember(self, joined: Joined) -> None:
        self.person.change(noted(self.person.ring, joined))
        if self.person.revision:
            await self.person.save()
