"""Scenarios beside the conversation: open sockets, the webhook, the first load, the start.

Each starts what it measures as a process of its own and stops it.
"""

import json
import os
import re
import socket
import statistics
import sys
import tempfile
import time
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any, Final

import httpx

from bench.processes import ROOT, Process
from bench.rows import Row, shown
from bench.scenarios import Bench, Load
from bench.talks import Plan
from bot.config import Config
from bot.parts import MINI_APP

SOCKETS: Final = 1_000
CONNECTIONS: Final = 40
"""What the service asks Telegram to open at most."""
WITHIN_SECONDS: Final = 60.0
READY: Final = "The sandbox is ready"
LINKED: Final = re.compile(r'(?:src|href)="([^"]+\.(?:js|css|svg))"')


def sockets(plan: Plan) -> list[Row]:
    """Memory with as many sockets open as the plan's people have, at most a thousand."""
    pairs = min(SOCKETS // 2, plan.pairs)
    bench = Bench(plan.ground, Load(pairs=pairs, each=1))
    memory = bench.idle(real=True) / 1e6
    said = bench.real()
    return [
        Row(
            name=f"memory with {2 * pairs:,} open sockets",
            value=memory,
            unit="MB",
            target=120,
            most=True,
            beside=f"{shown(said.memory / 1e6)} MB once all had spoken; bare relay "
            f"{shown(bench.idle(real=False) / 1e6)} MB",
        )
    ]


def webhook(plan: Plan) -> list[Row]:
    """Updates that somebody wrote, from 200 people over 40 connections."""
    updates = min(20_000, max(CONNECTIONS, plan.messages // 2))
    found: dict[str, list[float]] = {"bare": [], "real": []}
    refused = 0
    with tempfile.TemporaryDirectory() as directory:
        for turn in range(plan.runs):
            for kind, rates in found.items():
                more = [] if kind == "bare" else [str(Path(directory) / f"data{turn}")]
                told = _knock(Process.start("bench.hook", kind, *more), updates)
                rates.append(updates / told["seconds"])
                refused += told["refused"]
    bare, real = (statistics.median(found[kind]) for kind in ("bare", "real"))
    return [
        Row(
            name="webhook updates",
            value=real / bare,
            unit="of a bare webhook of the library",
            target=0.5,
            beside=f"{shown(real)}/s, durable with their answers, against {shown(bare)}/s; "
            f"{refused} refused",
        )
    ]


def _knock(server: Process, updates: int) -> dict[str, Any]:
    try:
        port = server.read()["port"]
        visitor = Process.start("bench.knocks")
        try:
            task = {"port": port, "updates": updates, "connections": CONNECTIONS}
            visitor.tell(json.dumps(task))
            visitor.read()
            visitor.tell("go")
            return visitor.read()
        finally:
            visitor.stop()
    finally:
        server.stop()


def first_load(plan: Plan) -> list[Row]:
    """Everything that the Mini App's page names, as the service sends it. Needs `make build`."""
    if not (MINI_APP / "index.html").exists():
        return []
    server = Process.start("bench.serve", str(plan.ground.copy()), "--generous")
    try:
        origin = f"http://127.0.0.1:{server.read()['port']}"
        with httpx.Client(base_url=origin, headers={"Accept-Encoding": "gzip"}) as http:
            page = http.get("/app/").text
            paths = {"/app/", *(_path(found) for found in LINKED.findall(page))}
            sizes = {path: _size(http, path) for path in sorted(paths)}
    finally:
        server.stop()
    largest = max(sizes, key=lambda path: sizes[path])
    return [
        Row(
            name="Mini App, first load compressed",
            value=sum(sizes.values()) / 1000,
            unit="kB",
            target=100,
            most=True,
            beside=f"{len(sizes)} files; the largest is {shown(sizes[largest] / 1000)} kB",
        )
    ]


def _path(found: str) -> str:
    return found if found.startswith("/") else f"/app/{found.removeprefix('./')}"


def _size(http: httpx.Client, path: str) -> int:
    with http.stream("GET", path) as answer:
        answer.raise_for_status()
        return sum(len(chunk) for chunk in answer.iter_raw())


def start(plan: Plan) -> list[Row]:
    """`peerlink run` in its sandbox: the first start ever, and the next one over its data."""
    first, again = [], []
    for _ in range(plan.runs):
        with tempfile.TemporaryDirectory() as directory:
            first.append(_ready(Path(directory)))
            again.append(_ready(Path(directory)))
    return [
        Row(
            name="ready after the start",
            value=statistics.median(again),
            unit="s",
            target=3,
            most=True,
            beside=f"the first start ever, which makes keys and the three roles' links: "
            f"{shown(statistics.median(first))} s",
        )
    ]


def _ready(directory: Path) -> float:
    ours = {name.upper() for name in Config.model_fields}
    kept = {name: value for name, value in os.environ.items() if name.upper() not in ours}
    settings = {
        "DATA_DIR": str(directory / "data"),
        "PORT": str(_free_port()),
        "SANDBOX_PORT": str(_free_port()),
        "PYTHONPATH": str(ROOT),
    }
    began = time.perf_counter()
    process = Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=directory,
        env=kept | settings,
        stdout=PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        for line in process.stdout:
            if READY in line:
                return time.perf_counter() - began
        raise RuntimeError("the service ended instead of starting")
    finally:
        process.terminate()
        process.wait(WITHIN_SECONDS)
        if process.stdout is not None:
            process.stdout.close()


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])
