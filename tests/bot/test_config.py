"""The configuration: defaults, every fault at once, nothing echoed and nothing created."""

import inspect
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.config import Config, ConfigError
from bot.example import env_example

TOKEN = "7000000001:AAcanary-canary-canary-canary-canar"
RECORDS = (
    "closed concerns, notes and reports, ended disclosures and audits of records, and notes of "
    "enquiries"
)
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Config.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def load(monkeypatch: pytest.MonkeyPatch, **values: object) -> Config:
    for name, value in values.items():
        monkeypatch.setenv(name, str(value))
    return Config.load()


def faults(monkeypatch: pytest.MonkeyPatch, **values: object) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(monkeypatch, **values)
    assert "canary" not in str(caught.value)
    assert caught.value.__cause__ is None
    return str(caught.value).splitlines()


def test_with_nothing_set_it_is_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    config = load(monkeypatch)
    assert config.sandboxed
    assert (config.host, config.port, config.sandbox_port) == ("127.0.0.1", 8080, 8090)
    assert (config.policy, config.retention_days, config.claim_minutes) == ("ucl", 180, 30)
    assert (config.staff_idle_minutes, config.student_idle_minutes) == (15, 720)
    assert config.data_dir == Path("data")
    assert config.webhook_secret is None
    assert config.public_url is None


def test_it_cannot_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    config = load(monkeypatch)
    with pytest.raises(ValidationError):
        config.port = 1  # type: ignore[misc]


def test_everything_set(monkeypatch: pytest.MonkeyPatch) -> None:
    config = load(
        monkeypatch,
        BOT_TOKEN=TOKEN,
        PUBLIC_URL="https://Peerlink.Example.org/",
        WEBHOOK_SECRET="s" * 16,
        POLICY="city",
        RETENTION_DAYS=365,
        RECORDS_DAYS=730,
        HOST="0.0.0.0",  # noqa: S104 - only read
        LOG_LEVEL="debug",
        BOT_API_URL="http://127.0.0.1:8081",
    )
    assert not config.sandboxed
    assert config.bot_token is not None
    assert config.bot_token.get_secret_value() == TOKEN
    assert config.public_url == "https://peerlink.example.org"
    assert config.bot_api_url == "http://127.0.0.1:8081"
    assert config.log_level == "DEBUG"
    assert config.policy == "city"
    assert TOKEN not in repr(config)
    assert "s" * 16 not in repr(config)


def test_env_file_lies_under_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("PORT=1234\nCLAIM_MINUTES=5\nSOMETHING_ELSE=1\nHOST=\n")
    config = load(monkeypatch, PORT=4321)
    assert (config.port, config.claim_minutes, config.host) == (4321, 5, "127.0.0.1")


def test_secrets_may_come_from_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN + "\n")
    (tmp_path / "secret").write_text("x" * 40)
    config = load(
        monkeypatch,
        BOT_TOKEN_FILE=tmp_path / "token",
        WEBHOOK_SECRET_FILE=tmp_path / "secret",
        POLICY="ucl",
        RETENTION_DAYS=1,
        RECORDS_DAYS=1,
    )
    assert config.bot_token is not None
    assert config.bot_token.get_secret_value() == TOKEN
    assert config.webhook_secret is not None
    assert config.webhook_secret.get_secret_value() == "x" * 40


def test_policy_and_retention_must_be_decided_for_telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(monkeypatch, BOT_TOKEN=TOKEN) == [
        "POLICY is missing: choose your union's: cambridge, city, lancaster, portsmouth, ucl",
        "RETENTION_DAYS is missing: decide how long to keep ended conversations, 1 to 3660 days",
        f"RECORDS_DAYS is missing: decide how long to keep {RECORDS}, 1 to 3660 days",
    ]


