"""How requests stand, as numbers for the holders' first screen. No case, no person."""

from dataclasses import dataclass

from intake.absence import Absence
from intake.claiming import QUEUE_LIMIT
from intake.matching import stuck, waiting_minutes
from intake.ports import Cases, Team
from intake.requests import State, as_of
from people.clock import Clock


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How many requests are in each state, and the oldest wait (minutes, in steps of 5)."""

    waiting: int
    claimed: int
    open: int
    stuck: int
    oldest_minutes: int | None
    unattended: int


async def standing(*, cases: Cases, team: Team, clock: Clock, absence: Absence) -> Standing:
    """Count. `stuck` ones are among the waiting, those `unattended` among the open."""
    now = int(clock.now())
    roster = await team.roster()
    pending = [as_of(case, now=now) for case in await cases.pending(limit=QUEUE_LIMIT)]
    waiting = [case for case in pending if case.state is State.WAITING]
    return Standing(
        waiting=len(waiting),
        claimed=len(pending) - len(waiting),
        open=await cases.count_open(),
        stuck=sum(stuck(case, roster) for case in waiting),
        oldest_minutes=max((waiting_minutes(case, now=now) for case in waiting), default=None),
        unattended=await absence.count(),
    )
