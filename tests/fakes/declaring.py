"""Holders who decide about what workers declared, over a house's people and cases. No test here."""

from crypto import wire
from crypto.wire.cannot_act import CannotAct
from intake.declaring import Declaring
from tests.fakes.house import RETENTION_DAYS, House, Person
from tests.fakes.rooms import intake_hash_of


def declaring_of(house: House, *, cannot_act: bool = True) -> Declaring:
    """The service; `cannot_act`: under a policy that has such a notice."""
    return Declaring(
        cases=house.cases,
        team=house.team,
        accounts=house.accounts,
        notices=house.notices,
        live=house.live,
        clock=house.clock,
        retention_days=RETENTION_DAYS,
        cannot_act=cannot_act,
    )


def notice_of(holder: Person, request: wire.Request, *, by: Person | None = None) -> bytes:
    """The holder's signed word about a request; `by`: signed with somebody else's key."""
    body = CannotAct(
        case=wire.open_signed(request.intake, wire.Intake).body.case,
        intake=intake_hash_of(request),
        certificate=holder.place.certificate,
    )
    return wire.signed(body, key=(by or holder).device.sign).raw
