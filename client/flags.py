"""Safeguarding flags: raised by a worker or a student, opened by holders (protocol.md section 12).
Seals and opens, and reads the chain of events; the network is in flag_desk.py."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import crypto
from client.author import or_uncertain
from client.keys import KeyRing
from crypto import BoxSecret, CryptoError, MalformedStructure, Random, Refused, wire
from crypto.wire import (
    ASKED,
    Author,
    BoxPublic,
    CaseId,
    Flag,
    FlagAd,
    FlagEvent,
    FlagEventAd,
    FlagPart,
    FlagWrap,
    RecordHash,
    SignPublic,
    Team,
)

__all__ = [
    "FlagHistory",
    "FlagRow",
    "FlagStep",
    "FlagSubject",
    "FlagWords",
    "OpenedFlag",
    "RaisedFlag",
    "ReadEvent",
    "open_event",
    "open_flag",
    "open_late_flag",
    "raise_flag",
    "read_history",
    "seal_event",
    "step_after",
]

_ID_BYTES: Final = 16
_KEY_BYTES: Final = 32


@dataclass(frozen=True, kw_only=True, repr=False)
class FlagWords:
    """What the author says; a student's ground is `asked`."""

    ground: str = ASKED
    urgent: bool = False
    said: str = ""
    quotes: tuple[str, ...] = ()
    wants: str = ""
    told: str = ""
    called: str = ""
    left_out: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class FlagSubject:
    """The case and the student a flag is about, as the author's device knows them."""

    case: CaseId
    intake: RecordHash
    sign_key: SignPublic
    box_key: BoxPublic


@dataclass(frozen=True, kw_only=True)
class RaisedFlag:
    """A flag as it is sent. `late`: the deputy's boxed half and the server's, or None."""

    id: bytes
    sealed: bytes
    wraps: Mapping[str, bytes]
    late: tuple[bytes, bytes] | None


@dataclass(frozen=True, kw_only=True, repr=False)
class OpenedFlag:
    """A flag read. `proven`: its author could be checked; None as author is a student."""

    flag: Flag
    proven: bool
    author: Author | None
    key: bytes
    sealed: bytes


def raise_flag(
    words: FlagWords,
    *,
    about: FlagSubject,
    ring: KeyRing,
    certificate: bytes,
    team: Team,
    now: int,
    random: Random = secrets.token_bytes,
) -> RaisedFlag:
    """A flag for its two holders; `certificate` is empty from a student.

    Draws the id (16), the key (32), the nonce (24), an ephemeral secret for each wrap, then the
    deputy's half (32) and its ephemeral secret. Refused while the roster lacks a holder.
    """
    name, key = random(_ID_BYTES), random(_KEY_BYTES)
    body = Flag(
        id=name,
        by="worker" if certificate else "student",
        case=about.case,
        intake=about.intake,
        student_sign_key=about.sign_key,
        student_box_key=about.box_key,
        certificate=certificate,
        written=now,
        **vars(words),
    )
    plaintext = crypto.pad(wire.signed(body, key=ring.sign).raw)
    sealed = crypto.seal(key=key, ad=FlagAd(id=name).encode(), plaintext=plaintext, random=random)
    wraps = {}
    for role in wire.flag_holders(words.left_out):
        holder = _holder(team, role)
        wrap = FlagWrap(
            id=name,
            role=role,
            role_key_version=holder.role_key_version,
            sealed=wire.blob_hash(sealed),
            key=key,
        ).encode()
        wraps[role] = crypto.box_to(recipient=holder.role_key, plaintext=wrap, random=random)
    late = None if words.left_out else _late(name, sealed, key=key, team=team, random=random)
    return RaisedFlag(id=name, sealed=sealed, wraps=wraps, late=late)


def open_flag(
    *, flag: bytes, sealed: bytes, wrap: bytes, role: str, secret: BoxSecret, team: Team
) -> OpenedFlag:
    """A flag, as one of its holders; Refused (or what reading raises) if parts do not fit."""
    opened = FlagWrap.decode(crypto.box_open(secret=secret, boxed=wrap))
    if (opened.id, opened.role, opened.sealed) != (flag, role, wire.blob_hash(sealed)):
        raise Refused("The wrap is of another flag.")
    found = _read(flag, sealed, key=opened.key, team=team)
    if role not in wire.flag_holders(found.flag.left_out):
        raise Refused("The flag was not for this holder.")
    return found


def open_late_flag(
    *, flag: bytes, sealed: bytes, part: bytes, late: bytes, secret: BoxSecret, team: Team
) -> OpenedFlag:
    """A flag that nobody acknowledged, as the deputy, with the half that the server kept."""
    opened = FlagPart.decode(crypto.box_open(secret=secret, boxed=part))
    if (opened.id, opened.sealed) != (flag, wire.blob_hash(sealed)):
        raise Refused("The part is of another flag.")
    found = _read(flag, sealed, key=crypto.join(opened.half, late), team=team)
    if found.flag.left_out:
        raise Refused("The flag has no late part.")
    return found


