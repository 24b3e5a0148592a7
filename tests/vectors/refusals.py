"""Vectors of rosters and epochs that must be refused, one rule broken in each (attacks 4 to 9)."""

from dataclasses import replace

import crypto
from crypto import wire
from tests.vectors.book import Book, draw
from tests.vectors.conversations import Made
from tests.vectors.negative import refuse
from tests.vectors.requests import Asked
from tests.vectors.upward import bad_fields
from tests.vectors.world import (
    DAY,
    HOLDERS,
    NOW,
    ROOT,
    STUDENT,
    WORKERS,
    World,
    certificate,
    person,
    roster,
)


def write(world: World, asked: Asked, epochs: tuple[Made, Made]) -> None:
    """All refusals that need a team or a conversation."""
    _rosters(world)
    _epochs(world, asked, epochs)


def _roots(book: Book) -> None:
    """Section 3.3's lists of root changes, one rule broken in each."""
    keys = [ROOT, draw_sign("second root"), draw_sign("third root"), draw_sign("stranger")]

    def change(number: int, of: int, to: int, by: int) -> bytes:
        roots = [wire.SignPublic(key.public) for key in keys]
        moved = wire.RootChange(number=number, root=roots[to], previous=roots[of])
        return wire.signed(moved, key=keys[by]).raw

    first, second = change(1, of=0, to=1, by=0), change(2, of=1, to=2, by=1)
    forged = change(1, of=0, to=3, by=3)
    lists: dict[str, list[bytes]] = {
        "not by the root that it names": [forged],
        "another one's after a good one": [first, change(2, of=1, to=3, by=3)],
        "another one's before a good one": [forged, second],
        "the newest first": [second, first],
        "a number twice": [first, change(1, of=1, to=2, by=1)],
        "a number below": [change(2, of=0, to=1, by=0), change(1, of=1, to=2, by=1)],
        "cut short": [first, second[:-1]],
    }
    for name, changes in lists.items():
        refuse(book, f"roots: {name}", "follow_root", pinned=ROOT.public, changes=changes)


def _rosters(world: World) -> None:
    """Section 3.2's rules, one broken in each."""
    book, team = world.book, world.team
    certificates = [item.raw for item in world.certificates.values()]
    ids = [wire.certificate_id(item) for item in world.certificates.values()]
    signer = HOLDERS["coordinator"].sign
    accepted = {"root": ROOT.public, "certificates": certificates, "newest": None, "now": NOW}
    book.add("rosters", name="accepted", **accepted, roster=team.roster.raw, hash=team.hash)

    def no(name: str, body: wire.Roster, key: crypto.SigningKey = signer, **other: object) -> None:
        made = wire.signed(body, key=key)
        refuse(book, f"roster: {name}", "roster", roster=made.raw, **{**accepted, **other})

    good = roster(ids)
    pin = {"version": 1, "hash": team.hash}
    no("another root", good, root=draw_sign("another root").public)
    no("names another root", replace(good, root=wire.SignPublic(draw_sign("x").public)))
    no("expired", good, now=good.expires + 601)
    no("from the future", good, now=good.issued - 601)
    late = crypto.u64(good.issued + 35 * DAY + 1)
    raw = good.encode().replace(crypto.u64(good.expires), late)
    overlong = crypto.encode("signed", raw, signer.public, signer.sign(raw))
    refuse(book, "roster: for longer than 35 days", "roster", roster=overlong, **accepted)
    no("signed by a worker", good, WORKERS["Worker 1"].sign)
    no("signed by a stranger", good, draw_sign("stranger"))
    no("a certificate missing", good, certificates=certificates[1:])
    no("a certificate too many", roster(ids[:-1]))
    no("another of the same version", replace(good, audit_row=8), newest=pin)
    no("older", good, newest={"version": 2, "hash": draw("newer roster")})
    follows = roster(ids, version=2, previous=draw("another roster"))
    no("does not follow", follows, newest=pin)
    listed = tuple(sorted(ids))
    shapes: dict[str, dict[int, object]] = {
        "version 0": {0: 0},
        "a first that follows something": {1: draw("another roster")},
        "a second that follows nothing": {0: 2},
        "over when it was issued": {3: good.issued},
        "ids descending": {5: listed[::-1]},
        "an id twice": {5: (listed[0], listed[0])},
    }
    bad_fields(world, "roster", good, shapes)
    root = wire.SignPublic(ROOT.public)
    moved = wire.RootChange(
        number=1, root=wire.SignPublic(draw_sign("another root").public), previous=root
    )
    bad_fields(world, "root-change", moved, {"number 0": {0: 0}, "to itself": {1: root}})
    _roots(book)
    extras = {
        "a worker certified by the root": (certificate_of("Worker 3"), ROOT),
        "a worker certified by a worker": (certificate_of("Worker 3"), WORKERS["Worker 1"].sign),
        "two coordinators": (
            certificate(person("a second coordinator", holder=True), role="coordinator"),
            ROOT,
        ),
        "a shared key": (replace(certificate_of("Worker 1"), serial=draw("s", 16)), signer),
        "a shared sign key": (
            replace(certificate_of("Worker 3"), sign_key=certificate_of("Worker 1").sign_key),
            signer,
        ),
        "a shared box key": (
            replace(certificate_of("Worker 3"), box_key=certificate_of("Worker 1").box_key),
            signer,
        ),
    }
    for name, (body, key) in extras.items():
        extra = wire.signed(body, key=key)
        more = roster([*ids, wire.certificate_id(extra)])
        no(name, more, certificates=[*certificates, extra.raw])
    worn = replace(certificate(HOLDERS["coordinator"], role="coordinator"), not_after=NOW - 601)
    outlived = {**world.certificates, "coordinator": wire.signed(worn, key=ROOT)}.values()
    no(
        "signed by a holder whose certificate ran out",
        roster([wire.certificate_id(item) for item in outlived]),
        certificates=[item.raw for item in outlived],
    )
    usurper = wire.signed(certificate(HOLDERS["manager"], role="manager"), key=signer)
    rest = {name: item for name, item in world.certificates.items() if name != "manager"}
    others = [*rest.values(), usurper]
    no(
        "a holder certified by a holder",
        roster([wire.certificate_id(item) for item in others]),
        certificates=[item.raw for item in others],
    )


