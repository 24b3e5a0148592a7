"""Every command's bad input: one clear line that repeats nothing, exit code 2, nothing created."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import typer

from bot import cli, logs
from bot.config import Config

COMMANDS = {
    "run": (),
    "init": (),
    "backup": ("b", "k"),
    "restore": ("b", "k"),
    "doctor": (),
    "stats": (),
    "rotate-keys": (),
    "clock-was-ahead": (),
    "audit verify": (),
    "purge": ("certificate",),
    "certificate": (str(Path(__file__)),),
}
"""Every command with arguments that it takes."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty working directory and no setting of the environment's."""
    for name in Config.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    # A command is a process of its own and sets up all of it; here that is everybody's.
    monkeypatch.setattr(logs, "configure", lambda **_: None)
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    yield tmp_path
    assert list(tmp_path.iterdir()) == []


def refused(
    arguments: Sequence[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> str:
    """What is said of it."""
    monkeypatch.setattr(sys, "argv", ["peerlink", *arguments])
    with pytest.raises(SystemExit) as end:
        cli.main()
    out, err = capsys.readouterr()
    assert (end.value.code, out) == (2, "")
    assert len(err.splitlines()) == 1, err
    assert "canary" not in err
    return err


def known() -> set[str]:
    """The commands that there are."""

    def names(app: typer.Typer) -> Iterator[str]:
        for each in app.registered_commands:
            yield each.name or str(getattr(each.callback, "__name__", ""))
        for group in app.registered_groups:
            if group.typer_instance is not None:
                yield from (f"{group.name} {name}" for name in names(group.typer_instance))

    return set(names(cli.app))


def test_no_command_is_left_out() -> None:
    assert set(COMMANDS) == known()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "bad",
    [("--canary",), ("--canary=1",), ("canary",) * 9],
    ids=["option", "option with a value", "too much"],
)
def test_what_a_command_does_not_take(
    command: str,
    bad: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = (*command.split(), *COMMANDS[command], *bad)
    assert "--help" in refused(arguments, monkeypatch, capsys)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_setting_that_cannot_be_used(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "canary")
    arguments = (*command.split(), *COMMANDS[command])
    assert refused(arguments, monkeypatch, capsys).startswith("PORT is not valid")


@pytest.mark.parametrize(
    "arguments",
    [
        "canary",
        "audit canary",
        "backup",
        "backup canary",
        "backup canary kanary",
        "restore",
        "restore canary",
        "restore canary kanary",
        "restore --drill",
        "restore --drill canary kanary",
        "restore --tombstones",
        "stats",
        "rotate-keys",
        "audit verify",
        "audit verify canary.db",
        "clock-was-ahead",
        "init",
        "purge",
        "purge canary",
        "certificate",
        "certificate canary",
    ],
)
def test_what_is_missing_or_not_there(
    arguments: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(arguments.split(), monkeypatch, capsys)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"BACKUP_DIR": "canary"}, "BACKUP_DIR and BACKUP_KEYS_DIR need each other"),
        ({"BACKUP_HOURS": "0"}, "BACKUP_HOURS is not valid"),
        ({"BACKUP_KEYS_KEEP_DAYS": "canary"}, "BACKUP_KEYS_KEEP_DAYS is not valid"),
        ({"METRICS_TOKEN": "canary"}, "METRICS_TOKEN is not valid"),
        ({"HEARTBEAT_URL": "ftp://canary"}, "HEARTBEAT_URL is not valid"),
    ],
)
def test_settings_of_the_upkeep(
    settings: dict[str, str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert refused(["doctor"], monkeypatch, capsys).startswith(said)
