"""Scenarios of the socket: the real service and the bare relay in turn, and their ratios.

One scenario is one or more loads (scenarios.py) with the targets they are held to; how a row is
judged and shown is rows.py's.
"""

import asyncio
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.flush import compiler, preloaded
from bench.frames import PADDED
from bench.rows import Row, shown
from bench.scenarios import Bench, Figures, Ground, Load, middle
from storage.database import STORE_ID, Database

SEALED: Final = 24 + 32 + 16 + PADDED
"""Nonce, commitment and tag (protocol.md section 1.2) with the padded text."""
STEADY_SECONDS: Final = 8
SLOW_MICROSECONDS: Final = "5000"
COMMITS: Final = 200


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much is run: a ground of `pairs` conversations, `runs` of each kind, `messages` each."""

    ground: Ground
    runs: int
    messages: int

    @property
    def pairs(self) -> int:
        """How many conversations there are."""
        return len(self.ground.pairs)


def in_turn(runs: int, *kinds: Callable[[], Figures]) -> list[Figures]:
    """Each kind `runs` times, one after another in each round; their medians."""
    found: list[list[Figures]] = [[] for _ in kinds]
    for _ in range(runs):
        for kind, mine in zip(kinds, found, strict=True):
            mine.append(kind())
    return [middle(mine) for mine in found]


def flight(plan: Plan, *, pairs: int, target: float | None, aim: float | None) -> list[Row]:
    """`pairs` conversations both ways, four messages of each writer in flight."""
    pairs = min(pairs, plan.pairs)
    load = Load(pairs=pairs, each=max(1, plan.messages // pairs // 2), both=True)
    bench = Bench(plan.ground, load)
    bare, ours, kept, real = in_turn(
        plan.runs, bench.bare, lambda: bench.bare(gathering=True), bench.durable, bench.real
    )
    name = f"{pairs} pairs" if pairs > 1 else "1 pair"
    against = f"{shown(bare.rate)}/s bare; {shown(real.rate / ours.rate)} of {shown(ours.rate)}/s"
    rows = [
        Row(
            name=f"{name}: throughput",
            value=real.rate / bare.rate,
            unit="of bare",
            target=target,
            aim=aim,
            beside=f"{shown(real.rate)}/s against {against} bare with our writes gathered",
        ),
        Row(
            name=f"{name}: server CPU per message",
            value=real.cpu / bare.cpu if bare.cpu else float("nan"),
            unit="times bare",
            target=2.5 if target else None,
            most=True,
            beside=f"{shown(real.cpu * 1e6)} µs against {shown(bare.cpu * 1e6)} µs",
        ),
        _late(name, real, bare),
        Row(
            name=f"{name}: a relay that only commits",
            value=kept.rate / bare.rate,
            unit="of bare",
            beside=f"{shown(kept.rate)}/s and {shown(kept.cpu * 1e6)} µs; p99 "
            f"{shown(kept.p99 * 1000)} ms",
        ),
    ]
    return [*rows, faults(name, real, bare, ours, kept)]


def _late(name: str, real: Figures, bare: Figures) -> Row:
    return Row(
        name=f"{name}: send to receive, p50",
        value=real.p50 * 1000,
        unit="ms",
        beside=f"p99 {shown(real.p99 * 1000)} ms; bare {shown(bare.p50 * 1000)} and "
        f"{shown(bare.p99 * 1000)} ms; {shown(real.memory / 1e6)} MB",
    )


def faults(name: str, *runs: Figures) -> Row:
    """Messages lost, doubled, out of order or not opening at their reader, over all runs."""
    return Row(
        name=f"{name}: lost or out of order",
        value=sum(run.wrong for run in runs),
        unit="messages",
        target=0,
        most=True,
        beside="every counter in order; those of four writers opened by the reader's device",
    )


def to_and_fro(plan: Plan) -> list[Row]:
    """One message there and the next one back, again and again."""
    bench = Bench(
        plan.ground,
        Load(pairs=1, each=min(500, plan.messages), both=True, mode="pingpong"),
    )
    commits: list[float] = []
    kinds: list[list[Figures]] = [[], [], []]
    for _ in range(plan.runs):
        kinds[0].append(bench.bare())
        commits.append(asyncio.run(commit_seconds(plan.ground.home)))
        kinds[1].append(bench.durable())
        kinds[2].append(bench.real())
    bare, kept, real = map(middle, kinds)
    commit = statistics.median(commits)
    allowed = 2 / bare.rate + 3 * commit
    return [
        Row(
            name="one message to and fro",
            value=2 / real.rate * 1000,
            unit="ms",
            target=round(allowed * 1000, 3),
            most=True,
            beside=f"bare {shown(2000 / bare.rate)} ms and three commits of "
            f"{shown(commit * 1000)} ms; p99 one way {shown(real.p99 * 1000)} ms",
        ),
        Row(
            name="to and fro: a relay that only commits",
            value=2 / kept.rate * 1000,
            unit="ms",
            beside=f"p99 one way {shown(kept.p99 * 1000)} ms",
        ),
        faults("to and fro", real, bare, kept),
    ]


async def commit_seconds(beside: Path) -> float:
    """The median of a durable commit of one message's row on the disk that `beside` is on."""
    with tempfile.TemporaryDirectory(dir=beside) as directory:
        database = await Database.open(Path(directory) / "one" / "commit.db", application=STORE_ID)
        try:
            return await database.run(_commits)
        finally:
            await database.close()


