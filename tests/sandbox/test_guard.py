"""Only this machine, only this page, and only input of a bounded size.

Here: who may reach the sandbox. Never here: what they then do.
"""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from sandbox import DEFAULT_TOKEN, Sandbox, SandboxError, World
from sandbox.world import TOKEN


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "::", "", "192.168.1.4", "example.org", "127.0.0.1.example.org"],  # noqa: S104
)
def test_any_host_but_loopback_is_refused_at_construction(world: World, host: str) -> None:
    with pytest.raises(SandboxError, match="loopback"):
        Sandbox(world=world, host=host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1.2.3"])
async def test_loopback_is_served(host: str) -> None:
    async with Sandbox(world=World(None), host=host) as sandbox:
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.get(f"{sandbox.base_url}/sandbox/state")
        assert answer.status_code == 200


async def test_a_taken_port_is_an_error_that_says_so(sandbox: Sandbox) -> None:
    port = int(sandbox.base_url.rpartition(":")[2])
    with pytest.raises(SandboxError, match="port is taken"):
        await Sandbox(world=World(None), port=port).start()


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "example.org"},
        {"Host": "127.0.0.1.example.org"},
        {"Host": ""},
        {"Host": "[bad"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://p7200000001-1.localhost:1"},
    ],
)
async def test_foreign_hosts_and_origins_are_refused_everywhere(
    sandbox: Sandbox, world: World, headers: dict[str, str]
) -> None:
    paths = ("/", "/sandbox/state", f"/bot{world.bot_token}/getMe", "/assets/x.js")
    async with httpx.AsyncClient(trust_env=False, base_url=sandbox.base_url) as client:
        for path in paths:
            assert (await client.get(path, headers=headers)).status_code == 403
    if "Origin" in headers:
        url = sandbox.base_url.replace("http", "ws") + "/sandbox/events"
        with pytest.raises(InvalidStatus):
            await connect(url, origin=headers["Origin"], proxy=None)  # type: ignore[arg-type]


async def test_the_page_may_talk_to_its_own_origin(sandbox: Sandbox) -> None:
    async with httpx.AsyncClient(trust_env=False, base_url=sandbox.base_url) as client:
        own = {"Origin": sandbox.base_url}
        assert (await client.get("/sandbox/state", headers=own)).status_code == 200


async def test_misuse_is_a_400_that_echoes_nothing_and_changes_nothing(
    sandbox: Sandbox, world: World
) -> None:
    canary, person = "canary-91bd", world.people.named("Student 1").id
    wrong: list[tuple[str, object]] = [
        (f"people/{person}/text", {"text": ""}),
        (f"people/{person}/text", {"text": canary * 1000}),
        (f"people/{person}/text", {"text": "x", "chat_id": -5}),
        (f"people/{person}/text", {"text": 7}),
        (f"people/{person}/{canary}", {}),
        (f"people/{person}/attach", {"kind": canary}),
        (f"people/{person}/press", {"message_id": 1, "data": canary}),
        (f"people/{person}/edit", {"message_id": "1", "text": canary}),
        (f"people/{person}/open_menu", {}),
        (f"people/{person}/open_link", {"url": f"https://t.me/{canary}"}),
        (f"people/{person}/open_link", {"url": "https://[broken"}),
        (f"people/{person}/language", {"language_code": canary * 3}),
        (f"people/{person}/room", {"kind": canary, "title": "x"}),
        ("people/1/start", {}),
        ("people", {"first_name": canary * 10}),
        ("faults", {"kind": canary}),
        ("faults", [canary]),
    ]
    async with httpx.AsyncClient(trust_env=False, base_url=sandbox.base_url) as client:
        for path, body in wrong:
            answer = await client.post(f"/sandbox/{path}", json=body)
            assert answer.status_code == 400, path
            assert canary not in answer.text
            assert answer.json()["error"].endswith(".")
        broken = await client.post(f"/sandbox/people/{person}/text", content=b"[" * 50_000)
        assert broken.status_code == 400
        large = await client.post("/sandbox/people", content=b" " * ((1 << 20) + 1))
        assert large.status_code == 400
    assert list(world.messages.of(person)) == []
    assert len(world.updates) == 0


async def test_stopping_does_not_wait_for_pollers_or_open_pages(world: World) -> None:
    sandbox = Sandbox(world=world)
    await sandbox.start()
    base = sandbox.base_url
    async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
        poll = asyncio.create_task(client.get(f"{base}/bot{world.bot_token}/getUpdates?timeout=50"))
        async with connect(base.replace("http", "ws") + "/sandbox/events", proxy=None) as page:
            await asyncio.sleep(0.2)
            async with asyncio.timeout(60):
                await sandbox.stop()
                assert (await poll).json() == {"ok": True, "result": []}
                await page.wait_closed()


async def test_the_page_says_when_it_is_not_built(world: World, tmp_path: Path) -> None:
    async with (
        Sandbox(world=world, page=tmp_path) as sandbox,
        httpx.AsyncClient(trust_env=False) as client,
    ):
        moved = await client.get(sandbox.base_url)
        page_host = {"Host": urlsplit(sandbox.page_url).netloc}
        answer = await client.get(sandbox.base_url, headers=page_host)
    assert (moved.status_code, moved.headers["location"]) == (307, sandbox.page_url + "/")
    assert answer.status_code == 503
    assert "build:sandbox" in answer.text


@pytest.mark.parametrize(
    ("token", "username"),
    [("123:short", "some_bot"), (DEFAULT_TOKEN + "x", "some_bot"), (DEFAULT_TOKEN, "nobody")],
)
def test_malformed_identities_are_refused(token: str, username: str) -> None:
    with pytest.raises(SandboxError):
        World(None, bot_token=token, bot_username=username)


def test_the_default_token_has_the_shape_of_a_real_one() -> None:
    assert TOKEN.fullmatch(DEFAULT_TOKEN)
