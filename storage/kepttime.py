"""Times that outlive the process, each under a name of its own in the database, and coarsely.

Coarse, so that nobody learns from one when somebody was here, or the service stopped. What a clock
makes of it is the clock's (onward.py, unhurried.py).
"""

from typing import Final

from storage.transaction import Reads, Transaction
from storage.writer import Store

KEPT_SECONDS: Final = 600
_PUT: Final = """
INSERT INTO meta (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""


async def kept_time(store: Store, name: str) -> int | None:
    """The Unix seconds under a name, or None."""

    async def query(reads: Reads) -> int | None:
        row = await reads.one("SELECT value FROM meta WHERE name = :name", {"name": name})
        return None if row is None else int.from_bytes(row["value"], "big")

    return await store.read(query)


async def keep_time(store: Store, name: str, seconds: float) -> None:
    """Keep Unix seconds, rounded down."""
    value = (max(0, int(seconds)) // KEPT_SECONDS * KEPT_SECONDS).to_bytes(8, "big")

    async def unit(tx: Transaction) -> None:
        await tx.execute(_PUT, {"name": name, "value": value})

    await store.write(unit)
