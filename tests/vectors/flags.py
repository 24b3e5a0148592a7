"""Vectors of flags, late parts, events and the chain of accesses (protocol.md 12 and 16)."""

from dataclasses import dataclass, replace

import crypto
from crypto import wire
from tests.vectors.book import draw
from tests.vectors.requests import Asked
from tests.vectors.upward import (
    Boxes,
    bad_fields,
    quiet,
    role_secret,
    stranger,
    worker_certificate,
)
from tests.vectors.world import CASE, HOLDERS, NOW, STUDENT, WORKERS, World

ID = draw("flag id", 16)


@dataclass(frozen=True)
class Raised:
    """A flag and what it is sealed in."""

    flag: wire.Signed[wire.Flag]
    boxes: Boxes


def write(world: World, asked: Asked) -> Raised:
    """A worker's flag, a student's, one that leaves a holder out; events; what is refused."""
    body = wire.Flag(
        id=ID,
        by="worker",
        case=CASE,
        intake=wire.intake_hash(asked.intake),
        student_sign_key=wire.SignPublic(STUDENT.sign.public),
        student_box_key=wire.BoxPublic(STUDENT.box.public),
        certificate=worker_certificate(world),
        ground="serious-harm",
        urgent=True,
        said="They said that they are not safe tonight.",
        quotes=("I am not safe.", "אני לא בטוח"),
        wants="",
        told="That two people will read this.",
        called="999, by the worker, by phone",
        left_out="",
        written=NOW,
    )
    raised = _seal(world, "flag", body, WORKERS["Worker 1"].sign)
    for role in wire.flag_holders():
        _row(world, f"flag for the {role}", raised, role=role, wrap=raised.boxes.wraps[role])
    _late(world, raised)
    _others(world, body)
    _refused(world, body, raised)
    _events(world, raised)
    _accesses(world)
    _bad(world, body)
    return raised


def _seal(world: World, name: str, body: wire.Flag, by: crypto.SigningKey) -> Raised:
    book, key = world.book, draw(f"key of {name}")
    signed = book.signed(name, body, by)
    sealed = book.sealed(name, signed.raw, key=key, ad=wire.FlagAd(id=body.id))
    wraps = {
        role: book.boxed(
            f"{name} for the {role}", _wrap(body.id, role, sealed, key), role_secret(role)
        )
        for role in wire.flag_holders(body.left_out)
    }
    return Raised(signed, Boxes(sealed, wraps, key))


def _wrap(flag: bytes, role: str, sealed: bytes, key: bytes) -> wire.FlagWrap:
    return wire.FlagWrap(
        id=flag, role=role, role_key_version=1, sealed=wire.blob_hash(sealed), key=key
    )


def _row(
    world: World,
    name: str,
    raised: Raised,
    *,
    wrap: bytes,
    role: str = "coordinator",
    fits: str = "all",
    **other: object,
) -> None:
    """`fits`: `all`, `unproven` (it opens, and who wrote it cannot be checked) or `nothing`."""
    row = {
        "id": ID,
        "role": role,
        "secret": role_secret(role).secret,
        "sealed": raised.boxes.sealed,
        "wrap": wrap,
    }
    world.book.add("flags", name=name, do="flag", fits=fits, **{**row, **other})


def _late(world: World, raised: Raised) -> None:
    """The deputy's half, boxed, and the server's."""
    book, half = world.book, draw("late half")
    late = crypto.join(half, raised.boxes.key)
    good = wire.FlagPart(
        id=ID, role_key_version=1, sealed=wire.blob_hash(raised.boxes.sealed), half=half
    )
    cases = {
        "late": (good, late, "deputy", "all"),
        "late: with another half": (good, draw("other"), "deputy", "nothing"),
        "late: with no half of the server's": (good, bytes(32), "deputy", "nothing"),
        "late: of another flag": (replace(good, id=draw("x", 16)), late, "deputy", "nothing"),
        "late: of another text": (
            replace(good, sealed=wire.blob_hash(b"other")),
            late,
            "deputy",
            "nothing",
        ),
        "late: for the manager": (good, late, "manager", "nothing"),
    }
    for name, (part, given, role, fits) in cases.items():
        book.add(
            "flags",
            name=name,
            do="late",
            fits=fits,
            id=ID,
            secret=role_secret("deputy").secret,
            sealed=raised.boxes.sealed,
            part=(book if fits == "all" else quiet(world).book).boxed(
                name, part, role_secret(role)
            ),
            late=given,
        )


