"""What was kept for its time goes at once, under a certificate that counts and names nobody."""

import json
from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from crypto import wire
from crypto.wire.destroying import Destroyed, Destruction, Disposed, Purged, destruction_key
from people.accounts import Role
from storage.purging import certificate_of, find_due, holds_of, purge, read_certificate
from storage.secrets import ServiceKeys
from storage.transaction import Transaction
from supervision.flags import FlagId
from supervision.keeping import RECORDS, Hold, HoldId, Terms, Why, agreed
from supervision.keeping import ended as end
from tests.fakes.clock import FixedClock
from tests.fakes.degrees import degrees_of
from tests.fakes.house import RETENTION_DAYS, House, on_sqlite
from tests.fakes.rooms import close_of

DAY = 24 * 3600
TERMS = Terms(days=dict.fromkeys(RECORDS, 365), conversation_days=RETENTION_DAYS)


def no_box(flag: FlagId, holders: Collection[Role], event: str) -> Sequence[bytes]:
    """There is no flag here."""
    raise AssertionError(flag, holders, event)


async def ended(house: House) -> wire.CaseId:
    """A conversation that its student has closed."""
    talk = await house.talk()
    signed = close_of(talk.student.device, talk.case, talk.record, by="student")
    await house.closing.close(talk.student.account, talk.case, signed)
    return talk.case


async def test_only_what_is_due_goes_and_the_certificate_says_how_many(home: Path) -> None:
    clock = FixedClock()
    async with on_sqlite(home, clock=clock) as house:
        core = house.core
        assert core is not None
        first, open_one = await ended(house), (await house.talk()).case
        clock.pass_(30 * DAY)
        second = await ended(house)
        assert (await find_due(core, terms=TERMS)).conversations == []
        clock.pass_((RETENTION_DAYS - 30) * DAY + 2 * DAY)
        due = await find_due(core, terms=TERMS)
        assert [*due.conversations] == [first]
        heard: list[int] = []
        await purge(core, due, terms=TERMS, box=no_box, told=heard.append)
        assert heard == [1]
        assert await core.case_keys.get(first) is None
        for kept in (second, open_one):
            assert await core.case_keys.get(kept) is not None
        text = certificate_of(core, due, profile="ucl", terms=TERMS)
        found = read_certificate(text, audit_key=core.keys.audit)
        assert isinstance(found, Disposed)
        assert (found.conversations, found.contacts, found.days) == (1, 0, RETENTION_DAYS)
        assert found.records_days == 365
        assert first.hex() not in text
        assert read_certificate(text, audit_key=ServiceKeys.fresh().audit) is None


async def test_attack_35_a_clock_years_ahead_makes_nothing_due(home: Path) -> None:
    clock = FixedClock()
    async with on_sqlite(home, clock=clock) as house:
        core = house.core
        assert core is not None
        case = await ended(house)
        clock.jump(10 * 365 * DAY)
        assert (await find_due(core, terms=TERMS)).conversations == []
        assert await core.case_keys.get(case) is not None


async def test_an_altered_certificate_is_none(home: Path) -> None:
    async with on_sqlite(home) as house:
        core = house.core
        assert core is not None
        due = await find_due(core, terms=TERMS)
        text = certificate_of(core, due, profile="ucl", terms=TERMS)
        signed = bytearray(bytes.fromhex(json.loads(text)["signed"]))
        signed[60] ^= 1
        for other in (json.dumps({"signed": signed.hex()}), "", "[]", "{}", "[" * 100_000):
            assert read_certificate(other, audit_key=core.keys.audit) is None


def test_a_certificate_of_before_records_were_destroyed_still_holds() -> None:
    key = ServiceKeys.fresh().audit
    old = Destruction(profile="ucl", days=180, until=1, conversations=7, contacts=2, made=3)
    signed = wire.signed(old, key=destruction_key(key)).raw
    assert read_certificate(json.dumps({"signed": signed.hex()}), audit_key=key) == old


def test_certificates_of_before_reports_or_audits_were_counted_still_hold() -> None:
    key = ServiceKeys.fresh().audit
    old = Destroyed(
        profile="ucl",
        month="2027-01",
        reader="coordinator",
        days=180,
        records_days=365,
        conversations=7,
        contacts=2,
        concerns=1,
        notes=4,
        disclosures=3,
        made=3,
    )
    counted = {each.name: getattr(old, each.name) for each in fields(old)}
    later = Purged(**counted, reports=5, enquiries=6)
    for one in (old, later):
        signed = wire.signed(one, key=destruction_key(key)).raw
        assert read_certificate(json.dumps({"signed": signed.hex()}), audit_key=key) == one


