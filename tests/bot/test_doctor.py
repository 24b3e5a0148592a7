"""`peerlink doctor`: each thing that is wrong is named with its remedy, and nothing secret is."""

import time
from email.utils import formatdate
from pathlib import Path

import httpx
import pytest

from bot import outside
from bot.config import Config
from bot.doctor import complaints, examine
from tests.bot.process import BackupPlaces, command, service
from tests.service import running

TOKEN = "7000000001:AAcanary-canary-canary-canary-canar"
PUBLIC = "https://peerlink.example.org"


def config(**settings: object) -> Config:
    decided = {"policy": "ucl", "retention_days": 30, "records_days": 365}
    given = {"bot_token": TOKEN, "public_url": PUBLIC, **decided}
    return Config(_env_file=None, **(given | settings))  # type: ignore[arg-type]


async def asked(
    *,
    telegram: int = 200,
    webhook: dict[str, object] | None = None,
    failed: int | None = None,
    health: int = 200,
    metrics: int = 404,
    off: float = 0,
    unreachable: str = "",
) -> list[tuple[str, bool]]:
    """What doctor says of a world that answers like this. `failed`: so long ago a delivery did."""
    info: dict[str, object] = {"url": f"{PUBLIC}/telegram"} if webhook is None else webhook
    if failed is not None:
        info |= {"last_error_date": int(time.time()) - failed}

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == unreachable:
            raise httpx.ConnectError("canary", request=request)
        date = {"Date": formatdate(time.time() + off, usegmt=True)}
        if request.url.path.endswith("/getMe"):
            return httpx.Response(telegram, json={"ok": True, "result": {}}, headers=date)
        if request.url.path.endswith("/getWebhookInfo"):
            return httpx.Response(200, json={"ok": True, "result": info})
        return httpx.Response(metrics if request.url.path == "/metrics" else health)

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        found = [line async for line in outside.examine(config(), http)]
    assert all("canary" not in line for line, _ in found)
    return found


async def test_a_world_in_order() -> None:
    found = await asked()
    assert [fault for _, fault in found] == [False] * 4


@pytest.mark.parametrize(
    ("world", "said"),
    [
        ({"telegram": 401}, "BOT_TOKEN is refused"),
        ({"unreachable": "api.telegram.org"}, "Telegram cannot be reached"),
        ({"webhook": {"url": ""}}, "The webhook is not set"),
        ({"webhook": {"url": "https://other.example.org/telegram"}}, "The webhook is not set"),
        ({"failed": 60}, "Telegram could not deliver"),
        ({"off": -300}, "The clock is"),
        ({"unreachable": "peerlink.example.org"}, "PUBLIC_URL cannot be reached"),
        ({"health": 502}, "PUBLIC_URL is answered, but not by the service"),
        ({"metrics": 200}, "/metrics can be read from outside"),
    ],
)
async def test_each_thing_that_is_wrong_is_named(world: dict[str, object], said: str) -> None:
    found = await asked(**world)  # type: ignore[arg-type]
    assert [line for line, fault in found if fault and line.startswith(said)]


async def test_an_old_failure_of_the_webhook_is_over() -> None:
    assert not any(fault for _, fault in await asked(failed=86_400))


@pytest.mark.parametrize(("policy", "asks"), [("city", True), ("lancaster", True), ("ucl", False)])
def test_somebody_outside_is_asked_for_where_the_policy_does(policy: str, *, asks: bool) -> None:
    days = {"retention_days": 2192, "records_days": 2192} if policy == "lancaster" else {}
    (nobody,) = complaints(config(policy=policy, **days))
    assert nobody.bad is asks
    named = {"complaints_name": "The Dean", "complaints_contact": "dean@example.org"}
    (somebody,) = complaints(config(policy=policy, **days, **named))
    assert somebody.well
    assert "Dean" not in somebody.said


async def findings(tmp_path: Path, **settings: object) -> dict[str, bool]:
    """What is said in the sandbox, and whether it is bad."""
    sandboxed = Config(_env_file=None, data_dir=tmp_path / "data", **settings)  # type: ignore[arg-type]
    return {each.said: each.bad for each in await examine(sandboxed)}


async def test_permissions_and_what_was_cut_short(tmp_path: Path) -> None:
    async with running(tmp_path / "data"):
        pass
    before = await findings(tmp_path)
    assert before["Nobody else on this machine can read the store or its keys."] is False
    assert before["The service is not running: peerlink run."] is False
    (tmp_path / "data" / "keys" / "service.json").chmod(0o644)
    (tmp_path / "data" / "restoring").touch()
    found = await findings(tmp_path)
    bad = [said for said, is_bad in found.items() if is_bad]
    assert any(said.startswith("service.json can be used by other users") for said in bad)
    assert any(said.startswith("A restore was cut short") for said in bad)


async def test_keys_of_another_database(tmp_path: Path) -> None:
    async with running(tmp_path / "data"):
        pass
    (tmp_path / "data" / "keys" / "service.json").write_text("{}")
    assert "keys/service.json is damaged: restore it from a backup." in await findings(tmp_path)


async def test_a_running_service_is_asked_and_answers_its_own_machine(tmp_path: Path) -> None:
    home, data = tmp_path, tmp_path / "data"
    places = BackupPlaces(BACKUP_DIR=home / "copies", BACKUP_KEYS_DIR=home / "copies-of-keys")
    async with service(data, home=home, **places) as process, httpx.AsyncClient() as http:
        page = await http.get(f"{process.url}/metrics")
        assert page.status_code == 200
        assert "peerlink_schema" in page.text
        proxied = {"X-Forwarded-For": "127.0.0.1"}
        assert (await http.get(f"{process.url}/metrics", headers=proxied)).status_code == 404
        _, out, err = await command("doctor", data=data, home=home, **places)
        assert err == ""
        assert "The service is running (schema" in out
        assert "BACKUP_DIR is on the disk of DATA_DIR" in out
        code, out, _ = await command("stats", data=data, home=home)
        assert (code, out) == (0, "No table has been released yet.\n")
