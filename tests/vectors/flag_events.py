"""Vectors of a flag's events and of the chain of accesses (protocol.md 12 and 16)."""

from dataclasses import dataclass, replace

import crypto
from crypto import wire
from tests.vectors.book import draw
from tests.vectors.upward import (
    Boxes,
    quiet,
    role_secret,
    worker_certificate,
)
from tests.vectors.world import HOLDERS, NOW, WORKERS, World

ID = draw("flag id", 16)


@dataclass(frozen=True)
class Raised:
    """A flag and what it is sealed in."""

    flag: wire.Signed[wire.Flag]
    boxes: Boxes


_STEPS = (
    ("acknowledge", "", "", "coordinator"),
    ("note", "", "Tried to phone.", "coordinator"),
    ("discuss", "", "", "manager"),
    ("decide", "disclosure", "Discussed with a senior.", "coordinator"),
    ("close", "", "", "manager"),
    ("reopen", "", "There is news.", "coordinator"),
)


def events(world: World, raised: Raised) -> None:
    """A chain that reaches every state, and the tables; then events out of place."""
    book, previous = world.book, wire.flag_chain(raised.boxes.sealed)
    book.digest("flag chain begins", "pl.flagchain", raised.boxes.sealed, previous)
    for number, step in enumerate(_STEPS, 1):
        event = event_of(world, number, previous, step)
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


def event_of(
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
    insides = {
        "another flag's event inside": replace(event, flag=draw("x", 16)),
        "an event after another inside": replace(event, previous=draw("other")),
    }
    key = wire.flag_event_key(flag_key=raised.boxes.key, number=1)
    ad = wire.FlagEventAd(flag=ID, number=1, previous=event.previous)
    for name, changed in insides.items():
        inner = wire.signed(changed, key=HOLDERS["coordinator"].sign)
        made = quiet(world).book.sealed(name, inner.raw, key=key, ad=ad)
        _event_row(world, name, raised, event, sealed=made, fits="unproven")
    worker = replace(event, certificate=worker_certificate(world))
    signed = quiet(world).book.signed("event by a worker", worker, WORKERS["Worker 1"].sign)
    by_worker = quiet(world).book.sealed("event by a worker", signed.raw, key=key, ad=ad)
    _event_row(world, "event by a worker", raised, event, sealed=by_worker, fits="unproven")
    other = _seal_event(quiet(world), "event signed by another holder", raised, event, by="manager")
    _event_row(
        world, "event signed by another holder", raised, event, sealed=other, fits="unproven"
    )


def accesses(world: World) -> None:
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
