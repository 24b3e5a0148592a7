"""Vectors of opening a capsule by an approved disclosure (protocol.md 13), and of what does not."""

from dataclasses import dataclass, replace

import crypto
from crypto import wire
from tests.vectors.book import draw
from tests.vectors.requests import Asked
from tests.vectors.upward import (
    quiet,
    role_secret,
)
from tests.vectors.world import HOLDERS, STUDENT, World

ID = draw("disclosure id", 16)
KEY = draw("disclosure key")
REQUESTER, APPROVER = "manager", "coordinator"
PAIR = "coordinator+manager"


@dataclass(frozen=True)
class Decided:
    """A record and what was decided on it."""

    record: wire.Signed[wire.Disclosure]
    decision: wire.Signed[wire.Decision]


def opening(world: World, asked: Asked, decided: Decided) -> None:
    """The approver's half, masked, and the capsule that the requester opens."""
    capsule = asked.request.capsule
    assert capsule is not None
    key = draw("capsule key")
    approver_half = draw(f"half for {PAIR}")
    record = wire.disclosure_hash(decided.record)
    decision = wire.disclosure_hash(decided.decision)
    mask = wire.release_mask(record=record, decision=decision)
    world.book.derived("release mask", "pl.release", key=record, data=decision, value=mask)
    good = wire.CapsuleRelease(
        id=ID,
        record=record,
        decision=decision,
        pair=PAIR,
        masked=crypto.join(approver_half, mask),
    )
    boxed = world.book.boxed("capsule-release", good, role_secret(REQUESTER))
    boxes = dict(zip(_places(), capsule.halves, strict=True))
    row: dict[str, object] = {
        "role": REQUESTER,
        "secret": role_secret(REQUESTER).secret,
        "record": decided.record.raw,
        "decision": decided.decision.raw,
        "release": boxed,
        "half": boxes[PAIR, REQUESTER],
        "capsule_record": capsule.record,
        "capsule": capsule.sealed,
        "student": STUDENT.sign.public,
    }
    book = world.book
    book.add("disclosures", name="opening", do="open", fits="all", **row)
    other = replace(decided.decision.body, reasons="Another reason.")
    another = wire.signed(other, key=HOLDERS[APPROVER].sign)
    refusal = wire.signed(replace(other, decision="refuse"), key=HOLDERS[APPROVER].sign)
    by_deputy = wire.signed(
        replace(other, certificate=world.certificates["deputy"].raw), key=HOLDERS["deputy"].sign
    )
    masks = wire.release_mask(record=record, decision=wire.disclosure_hash(another))
    releases = {
        "masked with another decision": replace(good, masked=crypto.join(approver_half, masks)),
        "not masked": replace(good, masked=approver_half),
        "the whole key in place of the half": replace(good, masked=key),
        "under another pair's name": replace(good, pair="manager+deputy"),
        "of another disclosure": replace(good, id=draw("x", 16)),
        "of another record": replace(good, record=draw("other record")),
        "of another decision": replace(good, decision=wire.disclosure_hash(another)),
    }
    for name, release in releases.items():
        made = quiet(world).book.boxed(f"release {name}", release, role_secret(REQUESTER))
        book.add(
            "disclosures",
            name=f"release {name}",
            do="open",
            fits="nothing",
            **{**row, "release": made},
        )
    changes: dict[str, dict[str, object]] = {
        "with another decision": {"decision": another.raw},
        "with a refusal": {"decision": refusal.raw},
        "with a third holder's decision": {"decision": by_deputy.raw},
        "with the other pair's half": {"half": boxes["manager+deputy", REQUESTER]},
        "with the approver's half": {"half": boxes[PAIR, APPROVER]},
        "with another's role key": {"secret": role_secret("deputy").secret},
        "signed by another student": {"student": HOLDERS["deputy"].sign.public},
    }
    for name, change in changes.items():
        book.add(
            "disclosures", name=f"opening {name}", do="open", fits="nothing", **{**row, **change}
        )
    _released_for(world, decided, row, approver_half)


def _released_for(
    world: World, decided: Decided, row: dict[str, object], approver_half: bytes
) -> None:
    """Releases that are made for what they come with, which itself is not to be opened by."""
    body, approver = decided.record.body, HOLDERS[APPROVER].sign
    cases = {
        "with a release for a refusal": (body, "refuse"),
        "for another case": (replace(body, case=wire.CaseId(draw("x", 16))), "approve"),
        "for another version": (replace(body, capsule_version=2), "approve"),
    }
    for name, (changed, word) in cases.items():
        record = wire.signed(changed, key=HOLDERS[REQUESTER].sign)
        hashed = wire.disclosure_hash(record)
        said = replace(decided.decision.body, record=hashed, decision=word)
        decision = wire.signed(said, key=approver)
        mask = wire.release_mask(record=hashed, decision=wire.disclosure_hash(decision))
        release = wire.CapsuleRelease(
            id=ID,
            record=hashed,
            decision=wire.disclosure_hash(decision),
            pair=PAIR,
            masked=crypto.join(approver_half, mask),
        )
        made = quiet(world).book.boxed(f"release {name}", release, role_secret(REQUESTER))
        given = {"record": record.raw, "decision": decision.raw, "release": made}
        world.book.add(
            "disclosures", name=f"opening {name}", do="open", fits="nothing", **{**row, **given}
        )


def _places() -> list[tuple[str, str]]:
    return [("+".join(pair), role) for pair in wire.PAIRS for role in pair]
