"""A student's account destroyed with everything in it: where intake, accounts and erasure meet.

The order is what lives here, and what says on which day time does it (protocol.md §8, §26).
"""

from bot.config import Config
from bot.joins_reports import reports_of
from handlers.web.hub import Hub
from intake.degrees import Degrees
from intake.errors import NotFound
from intake.losing import Losing
from intake.notices import Notices
from intake.ports import Cases, Decide
from people import errors as people
from people.accounts import AccountId
from people.clock import Clock
from people.sessions import LiveSockets
from policy.profiles import Profile
from storage.accounts import SqlAccounts
from storage.cases import StoredCases
from storage.degrees import SqlDegrees
from storage.erasure import Erasure
from storage.opening import Core
from storage.reports import SqlReports
from storage.tombstones import Erased, Tombstone


def forgetting_in(
    core: Core, *, accounts: SqlAccounts, cases: StoredCases, sockets: LiveSockets
) -> "Forgetting":
    """Over an open core."""
    return Forgetting(
        accounts=accounts,
        cases=cases,
        reports=reports_of(core),
        erasure=core.erasure,
        sockets=sockets,
    )


def degrees_in(
    core: Core, *, config: Config, profile: Profile, cases: Cases, clock: Clock
) -> Degrees:
    """How long what ended is kept, as policy, deployment and students say."""
    retention = profile.retention
    return Degrees(
        ends=SqlDegrees(store=core.store, fields=core.fields),
        cases=cases,
        clock=clock,
        retention_days=config.retention_days,
        days=retention.days if retention.rule == "after-degree" else None,
    )


def losing_in(
    degrees: Degrees, *, config: Config, cases: Cases, notices: Notices, hub: Hub, clock: Clock
) -> Losing:
    """What closes what a lost account leaves behind."""
    return Losing(
        cases=cases,
        notices=notices,
        live=hub,
        clock=clock,
        retention_days=config.retention_days,
        degrees=degrees,
    )


class Forgetting:
    """Intake's `Destroying`."""

    def __init__(
        self,
        *,
        accounts: SqlAccounts,
        cases: StoredCases,
        reports: SqlReports,
        erasure: Erasure,
        sockets: LiveSockets,
    ) -> None:
        self._accounts = accounts
        self._cases = cases
        self._reports = reports
        self._erasure = erasure
        self._sockets = sockets

    async def forget(self, student: AccountId, decide: Decide) -> None:
        """As the port says."""
        account = Tombstone(erased=Erased.ACCOUNT, reference=student)
        # Promised before anything is changed: a crash from here on is finished by the next start.
        await self._erasure.promise(*await self._cases_of(student), account)
        try:
            await self._accounts.leave(
                student, also=lambda tx: self._cases.change_live_in(tx, student, decide)
            )
        except people.NotFound:
            raise NotFound from None
        self._sockets.end_account(student)
        await self._reports.forget_author(student)
        # Asked again: one may have been begun in between, and none can be from now on.
        await self._cases.erase_all(await self._cases.every_of(student))
        await self._erasure.erase(account)

    async def _cases_of(self, student: AccountId) -> list[Tombstone]:
        return [
            Tombstone(erased=Erased.CASE, reference=case)
            for case in await self._cases.every_of(student)
        ]
