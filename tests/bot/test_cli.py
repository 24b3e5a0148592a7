"""The operator's commands as processes: bad input, one service at a time, backup and restore."""

import asyncio
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot.listener import bind
from client.keys import Secret
from client.student import Student
from sandbox import Sandbox, World
from storage.layout import Layout
from tests.bot.process import BackupPlaces, command, service
from tests.client.test_holder import PASSPHRASE, set_up_team
from tests.service import running

TOKEN = "7000000001:AAcanary-canary-canary-canary-canar"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty working directory: no .env in it."""
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def data(home: Path) -> Path:
    return home / "data"


def refused(outcome: tuple[int, str, str], *, lines: int = 1) -> str:
    """What was said of bad input: exit 2, nothing on standard output, so many lines."""
    code, out, err = outcome
    assert (code, out) == (2, ""), err
    assert len(err.strip().splitlines()) == lines, err
    assert "Traceback" not in err
    assert "canary" not in err
    return err


def files(directory: Path) -> dict[str, bytes]:
    """Every file below a directory with its content."""
    found: Iterable[Path] = sorted(p for p in directory.rglob("*") if p.is_file())
    return {str(path.relative_to(directory)): path.read_bytes() for path in found}


def manifests(shelf: Path) -> list[Path]:
    """Of every backup on a shelf, oldest first."""
    return sorted(shelf.glob("*/manifest.json"))


def untouched(directory: Path) -> bool:
    """Whether nothing was created there."""
    return not directory.exists()


@pytest.mark.parametrize(
    "arguments",
    [["run"], ["init"], ["backup", "b", "k"], ["restore", "b", "k"], ["audit", "verify"]],
)
async def test_a_malformed_configuration_is_one_line_per_fault(
    home: Path, data: Path, arguments: list[str]
) -> None:
    outcome = await command(
        *arguments, data=data, home=home, PORT="canary", CLAIM_MINUTES=0, LOG_LEVEL="canary"
    )
    said = refused(outcome, lines=3)
    assert [line.split()[0].rstrip(":") for line in sorted(said.splitlines())] == [
        "CLAIM_MINUTES",
        "LOG_LEVEL",
        "PORT",
    ]
    assert files(home) == {}
    assert untouched(data)


async def test_the_program_itself_runs_answers_and_refuses(home: Path, data: Path) -> None:
    """Each kind of run as an operator gives it; the other tests fork them (forks.py)."""
    said = refused(await command("run", data=data, home=home, real=True, PORT="canary"))
    assert said.startswith("PORT")
    refused(await command("canary", data=data, home=home, real=True))
    assert untouched(data)
    async with service(data, home=home, real=True) as running_:
        _, out, err = await command("doctor", data=data, home=home, real=True)
        assert ("The service is running" in out, err) == (True, "")
        code, _ = await running_.stop()
        assert code in {0, 130}
    code, out, err = await command("audit", "verify", data=data, home=home, real=True)
    assert (code, out.startswith("The chain holds:"), err) == (0, True, "")


async def test_a_token_without_what_it_requires_is_told_each_of_it(home: Path, data: Path) -> None:
    said = refused(await command("run", data=data, home=home, BOT_TOKEN=TOKEN), lines=3)
    named = [line.split()[0] for line in said.splitlines()]
    assert named == ["POLICY", "RETENTION_DAYS", "RECORDS_DAYS"]
    assert untouched(data)


async def test_a_port_that_is_taken_is_named_and_nothing_is_created(home: Path, data: Path) -> None:
    bound = bind(host="127.0.0.1", port=0, setting="PORT")
    bound.listen()
    with bound:
        port = bound.getsockname()[1]
        said = refused(await command("run", data=data, home=home, PORT=port, SANDBOX_PORT=0))
        assert said.startswith(f"PORT {port}")
        assert untouched(data)
        said = refused(await command("run", data=data, home=home, PORT=0, SANDBOX_PORT=port))
        assert said.startswith(f"SANDBOX_PORT {port}")
        assert untouched(data)


async def test_a_second_process_keeps_off_a_running_services_data(home: Path, data: Path) -> None:
    async with service(data, home=home):
        second = await command("run", data=data, home=home, PORT=0, SANDBOX_PORT=0)
        assert "Another process is using this data directory" in refused(second)
        targets = [str(home / "database"), str(home / "keys")]
        back = await command("restore", *targets, data=data, home=home)
        refused(back)


async def test_a_running_service_makes_the_backup_itself(home: Path, data: Path) -> None:
    database, keys = home / "database", home / "keys"
    async with service(data, home=home) as running_:
        code, out, err = await command("backup", str(database), str(keys), data=data, home=home)
        assert (code, err) == (0, "")
        assert out.startswith("Backed up.")
        again = await command("backup", str(database), str(keys), data=data, home=home)
        assert "not empty" in refused(again)
        async with httpx.AsyncClient() as http:
            assert (await http.get(f"{running_.url}/health")).json() == {"ok": True}
    fresh = home / "fresh"
    code, _, err = await command("restore", str(database), str(keys), data=fresh, home=home)
    assert (code, err) == (0, "")
    # Killed, it leaves its socket behind: that hinders neither a command nor the next start.
    code, _, _ = await command("backup", str(home / "b"), str(home / "k"), data=data, home=home)
    assert code == 0
    async with service(data, home=home):
        pass


async def test_the_service_backs_up_by_itself_and_the_newest_is_drilled(
    home: Path, data: Path
) -> None:
    places = BackupPlaces(BACKUP_DIR=home / "copies", BACKUP_KEYS_DIR=home / "copies-of-keys")
    early = await command("restore", "--drill", data=data, home=home, **places)
    assert "no complete backup" in refused(early)
    async with service(data, home=home, **places):
        async with asyncio.timeout(60):
            while not manifests(home / "copies-of-keys"):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        code, out, err = await command("restore", "--drill", data=data, home=home, **places)
        assert (code, err) == (0, "")
        assert out.startswith("The drill went well")
    (first,) = manifests(home / "copies")
    while datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ") == first.parent.name:  # noqa: ASYNC110
        await asyncio.sleep(0.05)  # a backup is named by its second
    code, _, err = await command("backup", data=data, home=home, **places)
    assert (code, err) == (0, "")
    assert len(manifests(home / "copies")) == 2
    (manifests(home / "copies")[-1].parent / "peerlink.db").write_bytes(b"nothing")
    said = refused(await command("restore", "--drill", data=data, home=home, **places))
    assert "altered or is damaged" in said


async def test_init_in_the_sandbox_says_where_the_links_are(home: Path, data: Path) -> None:
    refused(await command("init", data=data, home=home))
    assert untouched(data)


async def test_nothing_to_back_up_or_to_verify(home: Path, data: Path) -> None:
    outcome = await command("backup", str(home / "b"), str(home / "k"), data=data, home=home)
    assert "There is no database" in refused(outcome)
    outcome = await command("audit", "verify", data=data, home=home)
    assert "There is no database" in refused(outcome)
    outcome = await command("audit", "verify", str(home / "canary.db"), data=data, home=home)
    assert "There is no database" in refused(outcome)
    assert files(home) == {}
    assert untouched(data)


async def test_a_backup_that_would_be_unsafe_is_refused(home: Path, data: Path) -> None:
    async with running(data):
        pass
    both, full = str(home / "both"), home / "full"
    full.mkdir(mode=0o700)
    (full / "something").write_text("else")
    for database_to, keys_to in (
        (both, both),
        (both, f"{both}/keys"),
        (str(data / "copy"), both),
        (str(full), both),
        (both, str(full)),
        (str(full / "something" / "below a file"), both),
    ):
        refused(await command("backup", database_to, keys_to, data=data, home=home))
    assert files(full) == {"something": b"else"}
    assert files(home / "both") == {}


async def test_backup_and_restore_bring_a_team_back(home: Path, data: Path) -> None:
    async with running(data) as run:
        await set_up_team(run)
        student = run.person(5001)
        words = Secret.generate("words")
        await Student(person=student).agree()
        await student.keep(words)
    database, keys = home / "database", home / "keys"
    code, out, err = await command("backup", str(database), str(keys), data=data, home=home)
    assert (code, err) == (0, "")
    assert out.startswith("Backed up.")
    assert not {path.name for path in database.iterdir()} & {"service.json", "cases.db"}

    said = refused(await command("restore", str(database), str(keys), data=data, home=home))
    assert "not empty" in said

    fresh = home / "fresh"
    code, out, err = await command("restore", str(database), str(keys), data=fresh, home=home)
    assert (code, err) == (0, "")
    async with running(fresh) as run:
        holder = run.person(9001, side="staff")
        assert (await holder.recover(PASSPHRASE))["role"] == "manager"
        again = run.person(5001)
        assert (await again.recover(words))["role"] == "student"
    code, out, _ = await command("audit", "verify", data=fresh, home=home)
    assert (code, out.startswith("The chain holds:")) == (0, True)


async def test_a_backup_that_was_altered_is_not_restored(home: Path, data: Path) -> None:
    async with running(data):
        pass
    database, keys = home / "database", home / "keys"
    await command("backup", str(database), str(keys), data=data, home=home)
    fresh = home / "fresh"
    for path in (database / "peerlink.db", keys / "service.json", database / "manifest.json"):
        whole = path.read_bytes()
        for content in (whole[:-2] + bytes([whole[-2] ^ 1]) + whole[-1:], None):
            path.unlink() if content is None else path.write_bytes(content)
            outcome = await command("restore", str(database), str(keys), data=fresh, home=home)
            said = refused(outcome)
            assert path.name in said
            assert ("damaged" in said, "missing" in said) == (content is not None, content is None)
            assert untouched(fresh)
        path.write_bytes(whole)
    for swapped in ((keys, database), (home / "missing", keys)):
        refused(await command("restore", *map(str, swapped), data=fresh, home=home))
        assert untouched(fresh)


async def test_attack_43_an_altered_audit_row_is_named(home: Path, data: Path) -> None:
    async with running(data) as run:
        await set_up_team(run)
    layout = Layout.at(data)
    code, out, _ = await command("audit", "verify", data=data, home=home)
    assert (code, out.startswith("The chain holds:")) == (0, True)
    with sqlite3.connect(layout.database) as database:
        database.execute("UPDATE audit SET role = 'worker' WHERE number = 2")
    code, out, err = await command("audit", "verify", data=data, home=home)
    assert (code, out, err) == (1, "The chain breaks at row 2.\n", "")


async def test_attack_43_an_altered_row_of_the_flags_own_chain_is_named(
    home: Path, data: Path
) -> None:
    async with running(data):
        pass
    with sqlite3.connect(Layout.at(data).database) as database:
        database.execute("INSERT INTO flag_accesses VALUES (1, x'01', x'02')")
    code, out, err = await command("audit", "verify", data=data, home=home)
    assert (code, out, err) == (1, "The flags' own chain breaks at row 1.\n", "")


async def test_damage_anywhere_in_the_file_is_said_though_the_chains_hold(
    home: Path, data: Path
) -> None:
    async with running(data):
        pass
    database = Layout.at(data).database
    code, out, err = await command("audit", "verify", data=data, home=home)
    assert (code, err) == (0, "")
    chains, pages, not_checked = out.splitlines()
    assert chains.startswith("The chain holds:")
    assert pages == "SQLite's own check finds every page intact."
    assert not_checked.startswith("Not checked:")
    with sqlite3.connect(database) as raw:
        (page,) = raw.execute(
            "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'messages'"
        ).fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    with database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"canary" * 20)
    code, out, err = await command("audit", "verify", data=data, home=home)
    assert (code, err) == (1, "")
    chains, damaged = out.splitlines()
    assert chains.startswith("The chain holds:")
    assert damaged.startswith("The database is damaged")
    assert "canary" not in out


async def test_what_is_no_database_of_ours_is_not_verified(home: Path, data: Path) -> None:
    async with running(data):
        pass
    other = home / "other.db"
    for content in (b"", b"canary" * 2000):
        other.write_bytes(content)
        refused(await command("audit", "verify", str(other), data=data, home=home))
        assert other.read_bytes() == content
    said = refused(
        await command("audit", "verify", str(Layout.at(data).database), data=home / "x", home=home)
    )
    assert "service.json" in said


async def test_a_running_service_verifies_its_own_chains(home: Path, data: Path) -> None:
    async with service(data, home=home) as running_, httpx.AsyncClient() as http:
        assert (await http.get(f"{running_.url}/health")).json() == {"ok": True}
        code, out, err = await command("audit", "verify", data=data, home=home)
        assert (code, err) == (0, "")
        assert out.startswith("The chain holds:")
        live = str(Layout.at(data).database)
        said = refused(await command("audit", "verify", live, data=data, home=home))
        assert "The database is in use" in said
        assert (await http.get(f"{running_.url}/health")).json() == {"ok": True}


async def test_the_sandboxs_data_is_never_taken_over_by_a_real_service(
    home: Path, data: Path
) -> None:
    async with service(data, home=home) as played:
        await played.stop()
    # Nothing answers there: the refusal comes before Telegram is asked for anything.
    answer = await command(
        "run",
        data=data,
        home=home,
        PORT=0,
        BOT_TOKEN=TOKEN,
        BOT_API_URL="http://127.0.0.1:9",
        POLICY="ucl",
        RETENTION_DAYS=30,
        RECORDS_DAYS=30,
    )
    err = refused(answer)
    assert "sandbox" in err


@pytest.mark.parametrize("arguments", [["run"], ["init"]])
async def test_a_token_that_telegram_refuses_ends_with_one_line_and_leaves_nothing(
    home: Path, data: Path, arguments: list[str]
) -> None:
    async with Sandbox(world=World(None)) as telegram:
        outcome = await command(
            *arguments,
            data=data,
            home=home,
            bot_token=TOKEN,
            policy="ucl",
            retention_days=30,
            records_days=30,
            port=0,
            bot_api_url=telegram.base_url,
        )
    assert refused(outcome).startswith("BOT_TOKEN is refused by Telegram")
    assert untouched(data)


async def test_a_clock_that_was_ahead_is_believed_again(home: Path, data: Path) -> None:
    refused(await command("clock-was-ahead", data=data, home=home))
    assert untouched(data)
    async with running(data):
        pass
    code, out, err = await command("clock-was-ahead", data=data, home=home)
    assert (code, err) == (0, "")
    assert "counts again" in out
