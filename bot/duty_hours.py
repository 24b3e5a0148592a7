"""Builds what shifts need of the web edge, as wiring.py does for the rest. Nothing runs here."""

from zoneinfo import ZoneInfo

from bot.config import Config
from bot.joins import TeamForIntake
from handlers.web.hub import Hub
from handlers.web.shifts import OnCall, Shifts
from intake.again import Again
from intake.claiming import Claiming
from intake.duty import OwnDuty
from intake.first import Firsts, Wishes
from intake.notices import Notices
from intake.pausing import Pausing
from intake.silence import Silence
from intake.waiting import Waits
from storage.again import SqlAgain
from storage.cases import StoredCases
from storage.heard import SqlHeard
from storage.opening import Core
from storage.rota import SqlDuties, SqlRota
from storage.team import SqlTeam
from storage.told import SqlTold
from supervision.rota_desk import RotaDesk


def build_shifts(
    *,
    config: Config,
    core: Core,
    team: SqlTeam,
    joined: TeamForIntake,
    duties: SqlDuties,
    cases: StoredCases,
    claiming: Claiming,
    notices: Notices,
    hub: Hub,
) -> Shifts:
    """The rota, workers' own strength and waiting over an open core."""
    rota = RotaDesk(
        store=SqlRota(store=core.store, fields=core.fields, audit=core.audit),
        team=team,
        duties=duties,
        sockets=hub,
        clock=core.clock,
        zone=ZoneInfo(config.time_zone),
    )
    named = config.on_call_name
    again = Again(
        answers=SqlAgain(store=core.store, fields=core.fields, destroying=core.unhurried),
        team=joined,
        clock=core.clock,
        keep_days=config.retention_days,
    )
    return Shifts(
        rota=rota,
        duty=OwnDuty(
            duties=duties,
            cases=cases,
            claiming=claiming,
            leads=joined,
            notices=notices,
            outbox=core.outbox,
            live=hub,
            clock=core.clock,
            rest_hours=config.rest_hours,
        ),
        waits=Waits(
            cases=cases,
            team=joined,
            hours=rota,
            told=SqlTold(store=core.store, outbox=core.outbox),
            leads=joined,
            notices=notices,
            live=hub,
            clock=core.clock,
            late_seconds=config.late_minutes * 60,
            lead_seconds=config.late_lead_minutes * 60,
        ),
        silence=Silence(
            cases=cases,
            heard=SqlHeard(store=core.store, outbox=core.outbox),
            notices=notices,
            clock=core.clock,
            silent_days=config.silent_days,
        ),
        again=again,
        wishes=Wishes(again=again, hours=rota),
        firsts=Firsts(
            cases=cases, team=joined, hours=rota, notices=notices, live=hub, clock=core.clock
        ),
        pausing=Pausing(cases=cases, live=hub, clock=core.clock),
        silent_close_days=config.silent_close_days,
        zone=config.time_zone,
        on_call=OnCall(name=named, call=config.on_call_phone, hours=config.on_call_hours)
        if named
        else None,
    )
