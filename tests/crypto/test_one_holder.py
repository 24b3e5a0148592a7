"""One holder's device, the database, the server's keys and a server that helps: no capsule opens.

The search of such a thief (thief.py) finds nothing, and does open it once another holder has
released their half. The last test does the same to join one term's pseudonyms to another's.
"""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

import crypto
from client.capsules import open_capsule_half
from client.disclosing import (
    ReadDisclosure,
    capsule_signer,
    decide,
    open_disclosed,
)
from crypto import CryptoError, wire
from crypto.wire import HOLDERS
from tests.client.protocol.scenes import scene
from tests.crypto.thief import NAME, NOW, Case, House, thief


@pytest.fixture(scope="module")
def house() -> House:
    return House()


@pytest.mark.parametrize("role", HOLDERS)
def test_one_holder_and_the_whole_server_open_no_capsule(house: House, role: str) -> None:
    """Own halves of both pairs, flag keys and parts, backups: a refusal, and others' releases."""
    case, other = Case(house), Case(house)
    extra: list[bytes] = []
    hashes: set[bytes] = set()
    if role != "deputy":
        approver = "manager" if role == "coordinator" else "coordinator"
        refused = case.ask(role, approver)
        refusal = case.decide(refused, "refuse")
        elsewhere = other.ask(role, approver)
        approved = other.decide(elsewhere, "approve")
        assert refusal.release is None
        assert approved.release is not None
        extra = [approved.release, *refused.wraps.values(), *elsewhere.wraps.values()]
        records = [wire.disclosure_hash(made.record) for made in (refused, elsewhere)]
        words = [wire.disclosure_hash(made.decision) for made in (refusal, approved)]
        hashes = {wire.release_mask(record=a, decision=b) for a, b in product(records, words)}
    held = thief(house, role, [case, other], extra)
    held.values |= hashes
    own = [
        open_capsule_half(b, record=case.record, secret=house.role_keys[role], role=role)
        for pair in wire.PAIRS
        if role in pair
        for b in [case.boxed_half("+".join(pair), role)]
    ]
    assert len(own) == 2
    assert {half.half for half in own} <= held.values
    assert not held.opens(case)
    assert held.role_keys(house) == {role}
    if role != "deputy":
        # The search is not a blind one: what was released for the other case opens that.
        assert held.opens(other)


def test_the_search_opens_what_two_devices_hold(house: House) -> None:
    case = Case(house)
    held = thief(house, "coordinator", [case])
    assert not held.opens(case)
    held.secrets.add(house.role_keys["deputy"].secret)
    held.take_apart()
    assert held.opens(case)
    assert held.role_keys(house) == {"coordinator", "manager"}


def test_a_release_serves_its_own_record_and_decision_only(house: House) -> None:
    """Replayed against another record, another decision, another case: refused by every device."""
    case, other = Case(house), Case(house)
    first, second = case.ask("manager", "coordinator"), case.ask("manager", "coordinator")
    decided, refused = case.decide(first, "approve"), case.decide(second, "refuse")
    assert decided.release is not None
    half = case.half("coordinator+manager", "manager")
    student = case.record.key
    good = {
        "record": first.record,
        "decision": decided.decision.raw,
        "release": decided.release,
        "half": half,
        "capsule": case.capsule.sealed,
        "student": student,
        "team": house.team,
    }
    assert open_disclosed(**good).name == NAME  # type: ignore[arg-type]
    elsewhere = other.half("coordinator+manager", "manager")
    own_word = wire.signed(
        replace(decided.decision.body, certificate=house.certificates["manager"]),
        key=house.rings["manager"].sign,
    )
    bad: list[dict[str, object]] = [
        {"record": second.record},
        {"record": second.record, "decision": refused.decision.raw},
        {"decision": refused.decision.raw},
        {"decision": own_word.raw},
        {"half": elsewhere},
        {"half": elsewhere, "capsule": other.capsule.sealed, "student": other.record.key},
        {"half": case.half("manager+deputy", "manager")},
        {"capsule": other.capsule.sealed},
        {"student": other.record.key},
    ]
    for change in bad:
        with pytest.raises(CryptoError):
            open_disclosed(**{**good, **change})  # type: ignore[arg-type]


