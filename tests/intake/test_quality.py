"""An appointed auditor reads a sample of case records until a day (R15; protocol.md section 24)."""

import asyncio
from dataclasses import dataclass, replace

import pytest

import crypto
from crypto import wire
from crypto.wire.case_record import RECORD_READERS, record_chain
from intake.errors import Conflict, Malformed, NotFound
from intake.quality import (
    LISTED_AT_ONCE,
    LONGEST_SECONDS,
    MOST_RUNNING,
    Auditing,
    QualityAudit,
    Step,
)
from intake.requests import Case
from people.accounts import Account, Role
from tests.fakes.contacts import holder_of
from tests.fakes.devices import Device
from tests.fakes.house import House, Talk
from tests.fakes.quality import MemoryAudits, auditing_of
from tests.fakes.recording import entry_of, recording_of
from tests.fakes.rooms import close_of

AUDIT = b"a" * 16
CERTIFICATE = wire.CertificateId(b"c" * 32)
DAY = 86_400
BOXES = dict.fromkeys(RECORD_READERS, b"found" * 20)


@dataclass
class Begun:
    """A record in an audit, and who takes part."""

    house: House
    auditing: Auditing
    audits: MemoryAudits
    talk: Talk
    lead: Account
    auditor: Account
    item: bytes
    wrap: bytes

    async def look(self, who: Account | None = None) -> list[bytes]:
        found = await self.auditing.look(who or self.auditor, AUDIT, self.talk.case)
        return [each.wrap for each in found]


@pytest.fixture
async def begun(house: House) -> Begun:
    talk = await house.talk()
    case = await house.cases.find(talk.case)
    assert case is not None
    made = entry_of(talk.case, epoch=case.record_hash)
    await recording_of(house).add(talk.worker.account.id, talk.case, made)
    lead = holder_of(house, telegram=1).account
    auditor = house.accounts.add(Device.staff(9, Role.AUDITOR))
    audits = MemoryAudits()
    audits.listed[CERTIFICATE] = auditor
    auditing = auditing_of(house, audits)
    until = int(house.clock.now()) + 7 * DAY
    await auditing.begin(lead, AUDIT, certificate=CERTIFICATE, until=until)
    wrap = crypto.random_bytes(300)
    await auditing.sample(lead, AUDIT, talk.case, [wrap])
    return Begun(
        house=house,
        auditing=auditing,
        audits=audits,
        talk=talk,
        lead=lead,
        auditor=auditor,
        item=made.item,
        wrap=wrap,
    )


async def test_r15_the_auditor_reads_the_sample_and_says_what_they_found(begun: Begun) -> None:
    ((mine,), _) = await begun.auditing.listed(begun.auditor)
    assert [(each.case, each.judged) for each in mine.samples] == [(begun.talk.case, False)]
    assert await begun.look() == [begun.wrap]
    await begun.auditing.judge(begun.auditor, AUDIT, begun.talk.case, BOXES)
    ((theirs,), _) = await begun.auditing.listed(begun.lead)
    assert [each.finding for each in theirs.samples] == [BOXES["coordinator"]]
    ((mine,), _) = await begun.auditing.listed(begun.auditor)
    assert [(each.judged, each.finding) for each in mine.samples] == [(True, None)]


async def test_r15_when_the_time_is_over_nothing_is_handed_out_and_the_wraps_go(
    begun: Begun,
) -> None:
    await begun.auditing.judge(begun.auditor, AUDIT, begun.talk.case, BOXES)
    assert await begun.auditing.sweep() == 0
    begun.house.clock.pass_(7 * DAY)
    assert await begun.auditing.listed(begun.auditor) == ([], False)
    with pytest.raises(NotFound):
        await begun.look()
    with pytest.raises(NotFound):
        await begun.auditing.judge(begun.auditor, AUDIT, begun.talk.case, BOXES)
    with pytest.raises(Conflict):
        await begun.auditing.sample(begun.lead, AUDIT, begun.talk.case, [begun.wrap])
    name = f"record-audit/{AUDIT.hex()}/1"
    assert await begun.house.cases.papers(begun.talk.case, frozenset({name}))
    assert (await begun.auditing.sweep(), await begun.auditing.sweep()) == (1, 0)
    assert not await begun.house.cases.papers(begun.talk.case, frozenset({name}))
    ((theirs,), _) = await begun.auditing.listed(begun.lead)
    assert theirs.audit.ended
    assert theirs.samples[0].finding is not None


