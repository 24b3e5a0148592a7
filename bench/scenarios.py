"""One measured run: a fresh copy of the prepared data, a server, the generator, and the figures.

What is compared with what, and the targets, are relay.py's.
"""

import json
import os
import pickle
import shutil
import statistics
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from bench import frames
from bench.population import Pair
from bench.processes import Process
from client.api import b64
from client.tracks import Broken
from crypto.wire import live
from storage.layout import Layout

FIRST_BY_STUDENT: Final = 1
FIRST_BY_WORKER: Final = 2
"""The worker's first message opened the epoch."""
COUNTER_AT: Final = 26
REF_AT: Final = 1
"""Where docs/api.md has them in `message` and `send`."""


@dataclass(frozen=True, kw_only=True)
class Load:
    """What the generator does. `both`: two writers per pair (else they alternate).

    Of paced ones `evenly` spaces all, `exact` keeps their times by more than the loop's clock
    (arrivals.py, generator.py).
    """

    pairs: int
    each: int
    mode: str = "window"
    both: bool = False
    seconds: float = 1.0
    evenly: bool = False
    exact: bool = False


@dataclass(frozen=True, kw_only=True)
class Figures:
    """One run: rate in messages/s, latency in seconds, server CPU in seconds per message.

    `memory` are the server's resident bytes after it, `stored` bytes of database per message.
    """

    rate: float
    p50: float
    p99: float
    cpu: float
    memory: int
    stored: float
    wrong: int


class Ground:
    """Prepared conversations in a directory, and frames sealed for a load."""

    def __init__(self, home: Path) -> None:
        self.home = home
        pairs: Sequence[Pair] = pickle.loads((home / "pairs").read_bytes())  # noqa: S301 - our own file
        self.pairs = pairs

    def sealed(self, load: Load) -> tuple[Path, list[list[tuple[int, int]]]]:
        """The frames' file, and for each pair its writers as (side, index of frames)."""
        sealed: list[list[bytes]] = []
        writers: list[list[tuple[int, int]]] = []
        for number in range(load.pairs):
            pair = self.pairs[number]
            sides = (0, 1) if load.both else (number % 2,)
            mine = []
            for side in sides:
                mine.append((side, len(sealed)))
                conversation = pair.conversations()[side]
                sealed.append(
                    frames.seal(conversation, pair.case, count=load.each, now=int(time.time()))
                )
            writers.append(mine)
        path = self.home / "frames"
        frames.write(path, sealed)
        return path, writers

    def copy(self, name: str = "copy") -> Path:
        """The prepared data again, as it was."""
        data = self.home / name
        self.drop(data)
        shutil.copytree(self.home / "data", data)
        return data

    def drop(self, data: Path) -> None:
        """A copy is not needed any more."""
        shutil.rmtree(data, ignore_errors=True)


