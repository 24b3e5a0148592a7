"""Reports and enquiries have their day, too: postponed, held, purged as all that is kept (R14)."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

import crypto
from bot.joins_reports import reports_of
from crypto.wire.destroying import Disposed
from people.accounts import AccountId, Role
from storage.keeping import month_of
from storage.purging import (
    MonthCertificates,
    certificate_of,
    enquiries_of,
    find_due,
    holds_of,
    purge,
    read_certificate,
)
from supervision.enquiries import Channel, Enquiry, EnquiryId, Who
from supervision.errors import Malformed
from supervision.keeping import (
    DAY,
    Hold,
    HoldId,
    Kind,
    Postponement,
    Why,
    agreed,
    check_hold,
    ended,
)
from tests.fakes.cabinet import DAYS, TERMS, Cabinet, box, cabinet
from tests.fakes.clock import FixedClock
from tests.storage.test_reports import closed


@pytest.fixture
async def at(home: Path) -> AsyncIterator[Cabinet]:
    """An open store with a closed report and one enquiry, of the same hour."""
    async with cabinet(home, FixedClock()) as made:
        await closed(reports_of(made.core))
        await noted(made)
        yield made


async def noted(at: Cabinet) -> EnquiryId:
    """An enquiry of this hour."""
    now, name = int(at.clock.now()), EnquiryId(crypto.random_bytes(16))
    new = Enquiry(
        id=name,
        hour=now - now % 3600,
        kind=Who.POLICE,
        channel=Channel.PHONE,
        by=AccountId(b"m" * 16),
    )
    await enquiries_of(at.core).keep(new, role="worker")
    return name


async def purged(at: Cabinet) -> tuple[int, int]:
    """How many reports and enquiries `peerlink purge` destroys now."""
    due = await find_due(at.core, terms=TERMS)
    heard: list[int] = []
    done = await purge(at.core, due, terms=TERMS, box=box, told=heard.append)
    assert heard[-1:] == ([done.total] if done.total else [])
    assert done.total == due.total
    text = certificate_of(at.core, done, profile="ucl", terms=TERMS)
    said = read_certificate(text, audit_key=at.core.keys.audit)
    assert isinstance(said, Disposed)
    assert (said.reports, said.enquiries) == (done.records[Kind.REPORT], done.enquiries)
    return done.records[Kind.REPORT], done.enquiries


async def swept(at: Cabinet) -> tuple[int, int]:
    """The same of what the service does by itself."""
    now = int(at.core.unhurried.now())
    enquiries = enquiries_of(at.core)
    gone = await enquiries.forget(before=TERMS.ended_by(Kind.ENQUIRY, now=now), now=now)
    return (await at.sweep())[Kind.REPORT], gone


async def test_both_go_on_their_day_and_not_before(at: Cabinet) -> None:
    at.clock.pass_(DAYS * DAY)
    assert await swept(at) == await purged(at) == (0, 0)
    at.clock.pass_(DAY + 2 * 3600)
    later = await noted(at)
    assert await purged(at) == (1, 1)
    assert await at.count("reports", "report_events", "enquiries") == [0, 0, 1]
    assert [each.id for each in await enquiries_of(at.core).newest(limit=9)] == [later]
    # What purge destroyed stands on its own certificate's day, not among the month's.
    keeping = await holds_of(at.core).keeping(Role.MANAGER, TERMS)
    assert Kind.ENQUIRY not in [each.kind for each in keeping.destroyed]


async def test_the_months_certificate_counts_both_and_no_report_about_its_reader(
    at: Cabinet,
) -> None:
    at.clock.pass_((DAYS + 2) * DAY)
    assert await swept(at) == (1, 1)
    month = month_of(at.clock.now())
    at.clock.pass_(31 * DAY)
    certificates = MonthCertificates(
        store=at.core.store,
        audit_key=at.core.keys.audit,
        clock=at.clock,
        destroying=at.core.unhurried,
        profile="ucl",
        terms=TERMS,
    )
    # The report is coordinator's and manager's: it may be about the deputy.
    for role, reports in ((Role.COORDINATOR, 1), (Role.MANAGER, 1), (Role.DEPUTY, 0)):
        text = await certificates.of(month, role)
        assert text is not None
        said = read_certificate(text, audit_key=at.core.keys.audit)
        assert isinstance(said, Disposed)
        assert (said.reader, said.reports, said.enquiries) == (role.value, reports, 1)


async def test_attack_35_a_clock_years_ahead_destroys_neither(at: Cabinet) -> None:
    at.clock.jump(10 * 365 * DAY)
    assert await swept(at) == await purged(at) == (0, 0)


async def test_the_lead_sees_them_fall_due_and_postpones(at: Cabinet) -> None:
    holds = holds_of(at.core)
    due = (await holds.keeping(Role.DEPUTY, TERMS)).due
    # The report is coordinator's and manager's; an enquiry is every holder's, and about nobody.
    assert [(each.kind, each.count) for each in due] == [(Kind.ENQUIRY, 1)]
    both = (await holds.keeping(Role.COORDINATOR, TERMS)).due
    assert {each.kind for each in both} == {Kind.ENQUIRY, Kind.REPORT}
    until = int(at.clock.now()) + (DAYS + 30) * DAY
    new = Postponement(kind=Kind.ENQUIRY, until=until, reason=Why.LEGAL)
    await holds.postpone(new, by=Role.COORDINATOR)
    at.clock.pass_((DAYS + 2) * DAY)
    assert await purged(at) == (1, 0)
    at.clock.pass_(29 * DAY)
    assert await swept(at) == (0, 1)
    (count,) = (await holds.keeping(Role.MANAGER, TERMS)).destroyed
    assert (count.kind, count.count) == (Kind.ENQUIRY, 1)


async def test_a_hold_of_a_period_keeps_both_until_two_end_it(at: Cabinet) -> None:
    holds, now = holds_of(at.core), int(at.clock.now())
    at.clock.pass_(3 * DAY)
    await noted(at)
    hold = Hold(
        id=HoldId(bytes(16)),
        reason=Why.INCIDENT,
        asked_by=Role.MANAGER,
        since=now - DAY,
        until=now + DAY,
    )
    await holds.ask(hold, shift=0, concern=None, box=box)
    agree = partial(agreed, by=Role.DEPUTY)
    await holds.move(hold.id, agree, by=Role.DEPUTY, box=box)
    at.clock.pass_((DAYS + 5) * DAY)
    assert await swept(at) == (0, 1)
    assert await purged(at) == (0, 0)
    for role in (Role.MANAGER, Role.DEPUTY):
        await holds.move(hold.id, partial(ended, by=role), by=role, box=box)
    assert await purged(at) == (1, 1)


@pytest.mark.parametrize("kind", list(Kind))
def test_r31_no_hold_tells_that_there_is_a_report_about_somebody(kind: Kind) -> None:
    one = Hold(
        id=HoldId(bytes(16)),
        reason=Why.INCIDENT,
        asked_by=Role.MANAGER,
        kind=kind,
        reference=bytes(16),
    )
    if kind in {Kind.REPORT, Kind.ENQUIRY, Kind.AUDIT}:
        with pytest.raises(Malformed):
            check_hold(one, concern=None)
    else:
        check_hold(one, concern=None)
