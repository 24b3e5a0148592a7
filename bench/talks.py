"""Scenarios of the socket: the real service and the bare relay in turn, and their ratios.

One scenario is one or more loads (scenarios.py) with the targets they are held to; how a row is
judged and shown is rows.py's.
"""

import statistics
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bench.disk import PAGES, SEALED, commit_seconds, flush_seconds, paused_commit_seconds
from bench.flush import compiler, preloaded
from bench.frames import PADDED
from bench.rows import Row, shown
from bench.scenarios import Bench, Figures, Ground, Load, middle

STEADY_SECONDS: Final = 8
SLOW_MICROSECONDS: Final = "5000"


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
    paused: list[float] = []
    laid_out: list[float] = []
    kinds: list[list[Figures]] = [[], [], []]
    for _ in range(plan.runs):
        kinds[0].append(bench.bare())
        commits.append(commit_seconds(plan.ground.home))
        kinds[1].append(bench.durable())
        paused.append(paused_commit_seconds(plan.ground.home))
        laid_out.append(paused_commit_seconds(plan.ground.home, laid_out=True))
        kinds[2].append(bench.real())
    bare, kept, real = map(middle, kinds)
    commit, later = statistics.median(commits), statistics.median(paused)
    return [
        Row(
            name="one message to and fro",
            value=2 / real.rate * 1000,
            unit="ms",
            target=round((2 / bare.rate + 3 * commit) * 1000, 3),
            most=True,
            beside=f"bare {shown(2000 / bare.rate)} ms and three commits of "
            f"{shown(commit * 1000)} ms into a log that grows, as SQLite leaves it; "
            f"p99 one way {shown(real.p99 * 1000)} ms",
        ),
        Row(
            name="to and fro, where each commit comes after a pause",
            value=2 / real.rate * 1000,
            unit="ms",
            target=round((2 / bare.rate + 3 * later) * 1000, 3),
            most=True,
            beside=f"the same, with three commits of {shown(later * 1000)} ms each: one that comes "
            "after a pause, as they do here, not right after another; "
            f"{shown(statistics.median(laid_out) * 1000)} ms into a log that is laid out, as ours",
        ),
        Row(
            name="to and fro: a relay that only commits",
            value=2 / kept.rate * 1000,
            unit="ms",
            beside=f"p99 one way {shown(kept.p99 * 1000)} ms",
        ),
        faults("to and fro", real, bare, kept),
    ]


def steady(plan: Plan) -> list[Row]:
    """Every conversation says one message a second, at moments of its own, by the loop's clock as
    clients of asyncio do: the load under which the bound's own measure is met (performance.md).
    Beside it, not judged, by an exact clock and evenly spaced."""
    load = Load(pairs=plan.pairs, each=STEADY_SECONDS, mode="paced")
    bench = Bench(plan.ground, load)
    bare, kept, real = in_turn(plan.runs, bench.bare, bench.durable, bench.real)
    alone = [
        flush_seconds(plan.ground.home, rate=plan.pairs, seconds=STEADY_SECONDS)
        for _ in range(plan.runs)
    ]
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
        Row(
            name=f"{name}: p99 of the disk alone",
            value=statistics.median(p99 for _, p99 in alone) * 1000,
            unit="ms",
            beside=f"{PAGES} pages written and flushed, nothing else; p50 "
            f"{shown(statistics.median(p50 for p50, _ in alone) * 1000)} ms",
        ),
        *_otherwise(plan, replace(load, exact=True), f"{name}, by an exact clock"),
        *_otherwise(plan, replace(load, evenly=True), f"{name}, evenly spaced"),
        faults(name, real, bare, kept),
    ]


def _otherwise(plan: Plan, load: Load, name: str) -> list[Row]:
    """The same conversations where their messages meet less, or never."""
    bench = Bench(plan.ground, load)
    bare, real = in_turn(plan.runs, bench.bare, bench.real)
    return [
        Row(
            name=f"{name}: p99",
            value=real.p99 / bare.p99,
            unit="times bare",
            beside=f"{shown(real.p99 * 1000)} ms against {shown(bare.p99 * 1000)}; a p50 of "
            f"{shown(real.p50 * 1000)} and {shown(bare.p50 * 1000)} ms",
        ),
        faults(name, real, bare),
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
