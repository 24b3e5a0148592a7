"""Whether a roster is to be believed, and who is in it (protocol.md sections 3.2 and 3.3).
Needs no secret: devices and server judge alike."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from crypto.errors import CryptoError, Refused
from crypto.wire.epochs import Member
from crypto.wire.ids import CertificateId, RosterHash, SignPublic
from crypto.wire.structure import Signed, open_signed
from crypto.wire.team import DAY, Certificate, RootChange, Roster, certificate_id, roster_hash

__all__ = ["CLOCK", "GRACE", "RosterPin", "Team", "accept_roster", "follow_root"]

CLOCK: Final = 600
"""Seconds by which two clocks may differ."""
GRACE: Final = 14 * DAY
"""How long open conversations outlast a certificate that ran out."""


@dataclass(frozen=True, kw_only=True)
class RosterPin:
    """The newest roster somebody has accepted."""

    version: int
    hash: RosterHash


@dataclass(frozen=True, kw_only=True)
class Team:
    """An accepted roster with its certificates by id, ascending."""

    roster: Signed[Roster]
    hash: RosterHash
    certificates: Mapping[CertificateId, Signed[Certificate]]
    earlier: Mapping[CertificateId, Certificate] = field(default_factory=dict, repr=False)
    """Certificates that it does not list, by id: they say whose a name was, and give no trust."""

    @property
    def known(self) -> Mapping[CertificateId, Certificate]:
        """Listed ones and earlier ones."""
        return {**self.earlier, **{name: each.body for name, each in self.certificates.items()}}

    def own(self, sign_key: SignPublic) -> frozenset[CertificateId]:
        """Every id under which a worker with this key can have been asked (section 25)."""
        workers = ((name, each) for name, each in self.known.items() if each.role == "worker")
        return frozenset(name for name, each in workers if each.sign_key == sign_key)

    @property
    def pin(self) -> RosterPin:
        """What to remember of it."""
        return RosterPin(version=self.roster.body.version, hash=self.hash)

    def workers(self, *, now: int) -> Mapping[CertificateId, Certificate]:
        """The workers who may be asked now (Unix seconds)."""
        return self._valid_of("worker", now=now)

    def consultants(self, *, now: int) -> Mapping[CertificateId, Certificate]:
        """To whom an entry on the agenda may be boxed now (section 11)."""
        return self._valid_of("consultant", now=now)

    def auditors(self, *, now: int) -> Mapping[CertificateId, Certificate]:
        """To whom a disclosure record may be boxed now (section 13)."""
        return self._valid_of("auditor", now=now)

    def holder(self, role: str) -> Certificate | None:
        """The holder of a role, if the roster has one."""
        found = (held.body for held in self.certificates.values() if held.body.role == role)
        return next(found, None)

    def _valid_of(self, role: str, *, now: int) -> Mapping[CertificateId, Certificate]:
        return {
            name: certificate.body
            for name, certificate in self.certificates.items()
            if certificate.body.role == role and _valid(certificate.body, now=now)
        }

    def in_force(self, *, now: int) -> bool:
        """Whether intake, claims and handover may go on."""
        return now < self.roster.body.expires + CLOCK

    def certifies(self, member: Member, *, now: int) -> bool:
        """Whether a room's second member is one now: by a listed certificate with these keys, the
        one that is named or one in its place (section 25), and within its dates."""
        named = self.known.get(CertificateId(member.certificate))
        if named is None or not _is(named, member):
            return False
        held = [item.body for item in self.certificates.values() if _is(item.body, member)]
        return any(
            _valid(each, now=now) and (each == named or _renews(each, named)) for each in held
        )

    def tolerates(self, member: Member, *, now: int) -> bool:
        """Whether an open conversation with this member goes on: renewal and grace count."""
        held = [item.body for item in self.certificates.values() if _is(item.body, member)]
        return any(_valid(certificate, now=now, grace=GRACE) for certificate in held)


def accept_roster(
    *,
    roster: bytes,
    certificates: Sequence[bytes],
    root: SignPublic,
    newest: RosterPin | None,
    now: int,
    earlier: Sequence[bytes] = (),
) -> Team:
    """Section 3.2's rules. `certificates` are those listed, in any order, `earlier` all others.

    Raises Refused, or what reading and verifying raise. Nothing in a refused roster counts. An
    earlier certificate that cannot be read or verified is left out: it names somebody at most.
    """
    opened = open_signed(roster, Roster)
    body = opened.body
    named = _by_id(certificates, wanted=body.certificates)
    team = Team(
        roster=opened, hash=roster_hash(opened), certificates=named, earlier=_earlier(earlier)
    )
    if body.root != root:
        raise Refused("The roster stands under another root.")
    if not team.in_force(now=now) or body.issued > now + CLOCK:
        raise Refused("The roster is not of this time.")
    _check_newness(team, newest=newest)
    _check_signers(team, root=root, now=now)
    return team


def follow_root(*, pinned: SignPublic, changes: Sequence[bytes]) -> SignPublic:
    """The root to pin after these signed root changes, oldest first.

    Changes before the pinned one are passed over. Raises Refused for one that does not follow.
    """
    number = 0
    for data in changes:
        change = open_signed(data, RootChange)
        if change.key != change.body.previous or change.body.number <= number:
            raise Refused("A root change is not its predecessor's.")
        number = change.body.number
        if change.body.previous == pinned:
            pinned = change.body.root
    return pinned


def _by_id(
    certificates: Sequence[bytes], *, wanted: Sequence[CertificateId]
) -> Mapping[CertificateId, Signed[Certificate]]:
    """Exactly the listed certificates, in the list's order."""
    if len(certificates) != len(wanted):
        raise Refused("The certificates are not those of the roster.")
    opened = [open_signed(data, Certificate) for data in certificates]
    found = {certificate_id(certificate): certificate for certificate in opened}
    if set(found) != set(wanted):
        raise Refused("The certificates are not those of the roster.")
    return {name: found[name] for name in wanted}


