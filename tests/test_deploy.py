"""The files for a server against the service: settings that exist, paths that fit, doors shut."""

import configparser
import re
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from bot.cli import app
from bot.config import Config
from bot.metrics import PATH as METRICS

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
GUIDE = (ROOT / "docs" / "operating.md").read_text()
COMPOSE = (DEPLOY / "docker" / "compose.yaml").read_text()
DOCKERFILE = (DEPLOY / "docker" / "Dockerfile").read_text()
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
NOT_OURS = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PEERLINK_HOST", "PEERLINK_UPSTREAM"}
DEMANDED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "PrivateUsers": "yes",
    "CapabilityBoundingSet": "",
    "MemoryDenyWriteExecute": "yes",
    "LimitCORE": "0",
    "UMask": "0077",
}


def unit(path: Path) -> configparser.SectionProxy:
    """A unit's [Service]; a key that comes twice keeps its last value."""
    parser = configparser.RawConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path)
    return parser["Service"]


def settings(text: str) -> set[str]:
    """What looks like a setting that is given a value."""
    return set(re.findall(r"^\s*(?:ENV )?([A-Z][A-Z_]{3,})[=:]", text, re.MULTILINE))


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units_are_shut_in(path: Path) -> None:
    service = unit(path)
    assert {key: service.get(key) for key in DEMANDED} == DEMANDED
    assert service["User"] == "peerlink"
    assert service["ExecStart"].startswith("/opt/peerlink/.venv/bin/peerlink ")


def test_a_start_that_cannot_succeed_is_not_repeated() -> None:
    service = unit(DEPLOY / "systemd" / "peerlink.service")
    assert (service["Restart"], service["RestartPreventExitStatus"]) == ("on-failure", "2")


@pytest.mark.parametrize("name", ["docker/Dockerfile", "docker/compose.yaml"])
def test_every_setting_named_is_one_of_ours(name: str) -> None:
    named = settings((DEPLOY / name).read_text())
    assert named
    assert named - NOT_OURS <= {field.upper() for field in Config.model_fields}


def test_the_guide_names_settings_and_alarms_that_exist() -> None:
    block = re.search(r"\n   BOT_TOKEN=.*?```", GUIDE, re.DOTALL)
    assert block is not None
    assert settings(block[0]) <= {field.upper() for field in Config.model_fields}


def test_the_guide_names_commands_and_targets_that_exist() -> None:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    known = set(group.commands)
    named = re.findall(r"(?:bin/peerlink|--rm service|`peerlink) ([a-z][a-z-]+)", GUIDE)
    assert {"doctor", "restore", "rotate-keys"} <= set(named) <= known
    targets = re.findall(r"^([a-z./-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    for line in re.findall(r"sudo make ([a-z./ -]+)", GUIDE):
        assert set(line.split()) <= set(targets)


def test_the_guide_s_folders_are_those_the_unit_may_write_to() -> None:
    service = unit(DEPLOY / "systemd" / "peerlink.service")
    may = [f"/var/lib/{service['StateDirectory']}", *service["ReadWritePaths"].split()]
    folders = re.findall(r"^   (?:DATA_DIR|BACKUP_DIR|BACKUP_KEYS_DIR)=(\S+)", GUIDE, re.MULTILINE)
    assert [str(Path(folder).parent) for folder in folders] == may


def test_what_compose_asks_for_is_kept_where_every_later_call_finds_it() -> None:
    # Given with one call only, each later one would end with what is missing.
    asked = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE))
    assert asked == set(re.findall(r"^echo ([A-Z_]+)=\S+ > \.env$", GUIDE, re.MULTILINE))


def test_the_token_belongs_to_the_container_s_user() -> None:
    user = re.search(r"^USER (\d+):(\d+)$", DOCKERFILE, re.MULTILINE)
    assert user is not None
    assert f"groupadd --gid {user[2]} " in DOCKERFILE
    assert f"useradd --uid {user[1]} --gid {user[2]} " in DOCKERFILE
    assert f"chown {user[1]} bot_token && chmod 400 bot_token" in GUIDE


def test_metrics_are_not_forwarded_and_visits_not_logged() -> None:
    text = (DEPLOY / "Caddyfile").read_text()
    assert f"path {METRICS} " in text
    assert "respond @inside 404" in text
    site = text[text.index("{$PEERLINK_HOST}") :]
    assert not re.search(r"^\s*log\b", site, re.MULTILINE)
    # Every other of Caddy's loggers names, in an error, whose request it was about, and when.
    everywhere = text[: text.index("{$PEERLINK_HOST}")]
    assert re.findall(r"^\s*include (.*)$", everywhere, re.MULTILINE) == ["tls"]
    assert not re.search(r"^\s*debug\b", everywhere, re.MULTILINE)


def test_nothing_secret_gets_into_an_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert {"**/.env", "data", ".git", "deploy/docker/bot_token"} <= set(ignored)
