"""The running service's upkeep: its ear for commands, the heartbeat, the alarms in the log."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from structlog.testing import capture_logs

from bot.config import Config
from bot.control import NAME, Refused, ask, listening
from bot.upkeep import Upkeep
from intake.outbox import Act, ChatId, Outgoing
from storage.errors import StorageUnavailable
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.looking import Look
from storage.opening import Core, open_core
from storage.transaction import Transaction
from tests.storage.conftest import FixedClock

HEARTBEAT = "https://alarm.example.org/canary"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Deeper than a socket's path may be long."""
    return tmp_path / ("deep" * 30) / "data"


@pytest.fixture
async def core(data: Path) -> AsyncIterator[Core]:
    core = await open_core(layout=Layout.at(data), clock=FixedClock(), forget=forget_erased)
    yield core
    await core.close()


def upkeep(core: Core, beats: list[httpx.Request], *, status: int = 200) -> Upkeep:
    def answer(request: httpx.Request) -> httpx.Response:
        beats.append(request)
        return httpx.Response(status)

    config = Config(_env_file=None, data_dir=core.layout.data, heartbeat_url=HEARTBEAT)
    http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    return Upkeep(config=config, core=core, http=http)


async def test_a_command_asks_and_is_answered(core: Core, data: Path) -> None:
    async with listening(data, upkeep(core, []).asks):
        assert (data / NAME).stat().st_mode & 0o777 == 0o600
        answer = await ask(data, "look")
        assert answer is not None
        assert Look.of(answer).schema == core.schema
        assert await ask(data, "stats") == {"tables": []}
        with pytest.raises(Refused, match="BACKUP_DIR"):
            await ask(data, "backup")
        with pytest.raises(Refused, match="older version"):
            await ask(data, "canary")
    assert not (data / NAME).exists()
    assert await ask(data, "look") is None


async def test_attack_43_a_running_service_names_the_row_that_breaks(
    core: Core, data: Path
) -> None:
    async def unit(tx: Transaction) -> None:
        for _ in range(3):
            await core.audit.append(tx, event="team.invited", role="coordinator")

    await core.store.write(unit)
    found = {"broken": None, "flags_broken": None, "intact": True}
    async with listening(data, upkeep(core, []).asks):
        assert await ask(data, "verify") == found | {"rows": 3}

        def spoil(raw: sqlite3.Connection) -> None:
            raw.execute("UPDATE audit SET role = 'worker' WHERE number = 2")
            raw.execute("INSERT INTO flag_accesses VALUES (1, x'01', x'02')")

        await core.store.upkeep(spoil)
        broken = {"rows": 1, "broken": 2, "flags_broken": 1}
        assert await ask(data, "verify") == found | broken


async def test_where_no_socket_can_be_made_the_service_runs_on(core: Core, data: Path) -> None:
    (data / NAME).mkdir()
    with capture_logs() as logs:
        async with listening(data, upkeep(core, []).asks):
            assert await ask(data, "look") is None
    assert [each["event"] for each in logs] == ["control_unavailable"]


@pytest.mark.usefixtures("core")
async def test_faults_are_told_without_their_words(data: Path) -> None:
    async def unavailable(_: object) -> dict[str, object]:
        raise StorageUnavailable

    async def broken(_: object) -> dict[str, object]:
        raise RuntimeError("canary")

    async with listening(data, {"unavailable": unavailable, "broken": broken}):
        with pytest.raises(Refused, match="could not write"):
            await ask(data, "unavailable")
        with capture_logs() as logs, pytest.raises(Refused, match="see its log"):
            await ask(data, "broken")
        assert [each["event"] for each in logs] == ["control_failed"]


@pytest.mark.parametrize("said", [b"", b"\n", b"[]\n", b'{"ask": 1}\n', b"\xff\n", b"[" * 9999])
async def test_noise_at_the_socket_harms_nothing(core: Core, data: Path, said: bytes) -> None:
    async with listening(data, upkeep(core, []).asks):
        folder = await asyncio.to_thread(data.resolve)
        reader, writer = await asyncio.open_unix_connection(_short(folder))
        writer.write(said)
        writer.write_eof()
        assert b"refused" in await reader.readline()
        writer.close()
        assert await ask(data, "look") is not None


def _short(folder: Path) -> str:
    """A path to the socket that is short enough, from the working directory."""
    link = folder.parents[1] / "s"
    link.unlink(missing_ok=True)
    link.symlink_to(folder)
    return str(link / NAME)


async def test_a_heartbeat_while_all_is_well_and_none_when_something_fails(core: Core) -> None:
    beats = list[httpx.Request]()
    kept = upkeep(core, beats)
    await kept.beat()
    assert [(each.method, str(each.url), each.content) for each in beats] == [
        ("GET", HEARTBEAT, b"")
    ]
    ahead = int(core.clock.now()) + 86_400

    def put_ahead(raw: object) -> None:
        raw.execute(  # type: ignore[attr-defined]
            "INSERT INTO meta (name, value) VALUES ('newest', ?)", (ahead.to_bytes(8, "big"),)
        )

    await core.store.upkeep(put_ahead)
    with capture_logs() as logs:
        await kept.beat()
        await kept.sound()
    assert len(beats) == 1
    assert [(each["event"], each["kind"]) for each in logs] == [("alarm", "clock")]


async def test_a_heartbeat_that_fails_is_logged_without_its_address(core: Core) -> None:
    with capture_logs() as logs:
        await upkeep(core, [], status=500).beat()
    assert [each["event"] for each in logs] == ["heartbeat_refused"]
    assert "canary" not in str(logs)


async def test_sending_is_an_alarm_once_one_message_has_waited_for_an_hour(core: Core) -> None:
    """However many wait: with a busy service some always do, and each goes within a moment."""
    kept, clock = upkeep(core, []), core.clock
    assert isinstance(clock, FixedClock)

    async def alarms() -> list[str]:
        with capture_logs() as logs:
            await kept.sound()
        return [each["kind"] for each in logs]

    for chat in range(1, 14):
        await core.outbox.put([Outgoing(chat=ChatId(chat), act=Act.SEND, text="chat-update")])
        assert await alarms() == []
        for owed in (await core.outbox.due(now=clock.now()))[:-1]:
            await core.outbox.done(owed.id)
        clock.seconds += 600
    assert await alarms() == []
    for _ in range(6):
        # Tried again and again, as while Telegram is away.
        for owed in await core.outbox.due(now=clock.now()):
            await core.outbox.postpone(owed.id, until=clock.now() + 300)
        clock.seconds += 601
        last = await alarms()
    assert last == ["sending"]
    for owed in await core.outbox.due(now=clock.now()):
        await core.outbox.done(owed.id)
    assert await alarms() == []
