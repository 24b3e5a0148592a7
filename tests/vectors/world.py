"""A small team, a student's request and a conversation, from fixed draws.
Built structure by structure from docs/protocol.md, without the reference client's help."""

from dataclasses import dataclass, field

import crypto
from crypto import wire
from crypto.wire import CaseId, CertificateId
from tests.vectors.book import Book, draw

NOW = 1_800_000_000
DAY = 86_400


@dataclass(frozen=True)
class Person:
    """Somebody's keys; holders have a role key too."""

    name: str
    sign: crypto.SigningKey
    box: crypto.BoxSecret
    role: crypto.BoxSecret | None = None


def person(name: str, *, holder: bool = False) -> Person:
    """Keys from draws named after the person."""
    return Person(
        name,
        crypto.SigningKey(draw(f"sign of {name}")),
        crypto.BoxSecret(draw(f"box of {name}")),
        crypto.BoxSecret(draw(f"role of {name}")) if holder else None,
    )


ROOT = crypto.SigningKey(draw("root"))
HOLDERS = {role: person(role, holder=True) for role in wire.HOLDERS}
WORKERS = {name: person(name) for name in ("Worker 1", "Worker 2")}
STUDENT = person("Student 1")
CASE = CaseId(draw("case", 16))


@dataclass
class World:
    """What has been made so far; each part is made from those before."""

    book: Book
    certificates: dict[str, wire.Signed[wire.Certificate]] = field(default_factory=dict)
    roster: wire.Signed[wire.Roster] | None = None

    def certify(self) -> None:
        """The three holders by the root, two workers by the coordinator."""
        for name, someone in {**HOLDERS, **WORKERS}.items():
            holder = someone.role is not None
            body = certificate(someone, role=name if holder else "worker")
            by = ROOT if holder else HOLDERS["coordinator"].sign
            made = self.book.signed(f"certificate of {name}", body, by)
            self.certificates[name] = made
            self.book.digest(
                f"certificate id of {name}", "pl.cert", made.raw, wire.certificate_id(made)
            )

    def list_team(self) -> None:
        """The first roster."""
        body = roster([wire.certificate_id(item) for item in self.certificates.values()])
        self.roster = self.book.signed("roster", body, HOLDERS["coordinator"].sign)
        self.book.digest("roster hash", "pl.roster", self.roster.raw, self.roster_pin.hash)

    @property
    def roster_pin(self) -> wire.RosterPin:
        """The first roster's version and hash."""
        assert self.roster is not None
        return wire.RosterPin(version=1, hash=wire.roster_hash(self.roster))

    @property
    def team(self) -> wire.Team:
        """The first roster, accepted."""
        assert self.roster is not None
        return wire.accept_roster(
            roster=self.roster.raw,
            certificates=[item.raw for item in self.certificates.values()],
            root=wire.SignPublic(ROOT.public),
            newest=None,
            now=NOW,
        )

    def id_of(self, name: str) -> CertificateId:
        """A certificate's id."""
        return wire.certificate_id(self.certificates[name])


def certificate(someone: Person, *, role: str, under18: bool = True) -> wire.Certificate:
    """Valid from a day before NOW."""
    return wire.Certificate(
        serial=draw(f"serial of {someone.name}", 16),
        role=role,
        name=someone.name,
        sign_key=wire.SignPublic(someone.sign.public),
        box_key=wire.BoxPublic(someone.box.public),
        role_key=someone.role.public if someone.role else b"",
        role_key_version=1 if someone.role else 0,
        under18=under18,
        not_before=NOW - DAY,
        not_after=NOW + 150 * DAY,
    )


def roster(
    ids: list[CertificateId],
    *,
    version: int = 1,
    previous: bytes = bytes(32),
    issued: int = NOW - 3600,
) -> wire.Roster:
    """A roster of these certificates, for 30 days."""
    return wire.Roster(
        version=version,
        previous=previous,
        issued=issued,
        expires=issued + 30 * DAY,
        root=wire.SignPublic(ROOT.public),
        certificates=tuple(sorted(ids)),
        audit_row=7,
        audit_head=draw("audit head"),
    )
