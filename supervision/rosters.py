"""Whether a roster may be accepted, and which one is in force (protocol.md §3.2). Pure."""

from dataclasses import dataclass, field
from typing import Final

from crypto import CryptoError, wire
from people.accounts import AccountId, AccountState, Role
from supervision.certificates import holders_keys, opened
from supervision.errors import Malformed, NoRoot, Stale
from supervision.ports import StoredCertificate, StoredRoster, Team

LONGEST_SECONDS: Final = 35 * 24 * 3600
SKEW_SECONDS: Final = 600
NO_HASH: Final = bytes(32)


@dataclass(frozen=True, kw_only=True)
class ListedWorker:
    """A worker in the roster in force. `active`: not suspended since it was signed."""

    certificate: bytes = field(repr=False)
    account: AccountId
    active: bool
    under18: bool


@dataclass(frozen=True, kw_only=True)
class InForce:
    """The roster that intake, claims and handover go by now."""

    version: int
    hash: bytes = field(repr=False)
    expires: int
    workers: tuple[ListedWorker, ...] = field(repr=False)


def check(signed: bytes, *, team: Team, now: int) -> StoredRoster:
    """The next roster. Raises NoRoot, Malformed, or Stale unless it follows the newest one.

    It lists newest certificates, still valid, of active members only, its signer's among them.
    """
    if team.root is None:
        raise NoRoot
    try:
        body, key = wire.open_signed(signed, wire.Roster)
    except CryptoError:
        raise Malformed from None
    _check_times(body, now=now)
    listed = _listed(body, team=team, now=now)
    signers = {opened(c).sign_key for c in listed} & holders_keys(team, now=now)
    if body.root_key != team.root or key not in signers:
        raise Malformed
    newest = team.roster
    follows = (1, NO_HASH) if newest is None else (newest.version + 1, newest.hash)
    if (body.version, body.previous) != follows:
        raise Stale
    return StoredRoster(version=body.version, hash=wire.roster_hash(signed), signed=signed)


def audit_of(signed: bytes) -> tuple[int, bytes]:
    """The audit row and head that a checked roster names."""
    body, _ = wire.open_signed(signed, wire.Roster)
    return body.audit_row, body.audit_head


def _check_times(body: wire.Roster, *, now: int) -> None:
    if not 0 < body.expires - body.issued <= LONGEST_SECONDS:
        raise Malformed
    if abs(body.issued - now) > SKEW_SECONDS or body.expires <= now:
        raise Malformed


def _listed(body: wire.Roster, *, team: Team, now: int) -> list[StoredCertificate]:
    ids = list(body.certificates)
    if ids != sorted(set(ids)):
        raise Malformed
    in_force = {c.id: c for c in certifiable(team, now=now)}
    if not set(ids) <= set(in_force):
        raise Malformed
    return [in_force[id_] for id_ in ids]


def certifiable(team: Team, *, now: int) -> list[StoredCertificate]:
    """The newest certificates of active members, where they are still valid."""
    found = []
    for member in team.members:
        newest = team.newest(member.account.id)
        if newest is None or member.account.state is not AccountState.ACTIVE:
            continue
        if opened(newest).not_after > now:
            found.append(newest)
    return found


def in_force(team: Team, *, now: int) -> InForce | None:
    """The newest roster with its workers, or None when there is none or it has expired.

    Ten minutes of clock difference are allowed, as devices allow them.
    """
    if team.roster is None:
        return None
    body, _ = wire.open_signed(team.roster.signed, wire.Roster)
    if body.expires + SKEW_SECONDS < now:
        return None
    ids = set(body.certificates)
    workers = []
    for certificate in team.certificates:
        member = team.member(certificate.account)
        if certificate.id not in ids or member is None:
            continue
        if member.account.role is Role.WORKER:
            body_ = opened(certificate)
            valid = member.account.state is AccountState.ACTIVE and body_.not_after > now
            workers.append(
                ListedWorker(
                    certificate=certificate.id,
                    account=certificate.account,
                    active=valid,
                    under18=bool(body_.under18),
                )
            )
    return InForce(
        version=team.roster.version,
        hash=team.roster.hash,
        expires=body.expires,
        workers=tuple(workers),
    )
