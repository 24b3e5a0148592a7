"""Builds every object of the web edge, in one visible place. Nothing runs here."""

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Final

from fastapi import FastAPI

import crypto
from bot.config import Config
from bot.coordination import build_file, build_policy, build_supervision, timers_of
from bot.duty_hours import build_shifts
from bot.forgetting import degrees_in, forgetting_in, losing_in
from bot.joins import CountsForTeam, StartingOver, TeamForIntake
from bot.joins_file import FitWorkers, FreeWorkers
from bot.records import build_records
from bot.telegram_side import TelegramSide
from bot.timers import Sleep, Timer, Timers
from bot.under_policy import terms_of
from bot.web_settings import settings_of
from bot.words import Words
from handlers.web.app import create_app
from handlers.web.desk import FRAMES_BURST, FRAMES_PER_SECOND, Desk
from handlers.web.hub import Hub
from handlers.web.limits import Limits
from handlers.web.rounds import Rounds
from handlers.web.services import Services
from intake.absence import Absence
from intake.accepting import Accepting
from intake.asking import Asking
from intake.claiming import Claiming
from intake.closing import Closing
from intake.consents import KnownNotices
from intake.contacting import Contacting
from intake.declaring import Declaring
from intake.erasing import Erasing
from intake.handing import Handing
from intake.lapses import Lapses
from intake.next_epochs import NextEpochs
from intake.notices import Notices
from intake.rooms import Rooms
from people.accounts import Side
from people.consents import Consents, notices_of
from people.enrolment import Challenges, Enrolment, EnrolmentStore
from people.keys import Keys
from people.launch import Launches
from people.sessions import Sessions
from policy.wording import Variant
from storage.accounts import SqlAccounts
from storage.caserows import CaseRows
from storage.cases import StoredCases
from storage.errors import StorageError
from storage.heads import Heads
from storage.invites import SqlInvites
from storage.kepttime import KEPT_SECONDS
from storage.lostaccounts import LostAccounts
from storage.messages import StoredMessages
from storage.opening import Core
from storage.personkeys import SqlKeys
from storage.purging import audits_of, holds_of
from storage.rekeying import Rekeying
from storage.rota import SqlDuties
from storage.sessions import SqlSessions
from storage.signs import SqlSigns
from storage.tally import Tally
from storage.team import SqlTeam
from supervision.backups import Backups
from supervision.invites import Invites
from supervision.policy_desk import PolicyDesk
from supervision.setup import SetUp
from supervision.team import TeamDesk

SWEEP_SECONDS: Final = 15.0
HOURLY: Final = 3600.0


@dataclass(frozen=True, kw_only=True)
class Service:
    """What the process runs and what the operator's edge asks."""

    app: FastAPI
    hub: Hub
    accounts: SqlAccounts
    set_up: SetUp
    timers: Timers
    policy: PolicyDesk
    under_18: KnownNotices

    async def begin(self) -> None:
        """Keep which policy is in force from now on, before anybody is served."""
        self.under_18.add(await self.policy.begin())

    def end_sockets(self) -> None:
        """Let every open socket go, so that the process can stop."""
        self.hub.end_all()


@dataclass(frozen=True, kw_only=True)
class People:
    """The stores of who is signed in and of the team."""

    accounts: SqlAccounts
    invites: SqlInvites
    sessions: SqlSessions
    keys: SqlKeys
    team: SqlTeam


def people_of(core: Core) -> People:
    """Repositories on an open core."""
    team = SqlTeam(store=core.store, fields=core.fields, audit=core.audit)
    return People(
        accounts=SqlAccounts(
            store=core.store,
            fields=core.fields,
            audit=core.audit,
            clock=core.clock,
            staff_changed=team.forget,
        ),
        invites=SqlInvites(store=core.store, fields=core.fields, audit=core.audit),
        sessions=SqlSessions(store=core.store, fields=core.fields, audit=core.audit),
        keys=SqlKeys(store=core.store, fields=core.fields, audit=core.audit),
        team=team,
    )


