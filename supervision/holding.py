"""Who holds one of the three roles now: by the newest roster, not by what an account says. Pure."""

from collections.abc import Collection, Sequence

from people.accounts import AccountId, AccountState, Role
from supervision.ports import StoredCertificate, Team


def holding(team: Team, account: AccountId) -> StoredCertificate | None:
    """A holder's certificate that the newest roster lists, or None.

    None for one who was suspended or left the roster, whatever their account's role still is
    (attack 20). That the roster has expired stops nobody from reading what is there.
    """
    member = team.member(account)
    if member is None or team.roster is None or not member.account.role.holds:
        return None
    if member.account.state is not AccountState.ACTIVE:
        return None
    listed = set(team.roster.body.certificates)
    theirs = [c for c in team.certificates if c.account == account and c.id in listed]
    return theirs[-1] if theirs else None


def holder_of(team: Team, role: Role) -> StoredCertificate | None:
    """The certificate of who holds this role, or None: the roster lists at most one."""
    found = (
        holding(team, member.account.id) for member in team.members if member.account.role is role
    )
    return next((certificate for certificate in found if certificate is not None), None)


def accounts_of(team: Team, roles: Collection[Role]) -> Sequence[AccountId]:
    """Whose these roles are now."""
    held = (holder_of(team, role) for role in Role if role in roles)
    return [certificate.account for certificate in held if certificate is not None]
