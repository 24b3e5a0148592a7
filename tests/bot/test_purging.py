"""`peerlink purge` and `certificate` as processes: what they refuse, and what they write."""

from pathlib import Path

import pytest

from bot.cli_purge import _said
from client.asking import Story
from client.student import Student
from crypto.wire.destroying import Destroyed, Destruction, Disposed, Purged
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
    # A name that no file can have is one line, too, and nowhere in it.
    long = "canary" * 60
    for words in (("purge", long), ("audit", "verify", long)):
        refused(await command(*words, data=data, home=home))
    # A link to where nothing is takes no certificate: it is looked at before, not when all is gone.
    link = home / "link"
    link.symlink_to(home / "nothing")
    assert "cannot be written" in refused(await command("purge", str(link), data=data, home=home))
    assert not (home / "nothing").exists()
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
    said = " ".join(out.split())
    assert "1 conversations and 0 with holders" in said
    assert "kept for 180 days; 0 concerns" in said
    assert "0 reports of what went wrong, 0 notes of enquiries, 0 audits of records, kept" in said
    assert "records, kept for 365 days." in said


OLDEST = Destruction(profile="ucl", days=180, until=1, conversations=7, contacts=2, made=3)
COUNTS = {
    "profile": "ucl",
    "month": "2027-01",
    "reader": "coordinator",
    "days": 180,
    "records_days": 365,
    "conversations": 7,
    "contacts": 2,
    "concerns": 1,
    "notes": 4,
    "disclosures": 3,
    "made": 3,
}


def test_a_certificate_says_what_its_version_counts_and_nothing_of_the_rest() -> None:
    oldest = " ".join(_said(OLDEST))
    assert "7 conversations and 2 with holders, kept for 180 days; it counts nothing else" in oldest
    older = " ".join(_said(Destroyed(**COUNTS)))  # type: ignore[arg-type]
    assert "Destroyed in 2027-01:" in older
    assert "1 concerns, 4 notes, 3 disclosures, kept for 365 days." in older
    assert "of before reports, enquiries and audits were counted" in older
    assert "Concerns and disclosures are those that the coordinator holds" in older
    counts = COUNTS | {"reports": 5, "enquiries": 6}
    old = " ".join(_said(Purged(**counts)))  # type: ignore[arg-type]
    assert "5 reports of what went wrong, 6 notes of enquiries, kept" in old
    assert "of before audits of records were counted" in old
    now = " ".join(_said(Disposed(**counts, audits=7)))  # type: ignore[arg-type]
    assert "5 reports of what went wrong, 6 notes of enquiries, 7 audits of records, kept" in now
    assert "before" not in now
    assert "Concerns, disclosures and reports are those that the coordinator holds" in now
