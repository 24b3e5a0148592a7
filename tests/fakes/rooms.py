"""Students and workers as intake meets them: signed structures with real keys.

Nothing is sealed to anybody: boxes and sealed texts are random bytes of plausible length, since
the server can only hash them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import crypto
from crypto import wire
from intake.accepting import Acceptance
from intake.matching import Listed, Roster
from people.accounts import Account
from tests.fakes.devices import Device


def case_id() -> wire.CaseId:
    return wire.CaseId(crypto.random_bytes(16))


def listed(device: Device, account: Account, *, under18: bool = False) -> Listed:
    """A worker's place in a roster."""
    return Listed(
        account=account.id,
        certificate=wire.CertificateId(crypto.digest("pl.cert", account.id)),
        sign_key=wire.SignPublic(device.sign.public),
        box_key=wire.BoxPublic(device.box.public),
        under18=under18,
        active=True,
    )


def roster_of(workers: Sequence[Listed], *, version: int = 1, complete: bool = True) -> Roster:
    return Roster(
        version=version,
        hash=wire.RosterHash(crypto.digest("pl.roster", bytes([version]))),
        workers={worker.certificate: worker for worker in workers},
        complete=complete,
    )


def request_of(
    student: Device,
    case: wire.CaseId,
    roster: Roster,
    *,
    to: Sequence[Listed],
    before: wire.Request | None = None,
    capsule: bool = True,
) -> wire.Request:
    """A request as a student's device would sign it; after `before`, its next revision."""
    last = None if before is None else wire.open_signed(before.intake, wire.Intake)
    revision = 1 if last is None else last.body.revision + 1
    card, letter = crypto.random_bytes(500), crypto.random_bytes(700)
    names = [wire.STUDENT_ENTRY, *sorted(worker.certificate for worker in to)]
    wraps = [
        wire.RecipientWraps(
            certificate=name, card=crypto.random_bytes(180), letter=crypto.random_bytes(180)
        )
        for name in names
    ]
    parts = capsule_of(student, case, revision) if capsule else None
    body = wire.Intake(
        case=case,
        revision=revision,
        previous=bytes(32) if last is None else wire.intake_hash(last),
        roster_version=roster.version,
        roster_hash=roster.hash,
        sign_key=wire.SignPublic(student.sign.public),
        box_key=wire.BoxPublic(student.box.public),
        card=wire.blob_hash(card),
        letter=wire.blob_hash(letter),
        recipients=tuple(
            wire.Recipient(
                certificate=wrap.certificate,
                card_wrap=wire.blob_hash(wrap.card),
                letter_wrap=wire.blob_hash(wrap.letter),
            )
            for wrap in wraps
        ),
        capsule=b"" if parts is None else wire.blob_hash(parts.record),
    )
    signed = wire.signed(body, key=student.sign).raw
    return wire.Request(intake=signed, card=card, letter=letter, wraps=wraps, capsule=parts)


def capsule_of(student: Device, case: wire.CaseId, version: int) -> wire.CapsuleParts:
    sealed = crypto.random_bytes(400)
    halves = tuple(crypto.random_bytes(220) for _ in range(6))
    body = wire.CapsuleRecord(
        case=case,
        version=version,
        sealed=wire.blob_hash(sealed),
        halves=tuple(wire.blob_hash(half) for half in halves),
    )
    return wire.CapsuleParts(
        record=wire.signed(body, key=student.sign).raw, sealed=sealed, halves=halves
    )


def intake_hash_of(request: wire.Request) -> wire.RecordHash:
    return wire.intake_hash(wire.open_signed(request.intake, wire.Intake))


@dataclass
class Writer:
    """One side of a conversation: its own head, and what it has seen of the other's."""

    case: wire.CaseId
    record: wire.RecordHash
    direction: wire.Direction
    head: wire.Head = field(init=False)
    seen: wire.Head = field(init=False)

    def __post_init__(self) -> None:
        self.head = wire.genesis(self.record, self.direction)
        self.seen = wire.genesis(self.record, self.direction.other)

    def next(self, *, size: int = 400, epoch: int = 1, **changes: object) -> bytes:
        """The next message, moving the head; `changes` spoil header fields and move nothing."""
        ad = wire.MessageAd(
            suite=1,
            case=self.case,
            epoch=epoch,
            record=self.record,
            direction=self.direction,
            counter=self.head.counter + 1,
            previous=self.head.hash,
            seen_counter=self.seen.counter,
            seen_hash=self.seen.hash,
            carried=(),
        )
        if changes:
            ad = replace(ad, **changes)  # type: ignore[arg-type] # the tests' own fields
        message = wire.Message(ad=ad.encode(), sealed=crypto.random_bytes(size)).encode()
        if not changes:
            self.head = head_of(message)
        return message


def head_of(message: bytes) -> wire.Head:
    return wire.read_message(message)[0].head


def acceptance_of(
    worker: Device,
    listed_: Listed,
    student: Device,
    request: wire.Request,
    roster: Roster,
    **changes: object,
) -> tuple[Acceptance, Writer, Writer]:
    """Epoch 1 and a first message, with the worker's and the student's writers after it."""
    asked = wire.open_signed(request.intake, wire.Intake)
    student_wrap, worker_wrap = crypto.random_bytes(250), crypto.random_bytes(250)
    body = wire.Epoch(
        case=asked.body.case,
        number=1,
        previous=wire.intake_hash(asked),
        roster_version=roster.version,
        roster_hash=roster.hash,
        members=(
            wire.Member(
                role="student",
                certificate=b"",
                sign_key=wire.SignPublic(student.sign.public),
                box_key=wire.BoxPublic(student.box.public),
            ),
            wire.Member(
                role="worker",
                certificate=listed_.certificate,
                sign_key=wire.SignPublic(worker.sign.public),
                box_key=wire.BoxPublic(worker.box.public),
            ),
        ),
        wraps=(wire.blob_hash(student_wrap), wire.blob_hash(worker_wrap)),
        made=1_800_000_000,
    )
    if changes:
        body = replace(body, **changes)  # type: ignore[arg-type] # the tests' own fields
    signed = wire.signed(body, key=worker.sign)
    record = wire.epoch_hash(signed)
    by_worker = Writer(asked.body.case, record, wire.Direction.FROM_WORKER)
    by_student = Writer(asked.body.case, record, wire.Direction.FROM_STUDENT)
    sent = Acceptance(
        record=signed.raw,
        student_wrap=student_wrap,
        worker_wrap=worker_wrap,
        message=by_worker.next(),
    )
    return sent, by_worker, by_student


def ack_of(student: Device, case: wire.CaseId, record: bytes, *, number: int = 1) -> bytes:
    body = wire.EpochAck(case=case, number=number, record=wire.RecordHash(record))
    return wire.signed(body, key=student.sign).raw


def close_of(member: Device, case: wire.CaseId, record: bytes, *, by: str) -> bytes:
    body = wire.Close(case=case, record=wire.RecordHash(record), by=by, time=1_800_000_000)
    return wire.signed(body, key=member.sign).raw


__all__ = [
    "Writer",
    "acceptance_of",
    "ack_of",
    "capsule_of",
    "case_id",
    "close_of",
    "head_of",
    "intake_hash_of",
    "listed",
    "request_of",
    "roster_of",
]
