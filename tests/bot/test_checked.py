"""Doctor and the contacts: a set that nobody vouches for is named, and nothing of what is in it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import checked
from bot.checked import contact_lines
from bot.doctor import contacts
from policy.crisis import FOLDER, countries
from policy.profiles import load_profile, names
from tests.bot.test_doctor import config

NOW = datetime(2027, 3, 2, 12, tzinfo=UTC).timestamp()
CRISIS = """
[emergency]
call = "999"
checked = {first}
[talk]
name = "Canary line"
call = "116 123"
checked = {second}
[write]
name = "Canary"
word = "CANARY"
number = "85258"
checked = 2027-02-01
"""
SIGNPOST = """
[[signpost]]
code = "{code}"
category = "other"
name.en = "Canary {code}"
what.en = "Canary"
call = "116 123"
{checked}
"""


def lines(**settings: object) -> dict[str, bool]:
    return dict(contact_lines(config(**settings), now=NOW))


def a_crisis(folder: Path, *, first: str, second: str) -> Path:
    path = folder / "crisis.toml"
    path.write_text(CRISIS.format(first=first, second=second))
    return path


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("2027-02-01", "2026-03-02", ": all 3 were checked within a year."),
        ("2027-02-01", "2026-03-01", ": 1 of 3 not checked for over a year. "),
        ('"unchecked"', "2026-03-02", ": 1 of 3 never checked. "),
        (
            '"unchecked"',
            "2020-01-01",
            ": 1 of 3 never checked, 1 of 3 not checked for over a year. ",
        ),
        # A day that is still to come says nothing of what anybody looked at.
        ("2027-03-03", "2027-03-04", ": 1 of 3 never checked. "),
    ],
)
def test_ones_own_contacts_are_counted(tmp_path: Path, first: str, second: str, said: str) -> None:
    found = lines(crisis_file=a_crisis(tmp_path, first=first, second=second))
    ((line, well),) = [each for each in found.items() if "here (CRISIS_FILE)" in each[0]]
    assert said in line
    assert well is ("within" in said)
    assert well or line.endswith("`checked` in CRISIS_FILE.")
    assert not any(word in "".join(found) for word in ("Canary", "999", "116"))


def test_every_country_that_is_not_ones_own_is_named_once(tmp_path: Path) -> None:
    (elsewhere,) = [line for line in lines() if line.startswith("Whom to call elsewhere")]
    assert " GB-ENG " not in elsewhere
    for code in set(countries()) - {"GB-ENG"}:
        assert (f" {code} " in elsewhere) is ("unchecked" in (FOLDER / f"{code}.toml").read_text())
    own = a_crisis(tmp_path, first="2027-01-01", second="2027-01-01")
    (all_of_them,) = [line for line in lines(crisis_file=own) if "elsewhere" in line]
    assert " GB-ENG " in all_of_them


@pytest.mark.parametrize("policy", names())
def test_what_a_policy_names_is_counted_apart(tmp_path: Path, policy: str) -> None:
    named = load_profile(policy).contacts.signposts
    entries = [SIGNPOST.format(code=code, checked="checked = 2027-01-01") for code in named]
    entries.append(SIGNPOST.format(code="another", checked=""))
    path = tmp_path / "signposts.toml"
    path.write_text("recheck_days = 180\n" + "".join(entries))
    days = {"retention_days": 30, "records_days": 365}
    stated = load_profile(policy).retention.stated
    if stated is not None:
        days = {"retention_days": stated, "records_days": stated}
    found = lines(policy=policy, signposts_file=path, **days)
    assert found[
        f"Who else can help, as the policy {policy} names it: all {len(named)} were checked "
        "within a year."
    ]
    (line,) = [line for line in found if line.startswith("Who else can help:")]
    assert line == (
        f"Who else can help: 1 of {len(named) + 1} never checked. Compare them and write the day "
        "into `checked` in SIGNPOSTS_FILE."
    )
    assert found[line] is False


def test_a_file_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any(each.bad for each in contacts(config()))
    monkeypatch.setattr(checked, "countries", lambda: ("GB-ENG", "XX"))
    *_, last = contacts(config())
    assert last.bad
    assert last.said == "Contacts cannot be used: XX: the file cannot be read."
