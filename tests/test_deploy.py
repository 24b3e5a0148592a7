"""The files for a server against the service: settings that exist, paths that fit, doors shut."""

import configparser
import re
from pathlib import Path

import pytest

from bot.config import Config
from bot.metrics import PATH as METRICS

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
NOT_OURS = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PEERLINK_HOST", "PEERLINK_UPSTREAM"}
DEMANDED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
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
    guide = (ROOT / "docs" / "operating.md").read_text()
    block = re.search(r"\n   BOT_TOKEN=.*?```", guide, re.DOTALL)
    assert block is not None
    assert settings(block[0]) <= {field.upper() for field in Config.model_fields}


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
    assert {".env", "data", ".git", "deploy/docker/bot_token"} <= set(ignored)
