"""What was acknowledged survives kill -9 and a full disk (attacks 32 and 33)."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from storage.audit import verify
from tests.storage.lanes import VICTIMS_KEYS, open_with_envelopes

ROOT = Path(__file__).parents[2]
VICTIM = [sys.executable, "-m", "tests.storage.lanes"]


def _run_and_kill(path: Path, acknowledged: Path, seconds: float) -> None:
    with acknowledged.open("ab") as out:
        process = subprocess.Popen([*VICTIM, str(path)], cwd=ROOT, stdout=out)  # noqa: S603
        start = acknowledged.stat().st_size
        while acknowledged.stat().st_size == start:
            assert process.poll() is None
            time.sleep(0.01)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()


def _highest(lines: list[bytes]) -> dict[int, int]:
    heads: dict[int, int] = {}
    for line in lines:
        talk, counter = map(int, line.split())
        heads[talk] = max(heads.get(talk, 0), counter)
    return heads


def test_attack_32_what_was_acknowledged_survives_kill_9(home: Path) -> None:
    path, acknowledged = home / "victim.db", home / "acknowledged"
    acknowledged.touch()
    rows = 0
    for seconds in (0.05, 0.11, 0.07, 0.19):
        _run_and_kill(path, acknowledged, seconds)
        # The last line may be half written: it was not said.
        said = acknowledged.read_bytes().rsplit(b"\n", 1)[0].split(b"\n")
        acknowledged.write_bytes(b"\n".join(said) + b"\n")
        verdict = verify(path, keys=VICTIMS_KEYS)
        assert verdict.holds
        assert verdict.rows > rows
        rows = verdict.rows
        kept = asyncio.run(_counters(path))
        for talk, counter in _highest(said).items():
            assert len(kept[talk]) >= counter
        for counters in kept.values():
            assert counters == list(range(1, len(counters) + 1)), "a gap below the head"


async def _counters(path: Path) -> dict[int, list[int]]:
    store = await open_with_envelopes(path)
    store.start()

    def read(raw: sqlite3.Connection) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row in raw.execute("SELECT talk, counter FROM envelope ORDER BY talk, counter"):
            found.setdefault(row["talk"], []).append(row["counter"])
        return found

    try:
        return await store.upkeep(read)
    finally:
        await store.close()


LIMITED = """
import asyncio, os, resource, signal, sys
from pathlib import Path
from storage.errors import StorageUnavailable
from tests.storage.lanes import Envelope, Envelopes, open_with_envelopes

async def main():
    store = await open_with_envelopes(Path(sys.argv[1]))
    store.start()
    lane = Envelopes()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit = Path(sys.argv[1] + "-wal").stat().st_size + 200_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    acknowledged = refused = 0
    for _ in range(60):
        row = Envelope(talk=1, counter=acknowledged + 1, body=b"x" * 4000)
        try:
            acknowledged = await store.append(lane, row)
        except StorageUnavailable:
            refused += 1
    print(acknowledged, refused, flush=True)
    os._exit(0)  # no checkpoint, no tidy end

asyncio.run(main())
"""


def test_attack_33_a_write_error_of_the_disk_acknowledges_nothing(home: Path) -> None:
    """The log may not grow by more than 200 kB: the kernel refuses, as with a full disk."""
    path = home / "limited.db"
    command = [sys.executable, "-c", LIMITED, str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    acknowledged, refused = map(int, done.stdout.splitlines()[-1].split())
    assert acknowledged > 0
    assert refused > 0
    kept = asyncio.run(_counters(path))
    assert kept[1] == list(range(1, acknowledged + 1))


UNCLOSED = """
import asyncio, sys
from pathlib import Path
from tests.storage.lanes import Envelope, Envelopes, open_with_envelopes

async def main():
    store = await open_with_envelopes(Path(sys.argv[1]))
    store.start()
    print(await store.append(Envelopes(), Envelope(talk=1, counter=1)), flush=True)
    sys.exit("failed")

asyncio.run(main())
"""


def test_a_process_that_fails_without_closing_ends_and_loses_nothing(home: Path) -> None:
    command = [sys.executable, "-c", UNCLOSED, str(home / "a.db")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 1
    assert done.stdout.startswith("1\n")
    assert asyncio.run(_counters(home / "a.db")) == {1: [1]}
