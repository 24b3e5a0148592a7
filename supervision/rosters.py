"""Whether a roster may be accepted, and which one is in force (protocol.md §3.2). Pure."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from crypto import CryptoError, wire
from crypto.wire.succession import replaces
from people.accounts import HOLDERS, AccountId, AccountState, Role
from supervision.certificates import holders_keys
from supervision.errors import Malformed, NoRoot, Stale
from supervision.ports import StoredCertificate, StoredRoster, Team

SKEW_SECONDS: Final = 600
NO_HASH: Final = bytes(32)


@dataclass(frozen=True, kw_only=True)
class ListedMember:
    """A worker or holder in the roster in force. `active`: not suspended since it was signed."""

    certificate: wire.CertificateId = field(repr=False)
    account: AccountId
    active: bool
    under18: bool
    earlier: tuple[wire.CertificateId, ...] = field(default=(), repr=False)
    """Certificates of theirs in whose place this one stands (protocol.md section 25)."""


@dataclass(frozen=True, kw_only=True)
class InForce:
    """The roster that intake, claims and handover go by now; or the newest, in force or not.

    `complete`: it lists all three holders, so that an identity capsule can be made (§5.1).
    """

    version: int
    hash: wire.RosterHash = field(repr=False)
    expires: int
    workers: tuple[ListedMember, ...] = field(repr=False)
    holders: tuple[ListedMember, ...] = field(repr=False)
    complete: bool


def check(signed: bytes, *, team: Team, now: int) -> StoredRoster:
    """The next roster. Raises NoRoot, Malformed, or Stale unless it follows the newest one.

    It lists newest certificates, still valid, of active members only, its signer's among them.
    """
    if team.root is None:
        raise NoRoot
    try:
        # Ascending ids and the longest validity are refused where it is read.
        paper = wire.open_signed(signed, wire.Roster)
    except CryptoError:
        raise Malformed from None
    body, key = paper.body, paper.key
    _check_times(body, now=now)
    listed = _listed(body, team=team, now=now)
    holders = {c.body.sign_key for c in listed if c.body.is_holder}
    # Devices refuse a worker whose holder is not in the list, so it must not be published.
    if any(c.signer not in holders for c in listed if not c.body.is_holder):
        raise Malformed
    if body.root != team.root or key not in holders & holders_keys(team, now=now):
        raise Malformed
    newest = team.roster
    follows = (1, NO_HASH) if newest is None else (newest.version + 1, newest.hash)
    if (body.version, body.previous) != follows:
        raise Stale
    return StoredRoster.of(paper)


def _check_times(body: wire.Roster, *, now: int) -> None:
    if abs(body.issued - now) > SKEW_SECONDS or body.expires <= now:
        raise Malformed


def _listed(body: wire.Roster, *, team: Team, now: int) -> list[StoredCertificate]:
    known = {c.id: c for c in certifiable(team, now=now)}
    if not set(body.certificates) <= set(known):
        raise Malformed
    return [known[id_] for id_ in body.certificates]


def certifiable(team: Team, *, now: int) -> list[StoredCertificate]:
    """The newest certificates of active members, where they are still valid."""
    found = []
    for member in team.members:
        newest = team.newest(member.account.id)
        if newest is None or member.account.state is not AccountState.ACTIVE:
            continue
        if newest.body.not_after > now:
            found.append(newest)
    return found


def visiting(team: Team, account: AccountId, *, now: int) -> tuple[StoredCertificate, ...]:
    """A consultant's or auditor's certificates in the newest roster that are valid now (§16).

    Empty where their access has ended: they left the roster, or the time is up.
    """
    member = team.member(account)
    if member is None or not member.account.role.visits or team.roster is None:
        return ()
    if member.account.state is not AccountState.ACTIVE:
        return ()
    listed = set(team.roster.body.certificates)
    return tuple(
        certificate
        for certificate in team.certificates
        if certificate.account == account
        and certificate.id in listed
        and certificate.body.not_before <= now + SKEW_SECONDS
        and now < certificate.body.not_after
    )


def in_force(team: Team, *, now: int) -> InForce | None:
    """The newest roster with its workers, or None when there is none or it has expired.

    Ten minutes of clock difference are allowed, as devices allow them.
    """
    if team.roster is None or team.roster.body.expires + SKEW_SECONDS < now:
        return None
    return newest(team, now=now)


def newest(team: Team, *, now: int) -> InForce | None:
    """The newest roster with its members, expired or not: for conversations that are open."""
    if team.roster is None:
        return None
    body = team.roster.body
    ids = set(body.certificates)
    of = defaultdict(list)
    for certificate in team.certificates:
        of[certificate.account].append(certificate)
    workers, holders = [], []
    roles = set()
    for certificate in team.certificates:
        member = team.member(certificate.account)
        if certificate.id not in ids or member is None:
            continue
        role = member.account.role
        roles.add(role)
        ends = certificate.body.not_after
        listed = ListedMember(
            certificate=certificate.id,
            account=certificate.account,
            active=member.account.state is AccountState.ACTIVE and ends > now,
            under18=certificate.body.under18,
            earlier=tuple(
                each.id
                for each in of[certificate.account]
                if each.id not in ids and replaces(certificate.body, each.body)
            ),
        )
        if role is Role.WORKER:
            workers.append(listed)
        elif role.holds:
            holders.append(listed)
    return InForce(
        version=team.roster.version,
        hash=team.roster.hash,
        expires=body.expires,
        workers=tuple(workers),
        holders=tuple(holders),
        complete=set(HOLDERS) <= roles,
    )
