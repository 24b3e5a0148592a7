"""Builds every object of the coordinator's side of the web edge, as wiring.py does for the rest.

Nothing runs here.
"""

from typing import Final

from bot.config import Config
from bot.joins import AnsweredEntries, CapsulesOfCases, ToldDisclosures, ToldFlags, ToldPolicy
from bot.joins_file import ToldFile
from bot.joins_reports import ToldReports, reports_of
from bot.timers import Timer
from bot.under_policy import terms_of
from bot.words import Words
from handlers.web.hub import Hub
from handlers.web.limits import Limits
from handlers.web.supervision import Supervision
from intake.accesses import MyRecord
from intake.notices import Notices
from people.accounts import Accounts
from storage.accesses import SqlAccesses
from storage.auditviews import SqlAuditLog
from storage.cases import StoredCases
from storage.disclosurerows import DisclosureRows
from storage.disclosures import SqlDisclosures
from storage.entries import SqlEntries
from storage.entryrows import EntryRows
from storage.flagchain import FlagChain
from storage.flagrows import FlagRows
from storage.flags import SqlFlags
from storage.numbers import SqlNumbers
from storage.opening import Core
from storage.passing import SqlPassing
from storage.policyrecord import SqlPolicy
from storage.purging import MonthCertificates, enquiries_of, holds_of, keeping_of
from storage.team import SqlTeam
from storage.teamfile import SqlFile
from supervision.audit_log import AuditLog
from supervision.disclosure_desk import DisclosureDesk
from supervision.enquiries import EnquiryDesk
from supervision.entry_desk import EntryDesk
from supervision.file_desk import FileDesk
from supervision.flag_desk import FlagDesk
from supervision.flags import FlagTimes
from supervision.invites import Invites
from supervision.keeping_desk import KeepingDesk
from supervision.numbers import NumbersDesk
from supervision.passing import PassDesk
from supervision.policy_desk import PolicyDesk
from supervision.policy_record import PolicyInForce
from supervision.report_desk import ReportDesk

FLAGS_BURST: Final = 30
FLAGS_PER_SECOND: Final = 1 / 600
RECEIPTS_BURST: Final = 60
RECEIPTS_PER_SECOND: Final = 0.2
LOOKING_BURST: Final = 10
LOOKING_PER_SECOND: Final = 0.1
REPORTING_BURST: Final = 20
REPORTING_PER_SECOND: Final = 1 / 300
SWEEP_SECONDS: Final = 15.0
HOURLY: Final = 3600.0


def build_supervision(
    *,
    config: Config,
    core: Core,
    team: SqlTeam,
    notices: Notices,
    hub: Hub,
    cases: StoredCases,
    policy: PolicyDesk,
    file: FileDesk,
    invites: Invites,
    accounts: Accounts,
) -> Supervision:
    """The coordinator's side over an open core."""
    entries = SqlEntries(
        store=core.store,
        rows=EntryRows(core.fields),
        keys=core.case_keys,
        audit=core.audit,
        outbox=core.outbox,
        clock=core.clock,
    )
    log = SqlAuditLog(store=core.store, keys=core.keys, audit=core.audit)
    numbers = SqlNumbers(
        store=core.store, fields=core.fields, keys=core.case_keys, audit=core.audit
    )
    return Supervision(
        entries=EntryDesk(
            store=AnsweredEntries(entries=entries, notices=notices, live=hub),
            team=team,
            sockets=hub,
            clock=core.clock,
        ),
        audit=AuditLog(store=log, clock=core.clock),
        numbers=NumbersDesk(store=numbers, clock=core.clock, kind=config.numbers_period),
        flags=FlagDesk(
            store=ToldFlags(flags=_flags(core), notices=notices),
            team=team,
            sockets=hub,
            clock=core.clock,
            times=FlagTimes(
                first=config.flag_first_minutes * 60, second=config.flag_second_minutes * 60
            ),
        ),
        raising=Limits(clock=core.clock, burst=FLAGS_BURST, per_second=FLAGS_PER_SECOND),
        receipts=Limits(clock=core.clock, burst=RECEIPTS_BURST, per_second=RECEIPTS_PER_SECOND),
        disclosures=DisclosureDesk(
            store=ToldDisclosures(disclosures=_disclosures(core), notices=notices),
            capsules=CapsulesOfCases(cases),
            team=team,
            sockets=hub,
            clock=core.clock,
            days=config.disclosure_days,
        ),
        record=MyRecord(cases=cases, accesses=_accesses(core), clock=core.clock),
        looking=Limits(clock=core.clock, burst=LOOKING_BURST, per_second=LOOKING_PER_SECOND),
        policy=policy,
        file=file,
        keeping=KeepingDesk(
            store=keeping_of(core),
            holds=holds_of(core),
            certificates=MonthCertificates(
                store=core.store,
                audit_key=core.keys.audit,
                clock=core.clock,
                destroying=core.unhurried,
                profile=config.policy,
                terms=terms_of(config),
            ),
            team=team,
            sockets=hub,
            clock=core.clock,
            terms=terms_of(config),
        ),
        passing=PassDesk(
            store=SqlPassing(store=core.store, fields=core.fields, audit=core.audit),
            team=team,
            invites=invites,
            sockets=hub,
            clock=core.clock,
        ),
        reports=ReportDesk(
            store=ToldReports(reports=reports_of(core), accounts=accounts, notices=notices),
            team=team,
            sockets=hub,
        ),
        enquiries=EnquiryDesk(
            store=enquiries_of(core),
            team=team,
            sockets=hub,
            clock=core.clock,
            destroying=core.unhurried,
            terms=terms_of(config),
        ),
        reporting=Limits(clock=core.clock, burst=REPORTING_BURST, per_second=REPORTING_PER_SECOND),
    )


