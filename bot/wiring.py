"""Builds every object of the web edge, in one visible place. Nothing runs here."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fastapi import FastAPI

import crypto
from bot.config import Config
from bot.coordination import build_policy, build_supervision
from bot.forgetting import Forgetting
from bot.joins import (
    CountsForTeam,
    StartingOver,
    TeamForIntake,
)
from bot.telegram_side import TelegramSide
from bot.timers import Sleep, Timer, Timers
from bot.words import Words
from handlers.web.app import create_app
from handlers.web.desk import Desk
from handlers.web.hub import Hub
from handlers.web.limits import Limits
from handlers.web.services import Services
from handlers.web.settings import WebSettings
from intake.accepting import Accepting
from intake.asking import Asking
from intake.claiming import Claiming
from intake.closing import Closing
from intake.consents import KnownNotices
from intake.contacting import Contacting
from intake.erasing import Erasing
from intake.lapses import Lapses
from intake.losing import Losing
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
from storage.lostaccounts import LostAccounts
from storage.messages import StoredMessages
from storage.onward import KEPT_SECONDS
from storage.opening import Core
from storage.personkeys import SqlKeys
from storage.rekeying import Rekeying
from storage.sessions import SqlSessions
from storage.tally import Tally
from storage.team import SqlTeam
from supervision.backups import Backups
from supervision.invites import Invites
from supervision.policy_desk import PolicyDesk
from supervision.setup import SetUp
from supervision.team import TeamDesk

NAME: Final = "Peerlink"
MINI_APP: Final = Path(__file__).resolve().parent.parent / "miniapp" / "dist"
LOAD_LIMIT: Final = 5
"""Conversations at once that a worker is advised to keep to."""
FRAMES_BURST: Final = 400
FRAMES_PER_SECOND: Final = 50.0


SWEEP_SECONDS: Final = 15.0
HOURLY: Final = 3600.0


@dataclass(frozen=True, kw_only=True)
class Service:
    """What the process runs and what the operator's edge asks."""

    app: FastAPI
    hub: Hub
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
    hub = Hub()
    clock = core.clock
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
    counts = CountsForTeam(cases=cases, team=joined, clock=clock)
    notices = Notices(accounts=stores.accounts, live=hub, clock=clock)
    policy = build_policy(core=core, words=words, team=stores.team, notices=notices, hub=hub)
    desk_of_team = TeamDesk(
        store=stores.team,
        invites=stores.invites,
        cases=counts,
        sockets=hub,
        clock=clock,
        approved=policy.approved,
    )
    joined.join(desk_of_team)
    shown = words.notices()
    under_18 = KnownNotices([d for d, variant in shown.items() if variant is Variant.UNDER_18])
    losing = Losing(
        cases=cases, notices=notices, live=hub, clock=clock, retention_days=config.retention_days
    )
    enrolments = StartingOver(accounts=stores.accounts, cases=cases, losing=losing, sockets=hub)
    services = _services(
        config, core, words, telegram, bot_name, stores, enrolments, desk_of_team, hub
    )
    claiming = Claiming(
        cases=cases,
        team=joined,
        notices=notices,
        live=hub,
        clock=clock,
        claim_seconds=config.claim_minutes * 60,
        load_limit=LOAD_LIMIT,
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
        ),
        claiming=claiming,
        accepting=Accepting(cases=cases, team=joined, notices=notices, live=hub, clock=clock),
        rooms=Rooms(
            cases=cases, messages=messages, team=joined, notices=notices, live=hub, clock=clock
        ),
        closing=Closing(
            cases=cases,
            team=joined,
            notices=notices,
            live=hub,
            clock=clock,
            retention_days=config.retention_days,
        ),
        erasing=Erasing(
            cases=cases,
            destroying=Forgetting(
                accounts=stores.accounts, cases=cases, erasure=core.erasure, sockets=hub
            ),
            notices=notices,
            live=hub,
            clock=clock,
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
        notices=notices,
        hub=hub,
        frames=Limits(clock=clock, burst=FRAMES_BURST, per_second=FRAMES_PER_SECOND),
    )
    supervision = build_supervision(
        config=config,
        core=core,
        team=stores.team,
        notices=notices,
        hub=hub,
        cases=cases,
        policy=policy,
    )
    return Service(
        app=create_app(services, desk=desk, supervision=supervision),
        hub=hub,
        set_up=services.set_up,
        policy=policy,
        under_18=under_18,
        timers=Timers(
            timers=(
                Timer(
                    kind="lapses",
                    seconds=SWEEP_SECONDS,
                    job=Lapses(
                        cases=cases, claiming=claiming, clock=clock, destroying=core.unhurried
                    ).sweep,
                ),
                Timer(kind="flags", seconds=SWEEP_SECONDS, job=supervision.flags.sweep),
                Timer(kind="reminders", seconds=SWEEP_SECONDS, job=supervision.disclosures.sweep),
                Timer(kind="policy", seconds=HOURLY, job=policy.sweep),
                Timer(
                    kind="accounts",
                    seconds=HOURLY,
                    job=LostAccounts(store=core.store, rows=rows, erasure=core.erasure).sweep,
                ),
                Timer(kind="sessions", seconds=HOURLY, job=services.sessions.prune),
                Timer(kind="clock", seconds=KEPT_SECONDS, job=core.onward.keep),
                Timer(kind="destroying", seconds=KEPT_SECONDS, job=core.unhurried.keep),
                Timer(kind="updates", seconds=HOURLY, job=core.updates.prune),
                # Taken-back bodies and dropped wraps leave the log, too, within the hour.
                Timer(kind="checkpoint", seconds=HOURLY, job=core.store.checkpoint),
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
        settings=_settings(config, words, telegram, bot_name),
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


def _settings(config: Config, words: Words, telegram: TelegramSide, bot_name: str) -> WebSettings:
    return WebSettings(
        name=NAME,
        bot=bot_name,
        language=words.texts.default,
        origin=telegram.origin or "",
        frame_origins=telegram.frames,
        retention_days=config.retention_days,
        claim_minutes=config.claim_minutes,
        staff_idle_minutes=config.staff_idle_minutes,
        crisis=words.crisis_lines(),
        signposts=words.signpost_lines(),
        policy=words.policy_line(),
        app=MINI_APP,
    )