def build(
    *,
    config: Config,
    core: Core,
    words: Words,
    telegram: TelegramSide,
    bot_name: str,
    sleep: Sleep = asyncio.sleep,
) -> Service:
    """The web edge over an open core. `sleep` is for the timers, by the core's clock."""
    hub, clock = Hub(), core.clock
    stores = people_of(core)
    rows = CaseRows(core.fields)
    heads = Heads(rows=rows)
    cases = StoredCases(
        store=core.store,
        rows=rows,
        case_keys=core.case_keys,
        audit=core.audit,
        outbox=core.outbox,
        erasure=core.erasure,
        heads=heads,
        rekeying=Rekeying(fields=core.fields, audit=core.audit),
        tally=Tally(clock=clock),
    )
    joined = TeamForIntake()
    notices = Notices(accounts=stores.accounts, live=hub, clock=clock)
    absence = Absence(
        cases=cases,
        team=joined,
        signs=SqlSigns(store=core.store),
        notices=notices,
        live=hub,
        clock=clock,
        silent_days=config.worker_silent_days,
    )
    counts = CountsForTeam(cases=cases, team=joined, clock=clock, absence=absence)
    policy = build_policy(core=core, words=words, team=stores.team, notices=notices, hub=hub)
    file = build_file(core=core, words=words, team=stores.team, notices=notices, hub=hub)
    desk_of_team = TeamDesk(
        store=stores.team,
        invites=stores.invites,
        cases=counts,
        sockets=hub,
        clock=clock,
        approved=policy.approved,
    )
    joined.join(desk_of_team)
    terms = terms_of(config)
    records = build_records(
        core=core, cases=cases, joined=joined, stores=stores, clock=clock, terms=terms
    )
    shown = words.notices()
    under_18 = KnownNotices([d for d, variant in shown.items() if variant is Variant.UNDER_18])
    degrees = degrees_in(core, config=config, profile=words.profile, cases=cases, clock=clock)
    losing = losing_in(degrees, config=config, cases=cases, notices=notices, hub=hub, clock=clock)
    enrolments = StartingOver(accounts=stores.accounts, cases=cases, losing=losing, sockets=hub)
    services = _services(
        config, core, words, telegram, bot_name, stores, enrolments, desk_of_team, hub
    )
    duties = SqlDuties(store=core.store, fields=core.fields)
    claiming = Claiming(
        cases=cases,
        team=joined,
        notices=notices,
        live=hub,
        clock=clock,
        claim_seconds=config.claim_minutes * 60,
        load_limit=config.conversations_at_once,
        duties=duties,
        fitness=FitWorkers(file),
    )
    shifts = build_shifts(
        config=config,
        core=core,
        team=stores.team,
        joined=joined,
        duties=duties,
        cases=cases,
        claiming=claiming,
        notices=notices,
        hub=hub,
    )
    messages = StoredMessages(store=core.store, heads=heads, outbox=core.outbox)
    desk = Desk(
        asking=Asking(
            cases=cases,
            team=joined,
            accounts=stores.accounts,
            notices=notices,
            live=hub,
            clock=clock,
            under18_digests=under_18,
            current=shown,
            wishes=shifts.wishes,
        ),
        claiming=claiming,
        accepting=Accepting(cases=cases, team=joined, notices=notices, live=hub, clock=clock),
        rooms=Rooms(
            cases=cases,
            messages=messages,
            team=joined,
            notices=notices,
            live=hub,
            clock=clock,
            absence=absence,
        ),
        closing=Closing(
            cases=cases,
            team=joined,
            notices=notices,
            live=hub,
            clock=clock,
            retention_days=config.retention_days,
            degrees=degrees,
        ),
        degrees=degrees,
        erasing=Erasing(
            cases=cases,
            destroying=forgetting_in(core, accounts=stores.accounts, cases=cases, sockets=hub),
            notices=notices,
            live=hub,
            clock=clock,
            held=holds_of(core),
            retention_days=config.retention_days,
        ),
        contacting=Contacting(
            cases=cases,
            team=joined,
            accounts=stores.accounts,
            notices=notices,
            live=hub,
            clock=clock,
        ),
        declaring=Declaring(
            cases=cases,
            team=joined,
            accounts=stores.accounts,
            notices=notices,
            live=hub,
            clock=clock,
            retention_days=config.retention_days,
            degrees=degrees,
            cannot_act=words.profile.conflicts is not None,
        ),
        recording=records.recording,
        auditing=records.auditing,
        next_epochs=NextEpochs(
            cases=cases,
            team=joined,
            accounts=stores.accounts,
            notices=notices,
            live=hub,
            sockets=hub,
            clock=clock,
            under18_digests=under_18,
        ),
        handing=Handing(
            cases=cases,
            messages=messages,
            team=joined,
            accounts=stores.accounts,
            absence=absence,
            notices=notices,
            live=hub,
            clock=clock,
            under18_digests=under_18,
            fitness=FreeWorkers(fit=FitWorkers(file), claiming=claiming),
        ),
        shifts=shifts,
        notices=notices,
        hub=hub,
        frames=Limits(clock=clock, burst=FRAMES_BURST, per_second=FRAMES_PER_SECOND),
        rounds=Rounds(sessions=services.sessions, quiet=lambda: core.store.at_rest),
    )
    supervision = build_supervision(
        config=config,
        core=core,
        team=stores.team,
        notices=notices,
        hub=hub,
        cases=cases,
        policy=policy,
        file=file,
        invites=services.invites,
        accounts=stores.accounts,
    )
    lapses = Lapses(cases=cases, claiming=claiming, clock=clock, destroying=core.unhurried)
    lost = LostAccounts(store=core.store, rows=rows, erasure=core.erasure)
    kept_audits = partial(audits_of(core).destroy, terms)
    return Service(
        app=create_app(services, desk=desk, supervision=supervision),
        hub=hub,
        accounts=stores.accounts,
        set_up=services.set_up,
        policy=policy,
        under_18=under_18,
        timers=Timers(
            timers=(
                Timer(kind="lapses", seconds=SWEEP_SECONDS, job=lapses.sweep),
                Timer(kind="absence", seconds=SWEEP_SECONDS, job=absence.sweep),
                Timer(kind="firsts", seconds=SWEEP_SECONDS, job=shifts.firsts.sweep),
                Timer(kind="again", seconds=HOURLY, job=shifts.again.prune),
                Timer(kind="waits", seconds=SWEEP_SECONDS, job=shifts.waits.sweep),
                Timer(kind="silence", seconds=HOURLY, job=shifts.silence.sweep),
                *timers_of(supervision),
                Timer(kind="accounts", seconds=HOURLY, job=lost.sweep),
                Timer(kind="audits", seconds=SWEEP_SECONDS, job=records.auditing.sweep),
                Timer(kind="kept_audits", seconds=HOURLY, job=kept_audits),
                Timer(kind="sessions", seconds=HOURLY, job=services.sessions.prune),
                Timer(kind="clock", seconds=KEPT_SECONDS, job=core.onward.keep),
                Timer(kind="destroying", seconds=KEPT_SECONDS, job=core.unhurried.keep),
                Timer(kind="updates", seconds=HOURLY, job=core.updates.prune),
                # Taken-back bodies and dropped wraps leave the log, too, each hour since the start.
                Timer(kind="checkpoint", seconds=HOURLY, job=core.store.renew_log, at_once=False),
            ),
            sleep=sleep,
        ),
    )


