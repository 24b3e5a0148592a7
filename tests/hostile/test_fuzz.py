"""Attack 25, generated: every call of the published schema and every frame, right and wrong.

Never a 5xx, never an echo, never slow, and a refusal leaves every row as it was.
"""

import asyncio
import json
import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import httpx
import pytest
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import crypto
from client.api import b64, unb64
from client.asking import Story
from client.student import Student
from client.worker import Worker
from handlers.web.app import api_routes
from handlers.web.auth import MAY, Access, access_of
from people.accounts import AccountState, Role
from tests.fakes.clock import FixedClock
from tests.handlers.web.matrix import schema as published
from tests.hostile.inside import Inside, Line, inside
from tests.hostile.shapes import CANARY, JUNK, KINDS, spoiled, texts, values
from tests.hostile.town import HELLO, HOUR, LETTER, START, Town, copy
from tests.routes import methods_of

ROUTES: Final = [(m, route) for route in api_routes() for m in sorted(methods_of(route))]
NAMES: Final = [f"{method} {route.path}" for method, route in ROUTES]
ENDING: Final = {"/api/session", "/api/sessions/others"}
"""They take nothing, and would sign everybody out."""
TAKING: Final = [n for n, (_, route) in enumerate(ROUTES) if route.path not in ENDING]
SIGNED_IN: Final = ("student", "worker", "coordinator", "manager")
SECONDS: Final = 60.0
ERRORS: Final = {
    400: {"malformed", "name"},
    401: {"signed_out"},
    404: {"not_found"},
    413: {"too_large"},
    429: {"slow_down"},
}
WRONG: Final = st.sampled_from([str(each) for each in JUNK[10:29] if len(str(each)) < 5000])
A_KIND: Final = st.one_of(
    st.just("application/json"), st.just("application/json"), st.sampled_from(KINDS)
)
FUZZ: Final = settings(
    deadline=None,
    max_examples=30,
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A stopped service with people of every kind, an open case, and one that waits."""

    home: Path
    tokens: dict[str, str]
    ids: list[str]


@dataclass(kw_only=True)
class World:
    """The service over a copy of it. `tokens` are of everybody who is signed in.

    `state` is what every row was after the last call that was refused; None: not known.
    """

    at: Inside
    http: httpx.AsyncClient
    tokens: dict[str, str]
    ids: list[str]
    state: str | None = None


@pytest.fixture(scope="session")
def settled(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Settled:
    home = copy(town, tmp_path_factory.mktemp("settled") / "data")

    async def settle() -> Settled:
        async with inside(town, home, clock=FixedClock(START + HOUR)) as at:
            student, other = Student(person=at.person(5001)), Student(person=at.person(5002))
            worker = Worker(person=await at.staff("Worker 1"))
            people = {"student": student.person, "worker": worker.person}
            for role in ("coordinator", "manager"):
                people[role] = await at.staff(role)
            await student.agree()
            await other.agree()
            case = await student.ask(Story(text=LETTER))
            await worker.claim(case)
            await worker.accept(case, HELLO)
            await student.enter(case)
            waiting = await other.ask(Story(text=LETTER))
            me = await worker.person.api.get("/api/me")
            ids = [b64(case), b64(waiting), str(me["account"]), b64(bytes(16))]
            tokens = {name: person.api.token for name, person in people.items()}
            return Settled(home=home, tokens=tokens, ids=ids)

    return asyncio.run(settle())


@pytest.fixture
async def world(town: Town, settled: Settled, tmp_path: Path) -> AsyncIterator[World]:
    data = tmp_path / "data"
    shutil.copytree(settled.home, data)
    async with inside(town, data, clock=FixedClock(START + HOUR)) as at:
        launched = at.person(5003)
        await launched.launch()
        tokens = settled.tokens | {"launch": launched.api.token}
        yield World(at=at, http=launched.api._http, tokens=tokens, ids=settled.ids)


def callers(route: APIRoute) -> list[str]:
    """Who may call, so that what is sent gets past the door."""
    access = access_of(route)
    if access in {Access.ANYONE, Access.LAUNCH}:
        return ["nobody" if access is Access.ANYONE else "launch"]
    found = [who for who in SIGNED_IN if (Role(who), AccountState.ACTIVE) in MAY[access]]
    assert found, route.path
    return found[:2]


@cache
def bodies(number: int) -> st.SearchStrategy[Any] | None:
    """What is sent to a route, right and spoiled; None to one that takes no body."""
    method, route = ROUTES[number]
    operation = published()["paths"][route.path][method.lower()]
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    if schema is None:
        return None
    right = values(schema, published())
    return st.one_of(right, spoiled(right))


@cache
def queried(number: int) -> list[tuple[str, st.SearchStrategy[Any]]]:
    """The queries that a route takes, right and wrong."""
    method, route = ROUTES[number]
    return [
        (p["name"], st.one_of(values(p["schema"], published()), WRONG))
        for p in published()["paths"][route.path][method.lower()].get("parameters", [])
        if p["in"] == "query"
    ]


@cache
def named(ids: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Ids that exist, that do not, and that are none."""
    return st.one_of(st.sampled_from([*ids, "words", "kit"]), st.sampled_from(ids), WRONG)


@st.composite
def paths(draw: st.DrawFn, number: int, ids: list[str]) -> str:
    """The route's path with ids that exist, that do not, and that are none; queries alike."""
    _, route = ROUTES[number]
    chosen = draw(named(tuple(ids)))
    escaped = quote(chosen.encode("utf-8", "replace"), safe="")
    path = re.sub(r"\{[a-z_]+\}", lambda _: escaped, route.path)
    asked = [(name, draw(each)) for name, each in queried(number) if draw(st.booleans())]
    queries = [f"{n}={quote(str(v).encode('utf-8', 'replace'))}" for n, v in asked]
    return f"{path}?{'&'.join(queries)}" if queries else path


def holds(answer: httpx.Response) -> None:
    """What is true of every answer there is."""
    assert answer.status_code < 500, (answer.status_code, answer.text)
    if answer.status_code < 400:
        return
    said = answer.json()
    code = said.pop("error")
    assert said.keys() <= ({"head"} if code == "stale" else {"retry_after"})
    assert answer.status_code == 409 or code in ERRORS[answer.status_code], code
    assert re.fullmatch(r"[a-z_0-9]{2,20}", code)
    assert CANARY not in answer.text
    assert CANARY not in str(answer.headers.raw)
    assert len(answer.content) < 150


async def try_a_call(world: World, number: int, data: st.DataObject) -> None:
    """One drawn call of a route."""
    method, route = ROUTES[number]
    who = data.draw(st.sampled_from(callers(route)))
    path = data.draw(paths(number, world.ids))
    sent, content, kind = bodies(number), b"", "application/json"
    if sent is not None:
        content = data.draw(texts(data.draw(sent)))
        kind = data.draw(A_KIND)
    elif method in {"POST", "PUT", "DELETE"}:
        content = data.draw(st.sampled_from([b"", b"{}", CANARY.encode(), b"[" * 99, b"\xff"]))
    await call(world, who, method, path, content=content, kind=kind)


@pytest.mark.parametrize("number", TAKING, ids=[NAMES[n] for n in TAKING])
@given(data=st.data())
@FUZZ
async def test_attack_25_every_call_of_the_schema(
    world: World, number: int, data: st.DataObject
) -> None:
    await try_a_call(world, number, data)


@pytest.mark.soak
@pytest.mark.parametrize("number", TAKING, ids=[NAMES[n] for n in TAKING])
@given(data=st.data())
@settings(FUZZ, max_examples=1_000)
async def test_attack_25_every_call_of_the_schema_at_length(
    world: World, number: int, data: st.DataObject
) -> None:
    await try_a_call(world, number, data)


async def call(
    world: World, who: str, method: str, path: str, *, content: bytes, kind: str
) -> httpx.Response:
    """One call, and everything that must be true of it."""
    world.at.clock.pass_(5)  # the buckets fill again
    headers = {"Content-Type": kind}
    if who in world.tokens:
        headers["Authorization"] = f"Bearer {world.tokens[who]}"
    # Nothing comes between two calls: what one left, the next one finds.
    before = world.state or await world.at.state()
    world.state = None
    async with asyncio.timeout(SECONDS):
        answer = await world.http.request(method, path, content=content, headers=headers)
    holds(answer)
    if answer.status_code >= 400:
        world.state = await world.at.state()
        assert world.state == before, (method, path, answer.text)
    return answer


FRAMES: Final[list[dict[str, Any]]] = [
    {"t": "send", "ref": 1, "case": "", "message": ""},
    {"t": "send", "ref": [1], "case": "A" * 22, "message": "\u202e"},
    {"t": "ping"},
    {"t": "hello", "token": b64(bytes(32))},
]
LAST: Final = 77
LONGEST: Final = 70_000
"""Of a message's bytes: more than any device may send."""


@st.composite
def sent(draw: st.DrawFn, ids: list[str]) -> bytes:
    """A `send` frame, mostly of the right shape."""
    ref = draw(st.sampled_from([0, 1, 2**53 - 1, 2**53, 2**64 - 1]))
    case = draw(st.one_of(st.sampled_from(ids).map(unb64), st.binary(min_size=16, max_size=16)))
    message = draw(st.one_of(st.binary(max_size=400), st.integers(0, LONGEST).map(bytes)))
    frame = b"\x01" + ref.to_bytes(8, "big") + case + message
    spoilt = draw(st.integers(0, 3))
    if spoilt == 1:
        return frame[: draw(st.integers(0, len(frame)))]
    if spoilt == 2:
        return draw(st.binary(min_size=1, max_size=1)) + frame[1:]
    return frame


@st.composite
def frames(draw: st.DrawFn, ids: list[str]) -> str | bytes:
    """Frames right and wrong, as text or as bytes."""
    if draw(st.booleans()):
        return draw(sent(ids))
    frame: Any = draw(st.sampled_from([*FRAMES, *JUNK]))
    if draw(st.booleans()):
        frame = draw(spoiled(st.just(frame)))
    raw = draw(texts(frame))
    if draw(st.integers(0, 9)) == 0:
        return raw
    return raw.decode("utf-8", "surrogateescape")


@given(data=st.data())
@settings(FUZZ, max_examples=80)
async def test_attack_25_every_frame_pipelined(world: World, data: st.DataObject) -> None:
    """Several frames at once, of every kind: each refused or answered, and nothing kept."""
    world.at.clock.pass_(60)
    line = await Line.open(world.at.service.app, token=world.tokens["student"])
    before = await world.at.state()
    for each in data.draw(st.lists(frames(world.ids), min_size=1, max_size=8)):
        if isinstance(each, bytes):
            line.say_bytes(each)
        else:
            line.say_text(each)
    line.post(ref=LAST, case=unb64(world.ids[3]), message=bytes(3))
    heard: list[dict[str, Any]] = []
    try:
        while not (heard and heard[-1].get("ref") == LAST):
            heard.append(await line.hear())
    except ConnectionError:
        assert await line.ended() in {4400, 4401}
    for frame in heard:
        assert CANARY not in json.dumps(frame)
        assert frame["t"] in {"refused", "pong", "behind"}, frame
        if frame["t"] == "refused":
            assert frame["error"] in {"malformed", "not_found", "slow_down"}
    assert await world.at.state() == before
    if line.code is None:
        await line.close()


@pytest.mark.parametrize(
    "first",
    [
        "",
        "{}",
        '{"t": "hello"}',
        '{"t": "hello", "token": 1}',
        '{"t": "hello", "token": "' + "A" * 43 + '"}',
        '{"t": "hello", "token": "\\ud800"}',
        '{"t": "send"}',
        "[" * 60_000,
        '{"t": "hello", "token": "' + "A" * 140_000 + '"}',
        "9" * 5000,
        '{"t": "hello", "token": "canary-9d1f"}',
    ],
    ids=range(11),
)
async def test_attack_25_a_first_frame_that_is_none_ends_the_socket(
    world: World, first: str
) -> None:
    line = Line(world.at.service.app)
    line.say_text(first)
    assert await line.ended() == 4401
    assert line.heard() == []


async def test_attack_25_a_header_that_is_no_token_is_signed_out(world: World) -> None:
    http, good = world.http, world.tokens["student"]
    wrong = [
        "",
        "Bearer",
        "Bearer ",
        f"bearer {good}",
        f"Bearer  {good}",
        f"Bearer {good}=",
        f"Bearer {good[:-1]}",
        f"Basic {good}",
        f"Bearer {good}, Bearer {good}",
        "Bearer " + "A" * 9000,
        f"Bearer {b64(crypto.random_bytes(32))}",
        f"Bearer {CANARY}",
    ]
    for each in wrong:
        answer = await http.get("/api/me", headers={"Authorization": each})
        assert (answer.status_code, answer.json()) == (401, {"error": "signed_out"})
    twice = [("Authorization", f"Bearer {good}"), ("Authorization", f"Bearer {good}")]
    assert (await http.get("/api/me", headers=twice)).status_code == 401
    assert (await http.get("/api/me", headers=twice[:1])).status_code == 200
