"""Concerns, notes and disclosures go when their time is over: all of them then, and none before."""

from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import crypto
from crypto import wire
from crypto.wire.destroying import Disposed
from people.accounts import Role
from storage.backup import back_up, restore
from storage.casekeys import CaseKeys
from storage.disclosurerows import DisclosureRows
from storage.entryrows import EntryRows
from storage.flagchain import verify_flags_running
from storage.flagrows import FlagRows
from storage.keeping import month_of
from storage.layout import Layout
from storage.purging import MonthCertificates, holds_of, read_certificate
from supervision.disclosures import DisclosureEvent
from supervision.errors import Exists, Full, NotFound, RefusedBefore
from supervision.flags import FlagId, Mark, NewFlag
from supervision.keeping import (
    RECORDS,
    Hold,
    HoldId,
    HoldState,
    Kind,
    Postponement,
    Why,
    agreed,
    ended,
)
from tests.fakes.cabinet import DAYS, PAIR, TERMS, box, cabinet
from tests.fakes.clock import FixedClock

DAY = 24 * 3600
NOTHING = dict.fromkeys(RECORDS, 0)


TABLES = (
    "flags",
    "flag_wraps",
    "flag_events",
    "entries",
    "entry_wraps",
    "entry_writers",
    "pseudonyms",
    "disclosures",
    "disclosure_papers",
)


async def test_what_ended_goes_on_its_day_and_what_is_open_stays(home: Path) -> None:
    async with cabinet(home, FixedClock()) as at:
        gone = await at.flag(), await at.note(), await at.disclosure()
        await at.flag(closed=False)
        await at.note(closed=False)
        await at.disclosure(event=None)
        open_only = await at.count(*TABLES)
        at.clock.pass_(DAYS * DAY)
        assert set((await at.sweep()).values()) == {0}
        assert await at.count(*TABLES) == open_only
        # A day's margin, and a note's end is a week's end.
        at.clock.pass_(9 * DAY)
        # Reports are test_reports.py's.
        assert await at.sweep() == {**dict.fromkeys(RECORDS, 1), Kind.REPORT: 0}
        assert await at.count(*TABLES) == [1, 4, 1, 1, 2, 1, 1, 1, 4]
        rows = FlagRows(at.core.fields)
        assert await at.core.case_keys.get(rows.key_of(gone[0])) is None
        assert await at.flags.state(gone[0]) is None
        chain = await at.core.store.upkeep(lambda raw: verify_flags_running(raw, keys=at.core.keys))
        assert chain.broken is None
        at.clock.pass_(3000 * DAY)
        assert set((await at.sweep()).values()) == {0}
        assert await at.count("destroyed", "flags", "entries", "disclosures") == [3, 1, 1, 1]


async def test_opened_again_it_is_kept_and_its_time_begins_anew(home: Path) -> None:
    async with cabinet(home, FixedClock()) as at:
        flag = await at.flag(closed=False)
        page = await at.flags.events(flag, Role.MANAGER, after=0, limit=9)
        head = wire.flag_chain(page.events[-1].event)
        head = await at.mark(flag, 2, head, Mark.CLOSED)
        at.clock.pass_(90 * DAY)
        head = await at.mark(flag, 3, head, Mark.OPENED)
        at.clock.pass_(90 * DAY)
        assert (await at.sweep())[Kind.CONCERN] == 0
        head = await at.mark(flag, 4, head, Mark.CLOSED)
        at.clock.pass_(DAYS * DAY)
        # Something noted on what is closed does not lengthen it.
        await at.mark(flag, 5, head, Mark.NONE)
        assert (await at.sweep())[Kind.CONCERN] == 0
        at.clock.pass_(2 * DAY)
        assert (await at.sweep())[Kind.CONCERN] == 1


async def test_what_was_destroyed_does_not_come_back_under_its_id(home: Path) -> None:
    async with cabinet(home, FixedClock()) as at:
        flag = await at.flag()
        at.clock.pass_((DAYS + 2) * DAY)
        await at.sweep()
        again = NewFlag(id=flag, sealed=b"other", wraps=dict.fromkeys(PAIR, b"wrap"))
        with pytest.raises(Exists):
            await at.flags.keep(again, due=0, box=box)
        with pytest.raises(NotFound):
            await at.flags.events(flag, Role.MANAGER, after=0, limit=9)