def _others(world: World, body: wire.Flag) -> None:
    """A student's own flag, and one about a holder."""
    own = replace(
        body,
        by="student",
        certificate=b"",
        ground=wire.ASKED,
        urgent=False,
        said="I need more help than this.",
        quotes=(),
        called="",
    )
    asked = _seal(world, "flag of a student", own, STUDENT.sign)
    _row(world, "of a student", asked, wrap=asked.boxes.wraps["coordinator"])
    about = _seal(
        world,
        "flag about the coordinator",
        replace(body, left_out="coordinator"),
        WORKERS["Worker 1"].sign,
    )
    for role in ("manager", "deputy"):
        _row(
            world,
            f"about the coordinator, for the {role}",
            about,
            role=role,
            wrap=about.boxes.wraps[role],
        )
    told = _seal(world, "flag about the manager", replace(own, left_out="manager"), STUDENT.sign)
    _row(world, "about the manager", told, role="deputy", wrap=told.boxes.wraps["deputy"])
    forged = _seal(quiet(world), "flag of a student by another", own, WORKERS["Worker 1"].sign)
    wrap = forged.boxes.wraps["coordinator"]
    _row(world, "of a student, signed by another", forged, wrap=wrap, fits="unproven")


def _refused(world: World, body: wire.Flag, raised: Raised) -> None:
    book, own = quiet(world).book, raised.boxes.wraps["coordinator"]
    other = draw("another flag", 16)
    _row(world, "flag under another id", raised, wrap=own, fits="nothing", id=other)
    _row(
        world, "with the manager's wrap", raised, wrap=raised.boxes.wraps["manager"], fits="nothing"
    )
    good = _wrap(ID, "coordinator", raised.boxes.sealed, raised.boxes.key)
    bad = {
        "a wrap for another role": replace(good, role="manager"),
        "a wrap of another flag": replace(good, id=other),
        "a wrap of another text": replace(good, sealed=wire.blob_hash(b"other")),
        "a wrap with another key": replace(good, key=draw("other key")),
    }
    for name, wrap in bad.items():
        boxed = book.boxed(f"flag: {name}", wrap, role_secret("coordinator"))
        _row(world, name, raised, wrap=boxed, fits="nothing")
    inside = book.signed("another flag inside", replace(body, id=other), WORKERS["Worker 1"].sign)
    key = draw("key of another flag inside")
    sealed = book.sealed("another flag inside", inside.raw, key=key, ad=wire.FlagAd(id=ID))
    boxed = book.boxed(
        "another flag inside for the coordinator",
        _wrap(ID, "coordinator", sealed, key),
        role_secret("coordinator"),
    )
    mixed = Raised(inside, Boxes(sealed, {}, key))
    _row(world, "another flag inside", mixed, wrap=boxed, fits="nothing")
    left = _seal(
        quiet(world),
        "flag about its reader",
        replace(body, left_out="manager"),
        WORKERS["Worker 1"].sign,
    )
    boxed = book.boxed(
        "flag about its reader for the manager",
        _wrap(ID, "manager", left.boxes.sealed, left.boxes.key),
        role_secret("manager"),
    )
    _row(
        world, "for the holder whom it leaves out", left, role="manager", wrap=boxed, fits="nothing"
    )
    _unproven(world, body)


def _unproven(world: World, body: wire.Flag) -> None:
    by_worker = stranger("Worker 3", role="worker", by=WORKERS["Worker 1"].sign)
    cases = {
        "signed by another worker": (WORKERS["Worker 2"].sign, body.certificate),
        "certified by a worker": (by_worker[0].sign, by_worker[1]),
        "with a holder's certificate": (
            HOLDERS["manager"].sign,
            world.certificates["manager"].raw,
        ),
        "with no certificate in its place": (WORKERS["Worker 1"].sign, b"none"),
    }
    for name, (key, certificate) in cases.items():
        made = _seal(quiet(world), f"flag {name}", replace(body, certificate=certificate), key)
        _row(world, name, made, wrap=made.boxes.wraps["coordinator"], fits="unproven")


_STEPS = (
    ("acknowledge", "", "", "coordinator"),
    ("note", "", "Tried to phone.", "coordinator"),
    ("discuss", "", "", "manager"),
    ("decide", "disclosure", "Discussed with a senior.", "coordinator"),
    ("close", "", "", "manager"),
    ("reopen", "", "There is news.", "coordinator"),
)


def _events(world: World, raised: Raised) -> None:
    """A chain that reaches every state, and the tables; then events out of place."""
    book, previous = world.book, wire.flag_chain(raised.boxes.sealed)
    book.digest("flag chain begins", "pl.flagchain", raised.boxes.sealed, previous)
    for number, step in enumerate(_STEPS, 1):
        event = _event(world, number, previous, step)
        sealed = _seal_event(world, f"flag-event {number}", raised, event, by=step[3])
        key = wire.flag_event_key(flag_key=raised.boxes.key, number=number)
        book.derived(
            f"key of flag-event {number}",
            "pl.flagevent",
            key=raised.boxes.key,
            data=crypto.u64(number),
            value=key,
        )
        after = wire.flag_chain(sealed)
        book.digest(f"flag chain after {number}", "pl.flagchain", sealed, after)
        _event_row(world, f"event {number}", raised, event, sealed=sealed, chain=after)
        if number == 1:
            _refused_events(world, raised, event, sealed)
        previous = after
    for state in wire.FLAG_STATES:
        for kind in wire.FLAG_EVENTS:
            after_kind = wire.after_flag_event(state, kind)
            book.add(
                "flags",
                name=f"{kind} when {state}",
                do="state",
                state=state,
                kind=kind,
                after=after_kind,
            )


