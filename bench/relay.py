"""Every figure of docs/performance.md in one go, each beside its target.

Scenarios are named here and nothing is measured: talks.py, depth.py and edges.py do that.
Run: python -m bench.relay [SCENARIO ...] [--runs 5] [--messages 40000] [--json FILE]
"""

import argparse
import contextlib
import json
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from bench.depth import depth
from bench.edges import first_load, sockets, start, webhook
from bench.prepare import prepare
from bench.rows import Row, table
from bench.scenarios import Ground
from bench.talks import Plan, all_faults, flight, slow_flush, steady, stored, to_and_fro

PAIRS: Final = 500
FRESH_SECONDS: Final = 3 * 24 * 3600
"""Prepared conversations are made anew after this: sessions and certificates run out."""

Scenario = Callable[[Plan], list[Row]]
SCENARIOS: Final[Mapping[str, Scenario]] = {
    "one": partial(flight, pairs=1, target=None, aim=None),
    "fifty": partial(flight, pairs=50, target=0.40, aim=0.55),
    "five-hundred": partial(flight, pairs=500, target=0.5, aim=None),
    "to-and-fro": to_and_fro,
    "steady": steady,
    "slow-flush": slow_flush,
    "stored": stored,
    "depth": depth,
    "sockets": sockets,
    "webhook": webhook,
    "first-load": first_load,
    "start": start,
}


def ground(home: Path, *, pairs: int) -> Ground:
    """Conversations to start from, made through the real service unless they are there."""
    done = home / "pairs"
    if done.exists() and time.time() - done.stat().st_mtime > FRESH_SECONDS:
        shutil.rmtree(home)
    prepare(home, pairs=pairs)
    return Ground(home)


def measured(names: Sequence[str], plan: Plan) -> list[Row]:
    """The rows of the named scenarios, each shown as it comes."""
    rows: list[Row] = []
    for name in names:
        began = time.perf_counter()
        found = SCENARIOS[name](plan)
        took = time.perf_counter() - began
        for row in found:
            sys.stderr.write(f"{row.verdict:9} {row.name}: {row.value:.4g} {row.unit}\n")
        sys.stderr.write(f"          {name} took {took:.0f} s\n")
        rows += found
    return rows


def machine() -> str:
    """What it ran on, without a name."""
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python "
        f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def main() -> int:
    """The command; exit code 1 when a message was lost or out of order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario", nargs="*", choices=[*SCENARIOS, []], default=[])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--messages", type=int, default=40_000, help="in each run")
    parser.add_argument("--pairs", type=int, default=PAIRS, help="conversations to prepare")
    parser.add_argument("--home", type=Path, help="where to keep the prepared conversations")
    parser.add_argument("--json", type=Path, help="write the figures there, too")
    asked = parser.parse_args()
    names = asked.scenario or list(SCENARIOS)
    with contextlib.suppress(PermissionError):
        os.nice(-5)  # others may be at work on this machine
    with contextlib.ExitStack() as stack:
        home = asked.home
        if home is None:
            home = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "ground"
        plan = Plan(
            ground=ground(home, pairs=asked.pairs), runs=asked.runs, messages=asked.messages
        )
        rows = measured(names, plan)
    print(f"{machine()}; {asked.runs} runs of each, in turn, medians\n")
    print(table(rows))
    if asked.json is not None:
        figures = {"machine": machine(), "rows": [row.fields() for row in rows]}
        asked.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 1 if all_faults(rows) else 0


if __name__ == "__main__":
    sys.exit(main())
