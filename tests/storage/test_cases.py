"""Cases on real files: restarts, what a stolen copy shows, what is gone when it is gone."""

import asyncio
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from crypto import CryptoError, wire
from intake import papers
from intake.errors import Conflict, NotFound
from intake.requests import State
from storage.audit import verify
from storage.cases import StoredCases
from storage.errors import StorageUnavailable
from storage.layout import Layout
from storage.secrets import load
from tests.fakes.clock import FixedClock
from tests.fakes.handing import handover_for
from tests.fakes.house import House, on_sqlite
from tests.fakes.known import KnownAccounts, KnownTeam
from tests.fakes.rooms import acceptance_of, ack_of, close_of

ROOT = Path(__file__).parents[2]


def again(house: House, accounts: KnownAccounts, team: KnownTeam) -> House:
    """The same people in a house that was opened again."""
    house.accounts.known.update(accounts.known)
    house.team.workers += team.workers
    return house


def database_files(home: Path) -> bytes:
    """What a thief of the database has: everything but the keys' directory."""
    return b"".join(path.read_bytes() for path in sorted(home.iterdir()) if path.is_file())


async def sealed_papers(house: House) -> dict[str, bytes]:
    assert house.core is not None

    def read(raw: sqlite3.Connection) -> dict[str, bytes]:
        rows = raw.execute("SELECT name, sealed FROM papers").fetchall()
        return {row["name"]: bytes(row["sealed"]) for row in rows}

    return await house.core.store.upkeep(read)


async def test_every_stage_survives_a_restart(home: Path) -> None:
    clock = FixedClock()
    async with on_sqlite(home, clock=clock) as house:
        student, worker, accounts, team = (
            house.student(),
            house.worker(),
            house.accounts,
            house.team,
        )
        case, request = await house.ask(student, worker)
    async with on_sqlite(home, clock=clock) as opened:
        house = again(opened, accounts, team)
        assert [o.case for o in await house.claiming.queue(worker.account.id)] == [case]
        await house.claiming.claim(worker.account.id, case)
    sent, by_worker, by_student = acceptance_of(
        worker.device, worker.place, student.device, request, team.now()
    )
    async with on_sqlite(home, clock=clock) as opened:
        house = again(opened, accounts, team)
        await house.accepting.accept(worker.account, case, sent)
        await house.rooms.write(student.account.id, case, by_student.next())
    async with on_sqlite(home, clock=clock) as opened:
        house = again(opened, accounts, team)
        heads = await house.messages.heads(case, 1, by_worker.record)
        assert heads == (by_student.head, by_worker.head)
        written = await house.rooms.write(student.account.id, case, by_student.next())
        assert written.verdict.new  # type: ignore[union-attr] # Durable, or the test fails
        view = await house.rooms.look(worker.account.id, case)
        assert view.case.state is State.OPEN
        assert [epoch.record for epoch in view.epochs] == [sent.record]


async def test_attack_39_since_when_somebody_is_looked_for_shows_to_the_hour(home: Path) -> None:
    clock = FixedClock()
    async with on_sqlite(home, clock=clock) as house:
        other, talk = house.worker(), await house.talk()
        clock.pass_(1234)
        now = int(clock.now())
        sent = await handover_for(house, talk, other)
        await house.handing.seek(talk.student.account, talk.case, sent)
        assert house.core is not None

        def shown(raw: sqlite3.Connection) -> object:
            return raw.execute("SELECT seeking FROM cases WHERE seeking IS NOT NULL").fetchone()[0]

        assert now % 3600 != 0
        assert await house.core.store.upkeep(shown) == now - now % 3600
        found = await house.cases.find(talk.case)
        assert found is not None
        assert found.seeking is not None
        assert found.seeking.since == now


async def test_attack_39_a_stolen_database_joins_nobody_to_a_case(home: Path) -> None:
    async with on_sqlite(home) as house:
        talk = await house.talk(house.worker())
        assert house.core is not None
        await house.core.store.checkpoint()
        raw = database_files(home)
    people = (talk.student, talk.worker)
    named = {
        f"{what} {number}": value
        for number, person in enumerate(people)
        for what, value in {
            "account": bytes(person.account.id),
            "sign key": person.account.keys.sign,
            "box key": person.account.keys.box,
            "telegram": str(person.device.telegram).encode(),
            "telegram as a number": person.device.telegram.to_bytes(8, "big").lstrip(b"\0"),
        }.items()
    }
    named |= {
        "certificate": bytes(talk.worker.place.certificate),
        "card": talk.request.card,
        "letter": talk.request.letter,
        "wrap": talk.request.wraps[1].letter,
        "intake": talk.request.intake,
    }
    assert [what for what, value in named.items() if value in raw] == []
    # The check can fail: what is meant to be there in the clear is found by the same means.
    assert bytes(talk.case) in raw


