"""Later epochs as devices would make them: signed records with real keys, wraps of random bytes."""

from dataclasses import dataclass, replace

import crypto
from crypto import wire
from intake.matching import Roster
from intake.next_epochs import NewKeys, NextEpoch
from people.rekeying import KeptKeys
from people.sessions import Caller, SessionId
from tests.fakes.devices import Device
from tests.fakes.house import House, Person, Talk
from tests.fakes.rooms import Writer, ack_of

SESSION = SessionId(b"\1" * 32)


def caller(person: Person, *, session: SessionId = SESSION) -> Caller:
    """Somebody with a session."""
    return Caller(account=person.account, session=session)


@dataclass(frozen=True, kw_only=True)
class Made:
    """A later epoch with both writers in it."""

    sent: NextEpoch
    body: wire.Epoch
    by_student: Writer
    by_worker: Writer

    @property
    def hash(self) -> wire.RecordHash:
        return self.sent.hash


async def newest(house: House, talk: Talk) -> wire.Epoch:
    """The newest record of a conversation."""
    view = await house.rooms.look(talk.student.account.id, talk.case)
    return wire.open_signed(view.epochs[-1].record, wire.Epoch).body


def next_of(
    last: wire.Epoch, last_hash: wire.RecordHash, *, by: Device, roster: Roster, **changes: object
) -> Made:
    """The epoch after `last` with the same members, signed by `by`; `changes` are fields of it."""
    wraps = (crypto.random_bytes(250), crypto.random_bytes(250))
    body = replace(
        last,
        number=last.number + 1,
        previous=last_hash,
        roster_version=roster.version,
        roster_hash=roster.hash,
        wraps=tuple(wire.blob_hash(wrap) for wrap in wraps),
    )
    body = replace(body, **changes)  # type: ignore[arg-type] # the tests' own fields
    signed = wire.signed(body, key=by.sign)
    record = wire.epoch_hash(signed)
    return Made(
        sent=NextEpoch(record=signed.raw, wraps=wraps),
        body=body,
        by_student=Writer(body.case, record, wire.Direction.FROM_STUDENT),
        by_worker=Writer(body.case, record, wire.Direction.FROM_WORKER),
    )


async def next_for(house: House, talk: Talk, *, by: Person, **changes: object) -> Made:
    """The epoch after the newest one of a conversation, under the roster as it is."""
    found = await house.cases.find(talk.case)
    assert found is not None
    last = await newest(house, talk)
    return next_of(last, found.record_hash, by=by.device, roster=house.team.now(), **changes)


def student_of(device: Device) -> wire.Member:
    return wire.Member(
        role="student",
        certificate=b"",
        sign_key=wire.SignPublic(device.sign.public),
        box_key=wire.BoxPublic(device.box.public),
    )


def worker_of(person: Person) -> wire.Member:
    return wire.Member(
        role="worker",
        certificate=person.place.certificate,
        sign_key=person.place.sign_key,
        box_key=person.place.box_key,
    )


async def new_keys(
    house: House, talk: Talk, *, to: Device, kept: KeptKeys | None = None, **changes: object
) -> Made:
    """The student's keys become those of `to`, with statement and ack."""
    old = talk.student.device
    last = await newest(house, talk)
    made = await next_for(
        house, talk, by=talk.student, members=(student_of(to), last.worker), **changes
    )
    statement = wire.KeyChange(
        case=talk.case,
        old_sign_key=wire.SignPublic(old.sign.public),
        sign_key=wire.SignPublic(to.sign.public),
        box_key=wire.BoxPublic(to.box.public),
    )
    new = NewKeys(
        statement=wire.signed(statement, key=old.sign).raw,
        ack=ack_of(to, talk.case, made.hash, number=made.body.number),
        kept=kept,
    )
    return replace(made, sent=replace(made.sent, new_keys=new))


async def hand_over(house: House, talk: Talk, *, to: Person, **changes: object) -> Made:
    """The student takes another worker, with the statement."""
    last = await newest(house, talk)
    made = await next_for(
        house, talk, by=talk.student, members=(last.student, worker_of(to)), **changes
    )
    change = wire.MemberChange(
        case=talk.case, previous=made.body.previous, certificate=to.place.certificate
    )
    signed = wire.signed(change, key=talk.student.device.sign).raw
    return replace(made, sent=replace(made.sent, member_change=signed))
