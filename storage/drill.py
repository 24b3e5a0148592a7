"""A restore that is tried: into a temporary place, looked at as a whole, thrown away again.

The backup and the live store stay as they are. What is looked at is proving.py's.
"""

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from storage.backup import restore
from storage.clock import Clock
from storage.errors import StorageUnavailable
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.manifest import Kind, read_manifest
from storage.opening import open_core
from storage.proving import Proof, prove


@dataclass(frozen=True, kw_only=True)
class Drilled:
    """When each half was made (Unix seconds), and what the restored store was found to be."""

    database_made: int
    keys_made: int
    proof: Proof


async def drill(
    *, database_from: Path, keys_from: Path, clock: Clock, tombstones: Path | None = None
) -> Drilled:
    """Restore, start and stop the store, prove it, remove it. Raises what `restore` raises.

    The place (`TMPDIR`) is private and holds both halves together for as long as this takes.
    """
    made = read_manifest(database_from, Kind.DATABASE).made
    keys_made = read_manifest(keys_from, Kind.KEYS).made
    try:
        with tempfile.TemporaryDirectory(prefix="peerlink-drill-") as place:
            layout = Layout.at(Path(place) / "data")
            await restore(
                database_from=database_from,
                keys_from=keys_from,
                layout=layout,
                tombstones=tombstones,
            )
            core = await open_core(layout=layout, clock=clock, forget=forget_erased)
            await core.close()
            proof = await asyncio.to_thread(
                prove,
                database=layout.database,
                case_keys=layout.case_keys,
                service_keys=layout.service_keys,
            )
    except OSError:
        raise StorageUnavailable(
            "The temporary place could not take it: set TMPDIR to a directory with more room."
        ) from None
    return Drilled(database_made=made, keys_made=keys_made, proof=proof)
