"""A worker's own strength: how many at once, resting, stopping, being back.

Why never reaches the server. What it means for claiming is claiming.py's; who is on shift the
rota's, which intake knows through `Hours` (waiting.py).
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final, Protocol

from intake.claiming import Claiming
from intake.errors import Malformed, NotFound
from intake.notices import STAFF_BUTTONS, Notices
from intake.outbox import Outbox
from intake.ports import Cases, Live
from intake.requests import State
from people.accounts import AccountId
from people.clock import Clock
from people.duties import Decide, Duties

LONGEST_REST_SECONDS: Final = 60 * 24 * 3600


class Leads(Protocol):
    """Who is told that a worker had to stop."""

    async def leads(self) -> Sequence[AccountId]:
        """The coordinator; empty while there is none."""
        ...


@dataclass(frozen=True, kw_only=True)
class Strength:
    """`open`: conversations and claims; `limit` one's own, at most `most`; `resting_until` only
    while it lies ahead; `rest_hours`: how long a rest is unless another end is chosen."""

    open: int
    limit: int
    most: int
    resting_until: int | None
    stopped: bool
    rest_hours: int


class OwnDuty:
    """Lets a worker say so themselves."""

    def __init__(
        self,
        *,
        duties: Duties,
        cases: Cases,
        claiming: Claiming,
        leads: Leads,
        notices: Notices,
        outbox: Outbox,
        live: Live,
        clock: Clock,
        rest_hours: int,
    ) -> None:
        self._duties = duties
        self._cases = cases
        self._claiming = claiming
        self._leads = leads
        self._notices = notices
        self._outbox = outbox
        self._live = live
        self._clock = clock
        self._rest_hours = rest_hours

    def _now(self) -> int:
        return int(self._clock.now())

    async def look(self, worker: AccountId) -> Strength:
        """How it stands."""
        duty, load = await self._duties.duty(worker), await self._claiming.load(worker)
        until = duty.resting_until
        return Strength(
            open=load.open,
            limit=load.limit,
            most=self._claiming.most,
            resting_until=until if until is not None and until > self._now() else None,
            stopped=duty.stopped,
            rest_hours=self._rest_hours,
        )

    async def limit(self, worker: AccountId, limit: int) -> None:
        """How many at once, from now on. Raises Malformed beyond the deployment's."""
        if not 1 <= limit <= self._claiming.most:
            raise Malformed
        await self._change(worker, lambda duty: replace(duty, limit=limit))

    async def rest(self, worker: AccountId, until: int) -> None:
        """Take nothing new until then. Raises Malformed for a time that is over or too far."""
        if not self._now() < until <= self._now() + LONGEST_REST_SECONDS:
            raise Malformed
        await self._change(worker, lambda duty: replace(duty, resting_until=until))

    async def stop(self, worker: AccountId) -> None:
        """Take nothing new until they say that they are back; claims go back to the queue.

        The coordinator is told, content-free. Again: nothing changes.
        """
        was = await self._duties.duty(worker)
        await self._change(worker, lambda duty: replace(duty, stopped=True))
        for case in await self._cases.of_worker(worker):
            if case.state is State.CLAIMED:
                with suppress(NotFound):
                    await self._claiming.release(worker, case.id)
        if not was.stopped:
            told = await self._leads.leads()
            async with self._notices.announcing(told, buttons=STAFF_BUTTONS) as notice:
                await self._outbox.put(notice.rows)

    async def back(self, worker: AccountId) -> None:
        """Here again: neither stopped nor resting."""
        await self._change(worker, lambda duty: replace(duty, stopped=False, resting_until=None))

    async def _change(self, worker: AccountId, decide: Decide) -> None:
        await self._duties.change_duty(worker, decide)
        self._live.queue(worker)
        self._live.team()
