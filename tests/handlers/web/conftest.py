"""The web application over SQLite for the tests of its endpoints."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.web.desk import Desk
from handlers.web.fields import encode
from handlers.web.hub import Hub
from handlers.web.limits import Limits
from people.accounts import VISITORS, Role
from tests.fakes.contacts import contacting_of
from tests.fakes.devices import Device
from tests.fakes.house import in_memory
from tests.fakes.stores import on_sqlite
from tests.fakes.supervising import supervision_over
from tests.fakes.web import Web
from tests.handlers.web.matrix import Walk


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    """Nobody is there yet; limits are far away."""
    async with on_sqlite(tmp_path) as stores:
        made = Web(stores, supervision=supervision_over(stores))
        yield made
        await made.http.aclose()


@pytest.fixture
async def walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Walk]:
    """Somebody of every role, and a conversation of two strangers."""
    house = in_memory()
    desk = Desk(
        asking=house.asking,
        claiming=house.claiming,
        accepting=house.accepting,
        rooms=house.rooms,
        closing=house.closing,
        erasing=house.erasing,
        contacting=contacting_of(house),
        next_epochs=house.next_epochs,
        notices=house.notices,
        hub=Hub(),
        frames=Limits(clock=house.clock),
    )
    talk = await house.talk()
    waiting, _ = await house.ask(house.student(), house.worker())
    async with on_sqlite(tmp_path) as stores:
        web = Web(stores, desk=desk, supervision=supervision_over(stores))
        made = await web.whole_team()
        coordinator = made[Role.COORDINATOR][1]
        tokens = {role.value: token for role, (_, token) in made.items()}
        for number, role in enumerate(VISITORS):
            _, tokens[role.value] = await web.visitor(made, role, telegram=10 + number)
        _, tokens["waiting"] = await web.worker(coordinator, telegram=1)
        _, tokens["student"] = await web.student()
        _, token = await web.student(2)
        other_account = (await web.ok("GET", "/api/me", token))["account"]
        tokens["launch"] = await web.launch(Device(3))
        objects = [encode(talk.case), encode(waiting), other_account]
        made_walk = Walk(web, tokens, objects)
        made_walk.count_entries(monkeypatch)
        await web.ok("GET", "/api/service")
        assert made_walk.entered == 1
        yield made_walk
        await web.http.aclose()