async def test_a_refusal_stays_final_when_its_record_is_gone(home: Path) -> None:
    async with cabinet(home, FixedClock()) as at:
        refused, withdrawn = crypto.random_bytes(32), crypto.random_bytes(32)
        await at.disclosure(mark=refused)
        await at.disclosure(mark=withdrawn, event=DisclosureEvent.WITHDRAW)
        at.clock.pass_((DAYS + 2) * DAY)
        assert (await at.sweep())[Kind.DISCLOSURE] == 2
        with pytest.raises(RefusedBefore):
            await at.disclosure(mark=refused)
        await at.disclosure(mark=withdrawn)


def hold(**about: object) -> Hold:
    """A hold that a second holder agreed to."""
    id_ = HoldId(crypto.random_bytes(16))
    return Hold(id=id_, reason=Why.INCIDENT, asked_by=Role.COORDINATOR, **about)  # type: ignore[arg-type]


async def test_what_is_postponed_or_held_stays_until_that_is_over(home: Path) -> None:
    async with cabinet(home, FixedClock()) as at:
        holds, start = holds_of(at.core), int(at.clock.now())
        one, _ = await at.flag(), await at.flag()
        await at.note()
        await at.disclosure()
        at.clock.pass_((DAYS + 9) * DAY)
        now = int(at.clock.now())
        late = Postponement(kind=Kind.NOTE, until=now + 20 * DAY, reason=Why.AUDIT)
        await holds.postpone(late, by=Role.COORDINATOR)
        single = hold(kind=Kind.CONCERN, reference=one)
        period = hold(since=start - DAY, until=start + DAY)
        asked = hold(since=0, until=now)
        for each in (single, period, asked):
            concern = one if each is single else None
            await holds.ask(each, shift=0, concern=concern, box=box)
        for each in (single, period):
            agree = partial(agreed, by=Role.MANAGER)
            await holds.move(each.id, agree, by=Role.MANAGER, box=box)
        assert set((await at.sweep()).values()) == {0}

        async def end(which: Hold) -> None:
            for role in PAIR:
                await holds.move(which.id, partial(ended, by=role), by=role, box=box)

        # Only what two agreed to holds anything.
        await end(period)
        assert await at.sweep() == {**NOTHING, Kind.CONCERN: 1, Kind.DISCLOSURE: 1}
        at.clock.pass_(21 * DAY)
        assert await at.sweep() == {**NOTHING, Kind.NOTE: 1}
        await end(single)
        assert (await at.sweep())[Kind.CONCERN] == 1


