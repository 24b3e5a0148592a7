"""Damaged files under the service as its operator runs it: said in a line, not made worse.

Attack 34. A backup restores what it holds. Damage inside one sealed value is not looked for
here: it does not open.
"""

from pathlib import Path

import pytest

from sandbox import DEFAULT_TOKEN
from tests.bot.process import command
from tests.faults.scene import Team, rows_of, scene
from tests.faults.talkers import check_talk, meet
from tests.faults.test_disk import accepted

PAGE = 4096


def content(path: Path) -> tuple[bytes, bytes]:
    """A database and its log: all that a salvage has. No log is an empty one."""
    log = path.with_name(path.name + "-wal")
    return path.read_bytes(), log.read_bytes() if log.exists() else b""


def damage(path: Path, *, page: int) -> None:
    """Overwrite one page, counted from 0."""
    with path.open("r+b") as file:
        file.seek(page * PAGE)
        file.write(b"\xa5" * PAGE)


def page_of(path: Path, table: str) -> int:
    """A table's first page, counted from 0."""
    found = rows_of(path, f"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'")  # noqa: S608
    return int(found[0][0]) - 1


@pytest.mark.parametrize("table", ["certificates", "case_keys"])
async def test_attack_34_damage_is_said_in_a_line_and_a_restore_works(
    team: Team, tmp_path: Path, table: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    kept = [str(tmp_path / "database"), str(tmp_path / "keys")]
    async with scene(team, tmp_path / "data") as on:
        layout = on.layout
        path = layout.case_keys if table == "case_keys" else layout.database
        await on.start()
        student, worker = await meet(on, number=0)
        await accepted(on, student, count=5)
        await on.victim.stop()
        assert (await command("backup", *kept, data=layout.data, home=home))[0] == 0
        backed_up, page = student.acknowledged, page_of(path, table)
        await on.start()
        await accepted(on, student, count=5)
        await on.victim.kill()
        damage(path, page=page)
        before = content(path)
        for _ in range(2):
            code, out, err = await command(
                "run",
                data=layout.data,
                home=home,
                BOT_TOKEN=DEFAULT_TOKEN,
                POLICY="ucl",
                RETENTION_DAYS=30,
                RECORDS_DAYS=30,
                PORT=0,
            )
            assert (code, out) == (2, "")
            assert len(err.splitlines()) == 1
            assert "peerlink restore" in err
            assert content(path) == before, "it was written to"
        layout.data.rename(tmp_path / "damaged")
        old = str(tmp_path / "damaged" / "tombstones")
        put_back = ("restore", *kept, "--tombstones", old)
        code, _, err = await command(*put_back, data=layout.data, home=home)
        assert code == 0, err
        await on.start()
        # Sessions end at a restore, messages after the backup are gone: nothing else is.
        returned = await on.worker()
        found = await returned.person.api.messages(worker.case, epoch=1, after=[0, 0], limit=200)
        assert found["heads"]["student"]["counter"] == backed_up
        worker.api.token = returned.person.api.token
        await accepted(on, worker, count=5)
        await on.victim.stop()
    student.acknowledged = worker.heard = backed_up
    student.heard = worker.acknowledged
    check_talk(layout, [student, worker])
