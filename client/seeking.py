"""Looking for another worker over the network, both sides (protocol.md section 17).

What is signed and sealed is handing.py's; going on with whoever said yes is renewing.py's.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from client.api import b64, unb64
from client.handing import make_handover, open_handover_card
from client.live import LiveRoom
from client.student import Student
from client.worker import Worker
from crypto import Refused, wire
from crypto.wire import Card, CaseId, CertificateId
from crypto.wire.handover import Handover
from crypto.wire.succession import replaces

__all__ = ["Wanted", "seek", "take", "wanted", "willing"]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A conversation that looks for somebody. `mine`: one said that one would go on with it."""

    case: CaseId
    card: Card = field(repr=False)
    mine: bool


async def seek(
    student: Student, room: LiveRoom, *, asked: Collection[CertificateId], topic: str = ""
) -> None:
    """Ask these workers of the accepted roster whether they would go on. Raises Refused."""
    team, before = await student.person.team(), room.conversation.joined
    own = before.epoch.body.student
    card = Card(
        case=room.case,
        revision=1,
        topic=topic,
        help="",
        know="",
        name="",
        age="under18" if student.under18 else "adult",
        sign_key=own.sign_key,
        box_key=own.box_key,
    )
    workers = team.workers(now=student.person.now())
    made = make_handover(
        ring=student.person.ring,
        before=before,
        card=card,
        asked={name: workers[name].box_key for name in asked},
        team=team,
        now=student.person.now(),
    )
    body = {
        "handover": b64(made.handover.raw),
        "card": b64(made.card),
        "wraps": [b64(made.wraps[each.certificate]) for each in made.handover.body.recipients],
    }
    await student.person.api.put(f"/api/cases/{b64(room.case)}/handover", body)


async def willing(student: Student, case: CaseId) -> CertificateId | None:
    """Who would go on; None while nobody would. Raises Refused for one who was not asked."""
    sought = (await student.person.api.case(case)).get("sought") or {}
    if not sought.get("willing"):
        return None
    named = CertificateId(unb64(sought["willing"]))
    signed = wire.open_signed(unb64(sought["handover"]), Handover)
    if signed.key != student.person.ring.sign.public or signed.body.case != case:
        raise Refused("The handover is somebody else's.")
    known = (await student.person.team()).known
    asked = [each.certificate for each in signed.body.recipients]
    # By their own name, or by one that stands in its place since (section 25).
    earlier = [known[name] for name in asked if name in known]
    now = known.get(named)
    if named in asked or (now is not None and any(replaces(now, each) for each in earlier)):
        return named
    raise Refused("The worker was not asked.")


async def wanted(worker: Worker) -> list[Wanted]:
    """The conversations that this worker is asked to go on with. Raises Refused."""
    found = (await worker.person.api.get("/api/handovers"))["handovers"]
    ring = worker.person.ring
    own = (await worker.person.team()).own(wire.SignPublic(ring.sign.public))
    opened = []
    for row in found:
        signed = wire.open_signed(unb64(row["handover"]), Handover)
        me = next((r.certificate for r in signed.body.recipients if r.certificate in own), None)
        if me is None:
            raise Refused("The handover is not for this device.")
        case = CaseId(unb64(row["case"]))
        card = open_handover_card(
            unb64(row["handover"]),
            card=unb64(row["card"]),
            wrap=unb64(row["wrap"]),
            case=case,
            me=me,
            box=ring.box,
        )
        opened.append(Wanted(case=case, card=card, mine=row["mine"]))
    return opened


async def take(worker: Worker, case: CaseId) -> None:
    """Say that one would go on with it. Raises api.Refused `taken`."""
    await worker.person.api.post(f"/api/handovers/{b64(case)}/take", None)