def many(begun: Begun, count: int, *, ended: bool = False) -> list[bytes]:
    """So many more, however they came there."""
    names = [number.to_bytes(16, "big") for number in range(1, count + 1)]
    for name in names:
        begun.audits.rows[name] = replace(begun.audits.rows[AUDIT], id=name, ended=ended)
    return names


async def test_r15_an_audit_ends_however_many_were_begun_after_it(begun: Begun) -> None:
    many(begun, 200)
    begun.house.clock.pass_(7 * DAY)
    while await begun.auditing.sweep():
        pass
    assert begun.audits.rows[AUDIT].ended
    assert not await wraps_kept(begun)


async def test_r15_every_audit_is_listed_in_pages_and_ones_own_reaches_its_auditor(
    begun: Begun,
) -> None:
    names = many(begun, 2 * LISTED_AT_ONCE, ended=True)
    ((mine,), _) = await begun.auditing.listed(begun.auditor)
    assert mine.audit.id == AUDIT  # the oldest of all
    found: list[bytes] = []
    more = True
    while more:
        views, more = await begun.auditing.listed(begun.lead, before=found[-1] if found else None)
        assert len(views) <= LISTED_AT_ONCE
        found += [each.audit.id for each in views]
    assert found == [*reversed(names), AUDIT]
    with pytest.raises(NotFound):
        await begun.auditing.listed(begun.lead, before=b"x" * 16)
    assert await begun.look() == [begun.wrap]


async def test_r15_one_holder_does_not_crowd_out_the_others_audits(begun: Begun) -> None:
    until = int(begun.house.clock.now()) + DAY
    many(begun, MOST_RUNNING - 1)
    with pytest.raises(Conflict):
        await begun.auditing.begin(begun.lead, b"b" * 16, certificate=CERTIFICATE, until=until)
    manager = holder_of(begun.house, role=Role.MANAGER, telegram=2).account
    await begun.auditing.begin(manager, b"m" * 16, certificate=CERTIFICATE, until=until)
    begun.house.clock.pass_(7 * DAY)
    while await begun.auditing.sweep():
        pass
    until = int(begun.house.clock.now()) + DAY
    await begun.auditing.begin(begun.lead, b"b" * 16, certificate=CERTIFICATE, until=until)


async def test_r15_what_is_let_out_while_the_sweep_runs_is_destroyed_all_the_same(
    begun: Begun,
) -> None:
    house, on = begun.house, begun.audits
    name = b"r" * 16
    on.rows[name] = replace(on.rows[AUDIT], id=name, cases=())
    passed, goes_on, change = asyncio.Event(), asyncio.Event(), on.change

    async def slow(audit: bytes, step: Step) -> QualityAudit:
        changed = await change(audit, step)
        # The record is in the audit, its wraps are not put yet: now the time is over.
        house.clock.pass_(7 * DAY)
        passed.set()
        await goes_on.wait()
        return changed

    on.change = slow  # type: ignore[method-assign]
    letting = asyncio.create_task(
        begun.auditing.sample(begun.lead, name, begun.talk.case, [begun.wrap])
    )
    await passed.wait()
    on.change = change  # type: ignore[method-assign]
    sweeping = asyncio.create_task(begun.auditing.sweep())
    for _ in range(50):  # as far as it gets
        await asyncio.sleep(0)
    goes_on.set()
    await letting
    assert await sweeping == 2
    assert on.rows[name].ended
    assert not await wraps_kept(begun, name)


async def test_r15_fewer_wraps_let_out_again_replace_all_of_them(begun: Begun) -> None:
    epoch, before = (await kept(begun)).record_hash, record_chain(begun.item)
    made = entry_of(begun.talk.case, epoch=epoch, number=2, previous=before)
    await recording_of(begun.house).add(begun.talk.worker.account.id, begun.talk.case, made)
    two = [crypto.random_bytes(300), crypto.random_bytes(300)]
    await begun.auditing.sample(begun.lead, AUDIT, begun.talk.case, two)
    assert await begun.look() == two
    await begun.auditing.sample(begun.lead, AUDIT, begun.talk.case, two[1:])
    assert await begun.look() == two[1:]