def _services(
    config: Config,
    core: Core,
    words: Words,
    telegram: TelegramSide,
    bot_name: str,
    stores: People,
    enrolments: EnrolmentStore,
    team: TeamDesk,
    hub: Hub,
) -> Services:
    # Whatever ends a right by time: it stays ended when the machine's clock is set back.
    clock, chance = core.onward, crypto.random_bytes
    notices = notices_of(words.wordings, words.texts.languages)
    invites = Invites(store=stores.invites, sockets=hub, clock=clock, random=chance)
    return Services(
        settings=settings_of(config, words, telegram, bot_name),
        clock=clock,
        limits=Limits(clock=clock),
        sessions=Sessions(
            store=stores.sessions,
            sockets=hub,
            clock=clock,
            random=chance,
            idle_seconds={
                Side.STUDENT: config.student_idle_minutes * 60,
                Side.STAFF: config.staff_idle_minutes * 60,
            },
        ),
        launches=Launches(
            bot_token=telegram.token, bindings=stores.accounts, clock=clock, random=chance
        ),
        enrolment=Enrolment(
            store=enrolments,
            accounts=stores.accounts,
            invites=stores.invites,
            challenges=Challenges(clock=clock, random=chance),
            notices=notices,
            clock=clock,
            random=chance,
        ),
        accounts=stores.accounts,
        keys=Keys(store=stores.keys, decoys=core.fields, sockets=hub, clock=clock),
        key_store=stores.keys,
        consents=Consents(accounts=stores.accounts, notices=notices),
        team=team,
        set_up=SetUp(store=stores.team, invites=invites, sockets=hub, clock=clock),
        invites=invites,
        backups=Backups(store=stores.team, sockets=hub),
        team_sockets=hub,
        unavailable=(StorageError,),
    )
