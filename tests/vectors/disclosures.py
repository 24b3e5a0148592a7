"""Vectors of a disclosure: record, decision, release, completion, note (protocol.md section 13)."""

from dataclasses import replace

import crypto
from crypto import wire
from tests.vectors.book import draw
from tests.vectors.disclosure_opening import (
    APPROVER,
    ID,
    KEY,
    REQUESTER,
    Decided,
    opening,
)
from tests.vectors.flag_events import Raised
from tests.vectors.requests import Asked
from tests.vectors.upward import (
    bad_fields,
    quiet,
    role_secret,
    role_version,
    stranger,
)
from tests.vectors.world import CASE, HOLDERS, NOW, STUDENT, World


def write(world: World, asked: Asked, raised: Raised) -> None:
    """The manager asks, the coordinator approves, the capsule opens; what must be refused."""
    flag = raised.flag.body
    body = wire.Disclosure(
        id=ID,
        flag=flag.id,
        case=CASE,
        capsule_version=1,
        ground="serious-harm",
        outline="Somebody is not safe tonight and does not answer.",
        aim="That somebody looks after them.",
        recipients=("Security",),
        fields=("name", "place"),
        consulted="The Advice and Advocacy Manager, by phone.",
        told="not-told",
        wishes="",
        why_not="They do not answer.",
        requester=REQUESTER,
        approver=APPROVER,
        certificate=world.certificates[REQUESTER].raw,
        made=NOW,
    )
    record = world.book.signed("disclosure", body, HOLDERS[REQUESTER].sign)
    hashed = wire.disclosure_hash(record)
    world.book.digest("record hash of a disclosure", "pl.disclosure", record.raw, hashed)
    _marks(world, raised)
    decided = Decided(record, _decision(world, record))
    _parts(world, decided)
    opening(world, asked, decided)
    _note(world)
    _states(world)
    _bad(world, body, decided)


def _marks(world: World, raised: Raised) -> None:
    book, key = world.book, raised.boxes.key
    for ground in ("serious-harm", "safeguarding"):
        data = book.structure(f"mark of {ground}", wire.GroundMark(case=CASE, ground=ground))
        value = wire.ground_mark(flag_key=key, case=CASE, ground=ground)
        book.derived(f"mark of {ground}", "pl.ground", key=key, data=data, value=value)
        book.add(
            "disclosures",
            name=f"mark of {ground}",
            do="mark",
            flag_key=key,
            case=CASE,
            ground=ground,
            mark=value,
        )


def _decision(world: World, record: wire.Signed[wire.Disclosure]) -> wire.Signed[wire.Decision]:
    body = wire.Decision(
        id=ID,
        record=wire.disclosure_hash(record),
        decision="approve",
        reasons="There is no milder way tonight.",
        certificate=world.certificates[APPROVER].raw,
        made=NOW + 60,
    )
    signed = world.book.signed("decision", body, HOLDERS[APPROVER].sign)
    hashed = wire.disclosure_hash(signed)
    world.book.digest("decision hash of a disclosure", "pl.disclosure", signed.raw, hashed)
    return signed


def _part(world: World, name: str, raw: bytes, *, number: int, key: bytes = KEY) -> bytes:
    own = wire.disclosure_part_key(disclosure_key=key, number=number)
    data = crypto.u64(number)
    world.book.derived(f"key of {name}", "pl.disclose", key=key, data=data, value=own)
    return world.book.sealed(name, raw, key=own, ad=wire.DisclosureAd(id=ID, number=number))


def _wrap(role: str, sealed: bytes) -> wire.DisclosureWrap:
    return wire.DisclosureWrap(
        id=ID,
        to=role,
        role_key_version=role_version(role),
        sealed=wire.blob_hash(sealed),
        key=KEY,
    )


def _completion(world: World, decided: Decided) -> wire.Completion:
    return wire.Completion(
        id=ID,
        record=wire.disclosure_hash(decided.record),
        decision=wire.disclosure_hash(decided.decision),
        done="Security went there; they are safe.",
        by="the manager",
        at=NOW + 600,
        recipients=("Security",),
        fields=("name", "place"),
        certificate=world.certificates[REQUESTER].raw,
        made=NOW + 900,
    )


