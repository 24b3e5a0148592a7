"""Whether new requests are taken, and if not, why: pure over the team and the policy's approval."""

from enum import StrEnum

from people.accounts import HOLDERS, AccountState
from supervision.ports import Team
from supervision.rosters import in_force


class Why(StrEnum):
    """What keeps intake shut."""

    NO_ROOT = "no_root"
    HOLDERS = "holders"  # not all three are certified and listed
    NO_ROSTER = "no_roster"
    ROSTER_EXPIRED = "roster_expired"
    NO_WORKER = "no_worker"
    POLICY = "policy"  # whom the policy names has not approved the version in force (R28)
    PAUSED = "paused"


class Intake(StrEnum):
    """What the public is told."""

    OPEN = "open"
    SHUT = "shut"
    PAUSED = "paused"


def why_shut(team: Team, *, now: int, approved: bool = True) -> tuple[Why, ...]:
    """Every reason, in the order in which they are mended; empty when intake is open."""
    reasons = []
    if team.root is None:
        reasons.append(Why.NO_ROOT)
    roster = in_force(team, now=now)
    # Certified but not listed yet is not enough: devices seal identities to whom the roster lists.
    unlisted = roster is not None and not roster.complete
    if unlisted or not _holders_complete(team, now=now):
        reasons.append(Why.HOLDERS)
    if team.roster is None:
        reasons.append(Why.NO_ROSTER)
    elif roster is None:
        reasons.append(Why.ROSTER_EXPIRED)
    if roster is None or not any(worker.active for worker in roster.workers):
        reasons.append(Why.NO_WORKER)
    if not approved:
        reasons.append(Why.POLICY)
    if pausing(team, now=now):
        reasons.append(Why.PAUSED)
    return tuple(reasons)


def pausing(team: Team, *, now: int) -> bool:
    """Whether the pause that holders chose is not over yet."""
    return team.paused and (team.paused_until is None or now < team.paused_until)


def intake(team: Team, *, now: int, approved: bool = True) -> Intake:
    """Paused only when nothing else is missing."""
    reasons = why_shut(team, now=now, approved=approved)
    if not reasons:
        return Intake.OPEN
    return Intake.PAUSED if reasons == (Why.PAUSED,) else Intake.SHUT


def _holders_complete(team: Team, *, now: int) -> bool:
    certified = set()
    for member in team.members:
        newest = team.newest(member.account.id)
        if newest is None or member.account.state is not AccountState.ACTIVE:
            continue
        if newest.body.not_after > now:
            certified.add(member.account.role)
    return set(HOLDERS) <= certified