def _earlier(certificates: Sequence[bytes]) -> Mapping[CertificateId, Certificate]:
    found: dict[CertificateId, Certificate] = {}
    for data in certificates:
        with suppress(CryptoError):
            opened = open_signed(data, Certificate)
            found[certificate_id(opened)] = opened.body
    return found


def _check_newness(team: Team, *, newest: RosterPin | None) -> None:
    """Never back, never sideways (attack 9)."""
    if newest is None:
        return
    body = team.roster.body
    if body.version < newest.version:
        raise Refused("The roster is older than one already accepted.")
    if body.version == newest.version and team.hash != newest.hash:
        raise Refused("There are two rosters of one version.")
    if body.version == newest.version + 1 and body.previous != newest.hash:
        raise Refused("The roster does not follow the one accepted.")


def _check_signers(team: Team, *, root: SignPublic, now: int) -> None:
    """Holders by the root, workers by a holder in the list, the roster by a valid holder."""
    bodies = [certificate.body for certificate in team.certificates.values()]
    holders = {body.sign_key: body for body in bodies if body.is_holder}
    if len({body.role for body in holders.values()}) != len([b for b in bodies if b.is_holder]):
        raise Refused("A role has two holders.")
    keys = ([body.sign_key for body in bodies], [body.box_key for body in bodies])
    if any(len(set(some)) != len(some) for some in keys):
        raise Refused("Two certificates share a key.")
    for certificate in team.certificates.values():
        by_right = (
            certificate.key == root if certificate.body.is_holder else (certificate.key in holders)
        )
        if not by_right:
            raise Refused("A certificate is signed by nobody who may.")
    signer = holders.get(team.roster.key)
    if signer is None or not _valid(signer, now=now):
        raise Refused("The roster is signed by nobody who may.")


def _renews(later: Certificate, earlier: Certificate) -> bool:
    """Of two with the same role and keys."""
    return later.role == "worker" and later.under18 >= earlier.under18


def _is(certificate: Certificate, member: Member) -> bool:
    """The same role (any of theirs for a holder) and the same keys."""
    role = "holder" if certificate.is_holder else certificate.role
    return (role, certificate.sign_key, certificate.box_key) == (
        member.role,
        member.sign_key,
        member.box_key,
    )


def _valid(certificate: Certificate, *, now: int, grace: int = 0) -> bool:
    """Within its dates, where clocks may differ and `grace` seconds are added at the end."""
    begun = certificate.not_before <= now + CLOCK
    return begun and now < certificate.not_after + grace + CLOCK
