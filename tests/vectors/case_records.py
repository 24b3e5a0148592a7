"""Vectors of case records: entries, their keys, chain and wraps (protocol.md section 24)."""

from dataclasses import replace

import crypto
from crypto import wire
from crypto.wire.case_record import (
    RECORD_READERS,
    EarlierEntry,
    EarlierRecord,
    RecordAd,
    RecordEntry,
    RecordFinding,
    RecordItem,
    RecordWrap,
    record_chain,
    record_key,
)
from crypto.wire.ids import ZEROS
from tests.vectors.book import draw
from tests.vectors.conversations import Made
from tests.vectors.upward import (
    OTHERS,
    bad_fields,
    quiet,
    role_secret,
    role_version,
    stranger,
    worker_certificate,
)
from tests.vectors.world import CASE, DAY, HOLDERS, NOW, WORKERS, World

WORKER = WORKERS["Worker 1"]
DAYS = NOW // DAY


def write(world: World, first: Made) -> None:
    """Two entries as members and holders open them; what is unproven, and what is refused."""
    epoch = wire.epoch_hash(first.record)
    ad = RecordAd(case=CASE, number=1, previous=ZEROS, epoch=epoch)
    body = RecordEntry(
        ad=ad.encode(),
        kind="signposted",
        day=DAYS,
        text="The university's sleep clinic. 🌙",
        certificate=worker_certificate(world),
        written=NOW,
    )
    item = _item(world, "record entry", ad, body, WORKER.sign, first.key)
    chain = record_chain(item)
    world.book.digest("chain hash of a record's entry", "pl.recordchain", item, chain)
    next_ad = RecordAd(case=CASE, number=2, previous=chain, epoch=epoch)
    second = replace(body, ad=next_ad.encode(), kind="closed", text="")
    after = _item(world, "second record entry", next_ad, second, WORKER.sign, first.key)
    _row(world, "a record", [item, after], first, fits="all")
    _row(world, "a record from its second entry on", [after], first, fits="all", whole=False)
    _row(world, "a record without its first entry", [after], first, fits="nothing")
    _row(world, "a record out of order", [after, item], first, fits="nothing")
    _row(world, "an entry twice", [item, item], first, fits="nothing")
    _row(world, "a record of another case", [item], first, fits="nothing", case=draw("x", 16))
    _handed(world, first, [item, after])
    _entries(world, first, ad, body)
    _wraps(world, item, record_key(epoch_key=first.key, ad=ad.encode()))
    _findings(world, item)
    _bad(world, ad, body, item)


def _item(
    world: World,
    name: str,
    ad: RecordAd,
    body: RecordEntry,
    by: crypto.SigningKey,
    epoch_key: bytes,
) -> bytes:
    """A sealed entry, under the key that follows from the epoch's."""
    book = world.book
    key = record_key(epoch_key=epoch_key, ad=ad.encode())
    book.derived(f"key of {name}", "pl.record", key=epoch_key, data=ad.encode(), value=key)
    signed = book.signed(name, body, by)
    sealed = book.sealed(name, signed.raw, key=key, ad=ad)
    item = RecordItem(ad=ad.encode(), sealed=sealed)
    book.structure(f"item of {name}", item)
    return item.encode()


def _row(
    world: World,
    name: str,
    items: list[bytes],
    first: Made,
    *,
    fits: str,
    case: bytes = CASE,
    whole: bool = True,
) -> None:
    """`fits`: `all`, `unproven` (it opens, not certain who wrote it), `missing` or `nothing`."""
    world.book.add(
        "case_records",
        name=name,
        do="record",
        fits=fits,
        case=case,
        epoch=wire.epoch_hash(first.record),
        epoch_key=first.key,
        whole=whole,
        items=items,
    )


