"""The team's file on the store (supervision/team_file.py `FileStore`, but for who is told).

Every rule is supervision's; what is checked here is only what two writers at once could break.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Final

from crypto import wire
from intake.outbox import Outgoing
from people.accounts import AccountId, AccountState, Role
from storage.accounts import give_up, load_person, read_consents
from storage.audit import Audit
from storage.clock import Clock, hour_of
from storage.fields import Fields
from storage.outbox import StoredOutbox
from storage.transaction import Params, Reads, Transaction
from storage.writer import Store
from supervision.errors import Exists, Full, NotFound, Stale
from supervision.team_file import (
    MAX_TRAININGS,
    Running,
    Service,
    StoredTraining,
    TrainingId,
)

_TRAININGS: Final = "SELECT id, signed FROM trainings WHERE account = :account ORDER BY number"
_TOLD: Final = """
SELECT 1 FROM certificate_reminders WHERE certificate = :certificate AND stage = :stage
"""
_REMIND: Final = """
INSERT INTO certificate_reminders (certificate, stage) VALUES (:certificate, :stage)
ON CONFLICT DO NOTHING
"""


class SqlFile:
    """The rows, each change in one transaction."""

    def __init__(
        self,
        *,
        store: Store,
        fields: Fields,
        audit: Audit,
        outbox: StoredOutbox,
        clock: Clock,
        staff_changed: Callable[[], None],
    ) -> None:
        self._store = store
        self._fields = fields
        self._audit = audit
        self._outbox = outbox
        self._clock = clock
        self._staff_changed = staff_changed

    async def service(self, account: AccountId) -> Service:
        async def query(reads: Reads) -> Service:
            left = await reads.one(
                "SELECT hour FROM leavers WHERE account = :account", {"account": account}
            )
            return Service(
                account=account,
                agreements=await read_consents(reads, self._fields, account),
                trainings=await self._trainings(reads, account),
                left_hour=None if left is None else left["hour"],
            )

        return await self._store.read(query)

    async def _trainings(self, reads: Reads, account: AccountId) -> Sequence[StoredTraining]:
        rows = await reads.all(_TRAININGS, {"account": account})
        return [
            StoredTraining(
                id=TrainingId(row["id"]),
                account=account,
                body=wire.open_signed(signed, wire.Training).body,
                signed=signed,
            )
            for row in rows
            for signed in [
                self._fields.open(
                    table="trainings", column="signed", row_key=row["id"], sealed=row["signed"]
                )
            ]
        ]

    async def add_training(self, training: StoredTraining, *, by: Role) -> None:
        async def unit(tx: Transaction) -> None:
            kept = await self._trainings(tx, training.account)
            if any(each.signed == training.signed for each in kept):
                return
            if len(kept) >= MAX_TRAININGS:
                raise Full
            await self._put(tx, training)
            await self._audit.append(tx, event="team.training_recorded", role=by.value)

        await self._store.write(unit)

    async def _put(self, tx: Transaction, training: StoredTraining) -> None:
        sealed = self._fields.seal(
            table="trainings", column="signed", row_key=training.id, value=training.signed
        )
        try:
            await tx.execute(
                "INSERT INTO trainings (id, account, signed) VALUES (:id, :account, :signed)",
                {"id": training.id, "account": training.account, "signed": sealed},
            )
        except sqlite3.IntegrityError:
            raise Exists from None

    async def drop_training(self, training: TrainingId, *, by: Role) -> None:
        async def unit(tx: Transaction) -> None:
            if not await tx.execute("DELETE FROM trainings WHERE id = :id", {"id": training}):
                raise NotFound
            await self._audit.append(tx, event="team.training_removed", role=by.value)

        await self._store.write(unit)

    async def leave(self, account: AccountId, *, was: AccountState, by: Role) -> None:
        async def unit(tx: Transaction) -> None:
            person = await load_person(tx, self._fields, account)
            if person is None:
                raise NotFound
            if person.account.state is not was:
                raise Stale
            await give_up(tx, self._fields, person, state=AccountState.LEFT)
            await tx.execute(
                "INSERT INTO leavers (account, hour) VALUES (:account, :hour)",
                {"account": account, "hour": hour_of(self._clock.now())},
            )
            await self._audit.append(tx, event="team.left", role=by.value)
            tx.on_commit(self._staff_changed)

        await self._store.write(unit)

    async def told(self, running: Running) -> bool:
        async def query(reads: Reads) -> bool:
            return await reads.one(_TOLD, _named(running)) is not None

        return await self._store.read(query)

    async def remind(self, running: Running, *, owed: Sequence[Outgoing]) -> None:
        """Keep that it was told, with the notices that it owes."""
        notices = self._outbox.sealed(owed)

        async def unit(tx: Transaction) -> None:
            await tx.execute(_REMIND, _named(running))
            await self._outbox.put_in(tx, notices)

        await self._store.write(unit)


def _named(running: Running) -> Params:
    return {"certificate": running.certificate, "stage": int(running.stage)}