def timers_of(supervision: Supervision) -> tuple[Timer, ...]:
    """What time does on the coordinator's side."""
    return (
        Timer(kind="flags", seconds=SWEEP_SECONDS, job=supervision.flags.sweep),
        Timer(kind="reminders", seconds=SWEEP_SECONDS, job=supervision.disclosures.sweep),
        Timer(kind="policy", seconds=HOURLY, job=supervision.policy.sweep),
        Timer(kind="file", seconds=HOURLY, job=supervision.file.sweep),
        Timer(kind="keeping", seconds=HOURLY, job=supervision.keeping.sweep),
        Timer(kind="reports", seconds=HOURLY, job=supervision.reports.sweep),
        Timer(kind="enquiries", seconds=HOURLY, job=supervision.enquiries.sweep),
    )


def build_policy(
    *, core: Core, words: Words, team: SqlTeam, notices: Notices, hub: Hub
) -> PolicyDesk:
    """The record of the policy in force."""
    profile = words.profile
    stored = SqlPolicy(store=core.store, audit=core.audit, outbox=core.outbox)
    return PolicyDesk(
        policy=PolicyInForce(
            profile=words.policy,
            digest=words.policy_line().digest,
            approver=profile.approval.by if profile.approval else None,
            review_months=profile.review.months if profile.review else None,
            notices=words.notices(),
        ),
        store=ToldPolicy(policy=stored, notices=notices),
        team=team,
        sockets=hub,
        clock=core.clock,
    )


def build_file(*, core: Core, words: Words, team: SqlTeam, notices: Notices, hub: Hub) -> FileDesk:
    """The team's file."""
    stored = SqlFile(
        store=core.store,
        fields=core.fields,
        audit=core.audit,
        outbox=core.outbox,
        clock=core.clock,
        staff_changed=team.forget,
    )
    return FileDesk(
        store=ToldFile(file=stored, notices=notices),
        team=team,
        sockets=hub,
        clock=core.clock,
        wordings=words.agreements(),
        training=words.profile.training is not None,
    )


def _accesses(core: Core) -> SqlAccesses:
    return SqlAccesses(store=core.store, keys=core.case_keys, named=DisclosureRows(core.fields))


def _disclosures(core: Core) -> SqlDisclosures:
    return SqlDisclosures(
        store=core.store,
        named=DisclosureRows(core.fields),
        keys=core.case_keys,
        audit=core.audit,
        outbox=core.outbox,
        clock=core.clock,
    )


def _flags(core: Core) -> SqlFlags:
    return SqlFlags(
        store=core.store,
        rows=FlagRows(core.fields),
        keys=core.case_keys,
        chain=FlagChain(core.keys),
        outbox=core.outbox,
        clock=core.clock,
    )
