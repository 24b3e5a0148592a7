"""A holder says that the service cannot act, and a student's device checks who said so.

Here: making and judging the notice (protocol.md section 22). Never here: deciding it.
"""

from client.access import Person
from client.api import b64
from crypto import Refused, wire
from crypto.wire import CertificateId, Intake, RecordHash, Signed, Team
from crypto.wire.cannot_act import CannotAct, check_cannot_act

__all__ = ["judge_cannot_act", "make_cannot_act", "say_cannot_act"]


def make_cannot_act(
    person: Person, *, certificate: CertificateId, case: wire.CaseId, intake: RecordHash
) -> Signed[CannotAct]:
    """The notice, signed by this holder."""
    body = CannotAct(case=case, intake=intake, certificate=certificate)
    return wire.signed(body, key=person.ring.sign)


async def say_cannot_act(
    person: Person, *, certificate: CertificateId, case: wire.CaseId, intake: RecordHash
) -> None:
    """Make it and send it."""
    made = make_cannot_act(person, certificate=certificate, case=case, intake=intake)
    await person.api.post("/api/cannot-act", {"notice": b64(made.raw)})


def judge_cannot_act(
    notice: bytes, *, intake: Signed[Intake], team: Team, now: int
) -> Signed[CannotAct]:
    """What the student's device checks: a holder of the accepted roster said so of this request.

    Raises Refused, or what reading raises: then the end is the server's bare word. An expired
    roster does not stand in the way.
    """
    opened = wire.open_signed(notice, CannotAct)
    check_cannot_act(opened, intake=intake)
    held = team.certificates.get(opened.body.certificate)
    if held is None or not held.body.is_holder or held.body.sign_key != opened.key:
        raise Refused("The notice is not a listed holder's.")
    member = wire.Member(
        role="holder",
        certificate=opened.body.certificate,
        sign_key=held.body.sign_key,
        box_key=held.body.box_key,
    )
    if not team.tolerates(member, now=now):
        raise Refused("The notice is not a listed holder's any more.")
    return opened
