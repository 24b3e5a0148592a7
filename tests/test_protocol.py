"""docs/protocol.md against both languages: no structure and no person string is left out."""

import re
from pathlib import Path

import crypto.wire  # noqa: F401 - every structure is imported by it, or by the vectors' makers
import tests.vectors.make  # noqa: F401
from crypto.wire.structure import Structure

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
PYTHON = [path for name in ("crypto", "client", "storage") for path in (ROOT / name).rglob("*.py")]
TYPESCRIPT = list((ROOT / "miniapp" / "src" / "crypto").glob("*.ts"))
NOTES_OF_ITS_OWN = {"again-note"}
"""What a bundle's note is made of: opaque to others (section 2.1)."""


def persons(files: list[Path]) -> set[str]:
    """The person strings that these files use."""
    found = r"""["'](pl\.[a-z]+)["']"""
    return {name for path in files for name in re.findall(found, path.read_text(encoding="utf-8"))}


def labels_in_python() -> set[str]:
    found: set[str] = set()
    waiting: list[type] = [Structure]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("crypto.") and "LABEL" in vars(kind):
            found.add(vars(kind)["LABEL"])
    return found


def labels_in_typescript() -> set[str]:
    texts = [path.read_text(encoding="utf-8") for path in TYPESCRIPT]
    return {name for text in texts for name in re.findall(r"new Structure\(\s*'([a-z-]+)'", text)}


def test_every_person_string_is_in_the_table_of_section_9_and_fits() -> None:
    table = TEXT.partition("\n## 9.")[2].partition("\n## 10.")[0]
    named = set(re.findall(r"`(pl\.[a-z]+)`", table))
    assert persons(PYTHON) == named
    assert persons(TYPESCRIPT) <= named
    assert all(len(name) <= 16 for name in named)


def test_every_structure_of_either_language_is_in_the_specification() -> None:
    python, typescript = labels_in_python(), labels_in_typescript()
    assert len(python) > 80
    given = python | typescript - NOTES_OF_ITS_OWN
    assert {name for name in given if not re.search(rf"`{name}`|\b{name} \[", TEXT)} == set()
    # Around everything that is signed: in Python no class of its own.
    assert typescript - NOTES_OF_ITS_OWN <= python | {"signed"}