def test_the_approver_releases_for_the_flags_own_case_and_ground_only(house: House) -> None:
    case, other = Case(house), Case(house)
    made = case.ask("manager", "coordinator")
    mine = case.opened_flag("coordinator")
    requester = wire.check_disclosure(made.record, team=house.team)
    read = ReadDisclosure(key=made.key, record=made.record, requester=requester)
    good = {
        "read": read,
        "flag": mine,
        "mark": made.mark,
        "half": case.half("coordinator+manager", "coordinator"),
        "ring": house.rings["coordinator"],
        "certificate": house.certificates["coordinator"],
        "team": house.team,
        "now": NOW,
    }
    assert decide("approve", "Reasons.", **good).release is not None  # type: ignore[arg-type]
    bad: list[dict[str, object]] = [
        {"flag": other.opened_flag("coordinator")},
        {"flag": None},
        {"mark": bytes(16)},
        {"half": other.half("coordinator+manager", "coordinator")},
        {"half": case.half("coordinator+deputy", "coordinator")},
        {"read": replace(read, requester=replace(requester, listed=False))},
        {"ring": house.rings["deputy"], "certificate": house.certificates["deputy"]},
        {"ring": house.rings["manager"], "certificate": house.certificates["manager"]},
    ]
    for change in bad:
        with pytest.raises(CryptoError):
            decide("approve", "Reasons.", **{**good, **change})  # type: ignore[arg-type]


def test_a_deputy_stands_in_without_the_flag_and_anybody_may_refuse(house: House) -> None:
    case = Case(house)
    made = case.ask("coordinator", "deputy")
    requester = wire.check_disclosure(made.record, team=house.team)
    given: dict[str, Any] = {
        "read": ReadDisclosure(key=made.key, record=made.record, requester=requester),
        "flag": None,
        "mark": made.mark,
        "half": case.half("coordinator+deputy", "deputy"),
        "ring": house.rings["deputy"],
        "certificate": house.certificates["deputy"],
        "team": house.team,
        "now": NOW,
    }
    approved = decide("approve", "The manager is away.", **given)
    assert approved.release is not None
    capsule = open_disclosed(
        record=made.record,
        decision=approved.decision.raw,
        release=approved.release,
        half=case.half("coordinator+deputy", "coordinator"),
        capsule=case.capsule.sealed,
        student=case.record.key,
        team=house.team,
    )
    assert capsule.name == NAME
    assert decide("refuse", "No.", **{**given, "mark": bytes(16)}).release is None


def test_a_capsule_is_signed_by_the_student_of_the_intake_that_the_flag_names(
    house: House,
) -> None:
    room = scene()
    capsule = room.asked.request.capsule
    assert capsule is not None
    record = wire.open_signed(capsule.record, wire.CapsuleRecord)
    intake = room.asked.intake
    flag = Case(house).opened_flag("manager")
    named = replace(flag, flag=replace(flag.flag, intake=wire.intake_hash(intake)))
    assert capsule_signer(named, intake=intake.raw, record=record) == intake.body.sign_key
    # Without the intake at hand, the key that the flag names.
    assert capsule_signer(flag, intake=None, record=record) == flag.flag.student_sign_key
    another = Case(house).record
    for opened, of in ((flag, record), (named, another)):
        with pytest.raises(CryptoError):
            capsule_signer(opened, intake=intake.raw, record=of)


def test_last_terms_pseudonyms_cannot_be_joined_to_this_terms_without_the_secret() -> None:
    """Twenty cases in two terms: no relation that holds for one's two tags marks them as one's."""
    secrets = [crypto.random_bytes(32) for _ in range(20)]
    terms = ("2026-3", "2027-1")
    last, this = (
        [wire.supervision_tag(secret=secret, term=term) for secret in secrets] for term in terms
    )
    assert len({*last, *this}) == 40
    names = [[tuple(crypto.tag_name(tag)) for tag in tags] for tags in (last, this)]
    assert all(one != other for one, other in zip(*names, strict=True))
    # Everything public that could be a key: either tag, the terms, zeros. None gives the other.
    for old in last:
        keys = [old + old, old + bytes(16), bytes(16) + old, bytes(32)]
        made = {wire.supervision_tag(secret=key, term=term) for key in keys for term in terms}
        assert not made & set(this)
    # Nor is there a shared difference, as there would be if a term were mixed in by XOR.
    differences = {crypto.join(a, b) for a, b in zip(last, this, strict=True)}
    assert len(differences) == 20
    # How alike two tags are says nothing: one's own pair lies among all the others.
    own = [bits(a, b) for a, b in zip(last, this, strict=True)]
    every = [bits(a, b) for a, b in product(last, this)]
    assert abs(sum(own) / len(own) - sum(every) / len(every)) < 8
    # With the secret it is one call: that is what the worker's device has, and the server has not.
    assert wire.supervision_tag(secret=secrets[0], term=terms[1]) == this[0]


def bits(one: bytes, other: bytes) -> int:
    """In how many of 128 bits two tags differ."""
    return int.from_bytes(crypto.join(one, other), "big").bit_count()