class Bench:
    """Runs one load on the real server or on the bare relay."""

    def __init__(self, ground: Ground, load: Load) -> None:
        self._ground = ground
        self._load = load
        self._frames, self._writers = ground.sealed(load)
        self._runs: Counter[str] = Counter()

    def bare(self, *, gathering: bool = False) -> Figures:
        """Through the bare relay; `gathering`: with our own way of writing to sockets."""
        more = ["--gathering"] if gathering else []
        return self._run(Process.start("bench.bare", *more), kind="bare")

    def durable(self) -> Figures:
        """Through the relay that commits and checks nothing."""
        data = self._ground.home / "durable"
        self._ground.drop(data)
        figures = self._run(Process.start("bench.durable", str(data)), kind="durable")
        self._ground.drop(data)
        return figures

    def real(self, environment: Mapping[str, str] | None = None) -> Figures:
        """Through the service, over a fresh copy of the data."""
        data = self._ground.copy()
        database = Layout.at(data).database
        before = database.stat().st_size
        server = Process.start("bench.serve", str(data), "--generous", environment=environment)
        figures = self._run(server, kind="real")
        # Closing wrote the log back into the file.
        grown = database.stat().st_size - before
        self._ground.drop(data)
        return replace(figures, stored=grown / sum(map(len, self._writers)) / self._load.each)

    def idle(self, *, real: bool) -> int:
        """The server's resident bytes with every socket open and nothing said."""
        module = ["bench.serve", str(self._ground.copy()), "--generous"] if real else ["bench.bare"]
        server = Process.start(*module)
        try:
            port = server.read()["port"]
            generator = Process.start("bench.generator")
            try:
                generator.tell(json.dumps(self._task(port, real=real)))
                generator.read()
                return server.memory()
            finally:
                generator.stop()
        finally:
            server.stop()

    def _run(self, server: Process, *, kind: str) -> Figures:
        real = kind == "real"
        self._runs[kind] += 1  # the same moments for each kind in its first run, in its second
        try:
            port = server.read()["port"]
            generator = Process.start("bench.generator")
            try:
                generator.tell(json.dumps(self._task(port, real=real, seed=self._runs[kind])))
                generator.read()
                os.sync()  # what copying left would be flushed amid what is measured
                before = server.cpu()
                generator.tell("go")
                found = generator.read()
                cpu, memory = server.cpu() - before, server.memory()
            finally:
                generator.stop()
        finally:
            server.stop()
        wrong = found["wrong"] + (self._unopened(found["sample"]) if real else 0)
        return Figures(
            rate=found["messages"] / found["seconds"],
            p50=found["p50"],
            p99=found["p99"],
            cpu=cpu / found["messages"],
            memory=memory,
            stored=0.0,
            wrong=wrong,
        )

    def _task(self, port: int, *, real: bool, seed: int = 0) -> dict[str, Any]:
        pairs = []
        for number, writers in enumerate(self._writers):
            pair = self._ground.pairs[number]
            tokens = (pair.student_token, pair.worker_token)
            path = "/api/socket" if real else f"/pair/{number}/"
            pairs.append(
                {
                    "sides": [
                        {"path": path if real else f"{path}{side}", "token": tokens[side]}
                        | ({"missed": _missed(pair)} if real else {})
                        for side in (0, 1)
                    ],
                    "writers": writers,
                    "first": [FIRST_BY_STUDENT, FIRST_BY_WORKER] if real else [1, 1],
                }
            )
        return {
            "port": port,
            "frames": str(self._frames),
            "mode": self._load.mode,
            "seconds": self._load.seconds,
            "seed": None if self._load.evenly else seed,
            "exact": self._load.exact,
            "place": COUNTER_AT if real else REF_AT,
            "pairs": pairs,
        }

    def _unopened(self, sample: Sequence[Sequence[str]]) -> int:
        """How many of the sampled messages the readers' own devices did not take in."""
        wrong = 0
        owners = [(n, side) for n, mine in enumerate(self._writers) for side, _ in mine]
        for (number, side), texts in zip(owners, sample, strict=False):
            reader = self._ground.pairs[number].conversations()[1 - side]
            for text in texts:
                result = reader.receive(live.read_message(bytes.fromhex(text)).message)
                wrong += isinstance(result, Broken) or len(result) != 1
        return wrong


def _missed(pair: Pair) -> str:
    """Where a device reads what came while it was away: nothing, here."""
    known = f"after0={FIRST_BY_STUDENT - 1}&after1={FIRST_BY_WORKER - 1}"
    return f"/api/cases/{b64(pair.case)}/messages?epoch=1&{known}"


def middle(runs: Sequence[Figures]) -> Figures:
    """The median of each figure; faults are added up."""
    return Figures(
        rate=statistics.median(run.rate for run in runs),
        p50=statistics.median(run.p50 for run in runs),
        p99=statistics.median(run.p99 for run in runs),
        cpu=statistics.median(run.cpu for run in runs),
        memory=round(statistics.median(run.memory for run in runs)),
        stored=statistics.median(run.stored for run in runs),
        wrong=sum(run.wrong for run in runs),
    )
