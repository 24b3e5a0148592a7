"""Vectors of flags and late parts (protocol.md 12); what becomes of one is flag_events.py's."""

from dataclasses import replace

import crypto
from crypto import wire
from tests.vectors.book import draw
from tests.vectors.flag_events import ID, Raised, accesses, event_of, events
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
    events(world, raised)
    accesses(world)
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
        page = book if fits == "all" else quiet(world).book
        _late_row(world, name, raised, page.boxed(name, part, role_secret(role)), given, fits)


def _late_row(world: World, name: str, raised: Raised, part: bytes, late: bytes, fits: str) -> None:
    """As the deputy is given it."""
    world.book.add(
        "flags",
        name=name,
        do="late",
        fits=fits,
        id=ID,
        secret=role_secret("deputy").secret,
        sealed=raised.boxes.sealed,
        part=part,
        late=late,
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
    half, hash_ = draw("late half"), wire.blob_hash(about.boxes.sealed)
    part = wire.FlagPart(id=ID, role_key_version=1, sealed=hash_, half=half)
    boxed = quiet(world).book.boxed("late: of one left out", part, role_secret("deputy"))
    late = crypto.join(half, about.boxes.key)
    _late_row(world, "late: of a flag that leaves a holder out", about, boxed, late, "nothing")
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
    wrap = _wrap(ID, "manager", b"", bytes(32))
    bad_fields(world, "flag-wrap", wrap, {"of version 0": {2: 0}, "for a worker": {1: "worker"}})
    part = wire.FlagPart(id=ID, role_key_version=1, sealed=wire.blob_hash(b""), half=bytes(32))
    bad_fields(world, "flag-part", part, {"of version 0": {1: 0}})
    event = event_of(world, 1, draw("p"), ("decide", "none", "", "manager"))
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