async def test_wraps_are_gone_from_the_files_when_a_case_closes(home: Path) -> None:
    async with on_sqlite(home) as house:
        other = house.worker()
        talk = await house.talk(other)
        assert house.core is not None
        before = await sealed_papers(house)
        signed = close_of(talk.student.device, talk.case, talk.record, by="student")
        await house.closing.close(talk.student.account, talk.case, signed)
        await house.core.store.checkpoint()
        raw = database_files(home)
    workers = papers.wraps_of([1, 2]) | {papers.epoch_wrap(1, "worker")}
    assert workers <= before.keys()
    assert [name for name in sorted(workers) if before[name][:64] in raw] == []
    assert before[papers.card_wrap(papers.OWN)][:64] in raw


async def test_the_others_wraps_are_gone_when_the_student_acknowledges(home: Path) -> None:
    async with on_sqlite(home) as house:
        other = house.worker()
        talk = await house.talk(other)
        assert house.core is not None
        before = await sealed_papers(house)
        found = await house.cases.find(talk.case)
        assert found is not None
        place = found.recipient(other.account.id)
        assert place is not None
        await house.closing.acknowledge(
            talk.student.account,
            talk.case,
            ack_of(talk.student.device, talk.case, talk.record),
        )
        await house.core.store.checkpoint()
        raw = database_files(home)
    assert all(before[name][:64] not in raw for name in papers.wraps_of([place.place]))


async def erased(home: Path, clock: FixedClock) -> tuple[wire.CaseId, dict[str, bytes], bytes]:
    """A conversation, closed and erased: its id, its sealed papers and a message of it."""
    async with on_sqlite(home, clock=clock) as house:
        talk = await house.talk()
        message = talk.by_student.next()
        await house.rooms.write(talk.student.account.id, talk.case, message)
        before = await sealed_papers(house)
        signed = close_of(talk.student.device, talk.case, talk.record, by="student")
        await house.closing.close(talk.student.account, talk.case, signed)
        assert house.core is not None
        await house.core.store.checkpoint()
        shutil.copy(home / "peerlink.db", home.parent / "older.db")
        clock.pass_(200 * 86_400)
        assert await house.lapses.sweep() == 1
    return talk.case, before, message


async def test_attack_40_after_erasure_nothing_of_the_case_is_in_the_files(home: Path) -> None:
    case, before, message = await erased(home, FixedClock())
    raw = database_files(home)
    assert message[:64] not in raw
    assert message[-64:] not in raw
    assert [name for name, sealed in before.items() if sealed[:64] in raw] == []
    with sqlite3.connect(home / "peerlink.db") as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("cases", "papers", "messages")
        ]
    assert counts == [0, 0, 0]
    assert case.hex() in (home / "tombstones").read_text()


async def test_attack_37_an_older_database_put_back_loses_the_erased_again(home: Path) -> None:
    clock = FixedClock()
    case, _, message = await erased(home, clock)
    shutil.copy(home.parent / "older.db", home / "peerlink.db")
    assert message[:64] in database_files(home)
    async with on_sqlite(home, clock=clock) as house:
        assert await house.cases.find(case) is None
        assert await house.cases.papers(case, papers.of_request(2)) == {}
        assert await house.messages.room(case) is None
    assert message[:64] not in database_files(home)


async def test_attack_43_the_audit_chain_holds_through_a_case_and_its_erasure(home: Path) -> None:
    await erased(home, FixedClock())
    layout = Layout.at(home)
    verdict = verify(layout.database, keys=load(layout.service_keys))
    assert verdict.holds
    with sqlite3.connect(layout.database) as connection:
        events = [row[0] for row in connection.execute("SELECT event FROM audit ORDER BY number")]
    assert events[:4] == [
        "request.submitted",
        "request.claimed",
        "conversation.opened",
        "case.closed",
    ]


async def test_a_key_is_durable_before_its_case(home: Path) -> None:
    async with on_sqlite(home) as house:
        student, worker = house.student(), house.worker()
        request = house.request(student, worker)
        case = wire.open_signed(request.intake, wire.Intake).body.case
        assert house.core is not None
        await _fill(house, spare=0)
        with pytest.raises(StorageUnavailable):
            await house.asking.submit(student.account, request)
        # No row without a key; a key without a row harms nobody.
        assert await house.core.case_keys.get(case) is not None
        assert await house.cases.find(case) is None
        await _fill(house, spare=10_000)
        assert await house.asking.submit(student.account, request) == case


async def test_attack_33_a_full_disk_acknowledges_nothing(home: Path) -> None:
    async with on_sqlite(home) as house:
        talk = await house.talk()
        await _fill(house, spare=0)
        message = talk.by_student.next(size=40_000)
        for _ in range(2):
            with pytest.raises(StorageUnavailable):
                await house.rooms.write(talk.student.account.id, talk.case, message)
        heads = await house.messages.heads(talk.case, 1, talk.record)
        assert heads is not None
        assert heads[0].counter == 0
        await _fill(house, spare=10_000)
        written = await house.rooms.write(talk.student.account.id, talk.case, message)
        assert written.verdict.new  # type: ignore[union-attr] # Durable, or the test fails
        assert await house.messages.heads(talk.case, 1, talk.record) == (
            talk.by_student.head,
            talk.by_worker.head,
        )