async def test_no_holder_fills_up_the_holds_of_another(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most, listed_ended = 5, 3
    monkeypatch.setattr("storage.holds.MOST_HOLDS", most)
    monkeypatch.setattr("storage.holds.MOST_ENDED", listed_ended)
    async with cabinet(home, FixedClock()) as at:
        holds = holds_of(at.core)

        async def ask(by: Role) -> Hold:
            return await holds.ask(
                replace(hold(since=0, until=1), asked_by=by), shift=0, concern=None, box=box
            )

        mine = [await ask(Role.DEPUTY) for _ in range(most)]
        with pytest.raises(Full):
            await ask(Role.DEPUTY)
        held = await ask(Role.MANAGER)
        agree, end = partial(agreed, by=Role.DEPUTY), partial(ended, by=Role.DEPUTY)
        await holds.move(held.id, agree, by=Role.DEPUTY, box=box)
        # What was taken back makes room, and what has ended is not listed without end.
        for each in mine:
            await holds.move(each.id, end, by=Role.DEPUTY, box=box)
        await ask(Role.DEPUTY)
        listed = (await holds.keeping(Role.COORDINATOR, TERMS)).holds
        states = Counter((each.asked_by, each.state) for each in listed)
        assert states == {
            (Role.DEPUTY, HoldState.ENDED): listed_ended,
            (Role.DEPUTY, HoldState.ASKED): 1,
            (Role.MANAGER, HoldState.HELD): 1,
        }


async def test_what_a_role_sees_is_its_own_and_never_what_is_about_it(home: Path) -> None:
    async with cabinet(home, FixedClock()) as at:
        await at.flag()
        about_lead = NewFlag(
            id=FlagId(crypto.random_bytes(16)),
            sealed=b"sealed",
            wraps=dict.fromkeys((Role.MANAGER, Role.DEPUTY), b"wrap"),
        )
        await at.flags.keep(about_lead, due=0, box=box)
        head = wire.flag_chain(about_lead.sealed)
        for number, mark in enumerate((Mark.ACKNOWLEDGED, Mark.CLOSED), start=1):
            head = await at.mark(about_lead.id, number, head, mark)
        holds = holds_of(at.core)

        async def due(role: Role) -> int:
            found = await holds.keeping(role, TERMS)
            return sum(month.count for month in found.due)

        assert [await due(role) for role in (*PAIR, Role.DEPUTY)] == [1, 2, 1]
        at.clock.pass_((DAYS + 9) * DAY)
        await at.sweep()
        certificates = MonthCertificates(
            store=at.core.store,
            audit_key=at.core.keys.audit,
            clock=at.clock,
            destroying=at.core.unhurried,
            profile="ucl",
            terms=TERMS,
        )
        month = month_of(at.clock.now())
        assert await certificates.of(month, Role.COORDINATOR) is None
        # A month is not over by a clock that jumped: it would be signed for, and go on.
        at.clock.jump(31 * DAY)
        assert await certificates.of(month, Role.COORDINATOR) is None
        at.clock.jump(-31 * DAY)
        at.clock.pass_(31 * DAY)
        for role, concerns in zip((*PAIR, Role.DEPUTY), (1, 2, 1), strict=True):
            text = await certificates.of(month, role)
            assert text is not None
            found = read_certificate(text, audit_key=at.core.keys.audit)
            assert isinstance(found, Disposed)
            assert (found.month, found.reader, found.concerns) == (month, role.value, concerns)


async def test_what_is_open_for_a_year_is_counted_out(home: Path) -> None:
    async with cabinet(home, FixedClock()) as at:
        await at.flag(closed=False)
        await at.note(closed=False)
        await at.disclosure(event=None)
        holds = holds_of(at.core)
        at.clock.pass_(350 * DAY)
        found = await holds.keeping(Role.MANAGER, TERMS)
        assert set(found.open_long.values()) == {0}
        at.clock.pass_(30 * DAY)
        found = await holds.keeping(Role.MANAGER, TERMS)
        assert found.open_long == {
            **NOTHING,
            Kind.CONCERN: 1,
            Kind.NOTE: 1,
            Kind.DISCLOSURE: 1,
        }


async def test_attack_35_no_jump_of_the_clock_destroys(home: Path) -> None:
    async with cabinet(home, FixedClock()) as at:
        await at.flag()
        await at.note()
        await at.disclosure()
        for jump in (10 * 365 * DAY, -20 * 365 * DAY, 10 * 365 * DAY):
            at.clock.jump(jump)
            assert set((await at.sweep()).values()) == {0}


async def test_attack_37_a_backup_of_before_brings_nothing_back(home: Path, tmp_path: Path) -> None:
    clock, data = FixedClock(), home / "data"
    async with cabinet(data, clock) as at:
        ids = await at.flag(), await at.note(), await at.disclosure()
        open_one = await at.flag(closed=False)
        database, keys = tmp_path / "database", tmp_path / "keys"
        await back_up(at.core, database_to=database, keys_to=keys)
        clock.pass_((DAYS + 9) * DAY)
        await at.sweep()
        names = [at.core.layout.tombstones]
    target = Layout.at(home / "again")
    await restore(database_from=database, keys_from=keys, layout=target, tombstones=names[0])
    # The keys are gone before anything starts over it.
    case_keys = await CaseKeys.open(target.case_keys)
    try:
        async with cabinet(data, clock) as old:
            rows = FlagRows(old.core.fields), EntryRows(old.core.fields)
            disclosures = DisclosureRows(old.core.fields)
            for name in (
                rows[0].key_of(ids[0]),
                rows[1].key_of(ids[1]),
                disclosures.key_of(ids[2]),
            ):
                assert await case_keys.get(name) is None
            assert await case_keys.get(rows[0].key_of(open_one)) is not None
    finally:
        await case_keys.close()
    async with cabinet(home / "again", clock) as at:
        assert await at.count("flags", "entries", "disclosures", "refusals") == [1, 0, 0, 1]