def _commits(raw: sqlite3.Connection) -> float:
    raw.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")
    took = []
    for _ in range(COMMITS):
        body = os.urandom(SEALED)
        start = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO row (body) VALUES (?)", (body,))
        raw.execute("COMMIT")
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def steady(plan: Plan) -> list[Row]:
    """Every conversation says one message a second."""
    load = Load(pairs=plan.pairs, each=STEADY_SECONDS, mode="paced")
    bench = Bench(plan.ground, load)
    bare, kept, real = in_turn(plan.runs, bench.bare, bench.durable, bench.real)
    name = f"{plan.pairs} conversations at 1/s"
    return [
        Row(
            name=f"{name}: p99",
            value=real.p99 * 1000,
            unit="ms",
            target=5,
            most=True,
            beside=f"p50 {shown(real.p50 * 1000)} ms",
        ),
        Row(
            name=f"{name}: p99",
            value=real.p99 / bare.p99,
            unit="times bare",
            target=2.5,
            most=True,
            beside=f"bare {shown(bare.p99 * 1000)} ms, p50 {shown(bare.p50 * 1000)} ms",
        ),
        Row(
            name=f"{name}: p99 of a relay that only commits",
            value=kept.p99 * 1000,
            unit="ms",
            beside=f"{shown(kept.p99 / bare.p99)} times bare; p50 {shown(kept.p50 * 1000)} ms",
        ),
        faults(name, real, bare, kept),
    ]


def slow_flush(plan: Plan) -> list[Row]:
    """Fifty pairs, every flush 5 ms slower. Nothing where there is no C compiler."""
    if compiler() is None:
        return []
    pairs = min(50, plan.pairs)
    load = Load(pairs=pairs, each=max(1, plan.messages // pairs // 2), both=True)
    bench = Bench(plan.ground, load)
    with tempfile.TemporaryDirectory() as directory:
        environment = preloaded(Path(directory), FLUSH_MICROSECONDS=SLOW_MICROSECONDS)
        bare, real = in_turn(plan.runs, bench.bare, lambda: bench.real(environment))
    name = f"{pairs} pairs, flushes 5 ms slower"
    return [
        Row(
            name=f"{name}: throughput",
            value=real.rate / bare.rate,
            unit="of bare",
            target=0.2,
            beside=f"{shown(real.rate)}/s against {shown(bare.rate)}/s",
        ),
        faults(name, real, bare),
    ]


def stored(plan: Plan) -> list[Row]:
    """How much larger the database is for every message."""
    pairs = min(50, plan.pairs)
    load = Load(pairs=pairs, each=max(1, plan.messages // pairs // 2), both=True)
    real = Bench(plan.ground, load).real()
    return [
        Row(
            name="stored per message",
            value=real.stored / SEALED,
            unit="times the padded ciphertext",
            target=1.4,
            aim=1.2,
            most=True,
            beside=f"{shown(real.stored)} bytes for {SEALED} of ciphertext ({PADDED} of padded "
            f"text: {shown(real.stored / PADDED)} times)",
        ),
        faults("stored", real),
    ]


def all_faults(rows: Sequence[Row]) -> int:
    """Over a whole table."""
    return round(sum(row.value for row in rows if row.name.endswith("lost or out of order")))
