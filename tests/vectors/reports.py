"""Vectors of reports, what holders do with them, and outcomes (protocol.md section 23)."""

from dataclasses import dataclass, replace

import crypto
from crypto import wire
from crypto.wire.reports import (
    REPORT_EVENTS,
    REPORT_STATES,
    Report,
    ReportAd,
    ReportEvent,
    ReportEventAd,
    ReportOutcome,
    ReportWrap,
    after_report_event,
    report_holders,
    report_mark,
)
from tests.vectors.book import draw
from tests.vectors.upward import bad_fields, quiet, role_secret, worker_certificate
from tests.vectors.world import HOLDERS, NOW, WORKERS, World

ID = draw("report id", 16)
REPLY = crypto.BoxSecret(draw("report reply key"))


@dataclass(frozen=True)
class Sealed:
    """A report, its key and its wraps by role."""

    sealed: bytes
    wraps: dict[str, bytes]
    key: bytes


def write(world: World) -> None:
    """A student's, staff's, one about a holder; events and an outcome; what is refused."""
    body = Report(
        id=ID,
        by="student",
        kind="worker",
        said="They did not answer for a week.",
        done="",
        told=(),
        left_out="",
        reply_key=wire.BoxPublic(REPLY.public),
        certificate=b"",
        written=NOW,
    )
    own = crypto.SigningKey(draw("a key for one report"))
    first = _seal(world, "report", body, own)
    for role in report_holders():
        _row(world, f"report for the {role}", first, role=role)
    _others(world, body)
    _refused(world, body, first, own)
    _events(world, first)
    _outcomes(world)
    bad: dict[str, dict[int, object]] = {
        "of a student with a certificate": {8: worker_certificate(world)},
        "of a student who did something": {4: "Locked it."},
        "of a student who told somebody": {5: ("police",)},
        "that says nothing": {3: ""},
        "of no kind": {2: "nothing"},
        "about the deputy": {6: "deputy"},
        "with a reply key of low order": {7: bytes(32)},
    }
    bad_fields(world, "report", body, bad)
    wrap = _wrap("manager", first.sealed, first.key)
    bad_fields(world, "report-wrap", wrap, {"of version 0": {2: 0}, "for a worker": {1: "worker"}})
    staff = _staff(world, body)
    by_staff: dict[str, dict[int, object]] = {
        "told twice": {5: ("police", "police")},
        "told out of order": {5: ("union", "deputy")},
        "of staff without a certificate": {8: b""},
    }
    bad_fields(world, "report", staff, by_staff)


def _staff(world: World, body: Report) -> Report:
    return replace(
        body,
        by="staff",
        kind="device",
        said="A phone was lost on a bus.",
        done="Signed out everywhere.",
        told=("coordinator", "protection"),
        certificate=worker_certificate(world),
    )


def _seal(world: World, name: str, body: Report, by: crypto.SigningKey) -> Sealed:
    book, key = world.book, draw(f"key of {name}")
    signed = book.signed(name, body, by)
    sealed = book.sealed(name, signed.raw, key=key, ad=ReportAd(id=ID))
    wraps = {
        role: book.boxed(f"{name} for the {role}", _wrap(role, sealed, key), role_secret(role))
        for role in report_holders(body.left_out)
    }
    return Sealed(sealed, wraps, key)


def _wrap(role: str, sealed: bytes, key: bytes) -> ReportWrap:
    return ReportWrap(id=ID, role=role, role_key_version=1, sealed=wire.blob_hash(sealed), key=key)


def _row(
    world: World, name: str, made: Sealed, *, role: str, fits: str = "all", **other: object
) -> None:
    """`fits`: `all`, `unproven` (it opens, and who wrote it cannot be checked) or `nothing`."""
    row = {
        "id": ID,
        "role": role,
        "secret": role_secret(role).secret,
        "sealed": made.sealed,
        "wrap": made.wraps.get(role, b""),
    }
    world.book.add("reports", name=name, do="report", fits=fits, **{**row, **other})


def _others(world: World, body: Report) -> None:
    staff, worker = _staff(world, body), WORKERS["Worker 1"].sign
    _row(world, "of staff", _seal(world, "report of staff", staff, worker), role="manager")
    holder = replace(staff, certificate=world.certificates["deputy"].raw, kind="recipient")
    made = _seal(world, "report of a holder", holder, HOLDERS["deputy"].sign)
    _row(world, "of a holder", made, role="coordinator")
    _row(
        world, "of staff, signed by another", _forged(world, staff), role="manager", fits="unproven"
    )
    about = _seal(
        world, "report about the manager", replace(body, left_out="manager", kind="holder"), worker
    )
    _row(world, "about the manager", about, role="deputy")


def _forged(world: World, staff: Report) -> Sealed:
    return _seal(quiet(world), "report of staff by another", staff, WORKERS["Worker 2"].sign)


def _refused(world: World, body: Report, first: Sealed, own: crypto.SigningKey) -> None:
    other = draw("another report", 16)
    book, role = quiet(world).book, "coordinator"
    _row(world, "report under another id", first, role=role, fits="nothing", id=other)
    good = _wrap(role, first.sealed, first.key)
    bad = {
        "a wrap for another role": replace(good, role="manager"),
        "a wrap of another report": replace(good, id=other),
        "a wrap of another text": replace(good, sealed=wire.blob_hash(b"other")),
        "a wrap with another key": replace(good, key=draw("other key")),
    }
    for name, wrap in bad.items():
        boxed = book.boxed(f"report: {name}", wrap, role_secret(role))
        _row(world, f"report with {name}", first, role=role, fits="nothing", wrap=boxed)
    inside = wire.signed(replace(body, id=other), key=own).raw
    sealed = book.sealed("another report inside", inside, key=first.key, ad=ReportAd(id=ID))
    boxed = book.boxed("another report", _wrap(role, sealed, first.key), role_secret(role))
    made = Sealed(sealed, {role: boxed}, first.key)
    _row(world, "another report inside", made, role=role, fits="nothing")
    left = _seal(quiet(world), "report about its reader", replace(body, left_out="manager"), own)
    boxed = book.boxed(
        "report about its reader, for them",
        _wrap("manager", left.sealed, left.key),
        role_secret("manager"),
    )
    _row(world, "for the holder left out", left, role="manager", fits="nothing", wrap=boxed)


