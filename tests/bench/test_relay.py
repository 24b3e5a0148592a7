"""The bench end to end, as small as it gets: that it runs and counts right. No times are judged."""

import asyncio
import json
import math
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.rows import Row, shown, table

ROOT = Path(__file__).parents[2]
SECONDS = 180.0


async def bench(*arguments: str) -> tuple[int, str]:
    """Run `python -m bench.relay`: exit code and what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bench.relay",
        *arguments,
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    async with asyncio.timeout(SECONDS):
        out, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode()


async def test_the_smallest_run_of_the_bench_loses_nothing(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    sizes = ["--pairs", "1", "--runs", "1", "--messages", "40"]
    places = ["--home", str(tmp_path / "ground"), "--json", str(figures)]
    code, printed = await bench("one", "stored", "depth", *sizes, *places)
    assert code == 0
    rows: list[dict[str, Any]] = json.loads(figures.read_text())["rows"]
    assert len(printed.splitlines()) == len(rows) + 4
    found = {row["name"]: row for row in rows}
    for name in ("1 pair: lost or out of order", "stored: lost or out of order"):
        assert found[name]["value"] == 0
        assert found[name]["met"] is True
    for name in ("1 pair: throughput", "stored per message", "commit, 2,000 stored"):
        assert found[name]["value"] > 0


async def test_an_unknown_scenario_is_named_as_bad_input(tmp_path: Path) -> None:
    code, printed = await bench("faster", "--home", str(tmp_path / "ground"))
    assert (code, printed) == (2, "")
    assert not (tmp_path / "ground").exists()


def row(
    value: float, *, target: float | None = None, aim: float | None = None, most: bool = False
) -> Row:
    return Row(
        name="a figure", value=value, unit="ms", beside="", target=target, aim=aim, most=most
    )


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (row(1.0), "-"),
        (row(0.4, target=0.4, aim=0.55), "pass"),
        (row(0.6, target=0.4, aim=0.55), "pass, aim"),
        (row(0.39, target=0.4, aim=0.55), "MISS"),
        (row(1.4, target=1.4, aim=1.2, most=True), "pass"),
        (row(1.2, target=1.4, aim=1.2, most=True), "pass, aim"),
        (row(1.41, target=1.4, most=True), "MISS"),
        (row(0, target=0, most=True), "pass"),
        (row(1, target=0, most=True), "MISS"),
        (row(math.nan, target=1.0, most=True), "MISS"),
    ],
)
def test_a_figure_is_judged_by_the_side_it_is_on(figure: Row, verdict: str) -> None:
    assert figure.verdict == verdict
    assert verdict in table([figure])


def test_figures_are_shown_with_three_digits() -> None:
    assert [shown(value) for value in (0.0, 0.01234, 1.2345, 12345.6)] == [
        "0",
        "0.0123",
        "1.23",
        "12,346",
    ]
