"""A crowd: students and workers as whole people through the real service, and what is held of it.

Starts the service and the two processes of clients, samples the service's memory, compares what
both ends of every conversation say. Run: python -m bench.crowd [--waves 60 --seconds 10]
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import linear_regression
from typing import Any, Final

import httpx

from bench.hurry import Hurry
from bench.lines import ENDED_BY_SERVICE
from bench.population import Town
from bench.processes import Process
from bench.shifts import Manners
from bench.visitors import Habits
from client.api import b64

SAMPLE_SECONDS: Final = 0.5
MEGABYTE: Final = 1_000_000
WAVES_FOR_A_LINE: Final = 4
Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How many come, how fast, and how they are. Times in seconds."""

    students: int = 200
    workers: int = 20
    seconds: float = 60.0
    """Over which the students of a wave arrive."""
    waves: int = 1
    seed: int = 1
    times: float = 1.0
    """How much faster everybody's clock goes than the machine's."""
    generous: bool = False
    """Lift the bounds per account: where an hour is pressed into minutes everybody is too fast."""
    habits: Habits = field(
        default_factory=lambda: Habits(questions=6, pause=2.0, drops=0.1, unsends=0.1)
    )
    manners: Manners = field(
        default_factory=lambda: Manners(load=12, pause=1.0, look=0.5, drop_seconds=15.0)
    )


QUICK: Final[Mapping[str, Any]] = {
    "habits": Habits(questions=6, pause=0.1, drops=0.1, unsends=0.1),
    "manners": Manners(load=12, pause=0.05, look=0.1, drop_seconds=3.0),
    "generous": True,
}


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Resident bytes of the service at a moment, in seconds since the first wave."""

    at: float
    bytes: int


@dataclass
class Outcome:
    """What a run was like. `faults` is empty when nothing was lost, doubled or altered."""

    students: Sequence[Json]
    workers: Sequence[Json]
    seconds: Mapping[str, Sequence[float]]
    counts: Mapping[str, int]
    samples: Sequence[Sample]
    after_wave: Sequence[Sample]
    cpu: Mapping[str, float]
    faults: Sequence[str]

    @property
    def growth(self) -> float:
        """Bytes that the service grows by each student who comes and goes, once it is warm.

        The slope of the line through the memory after each wave (least squares), the first half
        of the waves left out. Raises statistics.StatisticsError for fewer than four waves.
        """
        each = len(self.students) / len(self.after_wave)
        warm = list(enumerate(self.after_wave))[len(self.after_wave) // 2 :]
        came = [each * (wave + 1) for wave, _ in warm]
        return linear_regression(came, [sample.bytes for _, sample in warm]).slope

    @property
    def messages(self) -> int:
        """Texts that stand in all conversations."""
        return sum(sum(account.get("texts", ())) for account in self.students)


def judge(students: Sequence[Json], workers: Sequence[Json], claimed: Sequence[str]) -> list[str]:
    """What is wrong with the accounts of both ends, by what should have been."""
    found = [f"student: {fault}" for each in students for fault in each["faults"]]
    found += [f"worker: {fault}" for each in workers for fault in each["faults"]]
    asked = [each["case"] for each in students if each["case"]]
    found += ["claimed twice" for times in Counter(claimed).values() if times > 1]
    found += ["never claimed" for _ in set(asked) - set(claimed)]
    found += ["claimed, and nobody asked" for _ in set(claimed) - set(asked)]
    theirs = {each["case"]: each for each in workers}
    for each in students:
        if each["faults"]:
            continue
        other = theirs.get(each["case"], {})
        if (each["mine"], each["theirs"]) != (other.get("theirs"), other.get("mine")):
            found.append("the two ends read different things")
    return found


class Crowd:
    """One run of a plan over a directory of its own."""

    def __init__(self, plan: Plan, home: Path) -> None:
        self._plan = plan
        self._home = home
        self._clock = Hurry(since=time.time(), times=plan.times)

    def run(self) -> Outcome:
        """Everybody comes and goes; the processes end in every case."""
        lifted = ["--generous"] if self._plan.generous else []
        clock = asdict(self._clock)
        told = [f"--{name}={value!r}" for name, value in clock.items()]
        server = Process.start("bench.serve", str(self._home), *lifted, *told)
        started = [server]
        try:
            said = server.read()
            keys = asyncio.run(self._team(said["port"], said["links"]))
            shifts = Process.start("bench.shifts")
            visitors = Process.start("bench.visitors")
            started += [shifts, visitors]
            shifts.tell(json.dumps(self._task(said["port"]) | {"workers": keys}))
            shifts.read()
            return self._watch(server, shifts, visitors, self._task(said["port"]))
        finally:
            for process in reversed(started):
                process.stop()

    def _task(self, port: int) -> Json:
        return {"port": port, **asdict(self._plan), "clock": asdict(self._clock)}

    async def _team(self, port: int, links: Mapping[str, str]) -> list[Json]:
        """Three holders and the workers, certified; the workers' keys."""
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as http:
            town = Town(http, clock=self._clock)
            coordinator = await town.holders(links)
            people = [await town.worker(coordinator, n) for n in range(self._plan.workers)]
            await coordinator.sign_roster()
        return [
            {"sign": b64(person.ring.sign.seed), "box": b64(person.ring.box.secret)}
            for person in people
        ]

    def _watch(self, server: Process, shifts: Process, visitors: Process, task: Json) -> Outcome:
        processes = {"service": server, "workers": shifts, "students": visitors}
        before = {name: process.cpu() for name, process in processes.items()}
        start = time.perf_counter()
        samples, after, students = [], [], []

        def sample() -> Sample:
            return Sample(at=time.perf_counter() - start, bytes=server.memory())

        visitors.tell(json.dumps(task))
        with ThreadPoolExecutor(max_workers=1) as reading:
            for _ in range(self._plan.waves):
                wave = reading.submit(visitors.read)
                while not wave.done():
                    samples.append(sample())
                    time.sleep(SAMPLE_SECONDS)
                students += wave.result()["accounts"]
                after.append(sample())
                visitors.tell("next")
        told = visitors.read()
        cpu = {name: process.cpu() - before[name] for name, process in processes.items()}
        shifts.tell("end")
        held = shifts.read()
        claimed = [case for each in held["claimed"] for case in each]
        counts = Counter(told["counts"]) + Counter(held["counts"])
        faults = [*judge(students, held["accounts"], claimed), *held["faults"]]
        faults += [ENDED_BY_SERVICE] * counts[ENDED_BY_SERVICE]
        seconds = {
            step: [*told["seconds"].get(step, ()), *held["seconds"].get(step, ())]
            for step in sorted({*told["seconds"], *held["seconds"]})
        }
        return Outcome(
            students=students,
            workers=held["accounts"],
            seconds=seconds,
            counts=counts,
            samples=samples,
            after_wave=after,
            cpu=cpu,
            faults=faults,
        )


