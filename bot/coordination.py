"""Builds every object of the coordinator's side of the web edge, as wiring.py does for the rest.

Nothing runs here.
"""

from typing import Final

from bot.config import Config
from bot.joins import AnsweredEntries, CapsulesOfCases, ToldDisclosures, ToldFlags, ToldPolicy
from bot.words import Words
from handlers.web.hub import Hub
from handlers.web.limits import Limits
from handlers.web.supervision import Supervision
from intake.accesses import MyRecord
from intake.notices import Notices
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
from storage.policyrows import SqlPolicy
from storage.team import SqlTeam
from supervision.audit_log import AuditLog
from supervision.disclosure_desk import DisclosureDesk
from supervision.entry_desk import EntryDesk
from supervision.flag_desk import FlagDesk
from supervision.flags import FlagTimes
from supervision.numbers import NumbersDesk
from supervision.policy_desk import PolicyDesk
from supervision.policy_record import PolicyInForce

FLAGS_BURST: Final = 30
FLAGS_PER_SECOND: Final = 1 / 600
RECEIPTS_BURST: Final = 60
RECEIPTS_PER_SECOND: Final = 0.2
LOOKING_BURST: Final = 10
LOOKING_PER_SECOND: Final = 0.1


def build_supervision(
    *,
    config: Config,
    core: Core,
    team: SqlTeam,
    notices: Notices,
    hub: Hub,
    cases: StoredCases,
    policy: PolicyDesk,
) -> Supervision:
    """The coordinator's side over an open core."""
    entries = SqlEntries(
        store=core.store,
        rows=EntryRows(core.fields),
        keys=core.case_keys,
        audit=core.audit,
        outbox=core.outbox,
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
