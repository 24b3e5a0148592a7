"""A team made once, and the real service over a copy of it with a Telegram of its own.

Who comes to it is made here; what is done to it, and what must come of it, is not.
"""

import asyncio
import contextlib
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from client.access import Person
from client.api import Api
from client.holder import HOLDERS, Holder
from client.keys import KeyRing
from client.student import Student
from client.worker import Worker
from sandbox import DEFAULT_TOKEN, Sandbox, World
from sandbox.acts import Phone
from storage.audit import verify
from storage.layout import Layout
from storage.secrets import load
from tests.client.test_holder import add_worker, set_up_team
from tests.fakes.launchdata import launch_data
from tests.faults.patience import Patient
from tests.faults.victim import Victim, nursery
from tests.keeping import KEPT
from tests.service import running

WORKERS = ("Worker 1", "Worker 2")
TELEGRAM: Mapping[str, int] = {
    **{role: 9000 + number for number, role in enumerate(HOLDERS)},
    **{name: 7001 + number for number, name in enumerate(WORKERS)},
}
CALL_SECONDS = 60.0


@dataclass(frozen=True, kw_only=True)
class Team:
    """The data directory of a stopped service, and what the team's devices hold."""

    home: Path
    rings: Mapping[str, KeyRing] = field(repr=False)


def make_team(home: Path) -> Team:
    """Three holders, two workers and a roster of today. Argon2id makes it slow: once per run."""

    async def set_up() -> Mapping[str, KeyRing]:
        async with running(home) as run:
            holders = await set_up_team(run)
            people = {role: holder.person for role, holder in holders.items()}
            for name in WORKERS:
                coordinator = holders["coordinator"]
                people[name] = await add_worker(
                    run, coordinator, telegram_id=TELEGRAM[name], name=name
                )
            return {name: person.ring for name, person in people.items()}

    return Team(home=home, rings=asyncio.run(set_up()))


@dataclass(kw_only=True)
class Scene:
    """The service, its Telegram, and the people who come to it."""

    victim: Victim
    team: Team
    world: World
    http: httpx.AsyncClient
    layout: Layout

    async def start(self) -> None:
        """A service is up, and everybody's calls go to it."""
        await self.victim.start()
        self.http.base_url = self.victim.url

    def person(self, telegram: int, *, side: str = "student", patient: bool = False) -> Person:
        """Somebody with an empty device; a patient one's calls outlive the service's death."""
        api = Patient(self.http, up=self.victim.up) if patient else Api(self.http)
        return Person(
            api=api,
            side=side,
            launches=lambda: launch_data(telegram, at=int(time.time()), token=DEFAULT_TOKEN),
            now=lambda: int(time.time()),
        )

    def phone(self, name: str) -> Phone:
        """A phone of the Telegram beside the service."""
        return Phone(world=self.world, person_id=self.world.people.named(name).id)

    async def student(self, telegram: int, *, patient: bool = False) -> Student:
        """Somebody who has agreed."""
        student = Student(person=self.person(telegram, patient=patient))
        await student.agree()
        return student

    async def staff(self, name: str, *, patient: bool = False) -> Person:
        """One of the team on a device that keeps nothing at the server, signed in."""
        person = self.person(TELEGRAM[name], side="staff", patient=patient)
        person.change(self.team.rings[name])
        await person.sign_in()
        return person

    async def worker(self, name: str = WORKERS[0], *, patient: bool = False) -> Worker:
        """A certified worker, signed in."""
        return Worker(person=await self.staff(name, patient=patient))

    async def coordinator(self, *, patient: bool = False) -> Holder:
        """The coordinator, signed in."""
        person = await self.staff("coordinator", patient=patient)
        return Holder(person=person, role="coordinator")


@asynccontextmanager
async def scene(
    team: Team, data: Path, *, more: Mapping[str, str] | None = None
) -> AsyncIterator[Scene]:
    """The team's files copied to `data`, and a service over them that is not started yet."""
    shutil.copytree(team.home, data)
    world = World(None, bot_token=DEFAULT_TOKEN)
    async with (
        Sandbox(world=world) as sandbox,
        nursery(data, token=DEFAULT_TOKEN, telegram=sandbox.base_url, more=more) as victim,
        httpx.AsyncClient(timeout=CALL_SECONDS, verify=False, limits=KEPT) as http,  # noqa: S501 - loopback
    ):
        yield Scene(victim=victim, team=team, world=world, http=http, layout=Layout.at(data))


def check_files(layout: Layout) -> None:
    """The files of a service that does not run: every page of both databases, and the audit."""
    assert verify(layout.database, keys=load(layout.service_keys)).holds
    for path in (layout.database, layout.case_keys):
        assert rows_of(path, "PRAGMA integrity_check") == [("ok",)]


def rows_of(path: Path, sql: str) -> list[Any]:
    """What a database file that nobody has open answers."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()