def test_a_policy_that_states_how_long_to_keep_decides_it(monkeypatch: pytest.MonkeyPatch) -> None:
    stated = load(monkeypatch, BOT_TOKEN=TOKEN, POLICY="lancaster")
    assert (stated.retention_days, stated.records_days) == (2192, 2192)
    assert load(monkeypatch, POLICY="lancaster", RETENTION_DAYS="2192").retention_days == 2192
    assert faults(monkeypatch, POLICY="lancaster", RETENTION_DAYS="180") == [
        "RETENTION_DAYS is stated by the policy: leave it out"
    ]


def test_what_a_policy_does_not_state_must_be_decided_within_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for policy, most in (("city", 1826), ("cambridge", 3660), ("portsmouth", 3660), ("ucl", 3660)):
        lines = faults(monkeypatch, BOT_TOKEN=TOKEN, POLICY=policy)
        kept = ("ended conversations", RECORDS)
        assert lines == [
            f"{name}_DAYS is missing: decide how long to keep {what}, 1 to {most} days"
            for name, what in zip(("RETENTION", "RECORDS"), kept, strict=True)
        ]
    for name in ("RETENTION_DAYS", "RECORDS_DAYS"):
        within = {"RETENTION_DAYS": 1826, "RECORDS_DAYS": 1826}
        (line,) = faults(monkeypatch, POLICY="city", **{**within, name: 1827})
        assert line == f"{name} is more than the policy allows: give 1 to 1826 days"


def test_only_what_a_policy_has_can_be_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    on = load(monkeypatch, POLICY="city", POLICY_SWITCHES=" security_times, ")
    assert on.switched_on == frozenset({"security_times"})
    for policy in ("ucl", "cambridge", "lancaster", "portsmouth"):
        (line,) = faults(monkeypatch, POLICY=policy, POLICY_SWITCHES="security_times")
        assert line.startswith("POLICY_SWITCHES is not valid: name only what your POLICY has")
    (line,) = faults(monkeypatch, POLICY="city", POLICY_SWITCHES="security_times,canary")
    assert line.startswith("POLICY_SWITCHES")


def test_every_fault_has_a_line_and_all_come_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "BOT_TOKEN": "canary",
        "PUBLIC_URL": "http://canary.example.org",
        "WEBHOOK_SECRET": "canary",
        "BOT_API_URL": "canary",
        "DATA_DIR": "/dev/null/canary",
        "HOST": "canary",
        "PORT": "canary",
        "SANDBOX_PORT": "99999",
        "DEFAULT_LANGUAGE": "canary",
        "POLICY": "canary",
        "RETENTION_DAYS": "0",
        "RECORDS_DAYS": "0",
        "CLAIM_MINUTES": "canary",
        "STAFF_IDLE_MINUTES": "-1",
        "STUDENT_IDLE_MINUTES": "1e9",
        "CRISIS_FILE": "/canary",
        "SIGNPOSTS_FILE": "/canary",
        "LOG_LEVEL": "canary",
        "BOT_TOKEN_FILE": "/canary",
        "WEBHOOK_SECRET_FILE": "/canary",
    }
    lines = faults(monkeypatch, **wrong)
    assert {line.split()[0] for line in lines} == set(wrong)
    assert len(lines) == len(wrong)
    assert all(": " in line for line in lines)
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "https://example.org/canary"),
        ("PUBLIC_URL", "https://canary@example.org"),
        ("PUBLIC_URL", "https://example.org?canary"),
        ("PUBLIC_URL", "https://example.org#canary"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://exa mple.org"),
        ("PUBLIC_URL", "https://example.org:canary"),
        ("PUBLIC_URL", "https://[canary"),
        ("HOST", "0.0.0.0"),  # noqa: S104 - refused
        ("HOST", "192.168.0.1"),
        ("SANDBOX_PORT", "8080"),
        ("WEBHOOK_SECRET", "canary canary canary"),
        ("DEFAULT_LANGUAGE", ".."),
        ("PORT", "-1"),
        ("POLICY", "../profiles/ucl"),
    ],
)
def test_one_faulty_setting_is_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (line,) = faults(monkeypatch, **{name: value})
    assert line.startswith(f"{name} is not valid: ")


