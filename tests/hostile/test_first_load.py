"""How much a phone has to fetch before a student sees the first screen (docs/performance.md).

Counted over the build as the service sends it: the page, everything that it names, and everything
that those scripts import at once.
"""

import re
from pathlib import PurePosixPath
from typing import Final

import pytest

from bot.parts import MINI_APP
from handlers.web.static import INDEX, PACKED, File, read_build
from policy.entries import available
from policy.languages import SOURCE
from policy.profiles import names

MOST: Final = 100_000
LINKED: Final = re.compile(r'(?:src|href)="([^"]+\.(?:js|css|svg))"')
IMPORTED: Final = re.compile(r'(?:from|import)\s*"(\./[^"]+\.js)"')
LATER: Final = (
    "desk",
    "help",
    "contact",
    "accesses",
    "seldom",  # by the desk, and by what few students open: more help, contact, rights
    "load",
    "hint",
    "words",
    "stretch",
    "waiting",
    "shared",  # by several screens of a student's, the room among them
    "closed",
    "elsewhere",
    "student",  # student-case: what a conversation is made of
)
LANGUAGES: Final = [name for name in available() if name != SOURCE]


def first_load() -> dict[str, int]:
    """Bytes on the wire of each file, by its path in the build."""
    build = read_build(MINI_APP)
    assert INDEX in build, "build first: make build"
    page = build[INDEX].body.decode()
    names = {INDEX, *(path.removeprefix("/app/").removeprefix("./") for path in _linked(page))}
    while True:
        more = {each for name in names for each in _imported(name, build[name])}
        if more <= names:
            return {name: len(build[name].packed or build[name].body) for name in names}
        names |= more


def _linked(page: str) -> list[str]:
    return LINKED.findall(page)


def _imported(name: str, file: File) -> list[str]:
    """What a script imports before it runs; what it imports later is fetched when it is needed."""
    if not name.endswith(".js"):
        return []
    folder = PurePosixPath(name).parent
    return [(folder / found).as_posix() for found in IMPORTED.findall(file.body.decode())]


def words(language: str) -> dict[str, int]:
    """What the first screens are written with: the longest limits, and another language's own."""
    build = read_build(MINI_APP)
    sizes = {name: len(file.packed or file.body) for name, file in build.items()}
    limits = {
        n: s for p in names() for n, s in sizes.items() if n.startswith(f"assets/limits-{p}-")
    }
    assert len(limits) == len(names())
    largest = max(limits, key=lambda name: limits[name])
    own = ("assets/marking-", f"assets/{language}-first-") if language != SOURCE else ()
    found = {name: size for name, size in sizes.items() if own and name.startswith(own)}
    assert len(found) == len(own)
    return {largest: limits[largest], **found}


@pytest.mark.parametrize("language", [SOURCE, *LANGUAGES])
def test_the_first_load_is_below_100_kb_in_every_language(language: str) -> None:
    sizes = first_load() | words(language)
    assert any(name.endswith(".js") for name in sizes)
    assert any(name.endswith(".css") for name in sizes)
    assert sum(sizes.values()) < MOST, sizes


def test_what_only_few_need_is_not_in_it() -> None:
    scripts = {PurePosixPath(name).stem.split("-")[0] for name in first_load()}
    built = {PurePosixPath(name).stem.split("-")[0] for name in read_build(MINI_APP)}
    assert set(LATER) <= built
    assert scripts.isdisjoint(LATER)


def test_the_build_packed_every_file_that_gets_shorter_by_it() -> None:
    build = read_build(MINI_APP)
    assert any(file.packed is not None for file in build.values())
    unpacked = [
        name
        for name, file in build.items()
        if file.packed is not None and file.packed != _beside(name)
    ]
    assert unpacked == [], "build again: make build"


def _beside(name: str) -> bytes | None:
    packed = MINI_APP / (name + PACKED)
    return packed.read_bytes() if packed.is_file() else None