def _handed(world: World, first: Made, items: list[bytes]) -> None:
    """What a student hands on, before what the next worker is given of their own."""
    ads = [RecordItem.decode(item).ad for item in items]
    keys = [record_key(epoch_key=first.key, ad=ad) for ad in ads]
    entries = tuple(EarlierEntry(item=i, key=k) for i, k in zip(items, keys, strict=True))
    for number, entry in enumerate(entries, start=1):
        world.book.structure(f"earlier-entry {number}", entry)
    paper = EarlierRecord(case=CASE, entries=entries)
    world.book.structure("earlier-record", paper)
    bad_fields(world, "earlier-entry", entries[0], {"of no place": {0: b"x"}})
    bad_fields(world, "earlier-record", paper, {"without entries": {1: ()}})

    def row(name: str, take: list[int], *, fits: str = "all", **more: object) -> None:
        given: dict[str, object] = {
            "items": [items[at] for at in take],
            "keys": [keys[at] for at in take],
            "own": [],
            "count": 2,
            "head": record_chain(items[1]),
            "case": CASE,
        }
        world.book.add("case_records", name=name, do="handed", fits=fits, **(given | more))

    row("handed on, up to the head", [0, 1])
    row("handed on twice and out of order", [1, 0, 1])
    twice = [keys[0], keys[1], keys[1]]
    row("handed on twice, the second time under another key", [0, 1, 0], keys=twice)
    lost = [keys[1], keys[1], keys[0]]
    row("handed on twice, the first time under another key", [0, 1, 0], fits="nothing", keys=lost)
    row("handed on before one's own", [0], own=[items[1]])
    row("handed on, and the last one lacks", [0])
    row("nothing handed on", [])
    row("handed on without its first entry", [1], fits="nothing")
    row("handed on in another case", [0, 1], fits="nothing", case=draw("x", 16))
    row("handed on under another key", [0, 1], fits="nothing", keys=[keys[0], keys[0]])
    row("handed on, and the record has fewer", [0, 1], fits="nothing", count=1)
    row("handed on, and the head is another's", [0, 1], fits="nothing", head=draw("x"))
    row("handed on, one's own first entry too", [0, 1], fits="nothing", own=[items[1]])


def _entries(world: World, first: Made, ad: RecordAd, body: RecordEntry) -> None:
    silent = quiet(world)
    other_place = replace(ad, previous=draw("x"), number=2)
    holder = HOLDERS["coordinator"]
    someone, certificate = stranger("nobody's", role="worker", by=WORKER.sign)
    unproven = {
        "signed by another worker": (body, WORKERS["Worker 2"].sign),
        "with a holder's certificate": (
            replace(body, certificate=world.certificates["coordinator"].raw),
            holder.sign,
        ),
        "by somebody whom a worker certified": (
            replace(body, certificate=certificate),
            someone.sign,
        ),
        "without a certificate": (replace(body, certificate=b""), WORKER.sign),
    }
    for name, (changed, key) in unproven.items():
        made = _item(silent, name, ad, changed, key, first.key)
        _row(world, f"an entry {name}", [made], first, fits="unproven")
    inside = _item(
        silent, "inside", ad, replace(body, ad=other_place.encode()), WORKER.sign, first.key
    )
    _row(world, "an entry of another place inside", [inside], first, fits="missing")
    foreign = _item(silent, "foreign", ad, body, WORKER.sign, draw("another epoch's key"))
    _row(world, "an entry under another epoch's key", [foreign], first, fits="missing")


def _wraps(world: World, item: bytes, key: bytes) -> None:
    good = {
        role: RecordWrap(
            case=CASE,
            number=1,
            to=role,
            role_key_version=role_version(role),
            item=record_chain(item),
            key=key,
        )
        for role in (*RECORD_READERS, "auditor")
    }
    for role, wrap in good.items():
        boxed = world.book.boxed(f"record entry for the {role}", wrap, role_secret(role))
        _wrapped(world, f"for the {role}", item, boxed, role, fits="all")
    lead = good["coordinator"]
    bad = {
        "a wrap for another role": replace(lead, to="manager"),
        "a wrap of another case": replace(lead, case=wire.CaseId(draw("x", 16))),
        "a wrap of another number": replace(lead, number=2),
        "a wrap of another entry": replace(lead, item=draw("x")),
        "a wrap with another key": replace(lead, key=draw("x")),
    }
    for name, wrap in bad.items():
        boxed = quiet(world).book.boxed(name, wrap, role_secret("coordinator"))
        _wrapped(world, name, item, boxed, "coordinator", fits="nothing")


