"""The coordinator's side over a real file, as the wiring joins it. Nothing is faked but the clock
and who is looking."""

from typing import Any, cast

from bot.joins import AnsweredEntries, CapsulesOfCases, ToldDisclosures, ToldFlags, ToldPolicy
from handlers.web.limits import Limits
from handlers.web.supervision import Supervision
from intake.accesses import MyRecord
from intake.notices import Notices
from intake.ports import Live
from storage.accesses import SqlAccesses
from storage.audit import Audit
from storage.auditviews import SqlAuditLog
from storage.disclosurerows import DisclosureRows
from storage.disclosures import SqlDisclosures
from storage.entries import SqlEntries
from storage.entryrows import EntryRows
from storage.fields import Fields
from storage.flagchain import FlagChain
from storage.flagrows import FlagRows
from storage.flags import SqlFlags
from storage.numbers import SqlNumbers
from storage.outbox import StoredOutbox
from storage.policyrows import SqlPolicy
from supervision.audit_log import AuditLog
from supervision.disclosure_desk import DisclosureDesk
from supervision.disclosure_ports import Capsules
from supervision.entry_desk import EntryDesk
from supervision.flag_desk import FlagDesk
from supervision.flags import FlagTimes
from supervision.numbers import NumbersDesk, PeriodKind
from supervision.policy_desk import PolicyDesk
from supervision.policy_record import PolicyInForce
from tests.fakes.cases import MemoryCases
from tests.fakes.house import RecordingLive
from tests.fakes.outbox import MemoryOutbox
from tests.fakes.stores import Stores

DAYS = 7
TIMES = FlagTimes(first=1800, second=7200)


def supervision_over(
    stores: Stores,
    *,
    live: Live | None = None,
    kind: PeriodKind = "term",
    capsules: Capsules | None = None,
    policy: PolicyInForce | None = None,
) -> Supervision:
    """Everything of the coordinator's side on an open file."""
    assert stores.file is not None
    store, service_keys, case_keys = stores.file.store, stores.file.keys, stores.file.case_keys
    clock, team, live = stores.clock, stores.team, live or RecordingLive()
    fields, audit = Fields(service_keys), Audit(keys=service_keys, clock=clock)
    outbox = StoredOutbox(store=store, fields=fields)
    flags = SqlFlags(
        store=store,
        rows=FlagRows(fields),
        keys=case_keys,
        chain=FlagChain(service_keys),
        outbox=outbox,
        clock=clock,
    )
    disclosures = SqlDisclosures(
        store=store,
        named=DisclosureRows(fields),
        keys=case_keys,
        audit=audit,
        outbox=outbox,
        clock=clock,
    )
    cases = MemoryCases(MemoryOutbox())
    named = DisclosureRows(fields)
    entries = SqlEntries(
        store=store,
        rows=EntryRows(fields),
        keys=case_keys,
        audit=audit,
        outbox=outbox,
    )
    notices = Notices(accounts=cast("Any", stores.people), live=live, clock=clock)
    return Supervision(
        entries=EntryDesk(
            store=AnsweredEntries(entries=entries, notices=notices, live=live),
            team=team,
            sockets=cast("Any", live),
            clock=clock,
        ),
        audit=AuditLog(store=SqlAuditLog(store=store, keys=service_keys, audit=audit), clock=clock),
        numbers=NumbersDesk(
            store=SqlNumbers(store=store, fields=fields, keys=case_keys, audit=audit),
            clock=clock,
            kind=kind,
        ),
        flags=FlagDesk(
            store=ToldFlags(flags=flags, notices=notices),
            team=team,
            sockets=cast("Any", live),
            clock=clock,
            times=TIMES,
        ),
        raising=Limits(clock=clock, burst=10_000),
        receipts=Limits(clock=clock, burst=10_000),
        disclosures=DisclosureDesk(
            store=ToldDisclosures(disclosures=disclosures, notices=notices),
            capsules=capsules or CapsulesOfCases(cases),
            team=team,
            sockets=cast("Any", live),
            clock=clock,
            days=DAYS,
        ),
        record=MyRecord(
            cases=cases,
            accesses=SqlAccesses(store=store, keys=case_keys, named=named),
            clock=clock,
        ),
        policy=PolicyDesk(
            policy=policy or PolicyInForce(profile="ucl", digest=b"p" * 32),
            store=ToldPolicy(
                policy=SqlPolicy(store=store, audit=audit, outbox=outbox), notices=notices
            ),
            team=team,
            sockets=cast("Any", live),
            clock=clock,
        ),
        looking=Limits(clock=clock, burst=10_000),
    )
