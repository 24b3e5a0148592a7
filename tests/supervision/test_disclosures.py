"""Disclosures' rules: every state, event and role; whose half stands where; what is due when."""

import dataclasses
import itertools

import pytest

from crypto import wire
from crypto.wire import CaseId
from people.accounts import HOLDERS, Role
from supervision.disclosures import (
    BY,
    DAY,
    TRANSITIONS,
    Disclosure,
    DisclosureEvent,
    DisclosureId,
    DisclosureState,
    NewDisclosure,
    advance,
    check_new,
    half_place,
)
from supervision.errors import IllegalDisclosureEvent, Malformed, NotFound

S, E = DisclosureState, DisclosureEvent
# docs/protocol.md §13, written out again: approve, refuse, open, complete, withdraw.
TABLE = {
    S.REQUESTED: (S.APPROVED, S.REFUSED, None, None, S.WITHDRAWN),
    S.APPROVED: (None, None, S.OPENED, None, S.WITHDRAWN),
    S.OPENED: (None, None, S.OPENED, S.COMPLETED, None),
    S.COMPLETED: (None,) * 5,
    S.REFUSED: (None,) * 5,
    S.WITHDRAWN: (None,) * 5,
}
WHOSE = {E.APPROVE: Role.MANAGER, E.REFUSE: Role.MANAGER}


def made(state: DisclosureState) -> Disclosure:
    return Disclosure(
        id=DisclosureId(bytes(16)),
        case=CaseId(bytes(16)),
        capsule_version=1,
        mark=bytes(16),
        requester=Role.COORDINATOR,
        approver=Role.MANAGER,
        state=state,
        revision=4,
        made=0,
        tell=0,
        opened=50 if state is S.OPENED else None,
        due=60 if state is S.OPENED else None,
    )


@pytest.mark.parametrize(("state", "event"), list(itertools.product(S, E)))
@pytest.mark.parametrize("by", Role)
def test_every_state_event_and_role(
    state: DisclosureState, event: DisclosureEvent, by: Role
) -> None:
    before = made(state)
    expected = TABLE[state][list(E).index(event)]
    if by is not WHOSE.get(event, Role.COORDINATOR):
        with pytest.raises(NotFound):
            advance(before, event, by=by, now=100, days=7)
        return
    if expected is None:
        with pytest.raises(IllegalDisclosureEvent):
            advance(before, event, by=by, now=100, days=7)
        return
    after = advance(before, event, by=by, now=100, days=7)
    assert after.state is expected
    again = state is S.OPENED and event is E.OPEN
    assert after.revision == (4 if again else 5)
    if event is E.OPEN and not again:
        assert (after.opened, after.due) == (100, 100 + 7 * DAY)
    else:
        assert (after.opened, after.due) == (before.opened, before.due)


def test_the_table_is_the_protocols() -> None:
    assert set(BY) == set(E)
    for state, event in itertools.product(S, E):
        expected = TRANSITIONS.get((state, event))
        found = wire.after_disclosure_event(state.value, event.value)
        assert found == (None if expected is None else expected.value)
    assert {state.value for state in S} == set(wire.DISCLOSURE_STATES)


@pytest.mark.parametrize("state", S)
def test_only_what_was_opened_and_not_completed_is_overdue(state: DisclosureState) -> None:
    one = dataclasses.replace(made(state), due=60)
    assert not one.overdue(now=59)
    assert one.overdue(now=60) is (state is S.OPENED)


def test_each_half_stands_where_the_protocol_puts_it() -> None:
    places = {
        (role, other): half_place(role, other)
        for role in HOLDERS
        for other in HOLDERS
        if role is not other
    }
    assert sorted(places.values()) == list(range(6))
    c, m, d = HOLDERS
    assert [places[pair] for pair in ((c, m), (m, c), (c, d), (d, c), (m, d), (d, m))] == [
        0,
        1,
        2,
        3,
        4,
        5,
    ]
    with pytest.raises(Malformed):
        half_place(Role.COORDINATOR, Role.WORKER)


@pytest.mark.parametrize(("requester", "approver"), list(itertools.product(Role, Role)))
@pytest.mark.parametrize("by", Role)
def test_a_record_is_its_requesters_and_between_two_holders(
    requester: Role, approver: Role, by: Role
) -> None:
    new = NewDisclosure(
        id=DisclosureId(bytes(16)),
        case=CaseId(bytes(16)),
        capsule_version=1,
        mark=bytes(16),
        requester=requester,
        approver=approver,
        record=b"r",
        wraps={requester: b"w", approver: b"w"},
        tell=0,
        note=b"n",
        closed_to=frozenset(),
    )
    if by is requester and requester is not approver and {requester, approver} <= set(HOLDERS):
        check_new(new, by=by)
        for broken in (
            dataclasses.replace(new, wraps={requester: b"w"}),
            dataclasses.replace(new, capsule_version=0),
            dataclasses.replace(new, record=bytes(wire.LARGEST_DISCLOSURE_PART + 1)),
        ):
            with pytest.raises(Malformed):
                check_new(broken, by=by)
        return
    with pytest.raises(Malformed):
        check_new(new, by=by)
