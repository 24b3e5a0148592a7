"""Every state of a member with every event."""

import itertools

import pytest

from people.accounts import AccountState
from supervision.errors import IllegalEvent
from supervision.members import Event, advance

WAITING, ACTIVE = AccountState.WAITING, AccountState.ACTIVE
SUSPENDED, LEFT = AccountState.SUSPENDED, AccountState.LEFT

AFTER = {
    (WAITING, Event.LEFT): LEFT,
    (ACTIVE, Event.LEFT): LEFT,
    (SUSPENDED, Event.LEFT): LEFT,
    (WAITING, Event.CERTIFIED): ACTIVE,
    (ACTIVE, Event.CERTIFIED): ACTIVE,
    (WAITING, Event.SUSPENDED): SUSPENDED,
    (ACTIVE, Event.SUSPENDED): SUSPENDED,
    (SUSPENDED, Event.RESTORED): WAITING,
    (SUSPENDED, Event.REINSTATED): ACTIVE,
}


@pytest.mark.parametrize(("state", "event"), list(itertools.product(AccountState, Event)))
def test_every_state_with_every_event(state: AccountState, event: Event) -> None:
    after = AFTER.get((state, event))
    if after is None:
        with pytest.raises(IllegalEvent):
            advance(state, event)
    else:
        assert advance(state, event) is after
