"""`peerlink rotate-keys` as a process: killed in the middle, it goes on and loses nothing."""

import asyncio
import sqlite3
from pathlib import Path

from storage import secrets
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.opening import open_core
from storage.proving import prove
from tests.bot.process import command, environment, start
from tests.storage.conftest import FixedClock

ROWS = 20_000


async def filled(layout: Layout) -> None:
    """A store with so many fields that changing their key takes a while."""
    core = await open_core(layout=layout, clock=FixedClock(), forget=forget_erased)
    rows = [
        (
            number.to_bytes(16, "big"),
            core.fields.seal(
                table="invites",
                column="label",
                row_key=number.to_bytes(16, "big"),
                value=b"label %d" % number,
            ),
        )
        for number in range(ROWS)
    ]

    def put(raw: sqlite3.Connection) -> None:
        raw.execute("BEGIN")
        raw.executemany(
            "INSERT INTO invites (id, digest, role, state, label, under18, created, expires) "
            "VALUES (?1, ?1, 'worker', 'used', ?2, 0, 1, 2)",
            rows,
        )
        raw.execute("COMMIT")

    await core.store.upkeep(put)
    await core.close()


def present(path: Path) -> bool:
    return path.exists()


async def killed(layout: Layout, home: Path) -> None:
    """Start it, and kill it as soon as the new keys are there."""
    process = await start("rotate-keys", home=home, given=environment(layout.data))
    async with asyncio.timeout(120):
        while not present(layout.rotation):
            assert process.returncode is None
            await asyncio.sleep(0.001)
    process.kill()
    await process.communicate()
    assert process.returncode == -9


async def test_killed_in_the_middle_it_goes_on(tmp_path: Path) -> None:
    layout = Layout.at(tmp_path / "data")
    await filled(layout)
    old = secrets.load(layout.service_keys)
    await killed(layout, tmp_path)
    assert present(layout.rotation)
    code, out, err = await command("run", data=layout.data, home=tmp_path, PORT=0, SANDBOX_PORT=0)
    assert (code, out) == (2, "")
    assert "rotate-keys goes on" in err
    code, out, err = await command("rotate-keys", data=layout.data, home=tmp_path)
    assert code == 0, err
    assert f"{ROWS} fields were sealed anew" in out
    assert f"{ROWS}/{ROWS}" in err  # the progress bar's last word
    proof = prove(
        database=layout.database, case_keys=layout.case_keys, service_keys=layout.service_keys
    )
    assert (proof.holds, proof.fields) == (True, ROWS)
    assert secrets.load(layout.service_keys).field != old.field


async def test_refused_while_the_service_runs_it_shows_no_bar(tmp_path: Path) -> None:
    layout = Layout.at(tmp_path / "data")
    await filled(layout)
    core = await open_core(layout=layout, clock=FixedClock(), forget=forget_erased)
    try:
        code, out, err = await command("rotate-keys", data=layout.data, home=tmp_path)
    finally:
        await core.close()
    assert (code, out) == (2, "")
    assert "Sealing anew" not in err