@dataclass(frozen=True, kw_only=True, repr=False)
class FlagStep:
    """What a holder does, before it has a place in the chain."""

    kind: str
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class FlagRow:
    """An event as the server keeps it."""

    number: int
    event: bytes
    mark: str


@dataclass(frozen=True, kw_only=True, repr=False)
class ReadEvent:
    """One row read. `event` is None where it is missing, `author` None where it is not certain.

    `moved`: it changed the state; one that did not counts as a note.
    """

    number: int
    event: FlagEvent | None
    author: Author | None
    moved: bool


@dataclass(frozen=True, kw_only=True)
class FlagHistory:
    """A flag's whole chain; the next event continues `number` and `head`."""

    state: str
    events: tuple[ReadEvent, ...]
    number: int
    head: bytes


def seal_event(
    step: FlagStep,
    *,
    flag: OpenedFlag,
    after: FlagHistory,
    ring: KeyRing,
    certificate: bytes,
    now: int,
    random: Random = secrets.token_bytes,
) -> FlagRow:
    """An event for the next place of a history. Draws 24 bytes of nonce."""
    number = after.number + 1
    event = FlagEvent(
        flag=flag.flag.id,
        number=number,
        previous=after.head,
        certificate=certificate,
        made=now,
        **vars(step),
    )
    ad = FlagEventAd(flag=event.flag, number=number, previous=after.head).encode()
    sealed = crypto.seal(
        key=wire.flag_event_key(flag_key=flag.key, number=number),
        ad=ad,
        plaintext=crypto.pad(wire.signed(event, key=ring.sign).raw),
        random=random,
    )
    return FlagRow(number=number, event=sealed, mark=wire.flag_mark(step.kind))


def open_event(
    row: FlagRow, *, flag: bytes, key: bytes, previous: bytes, team: Team
) -> tuple[FlagEvent, Author | None]:
    """An event at its place, and who made it; what opening raises when it is none of this."""
    ad = FlagEventAd(flag=flag, number=row.number, previous=previous).encode()
    event_key = wire.flag_event_key(flag_key=key, number=row.number)
    raw = crypto.unpad(crypto.open_sealed(key=event_key, ad=ad, sealed=row.event))
    event = wire.open_signed(raw, FlagEvent)
    author = or_uncertain(
        lambda: wire.check_flag_event(
            event, flag=flag, number=row.number, previous=previous, mark=row.mark, team=team
        )
    )
    return event.body, author


def read_history(rows: Sequence[FlagRow], *, flag: OpenedFlag, team: Team) -> FlagHistory:
    """The chain from its beginning; MalformedStructure where the rows have a gap."""
    state, head = "sent", wire.flag_chain(flag.sealed)
    events = []
    for number, row in enumerate(rows, 1):
        if row.number != number:
            raise MalformedStructure("The chain of events has a gap.")
        event, author = _event(row, flag=flag, previous=head, team=team)
        counts = event is not None and author is not None
        after = wire.after_flag_event(state, event.kind) if event and counts else None
        events.append(ReadEvent(number=number, event=event, author=author, moved=after is not None))
        state, head = after or state, wire.flag_chain(row.event)
    return FlagHistory(state=state, events=tuple(events), number=len(events), head=head)


def step_after(history: FlagHistory, step: FlagStep) -> FlagStep | None:
    """The step where the table still allows it; else its text as a note, None without a text."""
    if wire.after_flag_event(history.state, step.kind) is not None:
        return step
    return FlagStep(kind="note", note=step.note) if step.note else None


def _event(
    row: FlagRow, *, flag: OpenedFlag, previous: bytes, team: Team
) -> tuple[FlagEvent | None, Author | None]:
    try:
        return open_event(row, flag=flag.flag.id, key=flag.key, previous=previous, team=team)
    except CryptoError:
        return None, None


def _read(flag: bytes, sealed: bytes, *, key: bytes, team: Team) -> OpenedFlag:
    ad = FlagAd(id=flag).encode()
    raw = crypto.unpad(crypto.open_sealed(key=key, ad=ad, sealed=sealed))
    opened = wire.open_signed(raw, Flag)
    if opened.body.id != flag:
        raise Refused("Another flag is inside.")
    try:
        author, proven = wire.check_flag(opened, team=team), True
    except CryptoError:
        # An unproven alarm is an alarm: it is shown.
        author, proven = None, False
    return OpenedFlag(flag=opened.body, proven=proven, author=author, key=key, sealed=sealed)


def _late(
    flag: bytes, sealed: bytes, *, key: bytes, team: Team, random: Random
) -> tuple[bytes, bytes]:
    deputy = _holder(team, "deputy")
    half, late = crypto.split(key, random)
    part = FlagPart(
        id=flag,
        role_key_version=deputy.role_key_version,
        sealed=wire.blob_hash(sealed),
        half=half,
    ).encode()
    return crypto.box_to(recipient=deputy.role_key, plaintext=part, random=random), late


def _holder(team: Team, role: str) -> wire.Certificate:
    holder = team.holder(role)
    if holder is None:
        raise Refused("The roster lacks a holder.")
    return holder
