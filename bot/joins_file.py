"""Where the team's file meets notices and the queue. Adapters and nothing else, as joins.py."""

from collections.abc import Collection

from intake.claiming import Claiming
from intake.notices import STAFF_BUTTONS, Notices
from people.accounts import AccountId, AccountState, Role
from storage.teamfile import SqlFile
from supervision.file_desk import FileDesk
from supervision.team_file import Running, Service, StoredTraining, TrainingId


class ToldFile:
    """Supervision's `FileStore`: a reminder is kept together with the notices that it owes."""

    def __init__(self, *, file: SqlFile, notices: Notices) -> None:
        self._file = file
        self._notices = notices

    async def service(self, account: AccountId) -> Service:
        """As the port says."""
        return await self._file.service(account)

    async def add_training(self, training: StoredTraining, *, by: Role) -> None:
        """As the port says."""
        await self._file.add_training(training, by=by)

    async def drop_training(self, training: TrainingId, *, by: Role) -> None:
        """As the port says."""
        await self._file.drop_training(training, by=by)

    async def leave(self, account: AccountId, *, was: AccountState, by: Role) -> None:
        """As the port says."""
        await self._file.leave(account, was=was, by=by)

    async def told(self, running: Running) -> bool:
        """As the port says."""
        return await self._file.told(running)

    async def remind(self, running: Running, *, tell: Collection[AccountId]) -> None:
        """As the port says."""
        async with self._notices.announcing(tell, buttons=STAFF_BUTTONS) as notice:
            await self._file.remind(running, owed=notice.rows)


class FreeWorkers:
    """Intake's `Fitness` for who goes on with a conversation: nobody who rests or has enough."""

    def __init__(self, *, fit: "FitWorkers", claiming: Claiming) -> None:
        self._fit = fit
        self._claiming = claiming

    async def lacking(self, worker: AccountId) -> str | None:
        """As the port says."""
        return await self._fit.lacking(worker) or await self._claiming.no_more(worker)


class FitWorkers:
    """Intake's `Fitness`: what the team's file says that a worker lacks."""

    def __init__(self, desk: FileDesk) -> None:
        self._desk = desk

    async def lacking(self, worker: AccountId) -> str | None:
        """As the port says."""
        lack = await self._desk.lacking(worker)
        return None if lack is None else lack.value
