"""Vectors of supervision entries, replies and tags (protocol.md section 11)."""

from dataclasses import replace

import crypto
from crypto import wire
from tests.vectors.book import draw
from tests.vectors.requests import SUPERVISION
from tests.vectors.upward import (
    Boxes,
    bad_fields,
    quiet,
    role_secret,
    role_version,
    stranger,
    words_of,
    worker_certificate,
)
from tests.vectors.world import HOLDERS, NOW, WORKERS, World

TERM = wire.term_of(NOW)
ID = draw("entry id", 16)
TERMS = {
    0: "1970-1",
    1_777_593_599: "2026-1",
    1_777_593_600: "2026-2",
    1_788_220_799: "2026-2",
    1_788_220_800: "2026-3",
    1_798_761_599: "2026-3",
    NOW: "2027-1",
}


def write(world: World) -> None:
    """Tags and terms, an entry for each reader, a reply; and what must be refused."""
    tag = _tags(world)
    body = wire.SupervisionEntry(
        id=ID,
        tag=tag,
        term=TERM,
        theme="loneliness",
        happened="Person A does not leave the room. 🌙",
        wish="How to go on listening.",
        own="",
        written=NOW,
        certificate=worker_certificate(world),
    )
    made = _seal(world, "entry", body, WORKERS["Worker 1"].sign)
    for role, wrap in made.wraps.items():
        _entry(world, f"for the {role}", made, role=role, wrap=wrap)
    _refused_entries(world, body, made)
    _replies(world)
    _bad(world, body)


def _tags(world: World) -> bytes:
    book = world.book
    for time, term in TERMS.items():
        assert wire.term_of(time) == term
        book.add("entries", name=f"term at {time}", do="term", time=time, term=term)
    for term in (TERM, "2026-3"):
        structure = wire.SupervisionTag(term=term)
        data = book.structure(f"tag of {term}", structure)
        tag = wire.supervision_tag(secret=SUPERVISION, term=term)
        book.derived(f"tag of {term}", "pl.tag", key=SUPERVISION, data=data, value=tag)
        book.add(
            "entries",
            name=f"tag of {term}",
            do="tag",
            secret=SUPERVISION,
            term=term,
            tag=tag,
            words=[words_of(tag, count) for count in (2, 3, 11)],
        )
    return wire.supervision_tag(secret=SUPERVISION, term=TERM)


def _seal(world: World, name: str, body: wire.SupervisionEntry, by: crypto.SigningKey) -> Boxes:
    book, key = world.book, draw(f"key of {name}")
    signed = book.signed(name, body, by)
    ad = wire.EntryAd(id=body.id, tag=body.tag, term=body.term)
    sealed = book.sealed(name, signed.raw, key=key, ad=ad)
    wraps = {
        role: book.boxed(f"{name} for the {role}", _wrap(body.id, role, sealed, key), secret)
        for role, secret in (
            (role, role_secret(role)) for role in (*wire.ENTRY_READERS, "consultant")
        )
    }
    return Boxes(sealed, wraps, key)


def _wrap(entry: bytes, role: str, sealed: bytes, key: bytes) -> wire.EntryWrap:
    return wire.EntryWrap(
        id=entry,
        to=role,
        role_key_version=role_version(role),
        sealed=wire.blob_hash(sealed),
        key=key,
    )


def _entry(
    world: World,
    name: str,
    made: Boxes,
    *,
    wrap: bytes,
    role: str = "coordinator",
    fits: str = "all",
    **other: object,
) -> None:
    """`fits`: `all`, `unproven` (it opens, and is not certain who wrote it) or `nothing`."""
    row = {
        "id": ID,
        "tag": wire.supervision_tag(secret=SUPERVISION, term=TERM),
        "term": TERM,
        "role": role,
        "secret": role_secret(role).secret,
        "sealed": made.sealed,
        "wrap": wrap,
    }
    world.book.add("entries", name=name, do="entry", fits=fits, **{**row, **other})


def _box(world: World, name: str, wrap: wire.EntryWrap, role: str) -> bytes:
    return world.book.boxed(name, wrap, role_secret(role))


def _refused_entries(world: World, body: wire.SupervisionEntry, made: Boxes) -> None:
    own = made.wraps["coordinator"]
    other = draw("another entry", 16)
    last = wire.supervision_tag(secret=SUPERVISION, term="2026-3")
    _entry(world, "with another's wrap", made, wrap=made.wraps["manager"], fits="nothing")
    _entry(world, "under another id", made, wrap=own, fits="nothing", id=other)
    _entry(world, "under another tag", made, wrap=own, fits="nothing", tag=last)
    _entry(world, "under another term", made, wrap=own, fits="nothing", term="2026-3")
    sealed = wire.blob_hash(made.sealed)
    good = wire.EntryWrap(id=ID, to="coordinator", role_key_version=1, sealed=sealed, key=made.key)
    bad = {
        "a wrap for another role": replace(good, to="manager"),
        "a wrap of another entry": replace(good, id=other),
        "a wrap of another text": replace(good, sealed=wire.blob_hash(b"other")),
        "a wrap with another key": replace(good, key=draw("other key")),
    }
    for name, wrap in bad.items():
        boxed = _box(quiet(world), f"entry: {name}", wrap, "coordinator")
        _entry(world, name, made, wrap=boxed, fits="nothing")
    insides = {
        "another entry inside": replace(body, id=other),
        "another tag inside": replace(body, tag=last),
        "another term inside": replace(body, term="2026-3"),
    }
    for name, changed in insides.items():
        inside = _seal_as(quiet(world), name, body, changed)
        _entry(world, name, inside, wrap=inside.wraps["coordinator"], fits="nothing")
    _unproven(world, body)


