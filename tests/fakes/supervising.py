"""The coordinator's side over a real file, as the wiring joins it. Nothing is faked but the clock
and who is looking."""

from typing import Any, cast

import crypto
from bot.joins import AnsweredEntries, CapsulesOfCases, ToldDisclosures, ToldFlags, ToldPolicy
from bot.joins_file import ToldFile
from bot.joins_reports import ToldReports
from handlers.web.limits import Limits
from handlers.web.supervision import Supervision
from intake.accesses import MyRecord
from intake.notices import Notices
from intake.ports import Live
from policy.wording import Variant
from storage.accesses import SqlAccesses
from storage.audit import Audit
from storage.auditviews import SqlAuditLog
from storage.disclosurerows import DisclosureRows
from storage.disclosures import SqlDisclosures
from storage.enquiries import SqlEnquiries
from storage.entries import SqlEntries
from storage.entryrows import EntryRows
from storage.fields import Fields
from storage.flagchain import FlagChain
from storage.flagrows import FlagRows
from storage.flags import SqlFlags
from storage.holds import SqlHolds
from storage.numbers import SqlNumbers
from storage.outbox import StoredOutbox
from storage.passing import SqlPassing
from storage.policyrecord import SqlPolicy
from storage.purging import MonthCertificates
from storage.reportrows import ReportRows
from storage.reports import SqlReports
from storage.team import SqlTeam
from storage.teamfile import SqlFile
from supervision.audit_log import AuditLog
from supervision.disclosure_desk import DisclosureDesk
from supervision.disclosure_ports import Capsules
from supervision.enquiries import EnquiryDesk
from supervision.entry_desk import EntryDesk
from supervision.file_desk import FileDesk
from supervision.flag_desk import FlagDesk
from supervision.flags import FlagTimes
from supervision.invites import Invites
from supervision.keeping import RECORDS, Terms
from supervision.keeping_desk import KeepingDesk
from supervision.numbers import NumbersDesk, PeriodKind
from supervision.passing import PassDesk
from supervision.policy_desk import PolicyDesk
from supervision.policy_record import PolicyInForce
from supervision.report_desk import ReportDesk
from tests.fakes.cases import MemoryCases
from tests.fakes.known import RecordingLive
from tests.fakes.outbox import MemoryOutbox
from tests.fakes.stores import Stores

DAYS = 7
TERMS = Terms(days=dict.fromkeys(RECORDS, 365), conversation_days=180)
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
    assert isinstance(stores.team, SqlTeam)
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
        clock=clock,
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
        reporting=Limits(clock=clock, burst=10_000),
        reports=ReportDesk(
            store=ToldReports(
                reports=SqlReports(
                    store=store,
                    rows=ReportRows(fields),
                    keys=case_keys,
                    outbox=outbox,
                    clock=clock,
                ),
                accounts=cast("Any", stores.people),
                notices=notices,
            ),
            team=team,
            sockets=cast("Any", live),
        ),
        enquiries=EnquiryDesk(
            store=SqlEnquiries(store=store, fields=fields, audit=audit, clock=clock),
            team=team,
            sockets=cast("Any", live),
            clock=clock,
            destroying=clock,
            terms=TERMS,
        ),
        keeping=KeepingDesk(
            certificates=MonthCertificates(
                store=store,
                audit_key=service_keys.audit,
                clock=clock,
                destroying=clock,
                profile="ucl",
                terms=TERMS,
            ),
            holds=SqlHolds(store=store, audit=audit, chain=FlagChain(service_keys), clock=clock),
            store=cast("Any", None),  # nothing is destroyed here: storage's tests do that
            team=team,
            sockets=cast("Any", live),
            clock=clock,
            terms=TERMS,
        ),
        file=FileDesk(
            store=ToldFile(
                file=SqlFile(
                    store=store,
                    fields=fields,
                    audit=audit,
                    outbox=outbox,
                    clock=clock,
                    staff_changed=stores.team.forget,
                ),
                notices=notices,
            ),
            team=team,
            sockets=cast("Any", live),
            clock=clock,
            wordings={crypto.digest("pl.wording", Variant.STAFF.value.encode())},
            training=True,
        ),
        passing=PassDesk(
            store=SqlPassing(store=store, fields=fields, audit=audit),
            team=team,
            invites=Invites(
                store=stores.invites,
                sockets=cast("Any", live),
                clock=clock,
                random=crypto.random_bytes,
            ),
            sockets=cast("Any", live),
            clock=clock,
        ),
    )
