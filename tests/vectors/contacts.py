"""Vectors of a conversation that a holder begins (protocol.md section 14)."""

from dataclasses import replace
from typing import Any

import crypto
from crypto import wire
from tests.vectors.book import draw
from tests.vectors.requests import SUPERVISION, Asked
from tests.vectors.upward import bad_fields, quiet
from tests.vectors.world import CASE, DAY, HOLDERS, NOW, STUDENT, WORKERS, Person, World

ID = wire.CaseId(draw("contact id", 16))
HOLDER = "manager"


def write(world: World, asked: Asked) -> None:
    """The manager writes to the student; what the student's device refuses."""
    body = wire.Contact(
        id=ID,
        case=CASE,
        intake=wire.intake_hash(asked.intake),
        certificate=world.id_of(HOLDER),
    )
    contact = world.book.signed("contact", body, HOLDERS[HOLDER].sign)
    hashed = wire.contact_hash(contact)
    world.book.digest("record hash of a contact", "pl.epoch", contact.raw, hashed)
    record, wrap = _epoch(world, contact)
    _row(world, "contact", contact, record, wrap, asked)
    _refused(world, asked, contact, record, wrap)
    _bad(world, body, record.body)


def _members(world: World) -> tuple[wire.Member, wire.Member]:
    def member(role: str, someone: Person, certificate: bytes) -> wire.Member:
        return wire.Member(
            role=role,
            certificate=certificate,
            sign_key=wire.SignPublic(someone.sign.public),
            box_key=wire.BoxPublic(someone.box.public),
        )

    holder = member("holder", HOLDERS[HOLDER], world.id_of(HOLDER))
    return member("student", STUDENT, b""), holder


def _wraps(
    world: World, supervision: bytes, *, case: bytes = ID, number: int = 1
) -> tuple[bytes, bytes]:
    made = [
        world.book.boxed(
            f"epoch-wrap of a contact for the {name}",
            wire.EpochWrap(
                case=wire.CaseId(case),
                number=number,
                sign_key=wire.SignPublic(someone.sign.public),
                epoch_key=draw("contact's epoch key"),
                supervision=supervision,
            ),
            someone.box,
        )
        for name, someone in (("student", STUDENT), ("holder", HOLDERS[HOLDER]))
    ]
    return made[0], made[1]


def _epoch(
    world: World, contact: wire.Signed[wire.Contact], supervision: bytes = wire.ZEROS
) -> tuple[wire.Signed[wire.Epoch], bytes]:
    wraps = _wraps(world, supervision)
    body = wire.Epoch(
        case=ID,
        number=1,
        previous=wire.contact_hash(contact),
        roster_version=1,
        roster_hash=world.roster_pin.hash,
        members=_members(world),
        wraps=tuple(wire.blob_hash(wrap) for wrap in wraps),
        made=NOW,
    )
    return world.book.signed("epoch of a contact", body, HOLDERS[HOLDER].sign), wraps[0]


def _row(
    world: World,
    name: str,
    contact: wire.Signed[wire.Contact],
    record: wire.Signed[wire.Epoch],
    wrap: bytes,
    asked: Asked,
    fits: str = "all",
    now: int = NOW,
) -> None:
    """As the student's device is given it, with its own newest request."""
    world.book.add(
        "contacts",
        name=name,
        do="contact",
        fits=fits,
        now=now,
        seed=STUDENT.sign.seed,
        secret=STUDENT.box.secret,
        intake=asked.intake.raw,
        contact=contact.raw,
        record=record.raw,
        wrap=wrap,
    )


def _refused(
    world: World,
    asked: Asked,
    contact: wire.Signed[wire.Contact],
    record: wire.Signed[wire.Epoch],
    wrap: bytes,
) -> None:
    by, other = HOLDERS[HOLDER].sign, HOLDERS["deputy"]
    body, epoch = contact.body, record.body
    contacts = {
        "about another case": (replace(body, case=wire.CaseId(draw("x", 16))), by),
        "about another request": (replace(body, intake=wire.RecordHash(draw("x"))), by),
        "signed by another holder": (body, other.sign),
        "with a worker's certificate": (
            replace(body, certificate=world.id_of("Worker 1")),
            WORKERS["Worker 1"].sign,
        ),
        "with a certificate that is not listed": (
            replace(body, certificate=wire.CertificateId(draw("x"))),
            by,
        ),
    }
    for name, (changed, key) in contacts.items():
        made = wire.signed(changed, key=key)
        again, its_wrap = _epoch(quiet(world), made)
        _row(world, f"contact {name}", made, again, its_wrap, asked, "nothing")
    for name, (changed_epoch, key) in _epochs(epoch).items():
        # Whatever else the record names, its wraps are made for it: one rule is broken in each.
        number = changed_epoch.number
        made_wraps = _wraps(quiet(world), wire.ZEROS, case=changed_epoch.case, number=number)
        named = replace(changed_epoch, wraps=tuple(wire.blob_hash(each) for each in made_wraps))
        changed_record = wire.signed(named, key=key)
        _row(
            world,
            f"contact's epoch {name}",
            contact,
            changed_record,
            made_wraps[0],
            asked,
            "nothing",
        )
    ended = NOW + 150 * DAY
    for name, now, fits in (
        ("in the 14 days after its holder's certificate ran out", ended + 13 * DAY, "all"),
        ("later than that", ended + 15 * DAY, "nothing"),
    ):
        _row(world, f"contact {name}", contact, record, wrap, asked, fits, now)
    secret, its_wrap = _epoch(quiet(world), contact, SUPERVISION)
    _row(world, "contact with a supervision secret", contact, secret, its_wrap, asked, "nothing")
    holders = _wraps(quiet(world), wire.ZEROS)[1]
    _row(world, "contact with the holder's wrap", contact, record, holders, asked, "nothing")
    _as_request(world, asked, record)


