"""One holder's device, the database, the server's keys and a server that helps: no capsule opens.

Tries every box, XOR and seal that such a thief can make of what they have, to a closure; and shows
that the same search does open it once another holder has released their half. The other test does
the same to join one term's pseudonyms to another's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from typing import Any

import pytest

import crypto
from client.capsules import Identity, make_capsule, open_capsule_half
from client.disclosing import (
    Decided,
    DisclosureWords,
    Half,
    MadeDisclosure,
    ReadDisclosure,
    decide,
    make_disclosure,
    open_disclosed,
)
from client.flags import FlagSubject, FlagWords, OpenedFlag, RaisedFlag, open_flag, raise_flag
from client.keys import KeyRing
from client.team import Applicant, certify, make_backup, make_roster
from crypto import BoxSecret, CryptoError, SigningKey, wire
from crypto.wire import HOLDERS, CaseId

NOW = 1_800_000_000
NAME = "the name of Student 1"
WORDS = DisclosureWords(
    ground="serious-harm",
    outline="Somebody is not safe.",
    aim="That somebody looks after them.",
    recipients=("Security",),
    fields=("name",),
    consulted="A senior.",
    told="not-told",
    why_not="They do not answer.",
)


@dataclass
class House:
    """A team, and two students whose capsules, flags and disclosures lie in one database."""

    root: SigningKey = field(default_factory=SigningKey.generate)
    rings: dict[str, KeyRing] = field(default_factory=dict)
    role_keys: dict[str, BoxSecret] = field(default_factory=dict)
    certificates: dict[str, bytes] = field(default_factory=dict)
    backups: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        signed = []
        for role in (*HOLDERS, "worker"):
            ring = KeyRing.generate(side="staff")
            holder = role in HOLDERS
            role_key = BoxSecret.generate()
            applicant = Applicant(
                role=role,
                name=role,
                sign_key=ring.sign.public,
                box_key=ring.box.public,
                role_key=role_key.public if holder else b"",
                role_key_version=int(holder),
            )
            by = self.root if holder else self.rings["coordinator"].sign
            signed.append(certify(applicant, by=by, now=NOW - 60))
            self.rings[role], self.certificates[role] = ring, signed[-1].raw
            if holder:
                self.role_keys[role] = role_key
        roster = make_roster(
            signed,
            root=wire.SignPublic(self.root.public),
            before=None,
            audit=(0, bytes(32)),
            by=self.rings["coordinator"].sign,
            now=NOW - 30,
        )
        self.team = wire.accept_roster(
            roster=roster.raw,
            certificates=list(self.certificates.values()),
            root=wire.SignPublic(self.root.public),
            newest=None,
            now=NOW,
        )
        for role, secret in (*self.role_secrets(), ("root", self.root.seed)):
            owner = "coordinator" if role == "root" else role
            made = make_backup(
                role=role, version=1, secret=secret, team=self.team, by=self.rings[owner].sign
            )
            self.backups[role] = made.halves

    def role_secrets(self) -> Iterator[tuple[str, bytes]]:
        for role, key in self.role_keys.items():
            yield role, key.secret


@dataclass
class Case:
    """A student's capsule, the flag about them, and a disclosure as far as it is taken."""

    house: House
    case: CaseId = field(default_factory=lambda: CaseId(crypto.random_bytes(16)))
    student: KeyRing = field(default_factory=lambda: KeyRing.generate(side="student"))

    def __post_init__(self) -> None:
        self.capsule = make_capsule(
            Identity(telegram_id="7", name=NAME),
            case=self.case,
            version=1,
            sign=self.student.sign,
            team=self.house.team,
        )
        about = FlagSubject(
            case=self.case,
            intake=wire.RecordHash(crypto.random_bytes(32)),
            sign_key=wire.SignPublic(self.student.sign.public),
            box_key=wire.BoxPublic(self.student.box.public),
        )
        self.flag: RaisedFlag = raise_flag(
            FlagWords(ground="serious-harm"),
            about=about,
            ring=self.house.rings["worker"],
            certificate=self.house.certificates["worker"],
            team=self.house.team,
            now=NOW,
        )

    @property
    def record(self) -> wire.Signed[wire.CapsuleRecord]:
        return wire.open_signed(self.capsule.record, wire.CapsuleRecord)

    def boxed_half(self, pair: str, role: str) -> bytes:
        places = [("+".join(each), name) for each in wire.PAIRS for name in each]
        return self.capsule.halves[places.index((pair, role))]

    def half(self, pair: str, role: str) -> Half:
        return Half(
            boxed=self.boxed_half(pair, role),
            record=self.record,
            secret=self.house.role_keys[role],
        )

    def opened_flag(self, role: str) -> OpenedFlag:
        return open_flag(
            flag=self.flag.id,
            sealed=self.flag.sealed,
            wrap=self.flag.wraps[role],
            role=role,
            secret=self.house.role_keys[role],
            team=self.house.team,
        )

    def ask(self, requester: str, approver: str) -> MadeDisclosure:
        return make_disclosure(
            WORDS,
            flag=self.opened_flag(requester),
            capsule_version=1,
            roles=(requester, approver),
            ring=self.house.rings[requester],
            certificate=self.house.certificates[requester],
            team=self.house.team,
            now=NOW,
        )

    def decide(self, made: MadeDisclosure, choice: str) -> Decided:
        body = made.record.body
        requester = wire.check_disclosure(made.record, team=self.house.team)
        return decide(
            choice,
            "For reasons.",
            read=ReadDisclosure(key=made.key, record=made.record, requester=requester),
            flag=self.opened_flag(body.approver),
            mark=made.mark,
            half=self.half(wire.holder_pair(body.requester, body.approver), body.approver),
            ring=self.house.rings[body.approver],
            certificate=self.house.certificates[body.approver],
            team=self.house.team,
            now=NOW,
        )


