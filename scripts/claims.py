"""docs/claims.md: which test would fail were a claim of docs/protocol.md not so.

Made by `python -m scripts.claims` from tests/claims/*.toml. Only reading and writing; that every
test named exists is tests/test_claims.py's question.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
DATA: Final = ROOT / "tests" / "claims"
PAGE: Final = ROOT / "docs" / "claims.md"
PROTOCOL: Final = ROOT / "docs" / "protocol.md"
DEVICES, SERVER, APP = "devices", "server", "app"
WHOSE: Final = (DEVICES, SERVER, APP)

HEAD: Final = """\
<!-- Made by `python -m scripts.claims` from tests/claims. -->
# Claims and their tests

Each row is a claim of [protocol.md](protocol.md) and the tests that fail if it is not so; that they
exist, `tests/test_claims.py` looks. What devices do is held in both languages: by the reference
client in Python and by the Mini App in TypeScript. What only the server does is held in Python and
what only the Mini App does in TypeScript or by a story in a browser; the other column then says
*server* or *app*. Some rules hold twice, by a check and by what a seal or a hash binds: then both
have to be left out before a test fails.

*Vectors* are cases of [tests/vectors](../tests/vectors) (the file, then the names in it) that both
languages read, each by its own test:

"""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One row. Tests are paths below tests/ or miniapp/test/, `::`, then the name or title.

    `vectors` are names by their file; `whose` says in which languages it has to be held.
    """

    section: str
    says: str
    whose: str
    vectors: Mapping[str, Sequence[str]]
    python: Sequence[str]
    typescript: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Runner:
    """The test of each language that goes through one file of vectors."""

    file: str
    python: str
    typescript: str


def claims() -> list[Claim]:
    """All rows, in the order of the specification's sections. KeyError for a row without a part."""
    found = [
        Claim(
            section=row["in"],
            says=row["says"],
            whose=row.get("whose", DEVICES),
            vectors=row.get("vectors", {}),
            python=row.get("python", ()),
            typescript=row.get("typescript", ()),
        )
        for path in sorted(DATA.glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8")).get("claim", ())
    ]
    order = [name for name, _ in sections()]
    return sorted(found, key=lambda claim: order.index(claim.section))


def runners() -> list[Runner]:
    """Who reads which vectors."""
    data = tomllib.loads((DATA / "vectors.toml").read_text(encoding="utf-8"))
    return [Runner(file=name, **tests) for name, tests in sorted(data["vectors"].items())]


def sections() -> list[tuple[str, str]]:
    """The numbered headings of the specification: `3.2`, `Roster`."""
    lines = PROTOCOL.read_text(encoding="utf-8").splitlines()
    headings = [line.lstrip("#").strip() for line in lines if line.startswith(("## ", "### "))]
    parted = [heading.partition(" ") for heading in headings]
    return [(number.rstrip("."), title) for number, _, title in parted if number[:1].isdigit()]


def page() -> str:
    """The whole page."""
    titles = dict(sections())
    found = [HEAD, *_readers(), "\n"]
    for section, rows in groupby(claims(), key=lambda claim: claim.section):
        level = "###" if "." in section else "##"
        found.append(f"{level} {section}. {titles[section]}\n")
        found.append("| claim | vectors | Python | TypeScript |\n|---|---|---|---|\n")
        found += [_row(claim) for claim in rows]
        found.append("\n")
    return "".join(found).rstrip("\n") + "\n"


def _readers() -> Iterator[str]:
    yield "| vectors | Python | TypeScript |\n|---|---|---|\n"
    for runner in runners():
        python, typescript = _python(runner.python), _typescript(runner.typescript)
        yield f"| `{runner.file}` | {python} | {typescript} |\n"


def _row(claim: Claim) -> str:
    vectors = "; ".join(f"`{name}`: {', '.join(names)}" for name, names in claim.vectors.items())
    held = bool(claim.vectors)
    python = ", ".join(map(_python, claim.python)) or ("" if held else f"*{claim.whose}*")
    typescript = ", ".join(map(_typescript, claim.typescript)) or (
        "" if held else f"*{claim.whose}*"
    )
    return f"| {claim.says} | {vectors} | {python} | {typescript} |\n"


def _python(test: str) -> str:
    path, _, name = test.partition("::")
    return f"[{name or path}](../tests/{path})"


def _typescript(test: str) -> str:
    path, _, name = test.partition("::")
    return f"[{name or path}](../miniapp/test/{path})"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
