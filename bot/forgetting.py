"""A student's account destroyed with everything in it: where intake, accounts and erasure meet.

The order is what lives here, and nothing else (protocol.md §8).
"""

from intake.errors import NotFound
from intake.ports import Decide
from people import errors as people
from people.accounts import AccountId
from people.sessions import LiveSockets
from storage.accounts import SqlAccounts
from storage.cases import StoredCases
from storage.erasure import Erasure
from storage.tombstones import Erased, Tombstone


class Forgetting:
    """Intake's `Destroying`."""

    def __init__(
        self,
        *,
        accounts: SqlAccounts,
        cases: StoredCases,
        erasure: Erasure,
        sockets: LiveSockets,
    ) -> None:
        self._accounts = accounts
        self._cases = cases
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
        # Asked again: one may have been begun in between, and none can be from now on.
        await self._cases.erase_all(await self._cases.every_of(student))
        await self._erasure.erase(account)

    async def _cases_of(self, student: AccountId) -> list[Tombstone]:
        return [
            Tombstone(erased=Erased.CASE, reference=case)
            for case in await self._cases.every_of(student)
        ]
