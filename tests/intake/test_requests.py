"""The life of a case: every state with every event, and what the clock does to a claim."""

from dataclasses import replace
from itertools import product

import pytest

import crypto
from crypto import wire
from intake.requests import (
    TRANSITIONS,
    Case,
    Event,
    IllegalTransition,
    Party,
    Recipient,
    State,
    after,
    as_of,
    party,
)
from people.accounts import AccountId

STUDENT, WORKER, OTHER = (AccountId(bytes([n]) * 16) for n in (1, 2, 3))

# Written out again from the protocol, so that a slip in the table shows.
LEGAL = {
    ("absent", "submitted", "waiting"),
    ("absent", "contacted", "open"),
    ("waiting", "revised", "waiting"),
    ("waiting", "claimed", "claimed"),
    ("claimed", "released", "waiting"),
    ("claimed", "lapsed", "waiting"),
    ("claimed", "accepted", "open"),
    ("open", "acknowledged", "open"),
    ("waiting", "closed_by_student", "closed"),
    ("claimed", "closed_by_student", "closed"),
    ("open", "renewed", "open"),
    ("open", "sought", "open"),
    ("open", "unsought", "open"),
    ("open", "willing", "open"),
    ("open", "unwilling", "open"),
    ("open", "unattended", "open"),
    ("open", "attended", "open"),
    ("open", "closed_by_student", "closed"),
    ("open", "closed_by_worker", "closed"),
    ("open", "closed_by_holder", "closed"),
    ("waiting", "closed_by_service", "closed"),
    ("claimed", "closed_by_service", "closed"),
    ("open", "closed_by_service", "closed"),
    ("waiting", "keys_lost", "closed"),
    ("claimed", "keys_lost", "closed"),
    ("open", "keys_lost", "closed"),
    ("closed", "erased", "gone"),
}


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_every_state_meets_every_event(state: State, event: Event) -> None:
    expected = {to for before, what, to in LEGAL if (before, what) == (state, event)}
    if expected:
        assert {after(state, event)} == expected
    else:
        with pytest.raises(IllegalTransition):
            after(state, event)


def test_the_table_has_nothing_else() -> None:
    assert {(s.value, e.value, t.value) for (s, e), t in TRANSITIONS.items()} == LEGAL


def test_nothing_follows_erasure() -> None:
    assert not [pair for pair in TRANSITIONS if pair[0] is State.GONE]


def a_case(**changes: object) -> Case:
    case = Case(
        id=wire.CaseId(bytes(16)),
        state=State.CLAIMED,
        student=STUDENT,
        student_sign=wire.SignPublic(crypto.SigningKey.generate().public),
        student_box=wire.BoxPublic(bytes(32)),
        revision=1,
        intake_hash=wire.RecordHash(bytes(32)),
        recipients=(Recipient(place=1, account=WORKER, certificate=wire.CertificateId(bytes(32))),),
        submitted=1000,
        changed=1000,
        worker=WORKER,
        claimed_until=2000,
    )
    return replace(case, **changes)  # type: ignore[arg-type] # the tests' own fields


def test_a_claim_ends_at_its_time_not_when_somebody_notices() -> None:
    case = a_case()
    assert as_of(case, now=1999) is case
    over = as_of(case, now=2000)
    assert (over.state, over.worker, over.claimed_until) == (State.WAITING, None, None)


def test_who_is_in_a_case() -> None:
    case = a_case()
    assert party(case, STUDENT, now=1500) is Party.STUDENT
    assert party(case, WORKER, now=1500) is Party.WORKER
    assert party(case, OTHER, now=1500) is None
    assert party(case, WORKER, now=2000) is None


def test_a_contacts_other_member_is_a_holder() -> None:
    contact = a_case(about=wire.CaseId(bytes([9]) * 16), state=State.OPEN, claimed_until=None)
    assert party(contact, STUDENT, now=1500) is Party.STUDENT
    assert party(contact, WORKER, now=1500) is Party.HOLDER
    assert party(contact, OTHER, now=1500) is None


def test_a_closed_case_is_the_students_until_its_time() -> None:
    case = a_case(state=State.CLOSED, worker=None, claimed_until=None, keep_until=5000)
    assert party(case, STUDENT, now=4999) is Party.STUDENT
    assert party(case, STUDENT, now=5000) is None
    assert party(case, WORKER, now=4999) is None


def test_a_case_shows_nobody_in_its_repr() -> None:
    shown = repr(a_case())
    assert repr(bytes(STUDENT)) not in shown
    assert repr(bytes(WORKER)) not in shown
