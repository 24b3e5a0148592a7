"""What *My record* shows a student: who came to what is theirs, in which role, when (protocol §16).

Safety concerns are not in it: their chain is another one, and names nobody. That an identity was
opened comes from `tell` on, with the note that was sealed to the student.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from intake.ports import Cases
from intake.requests import Case, party
from people.accounts import AccountId
from people.clock import Clock


@dataclass(frozen=True, kw_only=True)
class Access:
    """One access. `hour` is Unix seconds, rounded down; `what` one of the service's own words."""

    hour: int
    role: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An identity that was opened: the note about it, sealed to the student."""

    id: bytes
    note: bytes = field(repr=False)
    hour: int


@dataclass(frozen=True, kw_only=True)
class Record:
    """Everything, the newest first."""

    accesses: Sequence[Access]
    opened: Sequence[Opened]


class Accesses(Protocol):
    """Where accesses were written down."""

    async def of(self, cases: Sequence[Case], *, now: int) -> Record:
        """Those to these cases by anybody but their student; nothing of an erased one."""
        ...


class MyRecord:
    """Shows a student the accesses to their own cases."""

    def __init__(self, *, cases: Cases, accesses: Accesses, clock: Clock) -> None:
        self._cases = cases
        self._accesses = accesses
        self._clock = clock

    async def of(self, student: AccountId) -> Record:
        """The accesses to what is this student's, while it is kept."""
        now = int(self._clock.now())
        own = await self._cases.of_student(student)
        kept = [case for case in own if party(case, student, now=now) is not None]
        return await self._accesses.of(kept, now=now)
