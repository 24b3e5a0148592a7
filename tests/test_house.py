"""The tree against what the project says of itself: import rules, documents, attack table."""

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {"scripts", "tests", "bench", "docs", "requirements", "miniapp", "data"}


def packages_on_disk() -> set[str]:
    """Top-level folders that hold Python modules of the product."""
    found = {path.parent for path in ROOT.glob("*/*.py")} | {
        path.parent.parent for path in ROOT.glob("*/*/__init__.py")
    }
    return {path.name for path in found if not path.name.startswith(".")} - NOT_OURS


def rules() -> dict[str, Any]:
    tools: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    return tools


def test_no_package_is_left_out_of_the_import_rules() -> None:
    listed = rules()["importlinter"]["root_packages"]
    assert set(listed) == packages_on_disk()


def test_no_package_is_left_out_of_the_strict_types() -> None:
    assert set(rules()["mypy"]["packages"]) == packages_on_disk() | {"bench", "tests"}


def test_the_layers_name_every_package_of_the_server() -> None:
    contracts = rules()["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers")
    named = {name for layer in layers for name in re.split(r"[ |]+", layer)}
    assert named == packages_on_disk() - {"client", "sandbox"}


ENVIRONMENT = re.compile(r"\benviron(?:b)?\b|\bgetenv\b|\bputenv\b")
READS_IT = {"bot/cli.py", "bot/config.py", "bot/parse.py"}
"""PTB's own setting; the settings of docs/operating.md; secrets."""


def shipped() -> list[Path]:
    """Every Python file that is installed with the service."""
    return [path for name in packages_on_disk() for path in (ROOT / name).rglob("*.py")]


def test_nothing_that_is_shipped_knows_how_tests_are_shortened() -> None:
    # Stories stretch at Argon2id's least (tests/browser/stretching.py): from outside alone.
    for path in shipped():
        text = path.read_text()
        assert "PEERLINK_TESTS" not in text, path
        assert not re.search(r"^\s*(?:from|import) tests\b", text, re.MULTILINE), path
        reads = str(path.relative_to(ROOT)) in READS_IT
        assert reads or not ENVIRONMENT.search(text), path
    app = [*(ROOT / "miniapp" / "src").rglob("*.ts*"), *(ROOT / "miniapp").glob("*.config.ts")]
    assert app
    for path in app:
        assert "PEERLINK_TESTS" not in path.read_text(), path
    settings = (ROOT / "bot" / "config.py").read_text()
    assert not re.search(r"argon|stretch|passes|kdf", settings, re.IGNORECASE)


def test_no_package_of_the_shipped_service_is_the_tests_own() -> None:
    included = rules()["setuptools"]["packages"]["find"]["include"]
    assert {str(name).rstrip("*") for name in included} == packages_on_disk()


def test_every_test_named_in_the_attack_table_exists() -> None:
    table = (ROOT / "docs" / "attacks.md").read_text()
    named = re.findall(r"`((?:tests|miniapp/test)/[\w./-]+)(?:::(\w+))?`", table)
    assert named
    for file, test in named:
        path = ROOT / file
        assert path.exists(), file
        assert not test or test in path.read_text(), f"{file}::{test}"


def test_every_attack_has_its_row() -> None:
    table = (ROOT / "docs" / "attacks.md").read_text()
    rows = {int(n) for n in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    assert rows == set(range(1, 47))