def test_who_hears_complaints_needs_a_way_to_reach_them(monkeypatch: pytest.MonkeyPatch) -> None:
    both = "COMPLAINTS_NAME and COMPLAINTS_CONTACT need each other: give both, or neither"
    assert faults(monkeypatch, COMPLAINTS_NAME="The Dean") == [both]
    for way in ("dean@example.org", "+44 20 7946 0000", "https://www.example.org/complaints"):
        named = load(monkeypatch, COMPLAINTS_NAME="The Dean", COMPLAINTS_CONTACT=way)
        assert named.complaints_contact == way
    mend = "give one e-mail address, one phone number or one https:// address"
    for way in ("the dean", "http://www.example.org", "a@b", "javascript:alert(1)"):
        (line,) = faults(monkeypatch, COMPLAINTS_NAME="The Dean", COMPLAINTS_CONTACT=way)
        assert line == f"COMPLAINTS_CONTACT is not valid: {mend}"


def test_a_secret_given_twice_is_a_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN)
    lines = faults(
        monkeypatch,
        BOT_TOKEN=TOKEN,
        BOT_TOKEN_FILE=tmp_path / "token",
        POLICY="ucl",
        RETENTION_DAYS=1,
        RECORDS_DAYS=1,
    )
    assert lines[0].startswith("BOT_TOKEN is given twice")
    assert len(lines) == 1


@pytest.mark.parametrize("content", [b"", b"x" * 5000, b"\xff\xfe"])
def test_a_secret_file_of_another_shape_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "token").write_bytes(content)
    (line,) = faults(
        monkeypatch,
        BOT_TOKEN_FILE=tmp_path / "token",
        POLICY="ucl",
        RETENTION_DAYS=1,
        RECORDS_DAYS=1,
    )
    assert line.startswith("BOT_TOKEN_FILE is not valid")


def test_a_crisis_file_says_what_is_wrong_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "crisis.toml").write_text('emergency.call = "canary"')
    (line,) = faults(monkeypatch, CRISIS_FILE=tmp_path / "crisis.toml")
    assert "emergency.call is not valid" in line
    assert "talk is missing" in line


def test_a_signposts_file_says_what_is_wrong_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "own.toml").write_text('[[signpost]]\ncode = "canary canary"')
    (line,) = faults(monkeypatch, SIGNPOSTS_FILE=tmp_path / "own.toml")
    assert "recheck_days is missing" in line
    assert "signpost.0.code is not valid" in line


def test_an_env_file_that_is_not_text_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_bytes(b"BOT_TOKEN=\xff\xfe canary")
    (line,) = faults(monkeypatch)
    assert line.startswith(".env cannot be read")


def test_no_setting_hides_another_of_its_name() -> None:
    """Settings stand in several bases: one that is said twice would take the other's place."""
    said = [name for each in Config.__mro__ for name in inspect.get_annotations(each)]
    named = [name for name in said if name in Config.model_fields]
    assert sorted(named) == sorted(Config.model_fields)


def test_env_example_is_the_settings_explained() -> None:
    text = (ROOT / ".env.example").read_text()
    assert text == env_example()
    named = {
        line[1:].split("=")[0] for line in text.splitlines() if line[:1] == "#" and "=" in line
    }
    assert named == {name.upper() for name in Config.model_fields}
    for field in Config.model_fields.values():
        assert field.description
        extra = field.json_schema_extra
        assert isinstance(extra, dict)
        assert extra["mend"]


def test_env_example_uncommented_is_a_working_configuration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    settings = [
        line[1:] for line in lines if line[:1] == "#" and line[1:2].isupper() and "=" in line
    ]
    Path(".env").write_text("\n".join(settings))
    assert load(monkeypatch) == Config.load(env_file=None)
