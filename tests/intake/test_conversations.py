"""The rule for the next message, tried with everything that is not the next message."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import crypto
from crypto import wire
from crypto.wire import Direction, Place
from intake.conversations import (
    Behind,
    Earlier,
    Repeated,
    Room,
    accept,
    may_unsend,
)
from intake.errors import Malformed
from intake.headers import LEAST_SEALED, read_header, read_kept, take_back
from intake.requests import State
from people.accounts import AccountId
from tests.fakes.rooms import Writer, case_id

STUDENT, WORKER = AccountId(b"s" * 16), AccountId(b"w" * 16)


def a_room(case: wire.CaseId, record: wire.RecordHash) -> Room:
    return Room(
        case=case,
        state=State.OPEN,
        student=STUDENT,
        worker=WORKER,
        epoch=1,
        record=record,
        heads=(
            wire.genesis(record, Direction.FROM_STUDENT),
            wire.genesis(record, Direction.FROM_WORKER),
        ),
    )


def a_pair() -> tuple[Room, Writer]:
    case, record = case_id(), wire.RecordHash(crypto.random_bytes(32))
    return a_room(case, record), Writer(case, record, Direction.FROM_STUDENT)


def test_a_chain_of_messages_moves_the_head() -> None:
    room, writer = a_pair()
    for counter in range(1, 6):
        verdict = accept(room, read_header(writer.next()), Direction.FROM_STUDENT)
        assert isinstance(verdict, Room)
        room = verdict
        assert room.heads[0] == writer.head
        assert room.heads[0].counter == counter
        assert room.heads[1].counter == 0


def test_attack_01_a_replay_changes_nothing() -> None:
    room, writer = a_pair()
    messages = [writer.next() for _ in range(3)]
    for message in messages:
        verdict = accept(room, read_header(message), Direction.FROM_STUDENT)
        assert isinstance(verdict, Room)
        room = verdict
    assert accept(room, read_header(messages[2]), Direction.FROM_STUDENT) == Repeated()
    for message in messages[:2]:
        assert accept(room, read_header(message), Direction.FROM_STUDENT) == Earlier()


@pytest.mark.parametrize(
    "spoiled",
    [
        {"counter": 2},
        {"previous": wire.ChainHash(bytes(32))},
        {"epoch": 2, "counter": 2},
        {"record": wire.RecordHash(bytes(32))},
        {"direction": 1},
        {"case": wire.CaseId(bytes(16))},
    ],
)
def test_what_does_not_fit_is_answered_with_the_head(spoiled: dict[str, Any]) -> None:
    room, writer = a_pair()
    header = read_header(writer.next(**spoiled))
    assert accept(room, header, Direction.FROM_STUDENT) == Behind(room=room)


def test_the_other_sides_message_does_not_fit_ones_own_direction() -> None:
    room, writer = a_pair()
    header = read_header(writer.next())
    assert accept(room, header, Direction.FROM_WORKER) == Behind(room=room)


@given(st.lists(st.integers(min_value=0, max_value=9), max_size=60))
def test_in_any_order_of_arrival_the_chain_has_no_gap(arrivals: list[int]) -> None:
    room, writer = a_pair()
    headers = [read_header(writer.next()) for _ in range(10)]
    for place in arrivals:
        before = room
        verdict = accept(room, headers[place], Direction.FROM_STUDENT)
        counter = headers[place].counter
        if counter == before.heads[0].counter + 1:
            assert isinstance(verdict, Room)
            room = verdict
        else:
            assert not isinstance(verdict, Room)
        assert room.heads[0].counter == before.heads[0].counter + (room is not before)
        if room.heads[0].counter:
            assert room.heads[0].hash == headers[room.heads[0].counter - 1].chain


def test_unsend_until_seen() -> None:
    room, _ = a_pair()
    mine = Direction.FROM_STUDENT
    assert may_unsend(room, direction=mine, epoch=1, counter=1)
    seen = room._replace(seen=(0, 3))
    assert not may_unsend(seen, direction=mine, epoch=1, counter=3)
    assert may_unsend(seen, direction=mine, epoch=1, counter=4)
    # What the writer itself has seen is no matter.
    assert may_unsend(room._replace(seen=(9, 0)), direction=mine, epoch=1, counter=1)
    later = room._replace(epoch=2)
    assert not may_unsend(later, direction=mine, epoch=1, counter=1)


def test_a_message_taken_back_keeps_its_place_in_the_chain() -> None:
    _, writer = a_pair()
    message = writer.next()
    before = read_header(message)
    ad, body = take_back(message)
    assert len(ad) < len(message)
    assert read_kept(ad, body) == before


def test_a_message_larger_than_the_bound_is_refused() -> None:
    _, writer = a_pair()
    largest = 64 * 1024 - (len(writer.next()) - 400)
    message = writer.next(size=largest)
    assert isinstance(read_header(message), Place)
    whole = wire.Message.decode(message)
    with pytest.raises(Malformed):
        read_header(wire.Message(ad=whole.ad, sealed=whole.sealed + b"x").encode())


def test_what_no_device_sealed_is_refused() -> None:
    _, writer = a_pair()
    with pytest.raises(Malformed):
        read_header(writer.next(size=LEAST_SEALED - 1))
    with pytest.raises(Malformed):
        read_header(writer.next(counter=1 << 39))
    with pytest.raises(Malformed):
        read_header(writer.next(epoch=1 << 23, counter=2))


@given(st.binary(max_size=600))
def test_attack_25_any_bytes_are_malformed_or_a_header(data: bytes) -> None:
    with pytest.raises(Malformed):
        read_header(data)


def test_every_cut_of_a_message_is_malformed() -> None:
    _, writer = a_pair()
    message = writer.next()
    for size in range(len(message)):
        with pytest.raises(Malformed):
            read_header(message[:size])
    with pytest.raises(Malformed):
        read_header(message + b"\0")
