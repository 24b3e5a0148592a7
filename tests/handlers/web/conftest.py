"""The web application over SQLite for the tests of its endpoints."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from handlers.web.desk import Desk
from handlers.web.fields import encode
from handlers.web.hub import Hub
from handlers.web.limits import Limits
from handlers.web.rounds import Rounds
from people.accounts import VISITORS, Role
from storage.secrets import ServiceKeys
from tests.fakes.contacts import contacting_of
from tests.fakes.declaring import declaring_of
from tests.fakes.degrees import degrees_of
from tests.fakes.devices import Device
from tests.fakes.house import in_memory
from tests.fakes.quality import auditing_of
from tests.fakes.ready import beginning_with
from tests.fakes.recording import recording_of
from tests.fakes.rounds import Late
from tests.fakes.shifts import shifts_of
from tests.fakes.stores import in_memory as in_memory_stores
from tests.fakes.stores import on_sqlite
from tests.fakes.supervising import supervision_over
from tests.fakes.web import Staffed, Web
from tests.handlers.web.matrix import Walk


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    """Nobody is there yet; limits are far away."""
    async with on_sqlite(tmp_path) as stores:
        made = Web(stores, supervision=supervision_over(stores))
        yield made
        await made.http.aclose()


@pytest.fixture
async def staffed(tmp_path: Path) -> AsyncIterator[Staffed]:
    """The whole team is there (tests/fakes/web.py); limits are far away."""
    async with beginning_with(Web.whole_team, tmp_path) as (stores, ready):
        made = Web(stores, supervision=supervision_over(stores))
        yield made, ready.join(made)
        await made.http.aclose()


@dataclass(frozen=True, kw_only=True)
class Team:
    """A stopped store in which somebody of every role has a session, by role."""

    home: Path
    keys: ServiceKeys
    tokens: dict[str, str]
    another: str
    """The account of one more student."""


@pytest.fixture(scope="session")
def team(tmp_path_factory: pytest.TempPathFactory) -> Team:
    """Set up once: every test of the matrix walks through a copy."""
    return asyncio.run(whole_team(tmp_path_factory.mktemp("team")))


async def whole_team(home: Path) -> Team:
    keys = ServiceKeys.fresh()
    async with on_sqlite(home, keys=keys) as stores:
        web = Web(stores)
        made = await web.whole_team()
        coordinator = made[Role.COORDINATOR][1]
        tokens = {role.value: token for role, (_, token) in made.items()}
        for number, role in enumerate(VISITORS):
            _, tokens[role.value] = await web.visitor(made, role, telegram=10 + number)
        _, tokens["waiting"] = await web.worker(coordinator, telegram=1)
        _, tokens["student"] = await web.student()
        _, token = await web.student(2)
        another = (await web.ok("GET", "/api/me", token))["account"]
        await web.http.aclose()
    return Team(home=home, keys=keys, tokens=tokens, another=another)


@pytest.fixture
async def walk(team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Walk]:
    """Somebody of every role, and a conversation of two strangers."""
    house = in_memory()
    desk = Desk(
        asking=house.asking,
        claiming=house.claiming,
        accepting=house.accepting,
        rooms=house.rooms,
        closing=house.closing,
        degrees=degrees_of(house),
        erasing=house.erasing,
        contacting=contacting_of(house),
        declaring=declaring_of(house),
        recording=recording_of(house),
        auditing=auditing_of(house),
        next_epochs=house.next_epochs,
        handing=house.handing,
        shifts=shifts_of(house, team=in_memory_stores().team),
        notices=house.notices,
        hub=Hub(),
        frames=Limits(clock=house.clock),
        rounds=Rounds(sessions=Late(lambda: served.services.sessions)),
    )
    talk = await house.talk()
    waiting, _ = await house.ask(house.student(), house.worker())
    home = shutil.copytree(team.home, tmp_path / "team")
    async with on_sqlite(home, keys=team.keys) as stores:
        served = Web(stores, desk=desk, supervision=supervision_over(stores))
        tokens = team.tokens | {"launch": await served.launch(Device(3))}
        objects = [encode(talk.case), encode(waiting), team.another]
        made_walk = Walk(served, tokens, objects)
        made_walk.count_entries(monkeypatch)
        await served.ok("GET", "/api/service")
        assert made_walk.entered == 1
        yield made_walk
        await served.http.aclose()
