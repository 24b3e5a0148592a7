"""`peerlink purge` and `certificate` as processes: what they refuse, and what they write."""

from pathlib import Path

import pytest

from client.asking import Story
from client.student import Student
from tests.bot.process import command
from tests.bot.test_cli import refused
from tests.client.test_starting_over import a_worker
from tests.fakes.clock import FixedClock
from tests.service import running

DAY = 24 * 3600
LONG_AGO = 1_600_000_000


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


async def test_bad_input_is_one_line_and_nothing_is_made(home: Path) -> None:
    data, paper = home / "data", home / "paper"
    assert "no database" in refused(await command("purge", str(paper), data=data, home=home))
    refused(await command("purge", data=data, home=home))
    refused(await command("certificate", str(paper), data=data, home=home))
    async with running(data):
        pass
    paper.write_text("canary")
    assert "already" in refused(await command("purge", str(paper), data=data, home=home))
    nowhere = str(home / "canary" / "paper")
    assert "no directory" in refused(await command("purge", nowhere, data=data, home=home))
    assert "no certificate" in refused(
        await command("certificate", str(paper), data=data, home=home)
    )


async def test_attack_35_a_clock_that_is_years_ahead_destroys_only_once_somebody_looked(
    home: Path,
) -> None:
    data, paper = home / "data", home / "paper"
    clock = FixedClock(LONG_AGO)
    async with running(data, clock=clock) as run:
        await a_worker(run)
        student = Student(person=run.person(5001))
        await student.agree()
        await student.close(await student.ask(Story(text="A letter.")))
        await run.core.unhurried.keep()
    code, out, _ = await command("purge", str(paper), data=data, home=home)
    assert (code, paper.exists()) == (0, False)
    assert "Nothing was destroyed" in out
    right = await command("purge", str(paper), "--clock-is-right", data=data, home=home)
    assert right[0] == 0
    assert "Destroyed: 1 conversations" in right[1]
    code, out, _ = await command("certificate", str(paper), data=data, home=home)
    assert code == 0
    assert "1 conversations and 0 with holders" in " ".join(out.split())