_STEPS = (
    ("look", "", "coordinator"),
    ("note", "Asked the worker.", "manager"),
    ("tell", "You were right. We are sorry.", "coordinator"),
    ("close", "", "manager"),
    ("reopen", "There is news.", "coordinator"),
)


def _events(world: World, first: Sealed) -> None:
    """A chain that reaches every state, and the table; then chains that are not whole."""
    book, previous, rows = world.book, wire.blob_hash(first.sealed), []
    for number, (kind, note, role) in enumerate(_STEPS, 1):
        event = ReportEvent(
            report=ID,
            number=number,
            previous=previous,
            kind=kind,
            note=note,
            certificate=world.certificates[role].raw,
            made=NOW + number,
        )
        name = f"report-event {number}"
        signed = book.signed(name, event, HOLDERS[role].sign)
        ad = ReportEventAd(report=ID, number=number, previous=previous)
        sealed = book.sealed(name, signed.raw, key=first.key, ad=ad)
        rows.append({"number": number, "mark": report_mark(kind), "event": sealed})
        previous = wire.blob_hash(sealed)
    _history(world, "events", rows, state="looked", fits="all")
    _history(world, "events up to the end", rows[:4], state="closed", fits="all")
    swapped = [{**rows[1], "number": 1}, {**rows[0], "number": 2}]
    _history(world, "events swapped", swapped, state="new", fits="unproven")
    marked = [{**rows[0], "mark": "told"}]
    _history(world, "an event under another mark", marked, state="new", fits="unproven")
    _history(world, "events with a gap", rows[1:], state="new", fits="nothing")
    _misplaced(world, first)
    for state in REPORT_STATES:
        for kind in REPORT_EVENTS:
            book.add(
                "reports",
                name=f"{kind} when {state}",
                do="state",
                state=state,
                kind=kind,
                after=after_report_event(state, kind),
            )


def _misplaced(world: World, first: Sealed) -> None:
    """A first event that opens at its place and says inside that it stands elsewhere."""
    good = ReportEvent(
        report=ID,
        number=1,
        previous=wire.blob_hash(first.sealed),
        kind="look",
        note="",
        certificate=world.certificates["manager"].raw,
        made=NOW,
    )
    cases = {
        "an event of another report inside": replace(good, report=draw("x", 16)),
        "an event of another number inside": replace(good, number=2),
        "an event after another inside": replace(good, previous=wire.blob_hash(b"x")),
    }
    ad = ReportEventAd(report=ID, number=1, previous=good.previous)
    for name, event in cases.items():
        signed = wire.signed(event, key=HOLDERS["manager"].sign)
        sealed = quiet(world).book.sealed(name, signed.raw, key=first.key, ad=ad)
        row = {"number": 1, "mark": "looked", "event": sealed}
        _history(world, name, [row], state="new", fits="unproven")
    bad: dict[str, dict[int, object]] = {
        "number 0": {1: 0},
        "a note without words": {3: "note"},
        "an outcome without words": {3: "tell"},
        "of no kind": {3: "delete"},
    }
    bad_fields(world, "report-event", good, bad)


def _history(
    world: World, name: str, rows: list[dict[str, object]], *, state: str, fits: str
) -> None:
    """Of the first report of this file. `unproven`: an event in it moves nothing."""
    world.book.add("reports", name=name, do="history", events=rows, state=state, fits=fits)


def _outcomes(world: World) -> None:
    body = ReportOutcome(
        report=ID,
        text=_STEPS[2][1],
        certificate=world.certificates["coordinator"].raw,
        made=NOW + 3,
    )
    signer = HOLDERS["coordinator"].sign
    signed = world.book.signed("report-outcome", body, signer)
    boxed = world.book.boxed_bytes("report-outcome", crypto.pad(signed.raw), REPLY)
    book = quiet(world).book

    def made(name: str, changed: ReportOutcome, key: crypto.SigningKey) -> bytes:
        return book.boxed_bytes(name, crypto.pad(wire.signed(changed, key=key).raw), REPLY)

    worker = WORKERS["Worker 1"].sign
    rows = {
        "outcome": (boxed, "all", ID),
        "outcome of another report": (boxed, "nothing", draw("another report", 16)),
        "outcome by a worker": (
            made(
                "outcome by a worker",
                replace(body, certificate=worker_certificate(world)),
                worker,
            ),
            "unproven",
            ID,
        ),
        "outcome under a holder's certificate": (
            made("outcome under a holder's certificate", body, worker),
            "unproven",
            ID,
        ),
        "no outcome at all": (
            book.boxed_bytes("no outcome at all", crypto.pad(b"none"), REPLY),
            "nothing",
            ID,
        ),
    }
    for name, (box, fits, report) in rows.items():
        world.book.add(
            "reports",
            name=name,
            do="outcome",
            fits=fits,
            report=report,
            secret=REPLY.secret,
            boxed=box,
        )
