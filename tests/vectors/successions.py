"""Vectors of epochs 2 that differ from the one before in a single thing (protocol.md section 6).

The student who accepts each has the keys that stand in it.
"""

from dataclasses import dataclass, replace

import crypto
from crypto import wire
from tests.vectors.book import draw
from tests.vectors.conversations import Made
from tests.vectors.requests import SUPERVISION
from tests.vectors.world import CASE, NOW, STUDENT, WORKERS, Person, World

_WORKER = WORKERS["Worker 1"]


@dataclass(frozen=True)
class Next:
    """An epoch 2 by the keys of `by`; `certificate` where the worker is named by another."""

    name: str
    by: crypto.SigningKey
    student: Person = STUDENT
    certificate: bytes | None = None


def write(world: World, first: Made) -> None:
    """Accepted, each for itself, after epoch 1."""
    moved = Person(
        "the student's new keys",
        crypto.SigningKey(draw("new sign key")),
        crypto.BoxSecret(draw("new box key")),
    )
    renewed = draw("certificate renewed")
    for one in (
        Next("new key by the worker", _WORKER.sign),
        Next("new keys of the student", STUDENT.sign, moved),
        Next("certificate renewed since", _WORKER.sign, certificate=renewed),
    ):
        _write(world, first, one)


def _write(world: World, first: Made, one: Next) -> None:
    members = _members(first, one)
    key = draw(f"epoch key of {one.name}")
    wraps = []
    for member, someone in zip(members, (one.student, _WORKER), strict=True):
        wrap = wire.EpochWrap(
            case=CASE,
            number=2,
            sign_key=member.sign_key,
            epoch_key=key,
            supervision=SUPERVISION,
        )
        wraps.append(world.book.boxed(f"{one.name}: {member.role}", wrap, someone.box))
    body = replace(
        first.record.body,
        number=2,
        previous=wire.epoch_hash(first.record),
        members=members,
        wraps=tuple(wire.blob_hash(wrap) for wrap in wraps),
        made=NOW + 2,
    )
    world.book.add(
        "epochs",
        name=one.name,
        before=first.record.raw,
        record=world.book.signed(f"epoch 2: {one.name}", body, one.by).raw,
        worker_change=None,
        student_change=_statement(world, one),
        seed=one.student.sign.seed,
        secret=one.student.box.secret,
        epoch_key=key,
    )


def _members(first: Made, one: Next) -> tuple[wire.Member, wire.Member]:
    body = first.record.body
    student = replace(
        body.student,
        sign_key=wire.SignPublic(one.student.sign.public),
        box_key=wire.BoxPublic(one.student.box.public),
    )
    return student, replace(body.worker, certificate=one.certificate or body.worker.certificate)


def _statement(world: World, one: Next) -> bytes | None:
    student = one.student
    if student is STUDENT:
        return None
    change = wire.KeyChange(
        case=CASE,
        old_sign_key=wire.SignPublic(STUDENT.sign.public),
        sign_key=wire.SignPublic(student.sign.public),
        box_key=wire.BoxPublic(student.box.public),
    )
    return world.book.signed(f"key-change: {one.name}", change, STUDENT.sign).raw
