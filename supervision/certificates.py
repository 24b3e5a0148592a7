"""Whether a certificate may be accepted (protocol.md §3.1): shape, keys, signer, validity.

Pure: the team is an argument. Devices check the same again; the server refuses early so that
nobody is shown a team that their device then rejects.
"""

from typing import Final

from crypto import CryptoError, wire
from people.accounts import AccountState
from supervision.errors import Malformed, NoRoot, NotFound
from supervision.members import Member
from supervision.ports import StoredCertificate, Team

AHEAD_SECONDS: Final = 600
"""How far a device's clock may be ahead of the server's."""


def check(signed: bytes, *, team: Team, now: int) -> StoredCertificate:
    """The certificate, when a member may be certified by it.

    Raises NoRoot, Malformed (shape, names, validity, signer) or NotFound (no member has these
    keys and this role).
    """
    if team.root is None:
        raise NoRoot
    paper = _open(signed)
    body, key = paper.body, paper.key
    issuers = frozenset({team.root}) if body.is_holder else holders_keys(team, now=now)
    if key not in issuers:
        raise Malformed
    member = _named(body, team.members)
    if any(_shares(member, other) for other in team.members if other is not member):
        raise Malformed
    if body.is_holder and not _newest_key(body, member, team):
        raise Malformed
    return _for_member(paper, member=member, now=now)


def _newest_key(body: wire.Certificate, member: Member, team: Team) -> bool:
    """Whether nobody else ever had this version of the role's key, or a later one (section 21)."""
    others = (c for c in team.certificates if c.account != member.account.id)
    return all(
        other.body.role != body.role or other.body.role_key_version < body.role_key_version
        for other in others
    )


def _shares(member: Member, other: Member) -> bool:
    """Whether two have a key in common. Nobody proves that a box key is theirs, so anyone can
    enrol under another's; no device accepts a roster with both."""
    mine, theirs = member.account.keys, other.account.keys
    return mine.sign == theirs.sign or mine.box == theirs.box


def check_first(signed: bytes, *, root: bytes, coordinator: Member, now: int) -> StoredCertificate:
    """The coordinator's own certificate, signed by the root that they have just made."""
    paper = _open(signed)
    if paper.key != root:
        raise Malformed
    return _for_member(paper, member=_named(paper.body, (coordinator,)), now=now)


def holders_keys(team: Team, *, now: int) -> frozenset[bytes]:
    """Sign keys of active holders whose newest certificate is valid now."""
    keys: set[bytes] = set()
    for member in team.members:
        newest = team.newest(member.account.id)
        if newest is None or not member.account.role.holds:
            continue
        if member.account.state is AccountState.ACTIVE and newest.body.not_after > now:
            keys.add(newest.body.sign_key)
    return frozenset(keys)


def _open(signed: bytes) -> wire.Signed[wire.Certificate]:
    try:
        # Shape, role keys and each role's longest validity are refused where it is read.
        return wire.open_signed(signed, wire.Certificate)
    except CryptoError:
        raise Malformed from None


def _named(body: wire.Certificate, members: tuple[Member, ...]) -> Member:
    for member in members:
        keys = member.account.keys
        same = (keys.sign, keys.box, keys.role) == (body.sign_key, body.box_key, body.role_key)
        if same and member.account.role.value == body.role:
            return member
    raise NotFound


def _for_member(
    paper: wire.Signed[wire.Certificate], *, member: Member, now: int
) -> StoredCertificate:
    body, account = paper.body, member.account
    if body.name != account.name or account.state is AccountState.SUSPENDED:
        raise Malformed
    if body.not_before > now + AHEAD_SECONDS or body.not_after <= now:
        raise Malformed
    return StoredCertificate.of(paper, account.id)