def _event(
    world: World, number: int, previous: bytes, step: tuple[str, str, str, str]
) -> wire.FlagEvent:
    kind, outcome, note, role = step
    return wire.FlagEvent(
        flag=ID,
        number=number,
        previous=previous,
        kind=kind,
        outcome=outcome,
        note=note,
        certificate=world.certificates[role].raw,
        made=NOW + number,
    )


def _seal_event(
    world: World, name: str, raised: Raised, event: wire.FlagEvent, *, by: str, number: int = 0
) -> bytes:
    signed = world.book.signed(name, event, HOLDERS[by].sign)
    place = number or event.number
    ad = wire.FlagEventAd(flag=ID, number=place, previous=event.previous)
    key = wire.flag_event_key(flag_key=raised.boxes.key, number=place)
    return world.book.sealed(name, signed.raw, key=key, ad=ad)


def _event_row(
    world: World,
    name: str,
    raised: Raised,
    event: wire.FlagEvent,
    *,
    sealed: bytes,
    **other: object,
) -> None:
    row = {
        "flag": ID,
        "flag_key": raised.boxes.key,
        "number": event.number,
        "previous": event.previous,
        "mark": wire.flag_mark(event.kind),
        "event": sealed,
        "kind": event.kind,
        "fits": "all",
    }
    world.book.add("flags", name=name, do="event", **{**row, **other})


def _refused_events(world: World, raised: Raised, event: wire.FlagEvent, sealed: bytes) -> None:
    bad: dict[str, dict[str, object]] = {
        "event in another place": {"number": 2},
        "event after another": {"previous": draw("other")},
        "event of another flag": {"flag": draw("x", 16)},
        "event under another key": {"flag_key": draw("other key")},
    }
    for name, change in bad.items():
        _event_row(world, name, raised, event, sealed=sealed, fits="nothing", **change)
    _event_row(
        world,
        "event with another mark",
        raised,
        event,
        sealed=sealed,
        fits="unproven",
        mark="closed",
    )
    moved = _seal_event(
        quiet(world), "event sealed for another place", raised, event, by="coordinator", number=2
    )
    _event_row(
        world,
        "event sealed for another place",
        raised,
        event,
        sealed=moved,
        number=2,
        fits="unproven",
    )
    worker = replace(event, certificate=worker_certificate(world))
    signed = quiet(world).book.signed("event by a worker", worker, WORKERS["Worker 1"].sign)
    key = wire.flag_event_key(flag_key=raised.boxes.key, number=1)
    ad = wire.FlagEventAd(flag=ID, number=1, previous=event.previous)
    by_worker = quiet(world).book.sealed("event by a worker", signed.raw, key=key, ad=ad)
    _event_row(world, "event by a worker", raised, event, sealed=by_worker, fits="unproven")
    other = _seal_event(quiet(world), "event signed by another holder", raised, event, by="manager")
    _event_row(
        world, "event signed by another holder", raised, event, sealed=other, fits="unproven"
    )


def _accesses(world: World) -> None:
    """One row of the flags' own chain."""
    book, audit = world.book, draw("audit key")
    access = wire.FlagAccess(flag=ID, event="flag.opened", role="coordinator", hour=NOW // 3600)
    raw = book.structure("flag-access", access)
    boxes = [
        book.boxed_bytes(f"flag-access for the {role}", crypto.pad(raw), role_secret(role))
        for role in wire.flag_holders()
    ]
    row = wire.FlagRow(number=1, boxes=tuple(wire.blob_hash(box) for box in boxes))
    data = bytes(32) + book.structure("flag-row", row)
    value = wire.flag_row_hash(key=audit, previous=bytes(32), row=row)
    book.derived("flag row hash", "pl.audit", key=audit, data=data, value=value)


def _bad(world: World, body: wire.Flag) -> None:
    by, certificate, ground, urgent, said, called, left = 1, 6, 7, 8, 9, 13, 14
    bad_fields(
        world,
        "flag",
        body,
        {
            "of a worker without a certificate": {certificate: b""},
            "of a worker as a student": {ground: wire.ASKED},
            "of a student with a certificate": {by: "student", ground: wire.ASKED},
            "of a student with a ground": {by: "student", certificate: b""},
            "by a holder": {by: "manager"},
            "no ground": {ground: ""},
            "somebody called without danger": {urgent: 0},
            "without the deputy": {left: "deputy"},
            "32,001 characters": {said: "x" * 32_001, called: "", 10: (), 11: "", 12: ""},
            "a low-order key": {5: bytes(32)},
        },
    )
    event = _event(world, 1, draw("p"), ("decide", "none", "", "manager"))
    bad_fields(
        world,
        "flag-event",
        event,
        {
            "number 0": {1: 0},
            "a decision without an outcome": {4: ""},
            "an outcome without a decision": {3: "close"},
            "an outcome that is none": {4: "maybe"},
            "a kind that is none": {3: "delete", 4: ""},
            "an empty note": {3: "note", 4: ""},
            "8,001 characters": {5: "x" * 8_001},
        },
    )