def _parts(world: World, decided: Decided) -> None:
    """The three sealed parts, by all who may read them; then parts that do not fit."""
    completion = world.book.signed(
        "completion", _completion(world, decided), HOLDERS[REQUESTER].sign
    )
    raws = {
        "record": decided.record.raw,
        "decision": decided.decision.raw,
        "completion": completion.raw,
    }
    sealed = {
        name: _part(world, f"sealed {name}", raw, number=wire.DISCLOSURE_PARTS[name])
        for name, raw in raws.items()
    }
    for role in (REQUESTER, APPROVER, "auditor"):
        wrap = world.book.boxed(
            f"disclosure for the {role}", _wrap(role, sealed["record"]), role_secret(role)
        )
        _row(world, f"for the {role}", sealed, role=role, wrap=wrap)
    own = world.book.boxed(
        "disclosure again for the manager",
        _wrap("manager", sealed["record"]),
        role_secret("manager"),
    )
    _refused_parts(world, sealed, own)
    _wrong_people(world, decided, sealed, own)


def _row(
    world: World,
    name: str,
    sealed: dict[str, bytes],
    *,
    wrap: bytes,
    role: str = "manager",
    fits: str = "all",
    **other: object,
) -> None:
    """All parts, in order. `fits`: `all`, or `nothing` where one of them is refused."""
    row = {
        "id": ID,
        "role": role,
        "secret": role_secret(role).secret,
        "wrap": wrap,
        "parts": list(sealed.values()),
    }
    world.book.add("disclosures", name=name, do="read", fits=fits, **{**row, **other})


def _refused_parts(world: World, sealed: dict[str, bytes], own: bytes) -> None:
    hush = quiet(world)
    _row(world, "under another id", sealed, wrap=own, fits="nothing", id=draw("x", 16))
    swapped = {**sealed, "decision": sealed["completion"], "completion": sealed["decision"]}
    _row(world, "parts in another order", swapped, wrap=own, fits="nothing")
    good = _wrap("manager", sealed["record"])
    bad = {
        "a wrap for another role": replace(good, to="coordinator"),
        "a wrap of another disclosure": replace(good, id=draw("x", 16)),
        "a wrap of another record": replace(good, sealed=wire.blob_hash(b"other")),
        "a wrap with another key": replace(good, key=draw("other key")),
    }
    for name, wrap in bad.items():
        boxed = hush.book.boxed(f"disclosure: {name}", wrap, role_secret("manager"))
        _row(world, name, sealed, wrap=boxed, fits="nothing")


def _wrong_people(world: World, decided: Decided, sealed: dict[str, bytes], own: bytes) -> None:
    """Parts that open and that somebody else signed, or about something else."""
    hush, decision = quiet(world), decided.decision.body
    completion = _completion(world, decided)
    usurper = stranger("a second coordinator", role="coordinator", by=HOLDERS["manager"].sign)
    deputy = world.certificates["deputy"].raw
    requester = world.certificates[REQUESTER].raw
    other = draw("other record")
    cases: dict[str, tuple[str, wire.Structure, crypto.SigningKey]] = {
        "decided by the requester": (
            "decision",
            replace(decision, certificate=requester),
            HOLDERS[REQUESTER].sign,
        ),
        "decided by a third holder": (
            "decision",
            replace(decision, certificate=deputy),
            HOLDERS["deputy"].sign,
        ),
        "decided by a holder whom no root certified": (
            "decision",
            replace(decision, certificate=usurper[1]),
            usurper[0].sign,
        ),
        "decided under another's certificate": ("decision", decision, HOLDERS["deputy"].sign),
        "decided on another record": (
            "decision",
            replace(decision, record=other),
            HOLDERS[APPROVER].sign,
        ),
        "completed by the approver": (
            "completion",
            replace(completion, certificate=world.certificates[APPROVER].raw),
            HOLDERS[APPROVER].sign,
        ),
        "completed under another decision": (
            "completion",
            replace(completion, decision=other),
            HOLDERS[REQUESTER].sign,
        ),
    }
    by = HOLDERS[REQUESTER].sign
    cases |= {
        "decided under another id": (
            "decision",
            replace(decision, id=other[:16]),
            HOLDERS[APPROVER].sign,
        ),
        "completed under another id": ("completion", replace(completion, id=other[:16]), by),
        "completed on another record": ("completion", replace(completion, record=other), by),
    }
    for name, (part, body, key) in cases.items():
        raw = wire.signed(body, key=key).raw
        made = _part(hush, name, raw, number=wire.DISCLOSURE_PARTS[part])
        # A completion names its decision: it would refuse every other one by itself.
        upto = wire.DISCLOSURE_PARTS[part]
        parts = [{**sealed, part: made}[each] for each in list(wire.DISCLOSURE_PARTS)[:upto]]
        _row(world, name, sealed, wrap=own, fits="nothing", parts=parts)
    refusal = wire.signed(replace(decision, decision="refuse"), key=HOLDERS[APPROVER].sign)
    after = replace(completion, decision=wire.disclosure_hash(refusal))
    refused = {
        "decision": _part(hush, "refusal", refusal.raw, number=2),
        "completion": _part(hush, "after a refusal", wire.signed(after, key=by).raw, number=3),
    }
    _row(world, "completed after a refusal", {**sealed, **refused}, wrap=own, fits="nothing")
    _wrong_records(world, decided.record.body)


