"""The numbers: workers send weeks, the lead reads and freezes periods, holders read tables."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import Field

from handlers.web.auth import Holder, Lead, Worker
from handlers.web.fields import Blob, BoxedNumbers, Shape
from handlers.web.supervision import SupervisionDep
from supervision.numbers import FrozenPeriod, OwnCounts, Vector
from supervision.tables import MOST_TABLES

router = APIRouter()

WeekName = Annotated[str, Field(pattern=r"^[0-9]{4}-W[0-9]{2}$", min_length=8, max_length=8)]
PeriodName = Annotated[str, Field(pattern=r"^[0-9]{4}-([123]|[01][0-9])$", min_length=6)]


class VectorBody(Shape):
    """A past week's counts, boxed to the coordinator's role key."""

    box: BoxedNumbers


class VectorAnswer(Shape):
    """A week of some worker's."""

    week: str
    box: BoxedNumbers


class CountsAnswer(Shape):
    """What the service counted. A wait lasts from asking until a worker's first words."""

    requests: int = 0
    claims: int = 0
    withdrawals: int = 0
    wait_1h: int = 0
    wait_4h: int = 0
    wait_24h: int = 0
    wait_longer: int = 0


class OwnCountsAnswer(Shape):
    """The service's own counts of a week."""

    week: str
    counts: CountsAnswer


class NumbersAnswer(Shape):
    """What there is of a period; once it is frozen, only its tables."""

    vectors: list[VectorAnswer]
    own: list[OwnCountsAnswer]
    frozen: bool


class TablesBody(Shape):
    """All tables of a period, signed by the lead."""

    period: PeriodName
    tables: Annotated[list[Blob], Field(min_length=1, max_length=MOST_TABLES)]


class PeriodAnswer(Shape):
    """A frozen period. `released`: others than the lead may read it."""

    period: str
    released: bool
    tables: list[Blob]


class TablesAnswer(Shape):
    """Frozen periods, the newest first. `kind`: what this service counts in."""

    kind: Literal["term", "month"]
    periods: list[PeriodAnswer]


@router.put("/api/numbers/{week}", status_code=204)
async def send(
    week: WeekName, body: VectorBody, caller: Worker, supervision: SupervisionDep
) -> None:
    """One's own counts of a past week, in place of those before; 409 `period` or `frozen`."""
    await supervision.numbers.put(caller.account, Vector(week=week, box=body.box))


@router.get("/api/numbers")
async def read(
    _: Lead, supervision: SupervisionDep, period: Annotated[PeriodName, Query()]
) -> NumbersAnswer:
    """A period's vectors and the service's own counts."""
    found = await supervision.numbers.read(period)
    return NumbersAnswer(
        vectors=[VectorAnswer(week=each.week, box=each.box) for each in found.vectors],
        own=[_own(each) for each in found.own],
        frozen=found.frozen,
    )


@router.post("/api/tables", status_code=201)
async def freeze(
    body: TablesBody, caller: Lead, supervision: SupervisionDep, response: Response
) -> PeriodAnswer:
    """Freeze a period; 200 with what is there when it is frozen; 409 `period` or `telling`."""
    before = await supervision.numbers.freeze(caller.account, body.period, body.tables)
    if before is None:
        return PeriodAnswer(period=body.period, released=False, tables=body.tables)
    response.status_code = 200
    return _period(before)


@router.get("/api/tables")
async def tables(caller: Holder, supervision: SupervisionDep) -> TablesAnswer:
    """The tables that one may read: released ones, and for the lead all."""
    found = await supervision.numbers.periods(caller.account)
    return TablesAnswer(kind=supervision.numbers.kind, periods=[_period(each) for each in found])


@router.post("/api/tables/{period}/release", status_code=204)
async def release(period: str, caller: Lead, supervision: SupervisionDep) -> None:
    """Let the other holders read a period's tables."""
    await supervision.numbers.release(caller.account, period)


def _own(found: OwnCounts) -> OwnCountsAnswer:
    return OwnCountsAnswer(week=found.week, counts=CountsAnswer(**found.counts))


def _period(found: FrozenPeriod) -> PeriodAnswer:
    return PeriodAnswer(period=found.period, released=found.released, tables=list(found.tables))
