"""What a worker says of their own strength: how many at once, resting, stopped for now. Pure.

Why somebody rests is never here. Who may claim is intake's rule, who is here supervision's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from people.accounts import AccountId


@dataclass(frozen=True, kw_only=True)
class Duty:
    """`limit`: conversations at once, None for the deployment's. `resting_until`: Unix seconds.

    `stopped`: *I need to stop*, until they say that they are back.
    """

    limit: int | None = None
    resting_until: int | None = None
    stopped: bool = False

    def rests(self, *, at: int) -> bool:
        """Whether they take nothing new at this moment, as far as is known now."""
        return self.stopped or (self.resting_until is not None and at < self.resting_until)


ABLE: Final = Duty()
"""Whoever has said nothing."""

Decide = Callable[[Duty], Duty]


class Duties(Protocol):
    """Where it is kept."""

    async def duty(self, worker: AccountId) -> Duty:
        """One worker's; `ABLE` where nothing is kept."""
        ...

    async def duties(self) -> Mapping[AccountId, Duty]:
        """Of everybody of whom something is kept."""
        ...

    async def change_duty(self, worker: AccountId, decide: Decide) -> Duty:
        """Keep what `decide` makes of it, one after another for all callers; as it is then."""
        ...