async def _fill(house: House, *, spare: int) -> None:
    """Let the database grow by `spare` pages from now on, and no further."""
    assert house.core is not None

    def limit(raw: sqlite3.Connection) -> None:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count={pages + spare}")

    await house.core.store.upkeep(limit)


async def test_a_row_moved_to_another_case_does_not_open(home: Path) -> None:
    async with on_sqlite(home) as house:
        first, second = await house.talk(), await house.talk()
        assert house.core is not None

        def swap(raw: sqlite3.Connection) -> None:
            body = raw.execute(
                "SELECT body FROM cases WHERE case_id = ?", (first.case,)
            ).fetchone()[0]
            raw.execute("UPDATE cases SET body = ? WHERE case_id = ?", (body, second.case))
            raw.execute(
                "UPDATE papers SET sealed = (SELECT sealed FROM papers WHERE name = 'letter' "
                "AND conversation = 1) WHERE name = 'card' AND conversation = 1"
            )

        await house.core.store.upkeep(swap)
        with pytest.raises(CryptoError):
            await house.cases.find(second.case)
        # Lists go on without it.
        assert await house.cases.of_student(second.student.account.id) == []
        assert len(await house.cases.of_student(first.student.account.id)) == 1
        with pytest.raises(CryptoError):
            await house.cases.papers(first.case, frozenset({papers.CARD}))


async def test_a_damaged_case_does_not_stop_the_sweep(home: Path) -> None:
    async with on_sqlite(home) as house:
        talks = [await house.talk() for _ in range(3)]
        assert house.core is not None

        def spoil(raw: sqlite3.Connection) -> None:
            raw.execute("UPDATE cases SET body = x'00' WHERE case_id = ?", (talks[0].case,))

        await house.core.store.upkeep(spoil)
        house.clock.pass_(72 * 3600)
        assert await house.lapses.sweep() == 2
        for talk in talks[1:]:
            found = await house.cases.find(talk.case)
            assert found is not None
            assert not found.others_kept


async def test_of_two_requests_of_one_student_at_once_one_is_kept(home: Path) -> None:
    async with on_sqlite(home) as house:
        student, worker = house.student(), house.worker()
        requests = [house.request(student, worker) for _ in range(6)]
        outcomes = await asyncio.gather(
            *(house.asking.submit(student.account, request) for request in requests),
            return_exceptions=True,
        )
        assert sum(isinstance(outcome, bytes) for outcome in outcomes) == 1
        assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 5
        assert len(await house.cases.of_student(student.account.id)) == 1


async def test_a_case_without_its_key_is_not_there(home: Path) -> None:
    async with on_sqlite(home) as house:
        talk = await house.talk()
        assert house.core is not None
        await house.core.case_keys.destroy(talk.case)
        with pytest.raises(NotFound):
            await house.rooms.look(talk.student.account.id, talk.case)
        signed = close_of(talk.student.device, talk.case, talk.record, by="student")
        with pytest.raises(NotFound):
            await house.closing.close(talk.student.account, talk.case, signed)
        # What is left of it can still be erased.
        await house.cases.erase(talk.case)
        assert await house.cases.find(talk.case) is None


def said(output: Path) -> list[Sequence[str]]:
    """What the process said, without a last line that may be cut short."""
    return [line.split(" ") for line in output.read_text().rsplit("\n", 1)[0].splitlines()]


async def _check(home: Path, lines: list[Sequence[str]]) -> None:
    async with on_sqlite(home) as house:
        assert isinstance(house.cases, StoredCases)
        for what, case_hex, *place in lines:
            case = wire.CaseId(bytes.fromhex(case_hex))
            found = await house.cases.find(case)
            assert found is not None
            assert found.epoch == 1
            if what == "closed":
                assert found.state is State.CLOSED
            if what == "kept":
                heads = await house.messages.heads(case, 1, found.record_hash)
                assert heads is not None
                assert heads[int(place[0])].counter >= int(place[1])


def test_attack_32_rooms_survive_kill_9_at_any_moment(home: Path, tmp_path: Path) -> None:
    for number, seconds in enumerate((0.03, 0.17, 0.3)):
        output = tmp_path / f"said-{number}"
        with output.open("wb") as out:
            process = subprocess.Popen(  # noqa: S603 -- this interpreter, our own module
                [sys.executable, "-m", "tests.storage.relay", str(home)], cwd=ROOT, stdout=out
            )
            while output.stat().st_size == 0:
                assert process.poll() is None
                time.sleep(0.01)
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
            process.wait()
        layout = Layout.at(home)
        assert verify(layout.database, keys=load(layout.service_keys)).holds
        lines = said(output)
        assert lines
        asyncio.run(_check(home, lines))