def _wrong_records(world: World, body: wire.Disclosure) -> None:
    """A record alone, whole and sealed as it should be, that is not what stands outside."""
    by, deputy = HOLDERS[REQUESTER].sign, HOLDERS["deputy"].sign
    cases = {
        "another record inside": (replace(body, id=draw("x", 16)), by),
        "recorded by another holder": (
            replace(body, certificate=world.certificates["deputy"].raw),
            deputy,
        ),
        "recorded under another's certificate": (body, deputy),
    }
    for name, (changed, key) in cases.items():
        hush = quiet(world)
        made = _part(hush, name, wire.signed(changed, key=key).raw, number=1)
        own = hush.book.boxed(name, _wrap("manager", made), role_secret("manager"))
        _row(world, name, {}, wrap=own, fits="nothing", parts=[made])


def _note(world: World) -> None:
    note = wire.DisclosureNote(
        id=ID,
        ground="serious-harm",
        why="You were not safe and did not answer.",
        recipients=("Security",),
        fields=("name", "place"),
        made=NOW,
    )
    signed = world.book.signed("disclosure-note", note, HOLDERS[REQUESTER].sign)
    boxed = world.book.boxed_bytes("disclosure-note", crypto.pad(signed.raw), STUDENT.box)
    row = {"id": ID, "secret": STUDENT.box.secret, "boxed": boxed}
    world.book.add("disclosures", name="note", do="note", fits="all", **row)
    other = {**row, "id": draw("x", 16)}
    world.book.add("disclosures", name="note of another", do="note", fits="nothing", **other)
    stranger_signed = wire.signed(note, key=STUDENT.sign)
    made = quiet(world).book.boxed_bytes(
        "forged note", crypto.pad(stranger_signed.raw), STUDENT.box
    )
    forged = {**row, "boxed": made}
    world.book.add("disclosures", name="note by no holder", do="note", fits="unproven", **forged)


def _states(world: World) -> None:
    for state in wire.DISCLOSURE_STATES:
        for event in ("approve", "refuse", "open", "complete", "withdraw"):
            world.book.add(
                "disclosures",
                name=f"{event} when {state}",
                do="state",
                state=state,
                event=event,
                after=wire.after_disclosure_event(state, event),
            )


def _bad(world: World, body: wire.Disclosure, decided: Decided) -> None:
    version, outline, recipients, fields, consulted, told, wishes, why, requester = (
        3,
        5,
        7,
        8,
        9,
        10,
        11,
        12,
        13,
    )
    bad_fields(
        world,
        "disclosure",
        body,
        {
            "by one holder": {requester: APPROVER},
            "by a worker": {requester: "worker"},
            "of no capsule": {version: 0},
            "without an outline": {outline: ""},
            "without a consultation": {consulted: ""},
            "told without wishes": {told: "told"},
            "not told without a reason": {why: "", wishes: "none"},
            "to nobody": {recipients: ()},
            "to the same twice": {recipients: ("Security", "Security")},
            "to 21": {recipients: tuple(str(n) for n in range(21))},
            "of nothing": {fields: ()},
            "fields out of order": {fields: ("place", "name")},
            "a field twice": {fields: ("name", "name")},
            "a field that is none": {fields: ("diary",)},
            "32,001 characters": {outline: "x" * 32_001},
        },
    )
    bad_fields(
        world,
        "decision",
        decided.decision.body,
        {"without reasons": {3: ""}, "neither": {2: "perhaps"}},
    )
    bad_fields(
        world,
        "completion",
        _completion(world, decided),
        {
            "nothing done": {3: ""},
            "nobody responsible": {4: ""},
            "something told to nobody": {6: ()},
        },
    )
    wrap = _wrap("manager", b"")
    bad_fields(
        world,
        "disclosure-wrap",
        wrap,
        {
            "for a worker": {1: "worker"},
            "for an auditor with a role key": {1: "auditor"},
            "for a holder without one": {2: 0},
        },
    )