def _seal_as(
    world: World, name: str, outside: wire.SupervisionEntry, body: wire.SupervisionEntry
) -> Boxes:
    """The text of one entry under the names of another."""
    book, key = world.book, draw(f"key of {name}")
    signed = book.signed(name, body, WORKERS["Worker 1"].sign)
    ad = wire.EntryAd(id=outside.id, tag=outside.tag, term=outside.term)
    sealed = book.sealed(name, signed.raw, key=key, ad=ad)
    wrap = _box(
        world, f"{name} for the coordinator", _wrap(ID, "coordinator", sealed, key), "coordinator"
    )
    return Boxes(sealed, {"coordinator": wrap}, key)


def _unproven(world: World, body: wire.SupervisionEntry) -> None:
    """It opens, and is shown as not certain who wrote it."""
    by_worker = stranger("Worker 3", role="worker", by=WORKERS["Worker 1"].sign)
    consultant = stranger("a consultant", role="consultant", by=HOLDERS["coordinator"].sign)
    cases = {
        "signed by another worker": (WORKERS["Worker 2"].sign, body.certificate),
        "certified by a worker": (by_worker[0].sign, by_worker[1]),
        "written by a consultant": (consultant[0].sign, consultant[1]),
        "written by a holder": (HOLDERS["manager"].sign, world.certificates["manager"].raw),
        "without a certificate": (WORKERS["Worker 1"].sign, b""),
    }
    for name, (key, certificate) in cases.items():
        made = _seal(quiet(world), f"entry {name}", replace(body, certificate=certificate), key)
        _entry(world, name, made, wrap=made.wraps["coordinator"], fits="unproven")


def _replies(world: World) -> None:
    book, worker = world.book, WORKERS["Worker 1"]
    manager = world.certificates["manager"].raw
    body = wire.Reply(entry=ID, certificate=manager, text="Let us talk on Tuesday.", written=NOW)
    by = HOLDERS["manager"].sign
    consultant = stranger("a consultant", role="consultant", by=HOLDERS["coordinator"].sign)
    usurper = stranger("a second manager", role="manager", by=HOLDERS["coordinator"].sign)
    cases = {
        "reply": (body, by, "all", {}),
        "reply: to another entry": (replace(body, entry=draw("x", 16)), by, "nothing", {}),
        "reply: for somebody else": (
            body,
            by,
            "nothing",
            {"secret": WORKERS["Worker 2"].box.secret},
        ),
        "reply: signed by another": (body, HOLDERS["deputy"].sign, "unproven", {}),
        "reply: by a consultant": (
            replace(body, certificate=consultant[1]),
            consultant[0].sign,
            "unproven",
            {},
        ),
        "reply: by a holder whom no root certified": (
            replace(body, certificate=usurper[1]),
            usurper[0].sign,
            "unproven",
            {},
        ),
    }
    for name, (reply, key, fits, other) in cases.items():
        page = book if fits == "all" else quiet(world).book
        signed = page.signed(name, reply, key)
        boxed = page.boxed_bytes(name, crypto.pad(signed.raw), worker.box)
        row = {"entry": ID, "secret": worker.box.secret, "boxed": boxed}
        book.add("entries", name=name, do="reply", fits=fits, **{**row, **other})


def _bad(world: World, body: wire.SupervisionEntry) -> None:
    theme, happened, wish, own, term = 3, 4, 5, 6, 2
    bad_fields(
        world,
        "supervision-entry",
        body,
        {
            "no theme": {theme: ""},
            "a theme of 41 characters": {theme: "x" * 41},
            "a term that is none": {term: "2027-4"},
            "a term in other digits": {term: "\u0662\u0660\u0662\u0667-1"},
            "no text": {happened: "", wish: "", own: ""},
            "16,001 characters": {happened: "x" * 16_000, wish: "x", own: ""},
        },
    )
    longest = replace(body, happened="🌙" * 15_999, wish="", own="x")
    world.book.structure("the longest entry", longest)
    wrap = _wrap(ID, "coordinator", b"", bytes(32))
    bad_fields(
        world,
        "entry-wrap",
        wrap,
        {
            "for the deputy": {1: "deputy"},
            "for a consultant with a role key": {1: "consultant"},
            "for a holder without one": {2: 0},
        },
    )
    reply = wire.Reply(entry=ID, certificate=b"", text="x", written=NOW)
    bad_fields(world, "reply", reply, {"no text": {2: ""}, "8,001 characters": {2: "x" * 8_001}})
