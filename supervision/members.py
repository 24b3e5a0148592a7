"""Staff members and their life: a table of state and event, pure. Who decides is not here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from people.accounts import Account, AccountState
from supervision.errors import IllegalEvent


class Event(StrEnum):
    """What can happen to a member."""

    CERTIFIED = "certified"
    SUSPENDED = "suspended"
    RESTORED = "restored"  # without a certificate that could be in force again
    REINSTATED = "reinstated"  # with one
    LEFT = "left"  # for good: who comes back enrols anew


TRANSITIONS: Final[Mapping[tuple[AccountState, Event], AccountState]] = MappingProxyType(
    {
        (AccountState.WAITING, Event.CERTIFIED): AccountState.ACTIVE,
        (AccountState.ACTIVE, Event.CERTIFIED): AccountState.ACTIVE,  # renewed
        (AccountState.WAITING, Event.SUSPENDED): AccountState.SUSPENDED,
        (AccountState.ACTIVE, Event.SUSPENDED): AccountState.SUSPENDED,
        (AccountState.WAITING, Event.LEFT): AccountState.LEFT,
        (AccountState.ACTIVE, Event.LEFT): AccountState.LEFT,
        (AccountState.SUSPENDED, Event.LEFT): AccountState.LEFT,
        (AccountState.SUSPENDED, Event.RESTORED): AccountState.WAITING,
        (AccountState.SUSPENDED, Event.REINSTATED): AccountState.ACTIVE,
    }
)


def advance(state: AccountState, event: Event) -> AccountState:
    """The state after an event. Raises IllegalEvent for everything the table does not name."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise IllegalEvent(state.value, event.value) from None


@dataclass(frozen=True, kw_only=True)
class Member:
    """One of the team as holders see them.

    `certificate` is the newest signed one; `agreement` the signed receipt of what they agreed to
    at enrolment (R29); `under18` what their invite asked to certify them for (R24).
    """

    account: Account
    under18: bool
    agreement: bytes = field(repr=False)
    certificate: bytes | None = field(default=None, repr=False)
