"""The rota, workers' strength and the steps about a case in memory, and the services over them."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from zoneinfo import ZoneInfo

from crypto.wire import CaseId
from handlers.web.shifts import OnCall, Shifts
from intake.duty import Leads, OwnDuty
from intake.first import Wishes
from intake.outbox import Outgoing
from intake.silence import Silence
from intake.waiting import Waits
from people.accounts import AccountId, Role
from people.duties import ABLE, Decide, Duty
from supervision.errors import Stale
from supervision.ports import TeamStore
from supervision.rota import Rota
from supervision.rota_desk import RotaDesk
from tests.fakes.outbox import MemoryOutbox

ZONE = ZoneInfo("Europe/London")
ON_CALL = OnCall(name="Duty manager", call="020 7946 0000", hours="18:00 to 23:00")
LATE_SECONDS = 2 * 3600
LEAD_SECONDS = 4 * 3600
REST_HOURS = 48
SILENT_CLOSE_DAYS = 21


class MemoryDuties:
    """Implements people's `Duties`."""

    def __init__(self) -> None:
        self.kept: dict[AccountId, Duty] = {}

    async def duty(self, worker: AccountId) -> Duty:
        return self.kept.get(worker, ABLE)

    async def duties(self) -> Mapping[AccountId, Duty]:
        return dict(self.kept)

    async def change_duty(self, worker: AccountId, decide: Decide) -> Duty:
        self.kept[worker] = decide(self.kept.get(worker, ABLE))
        return self.kept[worker]


class MemoryRota:
    """Implements supervision's `RotaStore`."""

    def __init__(self) -> None:
        self.kept = Rota()

    async def rota(self) -> Rota:
        return self.kept

    async def keep_rota(self, rota: Rota, *, by: Role) -> None:
        assert by is Role.COORDINATOR
        if rota.version != self.kept.version + 1:
            raise Stale
        self.kept = rota


class MemoryTold:
    """Implements intake's `Told`."""

    def __init__(self, outbox: MemoryOutbox) -> None:
        self.steps: set[tuple[CaseId, str]] = set()
        self._outbox = outbox

    async def told(self, case: CaseId) -> frozenset[str]:
        return frozenset(step for each, step in self.steps if each == case)

    async def tell(self, case: CaseId, step: str, *, owed: Sequence[Outgoing]) -> bool:
        if (case, step) in self.steps:
            return False
        self.steps.add((case, step))
        await self._outbox.put(owed)
        return True


class MemoryHeard:
    """Implements intake's `Heard`: nobody is ever silent."""

    async def notice(self, *, day: int, silent_days: int, limit: int) -> Sequence[CaseId]:
        assert day > silent_days < limit
        return []

    async def wait(self, case: CaseId, *, day: int) -> None:
        raise LookupError(case, day)

    async def nudge(self, case: CaseId, *, owed: Sequence[Outgoing]) -> bool:
        raise LookupError(case, owed)


class NoLeads:
    """Implements intake's `Leads`: there is no coordinator."""

    async def leads(self) -> Sequence[AccountId]:
        return []


def shifts_of(
    house: Any,  # noqa: ANN401 -- tests/fakes/house.py, which imports this file
    *,
    team: TeamStore,
    leads: Leads | None = None,
    outbox: MemoryOutbox | None = None,
    rota: MemoryRota | None = None,
) -> Shifts:
    """Everything of shifts over a house of intake's services."""
    outbox, leads = outbox or MemoryOutbox(), leads or NoLeads()
    hours = RotaDesk(
        store=rota or MemoryRota(),
        team=team,
        duties=house.duties,
        sockets=cast("Any", house.live),
        clock=house.clock,
        zone=ZONE,
    )
    return Shifts(
        rota=hours,
        duty=OwnDuty(
            duties=house.duties,
            cases=house.cases,
            claiming=house.claiming,
            leads=leads,
            notices=house.notices,
            outbox=outbox,
            live=house.live,
            clock=house.clock,
            rest_hours=REST_HOURS,
        ),
        waits=Waits(
            cases=house.cases,
            team=house.team,
            hours=hours,
            told=MemoryTold(outbox),
            leads=leads,
            notices=house.notices,
            live=house.live,
            clock=house.clock,
            late_seconds=LATE_SECONDS,
            lead_seconds=LEAD_SECONDS,
        ),
        silence=Silence(
            cases=house.cases,
            heard=MemoryHeard(),
            notices=house.notices,
            clock=house.clock,
            silent_days=7,
        ),
        again=house.again,
        wishes=Wishes(again=house.again, hours=hours),
        firsts=house.firsts,
        pausing=house.pausing,
        silent_close_days=SILENT_CLOSE_DAYS,
        zone=ZONE.key,
        on_call=ON_CALL,
    )
