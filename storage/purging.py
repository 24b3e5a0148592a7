"""Destroying what has been kept for its time, all at once, and saying so under a signature (R14).

Which cases are due stands in their rows (intake/lapses.py); the running service does the same
by itself, a few at a time and without a certificate.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import crypto
from crypto import wire
from crypto.wire import Destruction
from storage.opening import Core
from storage.tombstones import Erased, Tombstone
from storage.transaction import Reads

BATCH: Final = 50
FORMAT: Final = "peerlink-destruction"

_DUE: Final = """
SELECT case_id, about FROM cases WHERE state = 'closed' AND due <= :now ORDER BY due
"""


@dataclass(frozen=True, kw_only=True)
class Due:
    """Cases and contacts whose keeping time is over, by the time that destroying goes by."""

    now: int
    conversations: Sequence[bytes]
    contacts: Sequence[bytes]


async def find_due(core: Core) -> Due:
    """What is to be destroyed now."""
    now = int(core.unhurried.now())

    async def query(reads: Reads) -> Due:
        rows = await reads.all(_DUE, {"now": now})
        cases = [(bytes(row["case_id"]), row["about"] is not None) for row in rows]
        return Due(
            now=now,
            conversations=[case for case, contact in cases if not contact],
            contacts=[case for case, contact in cases if contact],
        )

    return await core.store.read(query)


async def purge(core: Core, due: Due, *, told: Callable[[int], None]) -> None:
    """Destroy it; `told` hears how many are done. Cut short, the rest is due the next time."""
    cases, done = [*due.conversations, *due.contacts], 0
    for start in range(0, len(cases), BATCH):
        batch = cases[start : start + BATCH]
        await core.erasure.erase(*(Tombstone(erased=Erased.CASE, reference=c) for c in batch))
        done += len(batch)
        told(done)


def certificate_of(core: Core, due: Due, *, profile: str, days: int) -> str:
    """The signed certificate of destruction, as JSON text: the rule and counts, nobody."""
    body = Destruction(
        profile=profile,
        days=days,
        until=due.now,
        conversations=len(due.conversations),
        contacts=len(due.contacts),
        made=int(core.clock.now()),
    )
    signed = wire.signed(body, key=wire.destruction_key(core.keys.audit)).raw
    return json.dumps({"format": FORMAT, "signed": signed.hex()}, indent=2) + "\n"


def read_certificate(text: str, *, audit_key: bytes) -> Destruction | None:
    """What a certificate says, or None when this service did not sign it so."""
    try:
        found: Any = json.loads(text)
        signed = wire.open_signed(bytes.fromhex(found["signed"]), Destruction)
    except (ValueError, KeyError, TypeError, RecursionError, crypto.CryptoError):
        return None
    ours = crypto.equal(signed.key, wire.destruction_key(audit_key).public)
    return signed.body if ours else None
