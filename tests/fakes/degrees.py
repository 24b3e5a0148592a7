"""Ends of degrees in memory, and the service over a house's cases. No test here."""

from dataclasses import dataclass, field

from intake.degrees import Degrees
from people.accounts import AccountId
from tests.fakes.house import RETENTION_DAYS, House


@dataclass
class MemoryDegrees:
    """Implements intake's `DegreeEnds`."""

    said: dict[AccountId, str] = field(default_factory=dict)

    async def end_of(self, account: AccountId) -> str | None:
        return self.said.get(account)

    async def keep(self, account: AccountId, month: str | None) -> None:
        if month is None:
            self.said.pop(account, None)
        else:
            self.said[account] = month


def degrees_of(house: House, *, days: int | None = 365, kept: int = RETENTION_DAYS) -> Degrees:
    """The service; `days`: after the degree, None under a policy that does not ask.

    `kept`: days from a conversation's end for whoever says nothing.
    """
    return Degrees(
        ends=MemoryDegrees(),
        cases=house.cases,
        clock=house.clock,
        retention_days=kept,
        days=days,
    )
