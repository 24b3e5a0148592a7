"""Case records (R10; protocol.md section 24): the shared vectors, and who can open what."""

import pytest

import crypto
from client.handed_record import read_handed_on
from client.record_heads import RecordHead, check_goes_on, check_head
from client.recording import (
    Audited,
    member_key,
    open_finding,
    open_record,
    read_record,
    unwrap,
)
from crypto import BoxSecret, CryptoError, wire
from crypto.wire.case_record import EarlierEntry, record_chain, record_key
from tests.crypto.test_flips import flips
from tests.crypto.test_upward import TEAM
from tests.crypto.test_vectors import Vector, raw, vectors

ROWS = vectors("case_records")


def does(kind: str) -> pytest.MarkDecorator:
    found = [one for one in ROWS if one["do"] == kind]
    return pytest.mark.parametrize("vector", found, ids=[one["name"] for one in found])


def key_of(vector: Vector, item: bytes) -> bytes:
    """As a member of the vector's epoch."""
    ad = crypto.wire.case_record.RecordItem.decode(item).ad
    return record_key(epoch_key=raw(vector["epoch_key"]), ad=ad)


@does("record")
def test_a_record_reads_as_it_says(vector: Vector) -> None:
    def read() -> list[str]:
        opened = read_record(
            [raw(item) for item in vector["items"]],
            case=wire.CaseId(raw(vector["case"])),
            key=lambda item: key_of(vector, item),
            team=TEAM,
            whole=vector["whole"],
        )
        found = ["missing" if o is None else "all" if o.author else "unproven" for o in opened]
        return sorted(set(found))

    if vector["fits"] == "nothing":
        with pytest.raises(CryptoError):
            read()
    else:
        assert read() == [vector["fits"]]


@does("handed")
def test_what_a_student_hands_on_leads_to_ones_own(vector: Vector) -> None:
    entries = [
        EarlierEntry(item=raw(item), key=raw(key))
        for item, key in zip(vector["items"], vector["keys"], strict=True)
    ]

    def read() -> int:
        opened = read_handed_on(
            entries,
            case=wire.CaseId(raw(vector["case"])),
            own=[raw(item) for item in vector["own"]],
            head=RecordHead(count=vector["count"], hash=raw(vector["head"])),
            team=TEAM,
        )
        assert all(one.author is not None for one in opened)
        return len(opened)

    if vector["fits"] == "nothing":
        with pytest.raises(CryptoError):
            read()
    else:
        assert read() == len(set(vector["items"]))


def test_no_entry_opens_under_a_key_with_a_bit_flipped() -> None:
    (vector,) = [v for v in ROWS if v["name"] == "handed on, and the last one lacks"]
    item, key = raw(vector["items"][0]), raw(vector["keys"][0])
    for flipped in flips(key):
        with pytest.raises(CryptoError):
            open_record(item, key=flipped, team=TEAM)


@does("wrapped")
def test_a_wrap_opens_its_own_entry_for_its_own_role(vector: Vector) -> None:
    item = raw(vector["item"])
    secret = BoxSecret(raw(vector["secret"]))

    def read() -> str:
        key = unwrap(item, wrap=raw(vector["wrap"]), to=vector["role"], secret=secret)
        return open_record(item, key=key, team=TEAM).entry.kind

    if vector["fits"] == "nothing":
        with pytest.raises(CryptoError):
            read()
    else:
        assert read() == "signposted"


@does("finding")
def test_a_finding_is_an_auditors_of_this_audit(vector: Vector) -> None:
    def read() -> str:
        secret = BoxSecret(raw(vector["secret"]))
        about = Audited(
            audit=raw(vector["audit"]),
            case=wire.CaseId(raw(vector["case"])),
            auditor=wire.CertificateId(raw(vector["auditor"])),
        )
        return open_finding(raw(vector["boxed"]), secret=secret, about=about, team=TEAM).mark

    if vector["fits"] == "nothing":
        with pytest.raises(CryptoError):
            read()
    else:
        assert read() == "relevant"


def test_ones_own_newest_entry_is_the_one_with_which_the_record_ends() -> None:
    items = [raw(item) for item in ROWS[0]["items"]]
    head = RecordHead(count=2, hash=record_chain(items[1]))
    check_head(items, head)
    check_head(items[1:], head)
    check_head([], RecordHead())
    check_head([], head)  # all of it was written before one came
    for shown, told in (
        (items[:1], head),
        (items, RecordHead(count=1, hash=record_chain(items[0]))),
        (items, RecordHead(count=2, hash=record_chain(items[0]))),
        ([], RecordHead(count=1)),
        ([], RecordHead(hash=head.hash)),
    ):
        with pytest.raises(CryptoError):
            check_head(shown, told)


def test_a_record_goes_on_from_where_it_was_seen_to_end() -> None:
    items = [raw(item) for item in ROWS[0]["items"]]
    one, two = (
        RecordHead(count=n, hash=record_chain(item)) for n, item in enumerate(items[:2], start=1)
    )
    forked = RecordHead(count=1, hash=two.hash)
    for before, shown, told in (
        (None, items, two),
        (one, items[:2], two),
        (two, items[:2], two),
        (one, items[1:2], two),  # who came later has not the first
    ):
        check_goes_on(before, shown, told)
    for before, shown, told in (
        (two, items[:1], one),
        (two, [], RecordHead()),
        (forked, items[:2], two),
        (RecordHead(count=2, hash=one.hash), items[:2], two),
        # Where the entry itself is not handed over, the next one names it, or nothing does.
        (RecordHead(count=1, hash=two.hash), items[1:2], two),
        (one, [], two),
        (RecordHead(), items[1:2], two),
    ):
        with pytest.raises(CryptoError):
            check_goes_on(before, shown, told)


def test_who_was_not_in_the_epoch_has_no_key() -> None:
    with pytest.raises(CryptoError):
        member_key(raw(ROWS[0]["items"][0]), joined=[])