def _wrapped(world: World, name: str, item: bytes, boxed: bytes, role: str, *, fits: str) -> None:
    world.book.add(
        "case_records",
        name=name,
        do="wrapped",
        fits=fits,
        role=role,
        secret=role_secret(role).secret,
        item=item,
        wrap=boxed,
    )


def _findings(world: World, item: bytes) -> None:
    """What an auditor says of a record, to the coordinator; what is not believed."""
    auditor, audit = OTHERS["auditor"], draw("record audit", 16)
    body = RecordFinding(
        audit=audit,
        case=CASE,
        item=record_chain(item),
        mark="relevant",
        comment="Short and clear. 🌙",
        certificate=world.certificates["auditor"].raw,
        made=NOW,
    )
    secret = role_secret("coordinator")
    signed = world.book.signed("record finding", body, auditor.sign)
    boxed = world.book.boxed_bytes("record finding, boxed", crypto.pad(signed.raw), secret)
    _found(world, "a finding", boxed, audit, fits="all")
    silent = quiet(world)
    other, certificate = stranger("another", role="auditor", by=HOLDERS["coordinator"].sign)
    bad = {
        "of another audit": (replace(body, audit=draw("x", 16)), auditor.sign),
        "of another record": (replace(body, case=wire.CaseId(draw("x", 16))), auditor.sign),
        "by another auditor": (replace(body, certificate=certificate), other.sign),
        "signed by somebody else": (body, WORKER.sign),
        "by a worker": (replace(body, certificate=worker_certificate(world)), WORKER.sign),
    }
    for name, (changed, key) in bad.items():
        raw = crypto.pad(wire.signed(changed, key=key).raw)
        wrong = silent.book.boxed_bytes(name, raw, secret)
        _found(world, f"a finding {name}", wrong, audit, fits="nothing")
    fields: dict[str, dict[int, object]] = {
        "with an unknown mark": {3: "good"},
        "too long": {4: "x" * 1_001},
    }
    bad_fields(world, "record-finding", body, fields)


def _found(world: World, name: str, boxed: bytes, audit: bytes, *, fits: str) -> None:
    world.book.add(
        "case_records",
        name=name,
        do="finding",
        fits=fits,
        audit=audit,
        case=CASE,
        auditor=crypto.digest("pl.cert", world.certificates["auditor"].raw),
        secret=role_secret("coordinator").secret,
        boxed=boxed,
    )


def _bad(world: World, ad: RecordAd, body: RecordEntry, item: bytes) -> None:
    ads: dict[str, dict[int, object]] = {
        "number 0": {1: 0},
        "the hundred and first": {1: 101, 2: draw("x")},
        "a first that follows something": {2: draw("x")},
        "a second that follows nothing": {1: 2},
    }
    bad_fields(world, "record-ad", ad, ads)
    entries: dict[str, dict[int, object]] = {
        "of no place": {0: b"x"},
        "of an unknown kind": {1: "said"},
        "of the day after tomorrow": {2: DAYS + 2},
        "too long": {3: "x" * 301},
        "something else without words": {1: "other", 3: ""},
    }
    bad_fields(world, "record-entry", body, entries)
    bad_fields(world, "record-item", RecordItem.decode(item), {"of no place": {0: b"x"}})
    wrap = RecordWrap(
        case=CASE, number=1, to="manager", role_key_version=1, item=draw("x"), key=draw("y")
    )
    roles: dict[str, dict[int, object]] = {
        "for the deputy": {2: "deputy"},
        "for a holder without a role key": {3: 0},
        "for an auditor with one": {2: "auditor"},
    }
    bad_fields(world, "record-wrap", wrap, roles)
