"""The disk alone: what it leaves to anybody who keeps what is acknowledged, with no network at all.

Durable commits of one message's row, and bare writes that are flushed at a conversation's pace.
"""

import asyncio
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from bench.durable import INSERT, TABLE
from bench.frames import PADDED
from storage.database import STORE_ID, Database
from storage.log import PAGE_BYTES

SEALED: Final = 24 + 32 + 16 + PADDED
"""Nonce, commitment and tag (protocol.md section 1.2) with the padded text."""
COMMITS: Final = 200
PAUSE_SECONDS: Final = 0.0005
"""About what lies between two commits of a conversation that goes to and fro."""
PAGES: Final = 3
"""What a lone message's commit writes, about."""
ROUND_BYTES: Final = 32 * 1024 * 1024
"""Written over and over, as a write-ahead log is."""


def commit_seconds(beside: Path) -> float:
    """The median of a durable commit of one message's row on the disk that `beside` is on.

    Into a log that each commit lengthens, as SQLite leaves it.
    """
    return _in_database(beside, _commits, laid_out=False)


def paused_commit_seconds(beside: Path, *, laid_out: bool = False) -> float:
    """As `commit_seconds`, of the row of the relay that only commits, and each after a pause.

    `laid_out`: into a log whose length was written beforehand, as the service's is.
    """
    return _in_database(beside, _paused_commits, laid_out=laid_out)


def flush_seconds(beside: Path, *, rate: int, seconds: float) -> tuple[float, float]:
    """Median and 99th percentile of writing PAGES pages and flushing them, `rate` times a second.

    No database: a file that is there already is written over. What is late is done at once.
    """
    with tempfile.TemporaryFile(dir=beside) as file:
        file.write(bytes(ROUND_BYTES))
        file.flush()
        os.fsync(file.fileno())
        took = sorted(_flushes(file.fileno(), rate=rate, count=max(2, int(rate * seconds))))
    return statistics.median(took), statistics.quantiles(took, n=100)[98]


def _flushes(file: int, *, rate: int, count: int) -> list[float]:
    pages = os.urandom(PAGES * PAGE_BYTES)
    took = []
    begun = time.perf_counter()
    for number in range(count):
        time.sleep(max(0.0, begun + number / rate - time.perf_counter()))
        start = time.perf_counter()
        os.pwrite(file, pages, number * len(pages) % (ROUND_BYTES - len(pages)))
        os.fdatasync(file)
        took.append(time.perf_counter() - start)
    return took


def _in_database(
    beside: Path, work: Callable[[sqlite3.Connection], float], *, laid_out: bool
) -> float:
    async def run() -> float:
        with tempfile.TemporaryDirectory(dir=beside) as directory:
            path = Path(directory) / "one" / "commit.db"
            database = await Database.open(path, application=STORE_ID)
            try:
                while laid_out and await database.run(database.log.lay_out):
                    pass
                return await database.run(work)
            finally:
                await database.close()

    return asyncio.run(run())


def _commits(raw: sqlite3.Connection) -> float:
    raw.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")

    def insert(_: int) -> None:
        raw.execute("INSERT INTO row (body) VALUES (?)", (os.urandom(SEALED),))

    return statistics.median(_timed(raw, insert, pause=0.0))


def _paused_commits(raw: sqlite3.Connection) -> float:
    raw.execute(TABLE)

    def insert(number: int) -> None:
        raw.execute(INSERT, (1, number, os.urandom(SEALED)))

    return statistics.median(_timed(raw, insert, pause=PAUSE_SECONDS))


def _timed(raw: sqlite3.Connection, insert: Callable[[int], None], *, pause: float) -> list[float]:
    took = []
    for work in [partial(insert, number) for number in range(COMMITS)]:
        time.sleep(pause)
        start = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        work()
        raw.execute("COMMIT")
        took.append(time.perf_counter() - start)
    return took
