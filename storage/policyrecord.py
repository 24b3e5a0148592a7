"""The policy's record on the store (supervision/policy_record.py `PolicyStore`, but for notices).

Nothing in it is about a person. Rules are supervision's.
"""

from collections.abc import Sequence
from typing import Final

from intake.outbox import Outgoing
from people.accounts import Role
from policy.wording import Variant
from storage.audit import Audit
from storage.outbox import StoredOutbox
from storage.transaction import Params, Reads, Transaction
from storage.writer import Store
from supervision.policy_record import PolicyEvent, PolicyInForce, PolicyRow

_PUT: Final = """
INSERT INTO policy_rows (profile, digest, event, at, decided, role)
VALUES (:profile, :digest, :event, :at, :decided, :role)
ON CONFLICT DO NOTHING
"""
_NOTICE: Final = """
INSERT INTO policy_notices (digest, variant) VALUES (:digest, :variant) ON CONFLICT DO NOTHING
"""
_ROWS: Final = "SELECT * FROM policy_rows WHERE profile = :profile ORDER BY number"


class SqlPolicy:
    """The rows, each change in one transaction."""

    def __init__(self, *, store: Store, audit: Audit, outbox: StoredOutbox) -> None:
        self._store = store
        self._audit = audit
        self._outbox = outbox

    async def rows(self, profile: str) -> Sequence[PolicyRow]:
        async def query(reads: Reads) -> Sequence[PolicyRow]:
            return [
                PolicyRow(
                    digest=bytes(row["digest"]),
                    event=PolicyEvent(row["event"]),
                    at=row["at"],
                    decided=row["decided"],
                    role=row["role"],
                )
                for row in await reads.all(_ROWS, {"profile": profile})
            ]

        return await self._store.read(query)

    async def begin(self, policy: PolicyInForce, *, at: int) -> None:
        row = PolicyRow(digest=policy.digest, event=PolicyEvent.SHOWN, at=at, role="")

        async def unit(tx: Transaction) -> None:
            await tx.execute(_PUT, _row(policy.profile, row))
            for digest, variant in policy.notices.items():
                await tx.execute(_NOTICE, {"digest": digest, "variant": variant.value})

        await self._store.write(unit)

    async def under_18(self) -> frozenset[bytes]:
        async def query(reads: Reads) -> frozenset[bytes]:
            found = await reads.all(
                "SELECT digest FROM policy_notices WHERE variant = :variant",
                {"variant": Variant.UNDER_18.value},
            )
            return frozenset(bytes(row["digest"]) for row in found)

        return await self._store.read(query)

    async def add(self, profile: str, row: PolicyRow, *, by: Role) -> None:
        async def unit(tx: Transaction) -> None:
            if await tx.execute(_PUT, _row(profile, row)):
                await self._audit.append(tx, event=_EVENTS[row.event], role=by.value)

        await self._store.write(unit)

    async def remind(self, profile: str, row: PolicyRow, *, owed: Sequence[Outgoing]) -> None:
        """Keep a reminder with the notices that it owes."""
        notices = self._outbox.sealed(owed)

        async def unit(tx: Transaction) -> None:
            await tx.execute(_PUT, _row(profile, row))
            await self._outbox.put_in(tx, notices)

        await self._store.write(unit)


_EVENTS: Final = {
    PolicyEvent.APPROVED: "policy.approved",
    PolicyEvent.REVIEWED: "policy.reviewed",
}


def _row(profile: str, row: PolicyRow) -> Params:
    return {
        "profile": profile,
        "digest": row.digest,
        "event": row.event.value,
        "at": row.at,
        "decided": row.decided,
        "role": row.role,
    }