@dataclass
class Thief:
    """Everything that one holder's device and a whole server have, and what can be made of it."""

    boxes: set[bytes]
    secrets: set[bytes]
    values: set[bytes]

    def take_apart(self) -> None:
        """Open every box with every secret, and keep each 32 bytes that stand inside."""
        keys = [BoxSecret(secret) for secret in self.secrets]
        for boxed, key in product(self.boxes, keys):
            try:
                self.values |= set(fields_of(crypto.box_open(secret=key, boxed=boxed)))
            except CryptoError:
                continue

    def candidates(self) -> set[bytes]:
        """Every XOR of up to three values; masks of every two hashes are values already."""
        found = set(self.values)
        for count in (2, 3):
            for some in combinations(sorted(self.values), count):
                mixed = some[0]
                for other in some[1:]:
                    mixed = crypto.join(mixed, other)
                found.add(mixed)
        return found

    def opens(self, case: Case) -> bool:
        """Whether any candidate opens the capsule as its key."""
        body = case.record.body
        ad = wire.CapsuleAd(case=body.case, version=body.version, sign_key=case.record.key).encode()
        return any(opens(key, ad=ad, sealed=case.capsule.sealed) for key in self.candidates())

    def role_keys(self, house: House) -> set[str]:
        """Whose role secrets are among the candidates: backups' halves join to them (3.4)."""
        publics = {key.public: role for role, key in house.role_keys.items()}
        found = {BoxSecret(key).public for key in self.candidates()}
        return {role for public, role in publics.items() if public in found}


def opens(key: bytes, *, ad: bytes, sealed: bytes) -> bool:
    try:
        crypto.open_sealed(key=key, ad=ad, sealed=sealed)
    except CryptoError:
        return False
    return True


def fields_of(data: bytes) -> Iterable[bytes]:
    """Every field of 32 bytes in a structure, of whatever label, at whatever depth."""
    if len(data) < 2 or data[0] != 1:
        return
    try:
        parts = crypto.split_items(data[2 + data[1] :])
    except CryptoError:
        return
    for part in parts:
        if len(part) == 32:
            yield part
        else:
            yield from fields_of(part)


def thief(house: House, role: str, cases: Iterable[Case], extra: Iterable[bytes] = ()) -> Thief:
    """What `role`'s device holds and the whole database; `extra` are releases and such."""
    cases = list(cases)
    ring = house.rings[role]
    secrets = {house.role_keys[role].secret, ring.box.secret}
    values = {house.role_keys[role].secret, ring.box.secret, ring.sign.seed, bytes(32)}
    if role == "coordinator":
        values.add(house.root.seed)
    boxes = {box for halves in house.backups.values() for box in halves} | set(extra)
    for case in cases:
        boxes |= set(case.capsule.halves) | set(case.flag.wraps.values())
        assert case.flag.late is not None
        boxes.add(case.flag.late[0])
        values.add(case.flag.late[1])
    made = Thief(boxes=boxes, secrets=secrets, values=values)
    made.take_apart()
    return made


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
