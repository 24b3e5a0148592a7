"""The tree against what the project says of itself: import rules, documents, attack table."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {"scripts", "tests", "bench", "docs", "requirements", "miniapp", "data"}


def packages_on_disk() -> set[str]:
    """Top-level folders that hold Python modules of the product."""
    found = {path.parent for path in ROOT.glob("*/*.py")} | {
        path.parent.parent for path in ROOT.glob("*/*/__init__.py")
    }
    return {path.name for path in found if not path.name.startswith(".")} - NOT_OURS


def rules() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]


def test_no_package_is_left_out_of_the_import_rules() -> None:
    listed = rules()["importlinter"]["root_packages"]
    assert set(listed) == packages_on_disk()


def test_no_package_is_left_out_of_the_strict_types() -> None:
    assert set(rules()["mypy"]["packages"]) == packages_on_disk()


def test_the_layers_name_every_package_of_the_server() -> None:
    contracts = rules()["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers")  # type: ignore[index]
    named = {name for layer in layers for name in re.split(r"[ |]+", layer)}
    assert named == packages_on_disk() - {"client", "sandbox"}


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
