"""The rota, workers' strength and the steps about a case on a real file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from intake.outbox import Act, ChatId, Outgoing
from intake.silence import Silence
from people.accounts import AccountId, Role
from people.duties import ABLE, Duty
from storage.heard import SqlHeard
from storage.rota import SqlDuties, SqlRota
from storage.told import SqlTold
from supervision.errors import Stale
from supervision.rota import DayChange, Hours, Rota, Slot
from tests.fakes.house import on_sqlite

WORKER = AccountId(b"w" * 16)
HOURS = Hours(weekday=3, begins=18 * 60, ends=0)
ROTA = Rota(
    version=1,
    hours=(HOURS,),
    slots=(Slot(worker=WORKER, hours=HOURS),),
    changes=(
        DayChange(day=date(2027, 1, 20), worker=WORKER),
        DayChange(day=date(2027, 3, 28), worker=WORKER, begins=0, ends=24 * 60),
    ),
)


async def test_the_rota_is_kept_whole_and_in_order(tmp_path: Path) -> None:
    async with on_sqlite(tmp_path) as house:
        assert house.core is not None
        core = house.core

        def opened() -> SqlRota:
            return SqlRota(store=core.store, fields=core.fields, audit=core.audit)

        rota = opened()
        assert await rota.rota() == Rota()
        await rota.keep_rota(ROTA, by=Role.COORDINATOR)
        assert await rota.rota() == ROTA
        assert await opened().rota() == ROTA
        for version in (1, 3):
            with pytest.raises(Stale):
                await rota.keep_rota(replace(ROTA, version=version), by=Role.COORDINATOR)
        await rota.keep_rota(Rota(version=2), by=Role.COORDINATOR)
        assert await opened().rota() == Rota(version=2)


async def test_what_workers_said_is_kept_for_each(tmp_path: Path) -> None:
    async with on_sqlite(tmp_path) as house:
        assert house.core is not None
        duties = SqlDuties(store=house.core.store, fields=house.core.fields)
        assert await duties.duty(WORKER) == ABLE
        said = Duty(limit=2, resting_until=1_900_000_000, stopped=True)
        await duties.change_duty(WORKER, lambda _: said)
        other = AccountId(b"o" * 16)
        await duties.change_duty(other, lambda duty: replace(duty, stopped=True))
        assert await duties.duty(WORKER) == said
        assert await duties.duties() == {WORKER: said, other: Duty(stopped=True)}


async def test_a_step_is_taken_once_with_its_notices_and_goes_with_the_case(tmp_path: Path) -> None:
    async with on_sqlite(tmp_path) as house:
        assert house.core is not None
        told = SqlTold(store=house.core.store, outbox=house.core.outbox)
        student, worker = house.student(), house.worker()
        case, _ = await house.ask(student, worker)
        owed = [Outgoing(chat=ChatId(77), act=Act.SEND, text="chat-update", key="k")]
        assert await told.tell(case, "nudged", owed=owed) is True
        assert await told.tell(case, "nudged", owed=owed) is False
        assert [row.chat for row in await house.owed()].count(ChatId(77)) == 1
        assert await told.told(case) == {"nudged"}
        await house.cases.erase(case)
        assert await told.told(case) == frozenset()
        assert await told.tell(case, "nudged", owed=owed) is False


async def test_who_is_silent_for_the_days_is_nudged_once_and_again_after_a_word(
    tmp_path: Path,
) -> None:
    async with on_sqlite(tmp_path) as house:
        assert house.core is not None
        core = house.core
        silence = Silence(
            cases=house.cases,
            heard=SqlHeard(store=core.store, outbox=core.outbox),
            notices=house.notices,
            clock=house.clock,
            silent_days=7,
        )
        talk = await house.talk()
        await house.ask(house.student(), house.worker())  # who waits is not silent

        async def nudged_after(days: int) -> int:
            house.clock.pass_(days * 24 * 3600)
            return await silence.sweep()

        assert await nudged_after(0) == 0
        assert await nudged_after(6) == 0
        await house.rooms.write(talk.worker.account.id, talk.case, talk.by_worker.next())
        assert await nudged_after(1) == 1
        assert talk.student.device.telegram in {row.chat for row in await house.owed()}
        assert await nudged_after(30) == 0
        await house.rooms.write(talk.student.account.id, talk.case, talk.by_student.next())
        assert await nudged_after(0) == 0
        assert await nudged_after(7) == 1
        await house.cases.erase(talk.case)
        rows = await core.store.read(lambda reads: reads.all("SELECT * FROM heard"))
        assert list(rows) == []


async def test_silence_counts_from_the_end_of_a_pause_and_a_pause_that_ended_moves_nothing(
    tmp_path: Path,
) -> None:
    async with on_sqlite(tmp_path) as house:
        assert house.core is not None
        core, day = house.core, 24 * 3600
        heard = SqlHeard(store=core.store, outbox=core.outbox)
        parts = {"cases": house.cases, "notices": house.notices, "clock": house.clock}
        silence = Silence(heard=heard, silent_days=7, **parts)  # type: ignore[arg-type]
        talk, other = await house.talk(), await house.talk()

        async def kept() -> dict[bytes, int]:
            rows = await core.store.read(lambda reads: reads.all("SELECT case_id, day FROM heard"))
            return {bytes(row["case_id"]): int(row["day"]) for row in rows}

        assert await silence.sweep() == 0
        began = int(house.clock.now()) // day
        assert await kept() == {talk.case: began, other.case: began}
        await house.pausing.pause(talk.student.account.id, talk.case, 10)
        house.clock.pass_(7 * day)
        # Who did not pause is nudged; who did is waited for, from the end of the pause on.
        assert await silence.sweep() == 1
        assert await kept() == {talk.case: began + 10, other.case: began}
        house.clock.pass_(9 * day)
        assert await silence.sweep() == 0
        house.clock.pass_(1 * day)
        assert await silence.sweep() == 1
        # Never backwards, and nobody else's.
        await heard.wait(talk.case, day=began)
        assert await kept() == {talk.case: began + 10, other.case: began}
