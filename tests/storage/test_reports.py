"""Reports on a file: nobody but their holders is told of one, and none ends untold (R31)."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

import crypto
from bot.joins_reports import reports_of
from crypto import wire
from people.accounts import AccountId, Role
from storage.audit import Head, head
from storage.reports import SqlReports
from supervision.errors import Exists, Full, NotFound, Stale
from supervision.keeping import Kind
from supervision.reports import MOST_OF_ONE, NewReport, NewReportEvent, ReportId, ReportMark
from tests.fakes.cabinet import DAYS, PAIR, Cabinet, cabinet
from tests.fakes.clock import FixedClock

DAY = 24 * 3600
ME = AccountId(b"m" * 16)
OTHER = (Role.MANAGER, Role.DEPUTY)
TABLES = ("reports", "report_wraps", "report_events", "report_authors")


def a_report(roles: tuple[Role, ...] = PAIR) -> NewReport:
    wraps: Mapping[Role, bytes] = {role: role.value.encode() for role in roles}
    return NewReport(
        id=ReportId(crypto.random_bytes(16)), sealed=crypto.random_bytes(90), wraps=wraps
    )


async def step(
    reports: SqlReports, of: NewReport, before: list[bytes], mark: str, *, by: Role = PAIR[1]
) -> NewReportEvent:
    """The next event; `before` are the sealed ones before it, and grows."""
    new = NewReportEvent(
        report=of.id,
        number=len(before) + 1,
        previous=wire.blob_hash(before[-1] if before else of.sealed),
        event=crypto.random_bytes(40),
        mark=ReportMark(mark),
        outcome=b"told" if mark == "told" else None,
    )
    await reports.add(new, by)
    before.append(new.event)
    return new


async def closed(reports: SqlReports, roles: tuple[Role, ...] = PAIR) -> NewReport:
    new = a_report(roles)
    await reports.keep(new, author=ME)
    chain: list[bytes] = []
    for mark in ("looked", "told", "closed"):
        await step(reports, new, chain, mark, by=roles[0])
    return new


async def test_r31_no_report_is_closed_before_its_author_was_told(home: Path) -> None:
    async with cabinet(home, FixedClock()) as at:
        reports, new = reports_of(at.core), a_report()
        assert await reports.keep(new, author=ME)
        assert not await reports.keep(new, author=ME)
        chain: list[bytes] = []
        for early in ("closed", "told", "opened"):
            with pytest.raises(Stale):
                await step(reports, new, chain, early)
        await step(reports, new, chain, "looked")
        await step(reports, new, chain, "")
        with pytest.raises(Stale):
            await step(reports, new, chain, "closed")
        told = await step(reports, new, chain, "told")
        assert await reports.add(told, PAIR[0]) is None  # the same bytes again
        for other in (replace(told, outcome=b"told else"), replace(told, outcome=None)):
            with pytest.raises(Stale):  # nobody believes that another outcome was taken
                await reports.add(other, PAIR[0])
        (mine,) = await reports.own(ME)
        assert (mine.report.state.value, list(mine.outcomes)) == ("told", [b"told"])
        await step(reports, new, chain, "closed")
        found = await reports.events(new.id, PAIR[0], after=1, limit=9)
        assert [each.mark.value for each in found.events] == ["", "told", "closed"]
        assert [each.event for each in found.events] == chain[1:]
        with pytest.raises(Stale):
            await step(reports, new, chain[:1], "")


async def test_a_report_is_its_holders_and_its_authors_alone(home: Path) -> None:
    async with cabinet(home, FixedClock()) as at:
        reports, new = reports_of(at.core), a_report(OTHER)
        before = await _audit(at)
        await reports.keep(new, author=ME)
        assert (await reports.page(Role.COORDINATOR, before=None, limit=9)).reports == []
        (shown,) = (await reports.page(Role.DEPUTY, before=None, limit=9)).reports
        assert (shown.sealed, shown.wrap) == (new.sealed, b"deputy")
        with pytest.raises(NotFound):
            await reports.events(new.id, Role.COORDINATOR, after=0, limit=9)
        with pytest.raises(NotFound):
            await step(reports, new, [], "looked", by=Role.COORDINATOR)
        assert await reports.own(AccountId(b"o" * 16)) == []
        other = NewReport(id=new.id, sealed=new.sealed, wraps=dict.fromkeys(OTHER, b"x"))
        for author, again in ((ME, other), (AccountId(b"o" * 16), new)):
            with pytest.raises(Exists):
                await reports.keep(again, author=author)
        await step(reports, new, [], "looked", by=Role.DEPUTY)
        assert await _audit(at) == before


async def _audit(at: Cabinet) -> Head:
    return await at.core.store.read(head)


async def test_one_author_does_not_fill_the_disk(home: Path) -> None:
    async with cabinet(home, FixedClock()) as at:
        reports = reports_of(at.core)
        for _ in range(MOST_OF_ONE):
            await reports.keep(a_report(), author=ME)
        with pytest.raises(Full):
            await reports.keep(a_report(), author=ME)


async def test_what_is_closed_goes_on_its_day_and_what_is_open_stays(home: Path) -> None:
    async with cabinet(home, FixedClock()) as at:
        reports = reports_of(at.core)
        gone, stays = await closed(reports), a_report()
        await reports.keep(stays, author=ME)
        at.clock.pass_(DAYS * DAY)
        assert (await at.sweep())[Kind.REPORT] == 0
        at.clock.pass_(2 * DAY)
        assert (await at.sweep())[Kind.REPORT] == 1
        assert await at.count(*TABLES) == [1, 2, 0, 1]
        with pytest.raises(NotFound):
            await reports.events(gone.id, PAIR[0], after=0, limit=9)
        with pytest.raises(Exists):  # nothing is kept under its id again
            await reports.keep(gone, author=ME)


async def test_whose_it_is_goes_with_the_account_and_the_report_stays(home: Path) -> None:
    async with cabinet(home, FixedClock()) as at:
        reports = reports_of(at.core)
        await reports.keep(a_report(), author=ME)
        await reports.keep(a_report(), author=AccountId(b"o" * 16))
        await reports.forget_author(ME)
        assert await at.count(*TABLES) == [2, 4, 0, 1]
        assert await reports.own(ME) == []
        # Nobody of them has an account: an old backup would bring such rows back.
        assert await reports.forget_gone() == 1
        assert await at.count(*TABLES) == [2, 4, 0, 0]