def _epochs(epoch: wire.Epoch) -> dict[str, tuple[wire.Epoch, crypto.SigningKey]]:
    """Records of a contact with one thing wrong, and who signs them."""
    by, other = HOLDERS[HOLDER].sign, HOLDERS["deputy"]
    student, holder = epoch.members
    worker = WORKERS["Worker 1"]
    lent_sign, lent_box = (
        wire.SignPublic(worker.sign.public),
        wire.BoxPublic(worker.box.public),
    )

    def second(**change: Any) -> wire.Epoch:  # noqa: ANN401 - a member's fields
        return replace(epoch, members=(student, replace(holder, **change)))

    def first(**change: Any) -> wire.Epoch:  # noqa: ANN401 - a member's fields
        return replace(epoch, members=(replace(student, **change), holder))

    return {
        "of another contact": (replace(epoch, previous=wire.RecordHash(draw("x"))), by),
        "under another case": (replace(epoch, case=CASE), by),
        "number 2": (replace(epoch, number=2), by),
        "with another student": (first(sign_key=lent_sign), by),
        "with another box key of the student's": (first(box_key=lent_box), by),
        "by a holder as a worker": (second(role="worker"), by),
        "naming another certificate": (second(certificate=draw("x")), by),
        "with a lent sign key": (second(sign_key=lent_sign), by),
        "with a lent box key": (second(box_key=lent_box), by),
        "signed by another": (epoch, other.sign),
        "signed by the student": (epoch, STUDENT.sign),
        "under an older roster": (replace(epoch, roster_version=0), by),
        "under a roster not known here": (replace(epoch, roster_version=2), by),
        "under another roster": (replace(epoch, roster_hash=wire.RosterHash(draw("x"))), by),
    }


def _as_request(world: World, asked: Asked, record: wire.Signed[wire.Epoch]) -> None:
    """A holder is never a request's worker, and no other holder follows in a letter."""
    claim = replace(record.body, case=CASE, previous=wire.intake_hash(asked.intake), made=NOW)
    signed = wire.signed(claim, key=HOLDERS[HOLDER].sign)
    book = world.book
    book.add(
        "negative",
        name="epoch 1: by a holder",
        do="first_epoch",
        intake=asked.intake.raw,
        record=signed.raw,
    )
    follower = replace(
        record.body.worker,
        certificate=world.id_of("coordinator"),
        sign_key=wire.SignPublic(HOLDERS["coordinator"].sign.public),
        box_key=wire.BoxPublic(HOLDERS["coordinator"].box.public),
    )
    previous = wire.epoch_hash(record)
    change = wire.MemberChange(case=ID, previous=previous, certificate=world.id_of("coordinator"))
    word = wire.signed(change, key=STUDENT.sign)
    student = record.body.student
    workers = wire.Member(
        role="worker",
        certificate=world.id_of("Worker 1"),
        sign_key=wire.SignPublic(WORKERS["Worker 1"].sign.public),
        box_key=wire.BoxPublic(WORKERS["Worker 1"].box.public),
    )
    for name, second in {"another holder": follower, "a worker": workers}.items():
        later = replace(record.body, number=2, previous=previous, members=(student, second))
        book.add(
            "contacts",
            name=f"contact followed by {name}",
            do="next",
            fits="nothing",
            before=record.raw,
            record=wire.signed(later, key=STUDENT.sign).raw,
            worker_change=word.raw,
            student_change=None,
        )


def _bad(world: World, body: wire.Contact, epoch: wire.Epoch) -> None:
    bad_fields(
        world,
        "contact",
        body,
        {"under its case's id": {0: CASE}, "about no request": {2: bytes(32)}},
    )
    student, holder = epoch.members
    bare = replace(holder, certificate=b"")
    bad_fields(
        world,
        "epoch",
        epoch,
        {
            "a holder without a certificate": {5: (student, bare)},
            "two holders": {5: (holder, replace(holder, sign_key=student.sign_key))},
            "a worker and a holder": {5: (student, holder, replace(holder, role="worker"))},
        },
    )
