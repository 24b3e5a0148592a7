"""Consents in a conversation: what the vectors say follows from them (R1, R3, R4, R6)."""

import pytest

from crypto import wire
from crypto.wire.ledger import covered
from crypto.wire.sharing import AskHash
from tests.crypto.test_vectors import Vector, named, raw, vectors


@named("sharing")
def test_what_follows_from_a_conversations_consents(vector: Vector) -> None:
    ledger = wire.read_ledger(
        [(one["student"], raw(one["signed"])) for one in vector["said"]],
        case=wire.CaseId(raw(vector["case"])),
        student=[wire.SignPublic(raw(key)) for key in vector["student"]],
        other=wire.SignPublic(raw(vector["other"])),
    )
    ask = AskHash(raw(vector["ask"]))
    verdict = wire.may_share(ledger, ask, spoken=vector["spoken"], now=vector["now"])
    assert verdict == vector["may"]
    standing = ("supervision", "statistics")
    assert [one for one in standing if not ledger.agrees(one)] == vector["not_for"]
    assert ledger.dispute.state == vector["dispute"]
    assert ledger.unread == vector["unread"]
    assert sum(len(row.done) for row in ledger.asks) == vector["done"]


@pytest.mark.parametrize(
    ("seen", "at", "fits"),
    [((), 0, True), ((0,), 0, True), ((0, 1), 0, False), ((1,), 0, False), ((), 10**9, False)],
)
def test_a_deed_is_covered_by_the_last_word_that_its_writer_had_seen(
    seen: tuple[int, ...], at: int, fits: bool
) -> None:
    vector = next(v for v in vectors("sharing") if v["name"] == "withdrawn")
    ledger = wire.read_ledger(
        [(one["student"], raw(one["signed"])) for one in vector["said"]],
        case=wire.CaseId(raw(vector["case"])),
        student=[wire.SignPublic(raw(key)) for key in vector["student"]],
        other=wire.SignPublic(raw(vector["other"])),
    )
    (row,) = ledger.asks
    deed = wire.ShareDone(
        case=row.ask.case,
        ask=row.hash,
        word=row.words[0].hash,
        done="A letter.",
        made=row.ask.made + at,
    )
    assert covered(row, deed, seen=[row.words[place].hash for place in seen]) == fits
