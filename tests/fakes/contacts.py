"""Holders who write to students as intake meets them: signed papers with real keys.

Nothing is sealed to anybody; wraps and messages are random bytes, as in rooms.py.
"""

from dataclasses import dataclass, replace

import crypto
from crypto import wire
from intake.contacting import Contacting, NewContact
from people.accounts import Role
from tests.fakes.devices import Device
from tests.fakes.house import House, Person
from tests.fakes.rooms import Writer, intake_hash_of, listed


def contacting_of(house: House) -> Contacting:
    """The service, over a house's people and cases."""
    return Contacting(
        cases=house.cases,
        team=house.team,
        accounts=house.accounts,
        notices=house.notices,
        live=house.live,
        clock=house.clock,
    )


def holder_of(house: House, *, role: Role = Role.COORDINATOR, telegram: int) -> Person:
    """A holder in the house's roster."""
    device = Device.staff(telegram, role)
    account = house.accounts.add(device)
    place = listed(device, account)
    house.team.holders.append(place)
    return Person(device=device, account=account, listed=place)


@dataclass(frozen=True, kw_only=True)
class MadeContact:
    """What is sent, and both writers after the first message."""

    sent: NewContact
    id: wire.CaseId
    record: wire.RecordHash
    by_holder: Writer
    by_student: Writer


def contact_of(
    house: House,
    holder: Person,
    student: Person,
    request: wire.Request,
    *,
    contact: dict[str, object] | None = None,
    **changes: object,
) -> MadeContact:
    """A contact about a request; `contact` are fields of that paper, `changes` of the epoch."""
    asked = wire.open_signed(request.intake, wire.Intake).body
    paper = wire.Contact(
        id=wire.CaseId(crypto.random_bytes(16)),
        case=asked.case,
        intake=intake_hash_of(request),
        certificate=holder.place.certificate,
    )
    paper = replace(paper, **(contact or {}))  # type: ignore[arg-type] # the tests' own fields
    signed = wire.signed(paper, key=holder.device.sign)
    wraps = (crypto.random_bytes(250), crypto.random_bytes(250))
    roster = house.team.now()
    body = wire.Epoch(
        case=paper.id,
        number=1,
        previous=wire.contact_hash(signed),
        roster_version=roster.version,
        roster_hash=roster.hash,
        members=(member("student", student.device, b""), holder_member(holder)),
        wraps=(wire.blob_hash(wraps[0]), wire.blob_hash(wraps[1])),
        made=1_800_000_000,
    )
    body = replace(body, **changes)  # type: ignore[arg-type] # the tests' own fields
    epoch = wire.signed(body, key=holder.device.sign)
    record = wire.epoch_hash(epoch)
    by_holder = Writer(paper.id, record, wire.Direction.FROM_WORKER)
    return MadeContact(
        sent=NewContact(
            contact=signed.raw, record=epoch.raw, wraps=wraps, message=by_holder.next()
        ),
        id=paper.id,
        record=record,
        by_holder=by_holder,
        by_student=Writer(paper.id, record, wire.Direction.FROM_STUDENT),
    )


def holder_member(holder: Person) -> wire.Member:
    """A holder as an epoch's second member."""
    return member("holder", holder.device, holder.place.certificate)


def member(role: str, device: Device, certificate: bytes) -> wire.Member:
    """Somebody in an epoch."""
    return wire.Member(
        role=role,
        certificate=certificate,
        sign_key=wire.SignPublic(device.sign.public),
        box_key=wire.BoxPublic(device.box.public),
    )
