"""What is kept of audits of case records goes on its day, with what was found (R14, R15)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from crypto.wire import CaseId, CertificateId
from crypto.wire.case_record import RECORD_READERS
from crypto.wire.destroying import Disposed
from intake import papers
from intake.ports import Change
from intake.quality import QualityAudit
from people.accounts import Role
from storage.backup import back_up, restore
from storage.endedaudits import SqlEndedAudits
from storage.keeping import month_of
from storage.layout import Layout
from storage.opening import Core
from storage.purging import (
    MonthCertificates,
    audits_of,
    certificate_of,
    find_due,
    holds_of,
    purge,
    read_certificate,
)
from storage.recordaudits import SqlRecordAudits
from storage.tombstones import Erased, Tombstone
from storage.transaction import Transaction
from supervision.keeping import DAY, Hold, HoldId, Kind, Postponement, Why, agreed, ended
from tests.fakes.cabinet import DAYS, TERMS, box
from tests.fakes.clock import FixedClock
from tests.fakes.house import House, on_sqlite
from tests.storage.test_record_audits import audits_on

AUDIT = b"a" * 16
FINDINGS = frozenset(papers.audit_finding(AUDIT, role) for role in RECORD_READERS)


@dataclass
class Looked:
    """An audit of two conversations that is over, with what was found of them."""

    house: House
    core: Core
    clock: FixedClock
    cases: tuple[CaseId, CaseId]

    @property
    def audits(self) -> SqlRecordAudits:
        return audits_on(self.core)

    @property
    def ending(self) -> SqlEndedAudits:
        return audits_of(self.core)

    async def findings(self) -> list[int]:
        """How many are kept of each of the two."""
        return [len(await self.house.cases.papers(case, FINDINGS)) for case in self.cases]

    async def shown(self) -> list[bytes]:
        return [each.id for each in await self.audits.page(before=None, limit=9)]

    async def purged(self) -> int:
        """How many `peerlink purge` destroys now, as its certificate says."""
        due = await find_due(self.core, terms=TERMS)
        heard: list[int] = []
        done = await purge(self.core, due, terms=TERMS, box=box, told=heard.append)
        assert heard[-1:] == ([done.total] if done.total else [])
        text = certificate_of(self.core, done, profile="ucl", terms=TERMS)
        said = read_certificate(text, audit_key=self.core.keys.audit)
        assert isinstance(said, Disposed)
        assert said.audits == done.audits == due.audits
        return said.audits


@pytest.fixture
async def looked(home: Path) -> AsyncIterator[Looked]:
    clock = FixedClock()
    async with on_sqlite(home, clock=clock) as house:
        assert house.core is not None
        cases = ((await house.talk()).case, (await house.talk()).case)
        made = Looked(house=house, core=house.core, clock=clock, cases=cases)
        await audited(made)
        yield made


async def audited(at: Looked) -> None:
    """Begun, judged and over at this second."""
    kept = QualityAudit(
        id=AUDIT,
        certificate=CertificateId(b"c" * 32),
        by=Role.MANAGER,
        until=int(at.clock.now()),
        cases=at.cases,
    )
    await at.audits.keep(kept, most=9)
    put = dict.fromkeys(FINDINGS, b"found")
    for case in at.cases:
        await at.house.cases.change(
            case, lambda found: Change(case=found, event="record.judged", role="auditor", put=put)
        )
    await at.audits.change(AUDIT, lambda found: replace(found, ended=True))


async def test_r14_an_audit_and_its_findings_go_on_their_day_and_not_before(
    looked: Looked,
) -> None:
    looked.clock.pass_(DAYS * DAY - 1)
    assert await looked.shown() == [AUDIT]
    looked.clock.pass_(1)
    assert await looked.shown() == []  # from its day on to nobody
    assert (await looked.ending.destroy(TERMS), await looked.purged()) == (0, 0)
    assert await looked.findings() == [2, 2]
    looked.clock.pass_(DAY)
    assert await looked.purged() == 1
    assert await looked.findings() == [0, 0]
    assert await looked.audits.find(AUDIT) is None
    assert await looked.purged() == 0


async def test_r14_one_that_still_runs_stays(looked: Looked) -> None:
    await looked.audits.change(AUDIT, lambda found: replace(found, ended=False))
    looked.clock.pass_((DAYS + 9) * DAY)
    assert (await looked.ending.destroy(TERMS), await looked.purged()) == (0, 0)
    assert await looked.shown() == [AUDIT]


async def test_attack_35_a_clock_years_ahead_destroys_no_audit(looked: Looked) -> None:
    looked.clock.jump(10 * 365 * DAY)
    assert (await looked.ending.destroy(TERMS), await looked.purged()) == (0, 0)


async def test_the_months_certificate_counts_it_and_it_is_seen_to_fall_due(looked: Looked) -> None:
    due = (await holds_of(looked.core).keeping(Role.DEPUTY, TERMS)).due
    month = month_of(looked.clock.now() + DAYS * DAY)
    assert [(each.month, each.count) for each in due if each.kind is Kind.AUDIT] == [(month, 1)]
    looked.clock.pass_((DAYS + 2) * DAY)
    assert await looked.ending.destroy(TERMS) == 1
    month = month_of(looked.clock.now())
    looked.clock.pass_(31 * DAY)
    certificates = MonthCertificates(
        store=looked.core.store,
        audit_key=looked.core.keys.audit,
        clock=looked.clock,
        destroying=looked.core.unhurried,
        profile="ucl",
        terms=TERMS,
    )
    text = await certificates.of(month, Role.COORDINATOR)
    assert text is not None
    said = read_certificate(text, audit_key=looked.core.keys.audit)
    assert isinstance(said, Disposed)
    assert said.audits == 1


async def test_the_lead_postpones_audits(looked: Looked) -> None:
    until = int(looked.clock.now()) + (DAYS + 30) * DAY
    new = Postponement(kind=Kind.AUDIT, until=until, reason=Why.COMPLAINT)
    await holds_of(looked.core).postpone(new, by=Role.COORDINATOR)
    looked.clock.pass_((DAYS + 2) * DAY)
    assert await looked.purged() == 0
    looked.clock.pass_(29 * DAY)
    assert await looked.purged() == 1


@pytest.mark.parametrize("by_period", [False, True])
async def test_a_hold_keeps_it_of_its_period_or_of_a_conversation_in_it(
    looked: Looked, by_period: bool
) -> None:
    holds, now = holds_of(looked.core), int(looked.clock.now())
    hold = Hold(
        id=HoldId(bytes(16)),
        reason=Why.INCIDENT,
        asked_by=Role.MANAGER,
        kind=None if by_period else Kind.CONVERSATION,
        reference=None if by_period else looked.cases[1],
        since=now - DAY if by_period else None,
        until=now + DAY if by_period else None,
    )
    await holds.ask(hold, shift=0, concern=None, box=box)
    await holds.move(hold.id, partial(agreed, by=Role.DEPUTY), by=Role.DEPUTY, box=box)
    looked.clock.pass_((DAYS + 5) * DAY)
    assert (await looked.ending.destroy(TERMS), await looked.purged()) == (0, 0)
    assert await looked.findings() == [2, 2]
    assert await looked.shown() == []  # that it is held tells nobody
    for role in (Role.MANAGER, Role.DEPUTY):
        await holds.move(hold.id, partial(ended, by=role), by=role, box=box)
    assert await looked.purged() == 1


async def test_attack_37_an_erased_conversation_is_named_by_no_audit_nor_in_an_old_backup(
    looked: Looked, tmp_path: Path
) -> None:
    gone, left = looked.cases
    database, keys = tmp_path / "database", tmp_path / "keys"
    await back_up(looked.core, database_to=database, keys_to=keys)
    await looked.core.erasure.erase(Tombstone(erased=Erased.CASE, reference=gone))
    found = await looked.audits.find(AUDIT)
    assert found is not None
    assert found.cases == (left,)
    tombstones = looked.core.layout.tombstones
    again = tmp_path / "again"
    await restore(
        database_from=database, keys_from=keys, layout=Layout.at(again), tombstones=tombstones
    )
    async with on_sqlite(again) as house:
        assert house.core is not None
        found = await audits_on(house.core).find(AUDIT)
        assert found is not None
        assert found.cases == (left,)


async def test_one_that_was_altered_keeps_nothing_else_from_going(looked: Looked) -> None:
    other = QualityAudit(
        id=b"b" * 16,
        certificate=CertificateId(b"c" * 32),
        by=Role.MANAGER,
        until=int(looked.clock.now()),
        ended=True,
    )
    await looked.audits.keep(other, most=9)

    async def alter(tx: Transaction) -> None:
        await tx.execute("UPDATE record_audits SET body = x'00' WHERE id = :id", {"id": AUDIT})

    await looked.core.store.write(alter)
    await looked.core.erasure.erase(Tombstone(erased=Erased.CASE, reference=looked.cases[0]))
    looked.clock.pass_((DAYS + 2) * DAY)
    assert await looked.ending.destroy(TERMS) == 1
    assert await looked.findings() == [0, 2]