def draw_sign(name: str) -> crypto.SigningKey:
    """A stranger's key."""
    return crypto.SigningKey(draw(name))


def certificate_of(name: str) -> wire.Certificate:
    """A worker's."""
    return certificate(WORKERS.get(name) or person(name), role="worker")


def _epochs(world: World, asked: Asked, epochs: tuple[Made, Made]) -> None:
    """Records that no device or server accepts."""
    book, (first, second) = world.book, epochs
    body, maker = first.record.body, WORKERS["Worker 1"].sign
    other = WORKERS["Worker 2"]
    ghost = replace(body.student, sign_key=wire.SignPublic(other.sign.public))
    bad = {
        "another case": replace(body, case=wire.CaseId(draw("other", 16))),
        "another number": replace(body, number=2),
        "another request": replace(body, previous=wire.RecordHash(draw("other"))),
        "another student": replace(body, members=(ghost, body.worker)),
        "a worker who was not asked": replace(
            body, members=(body.student, replace(body.worker, certificate=draw("other")))
        ),
        "an older roster": replace(body, roster_version=0),
        "another roster of the version": replace(body, roster_hash=wire.RosterHash(draw("other"))),
    }
    for name, changed in bad.items():
        record = wire.signed(changed, key=maker)
        refuse(book, f"epoch 1: {name}", "first_epoch", intake=asked.intake.raw, record=record.raw)
    by_other = wire.signed(body, key=other.sign)
    refuse(
        book,
        "epoch 1: by another worker",
        "first_epoch",
        intake=asked.intake.raw,
        record=by_other.raw,
    )
    twice = (body.student, replace(body.worker, sign_key=body.student.sign_key))
    bad_fields(world, "epoch", body, {"one person twice": {5: twice}, "number 0": {1: 0}})
    _later(world, first, second)


def _later(world: World, first: Made, second: Made) -> None:
    book, body = world.book, second.record.body
    change = wire.MemberChange(
        case=body.case, previous=body.previous, certificate=world.id_of("Worker 2")
    )
    word = wire.signed(change, key=STUDENT.sign).raw
    stranger = wire.signed(change, key=WORKERS["Worker 1"].sign).raw
    elsewhere = replace(change, previous=wire.RecordHash(draw("other")))
    stale = wire.signed(elsewhere, key=STUDENT.sign).raw
    keys = wire.SignPublic(draw_sign("new").public)
    moved = replace(body, members=(replace(body.student, sign_key=keys), body.worker))
    book.add(
        "epochs",
        name="second",
        before=first.record.raw,
        record=second.record.raw,
        worker_change=word,
        student_change=None,
    )
    cases = {
        "another worker without the student's word": (body, STUDENT.sign, None),
        "another worker by the worker's word": (body, STUDENT.sign, stranger),
        "another worker by an old word": (body, STUDENT.sign, stale),
        "another worker, made by the worker who leaves": (body, WORKERS["Worker 1"].sign, word),
        "made by the worker who joins": (body, WORKERS["Worker 2"].sign, word),
        "keys lost": (moved, STUDENT.sign, word),
        "keys lost, by the new keys": (moved, draw_sign("new"), word),
        "a number skipped": (replace(body, number=3), STUDENT.sign, word),
    }
    for name, (changed, key, statement) in cases.items():
        record = wire.signed(changed, key=key)
        refuse(
            book,
            f"epoch 2: {name}",
            "next_epoch",
            before=first.record.raw,
            record=record.raw,
            worker_change=statement,
            student_change=None,
        )
