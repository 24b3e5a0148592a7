"""A team with two cases, and a thief who has a device and whatever the server keeps of them.

The thief tries every box, XOR and seal that can be made of it, to a closure. What they must not
reach is test_one_holder.py's to say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product

import crypto
from client.capsules import Identity, make_capsule
from client.disclosing import (
    Decided,
    DisclosureWords,
    Half,
    MadeDisclosure,
    ReadDisclosure,
    decide,
    make_disclosure,
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
