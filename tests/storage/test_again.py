"""Answers about talking again, on a file: digests apart, bounded, gone in time."""

from pathlib import Path

import pytest

from intake.again import DAY_SECONDS, Answer
from people.accounts import Account, Role
from storage.again import SqlAgain
from tests.fakes.clock import FixedClock
from tests.fakes.devices import Device
from tests.fakes.house import House, on_sqlite

TAG, WORD = b"t" * 16, b"w" * 32


async def account(house: House, device: Device) -> Account:
    """With a row of its own, which answers hang on."""
    assert house.core is not None
    found = device.account()
    row = {"id": found.id, "look_up": found.id, "role": found.role.value}
    await house.core.store.write(
        lambda tx: tx.execute(
            "INSERT INTO accounts (id, look_up, role, state, person)"
            " VALUES (:id, :look_up, :role, 'active', x'00')",
            row,
        )
    )
    return found


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


async def test_two_answers_meet_and_only_their_student_is_told(
    tmp_path: Path, clock: FixedClock
) -> None:
    async with on_sqlite(tmp_path, clock=clock) as house:
        assert house.core is not None
        core = house.core
        answers = SqlAgain(store=core.store, fields=core.fields, destroying=clock)
        student, other = await account(house, Device(1)), await account(house, Device(2))
        worker = await account(house, Device.staff(3, Role.WORKER))
        today = int(clock.now()) // DAY_SECONDS

        async def say(who: Account, tag: bytes, *, instead: bytes = b"", most: int = 3) -> bool:
            word = WORD if who.role is Role.WORKER else b""
            answer = Answer(tag=tag, word=word)
            return await answers.say(who, answer, instead=instead, until=today + 2, most=most)

        assert await say(student, TAG)
        assert await answers.met(student.id, [TAG]) == []
        assert await say(worker, b"n" * 16)
        assert await say(worker, TAG, instead=b"n" * 16)
        (met,) = await answers.met(student.id, [TAG, b"x" * 16])
        assert (met.tag, met.word, met.worker) == (TAG, WORD, worker.id)
        # Who says a tag of somebody else's takes nothing from them.
        assert await say(other, TAG)
        assert await answers.met(other.id, [TAG]) == []
        assert len(await answers.met(student.id, [TAG])) == 1
        rows = await core.store.read(lambda reads: reads.all("SELECT * FROM again"))
        assert len(rows) == 2
        assert len({bytes(row["look_up"]) for row in rows}) == 2
        assert not any(TAG in bytes(row["look_up"]) or WORD in bytes(row["word"]) for row in rows)
        for number in range(2):
            assert await say(student, bytes([number]) * 16)
        assert not await say(student, b"y" * 16)
        assert await say(student, TAG)

        await answers.drop(other, TAG)
        assert len(await answers.met(student.id, [TAG])) == 1
        await answers.drop(worker, TAG)
        assert await answers.met(student.id, [TAG]) == []
        assert await answers.prune() == 0
        clock.pass_(2 * DAY_SECONDS)
        assert await answers.prune() == 3
        assert await say(student, TAG)
        await core.store.write(
            lambda tx: tx.execute("DELETE FROM accounts WHERE id = :id", {"id": student.id})
        )
        left = await core.store.read(lambda reads: reads.all("SELECT * FROM again"))
        assert left == []