async def test_a_held_conversation_stays_though_its_time_is_over_or_its_student_erases(
    home: Path,
) -> None:
    clock = FixedClock()
    async with on_sqlite(home, clock=clock) as house:
        core = house.core
        assert core is not None
        talk, holds = await house.talk(), holds_of(core)
        period = Hold(
            id=HoldId(bytes(16)),
            reason=Why.INCIDENT,
            asked_by=Role.MANAGER,
            since=int(clock.now()) - DAY,
            until=int(clock.now()) + DAY,
        )
        shift = RETENTION_DAYS * DAY + DAY
        await holds.ask(period, shift=shift, concern=None, box=no_box)
        assert not await holds.any_held([talk.case])
        agree = partial(agreed, by=Role.DEPUTY)
        await holds.move(period.id, agree, by=Role.DEPUTY, box=no_box)
        assert await holds.any_held([talk.case])
        signed = close_of(talk.student.device, talk.case, talk.record, by="student")
        await house.closing.close(talk.student.account, talk.case, signed)
        clock.pass_(2 * DAY)
        other = await ended(house)
        assert [await holds.any_held([case]) for case in (talk.case, other)] == [True, False]
        clock.pass_((RETENTION_DAYS + 3) * DAY)
        await house.lapses.sweep()
        kept = [await core.case_keys.get(case) is not None for case in (talk.case, other)]
        assert kept == [True, False]
        assert (await find_due(core, terms=TERMS)).total == 0
        for role in (Role.MANAGER, Role.DEPUTY):
            await holds.move(period.id, partial(end, by=role), by=role, box=no_box)
        await house.lapses.sweep()
        assert await core.case_keys.get(talk.case) is None


async def test_a_hold_goes_by_the_day_on_which_a_conversation_ended(home: Path) -> None:
    """All of its last day and nothing before its first, wherever a degree puts the day (R14)."""
    clock = FixedClock()
    async with on_sqlite(home, clock=clock) as house:
        core = house.core
        assert core is not None
        house.closing._degrees = degrees = degrees_of(house)
        clock.pass_(DAY - int(clock.now()) % DAY + 10 * 3600)  # at ten in the morning
        cases: list[wire.CaseId] = []
        for _ in range(4):
            talk = await house.talk()
            if len(cases) % 2:  # the degrees of these end years from now
                year = datetime.fromtimestamp(clock.now(), UTC).year + 3
                await degrees.say(talk.student.account, f"{year}-06")
            signed = close_of(talk.student.device, talk.case, talk.record, by="student")
            await house.closing.close(talk.student.account, talk.case, signed)
            cases.append(talk.case)
            clock.pass_(DAY)
        today = int(clock.now()) // DAY * DAY
        period = Hold(
            id=HoldId(bytes(16)),
            reason=Why.INCIDENT,
            asked_by=Role.MANAGER,
            since=today - 3 * DAY,
            until=today - DAY - 1,
        )
        holds = holds_of(core)
        await holds.ask(period, shift=RETENTION_DAYS * DAY + DAY, concern=None, box=no_box)
        agree = partial(agreed, by=Role.DEPUTY)
        await holds.move(period.id, agree, by=Role.DEPUTY, box=no_box)
        assert [await holds.any_held([case]) for case in cases] == [False, True, True, False]
        clock.pass_(5 * 366 * DAY)
        await house.lapses.sweep()
        kept = [await core.case_keys.get(case) is not None for case in cases]
        assert kept == [False, True, True, False]
        assert (await find_due(core, terms=TERMS)).total == 0


async def test_what_ended_before_the_upgrade_is_held_rather_than_not(home: Path) -> None:
    """Its day is not known, only when it is due: to the day after it."""
    clock = FixedClock()
    async with on_sqlite(home, clock=clock) as house:
        core = house.core
        assert core is not None
        clock.pass_(DAY - int(clock.now()) % DAY + 10 * 3600)
        day, case = int(clock.now()) // DAY * DAY, await ended(house)

        async def as_before(tx: Transaction) -> None:
            await tx.execute("UPDATE cases SET ended = NULL", {})

        await core.store.write(as_before)
        holds = holds_of(core)
        for number, (since, until) in enumerate(((day, day + DAY - 1), (day - 9 * DAY, day - DAY))):
            hold = Hold(
                id=HoldId(bytes([number]) * 16),
                reason=Why.INCIDENT,
                asked_by=Role.MANAGER,
                since=since,
                until=until,
            )
            shift = RETENTION_DAYS * DAY + DAY
            await holds.ask(hold, shift=shift, concern=None, box=no_box)
            agree = partial(agreed, by=Role.DEPUTY)
            await holds.move(hold.id, agree, by=Role.DEPUTY, box=no_box)
            assert await holds.any_held([case]) is (number == 0)
            for role in (Role.MANAGER, Role.DEPUTY):
                await holds.move(hold.id, partial(end, by=role), by=role, box=no_box)
