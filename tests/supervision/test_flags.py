"""Flags' rules: marks, times and readers whole; and no field for an author or a case."""

import dataclasses
import itertools
import re
import typing

import pytest

from crypto import wire
from handlers.web.app import openapi
from people.accounts import AccountId, Role
from supervision import flag_ports, flags
from supervision.errors import Malformed
from supervision.flags import (
    Flag,
    FlagId,
    FlagState,
    FlagTimes,
    Late,
    Mark,
    NewFlag,
    Stage,
    after,
    check_new,
    marked,
    overdue,
    told_of,
)

S, A, C = FlagState.SENT, FlagState.ACKNOWLEDGED, FlagState.CLOSED
BOTH = frozenset({Role.COORDINATOR, Role.MANAGER})
TIMES = FlagTimes(first=100, second=300)

# docs/protocol.md §12, written out again: nothing, acknowledged, closed, opened.
TABLE = {S: (S, A, S, S), A: (A, A, C, A), C: (C, C, C, A)}


def flag(state: FlagState = S, **more: typing.Any) -> Flag:  # noqa: ANN401 -- any field
    made = Flag(
        id=FlagId(b"i" * 16),
        state=state,
        stage=Stage.FRESH,
        holders=BOTH,
        received=0,
        due=100,
        released=False,
        has_late=True,
        head=3,
    )
    return dataclasses.replace(made, **more)


@pytest.mark.parametrize(("state", "mark"), list(itertools.product(FlagState, Mark)))
def test_every_state_and_mark(state: FlagState, mark: Mark) -> None:
    expected = TABLE[state][list(Mark).index(mark)]
    assert after(state, mark) is expected
    moved = marked(flag(state), mark)
    assert (moved.state, moved.head) == (expected, 4)
    assert moved.due == (100 if expected is S else None)
    kept = dataclasses.replace(moved, state=state, head=3, due=100)
    assert kept == flag(state)


@pytest.mark.parametrize(("state", "stage"), list(itertools.product(FlagState, Stage)))
@pytest.mark.parametrize("released", [False, True])
@pytest.mark.parametrize("has_late", [False, True])
def test_who_may_read_and_know(
    state: FlagState, stage: Stage, released: bool, has_late: bool
) -> None:
    one = flag(state, stage=stage, released=released, has_late=has_late)
    late = has_late and (released or (state is S and stage is Stage.OVERDUE))
    assert one.late_open is late
    for role in Role:
        reads = role in BOTH or (role is Role.DEPUTY and has_late and released)
        assert one.readable_by(role) is reads
        assert one.known_to(role) is (reads or (role is Role.DEPUTY and late))
    assert told_of(one) == (BOTH | {Role.DEPUTY} if late else BOTH)


@pytest.mark.parametrize("left_out", [Role.COORDINATOR, Role.MANAGER])
@pytest.mark.parametrize("stage", Stage)
def test_a_flag_about_a_holder_never_becomes_theirs(left_out: Role, stage: Stage) -> None:
    holders = frozenset({Role.COORDINATOR, Role.MANAGER, Role.DEPUTY}) - {left_out}
    one = flag(stage=stage, holders=holders, has_late=False)
    assert not one.known_to(left_out)
    assert told_of(one) == holders


@pytest.mark.parametrize(("state", "stage"), list(itertools.product(FlagState, Stage)))
def test_stages_follow_each_other_until_somebody_acknowledges(
    state: FlagState, stage: Stage
) -> None:
    one = flag(state, stage=stage, due=None if stage is Stage.OVERDUE else 100)
    assert overdue(one, now=99, times=TIMES) is None
    moved = overdue(one, now=100, times=TIMES)
    if state is not S or stage is Stage.OVERDUE:
        assert moved is None
        return
    assert moved is not None
    assert moved.stage == stage + 1
    assert moved.due == (300 if moved.stage is Stage.TOLD_AGAIN else None)


def new(*roles: Role, late: bool, size: int = 300) -> NewFlag:
    part = Late(part=b"p", half=bytes(32)) if late else None
    wraps = dict.fromkeys(roles, b"w")
    return NewFlag(id=FlagId(bytes(16)), sealed=bytes(size), wraps=wraps, late=part)


def test_only_its_holders_have_wraps_and_a_late_part_only_where_nobody_is_left_out() -> None:
    allowed = set()
    for count in range(len(Role) + 1):
        for roles in itertools.combinations(Role, count):
            for late in (False, True):
                try:
                    check_new(new(*roles, late=late))
                except Malformed:
                    continue
                allowed.add((frozenset(roles), late))
    assert allowed == {
        (BOTH, True),
        (frozenset({Role.COORDINATOR, Role.DEPUTY}), False),
        (frozenset({Role.MANAGER, Role.DEPUTY}), False),
    }
    with pytest.raises(Malformed):
        check_new(new(*BOTH, late=True, size=140 * 1024 + 1))


def test_no_shape_has_room_for_an_author_or_a_case() -> None:
    person = re.compile(r"student|author|account|worker|case|certificate|written|by$|name")
    shapes = [Flag, NewFlag, Late, flag_ports.ShownFlag, flag_ports.LateFlag, flag_ports.NewEvent]
    for shape in (*shapes, flag_ports.StoredEvent, flag_ports.EventPage, flag_ports.FlagPage):
        hints = typing.get_type_hints(shape)
        assert AccountId not in hints.values()
        assert not [name for name in hints if person.search(name)], shape
    schema = openapi()
    walked = 0
    for path, methods in schema["paths"].items():
        if path.startswith("/api/flags"):
            found = str([_resolved(each, schema) for each in methods.values()])
            assert not re.search(r"'(student|author|account|case|worker|certificate)'", found), path
            walked += 1
    assert walked == 4


def _resolved(part: typing.Any, root: typing.Any) -> typing.Any:  # noqa: ANN401 -- JSON
    """A part of the schema with every reference put in its place, and no words of its own."""
    if isinstance(part, list):
        return [_resolved(each, root) for each in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _resolved(root["components"]["schemas"][part["$ref"].split("/")[-1]], root)
    words = {"description", "title", "summary", "operationId"}
    return {key: _resolved(value, root) for key, value in part.items() if key not in words}


def test_the_marks_are_the_protocols() -> None:
    assert {mark.value for mark in Mark} == set(wire.FLAG_MARKS)
    assert {role.value for role in flags.BOTH} == set(wire.flag_holders())
    left_out = {frozenset(wire.flag_holders(role.value)) for role in flags.BOTH}
    assert left_out == {frozenset(role.value for role in pair) for pair in flags.LEFT_OUT}