async def wraps_kept(begun: Begun, audit: bytes = AUDIT) -> bool:
    name = f"record-audit/{audit.hex()}/1"
    return bool(await begun.house.cases.papers(begun.talk.case, frozenset({name})))


async def test_r15_nobody_else_reads_it(begun: Begun) -> None:
    other = begun.house.accounts.add(Device.staff(10, Role.AUDITOR))
    deputy = holder_of(begun.house, role=Role.DEPUTY, telegram=2).account
    assert await begun.auditing.listed(other) == ([], False)
    for who in (other, begun.lead, deputy, begun.talk.worker.account):
        with pytest.raises(NotFound):
            await begun.look(who)
    with pytest.raises(NotFound):
        await begun.auditing.listed(deputy)
    begun.audits.listed.clear()  # off the roster, or the certificate is over
    with pytest.raises(NotFound):
        await begun.look()


async def test_r15_an_audit_has_an_auditor_and_an_end_within_a_month(begun: Begun) -> None:
    now = int(begun.house.clock.now())
    for until in (now, now + LONGEST_SECONDS + 1):
        with pytest.raises(Malformed):
            await begun.auditing.begin(begun.lead, b"b" * 16, certificate=CERTIFICATE, until=until)
    unknown = wire.CertificateId(b"x" * 32)
    with pytest.raises(Conflict):
        await begun.auditing.begin(begun.lead, b"b" * 16, certificate=unknown, until=now + DAY)
    with pytest.raises(Malformed):
        await begun.auditing.sample(begun.lead, AUDIT, begun.talk.case, [begun.wrap] * 2)


async def test_r15_what_is_erased_is_in_no_audit(begun: Begun) -> None:
    await begun.house.cases.erase(begun.talk.case)
    with pytest.raises(NotFound):
        await begun.look()
    ((theirs,), _) = await begun.auditing.listed(begun.lead)
    assert theirs.samples == []
    begun.house.clock.pass_(7 * DAY)
    assert await begun.auditing.sweep() == 1


async def test_r15_past_its_day_a_record_is_in_no_audit_though_it_is_not_destroyed_yet(
    begun: Begun,
) -> None:
    await ended_by_its_student(begun)
    assert await begun.look() == [begun.wrap]
    over = (await kept(begun)).keep_until or 0
    house, case = begun.house, begun.talk.case
    house.clock.pass_(over - house.clock.now())
    # Appointed while the record was kept, and the audit's own time is not over.
    longer = b"l" * 16
    begun.audits.rows[longer] = replace(begun.audits.rows[AUDIT], id=longer, until=over + DAY)
    assert await house.cases.find(case) is not None
    with pytest.raises(NotFound):
        await begun.auditing.look(begun.auditor, longer, case)
    with pytest.raises(NotFound):
        await begun.auditing.judge(begun.auditor, longer, case, BOXES)
    ((mine,), _) = await begun.auditing.listed(begun.auditor)
    assert mine.samples == []


async def test_r25_nobody_audits_or_reads_the_audit_of_their_own_record(begun: Begun) -> None:
    telegram = begun.talk.student.device.telegram
    manager = holder_of(begun.house, role=Role.MANAGER, telegram=telegram).account
    ((theirs,), _) = await begun.auditing.listed(manager)
    assert theirs.samples == []
    oneself = begun.house.accounts.add(Device.staff(telegram, Role.AUDITOR))
    # An account has one other side.

    del begun.house.accounts.known[manager.id]
    begun.audits.listed[CERTIFICATE] = oneself
    with pytest.raises(NotFound):
        await begun.look(oneself)
    with pytest.raises(NotFound):
        await begun.auditing.judge(oneself, AUDIT, begun.talk.case, BOXES)
    ((mine,), _) = await begun.auditing.listed(oneself)
    assert mine.samples == []


async def kept(begun: Begun) -> Case:
    case = await begun.house.cases.find(begun.talk.case)
    assert case is not None
    return case


async def ended_by_its_student(begun: Begun) -> None:
    talk = begun.talk
    record = (await kept(begun)).newest_hash()
    signed = close_of(talk.student.device, talk.case, record, by="student")
    await begun.house.closing.close(talk.student.account, talk.case, signed)