def report(outcome: Outcome) -> list[str]:
    """The figures of a run, as text."""
    lines = [f"{'step':24} {'times':>7} {'p50 ms':>9} {'p99 ms':>9} {'most ms':>9}"]
    for step, seconds in outcome.seconds.items():
        found = sorted(seconds)
        marks = (found[len(found) // 2], found[int(len(found) * 0.99)], found[-1])
        lines.append(f"{step:24} {len(found):7} " + " ".join(f"{m * 1000:9.1f}" for m in marks))
    lines += [f"{count:7} {name}" for name, count in sorted(outcome.counts.items())]
    lasted = outcome.after_wave[-1].at
    lines.append(f"{len(outcome.students)} students, {outcome.messages} texts in {lasted:.0f} s")
    lines += [f"{cpu / lasted:7.2f} cores: {name}" for name, cpu in outcome.cpu.items()]
    held = [sample.bytes / MEGABYTE for sample in (*outcome.samples, *outcome.after_wave)]
    lines.append(f"memory {held[0]:.1f} MB before, {max(held):.1f} at most")
    waves = outcome.after_wave
    shown = [*waves[:: max(1, len(waves) // 12)], waves[-1]]
    lines.append("after waves " + " ".join(f"{each.bytes / MEGABYTE:.1f}" for each in shown))
    if len(waves) >= WAVES_FOR_A_LINE:
        lines.append(f"growth {outcome.growth:.0f} bytes a student, in the second half")
    faults = Counter(outcome.faults)
    lines += [f"FAULT {name}: {times}" for name, times in faults.items()] or ["no fault"]
    return lines


def plan_from(arguments: Sequence[str]) -> Plan:
    """The plan that a command line asks for."""
    plan = Plan()
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=plan.students)
    parser.add_argument("--workers", type=int, default=plan.workers)
    parser.add_argument("--seconds", type=float, default=plan.seconds)
    parser.add_argument("--waves", type=int, default=plan.waves)
    parser.add_argument("--times", type=float, default=plan.times, help="a faster clock")
    parser.add_argument("--quick", action="store_true", help="nobody thinks for long")
    asked = vars(parser.parse_args(arguments))
    quick = QUICK if asked.pop("quick") else {}
    return Plan(**asked, **quick)


def main() -> None:
    """The command: ends with 1 when there was a fault."""
    plan = plan_from(sys.argv[1:])
    with tempfile.TemporaryDirectory() as home:
        outcome = Crowd(plan, Path(home)).run()
    print("\n".join(report(outcome)))
    sys.exit(1 if outcome.faults else 0)


if __name__ == "__main__":
    main()
