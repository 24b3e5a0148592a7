"""What many tests begin with, done over HTTP once in a process; each test begins from a copy.

A copy is the stopped store's files and what the devices hold: nothing that one test does is seen
by another. Never here: what is prepared, which the files of tests say themselves.
"""

import copy
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import crypto
from storage.files import PRIVATE_DIRECTORY, PRIVATE_FILE
from storage.secrets import ServiceKeys
from tests.fakes.stores import Stores, on_sqlite
from tests.fakes.supervising import supervision_over
from tests.fakes.web import Web

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Ready(Generic[T]):
    """Where a preparation ended. Nobody changes it."""

    files: dict[Path, bytes] = field(repr=False)
    keys: ServiceKeys = field(repr=False)
    made: T
    roots: dict[str, crypto.SigningKey]
    rosters: list[bytes]
    certificates: dict[bytes, bytes]

    def join(self, web: Web) -> T:
        """What was made, for an application over a copy of the store."""
        web.roots = dict(self.roots)
        web.rosters = list(self.rosters)
        web.certificates = dict(self.certificates)
        return copy.deepcopy(self.made)


_KNOWN: dict[Callable[..., Any], Ready[Any]] = {}


async def _ready(prepare: Callable[[Web], Awaitable[T]]) -> Ready[T]:
    if prepare not in _KNOWN:
        keys = ServiceKeys.fresh()
        with tempfile.TemporaryDirectory() as directory:
            home = Path(directory)
            async with on_sqlite(home, keys=keys) as stores:
                start = stores.clock.now(), stores.clock.ticks()
                web = Web(stores, supervision=supervision_over(stores))
                made = await prepare(web)
                await web.http.aclose()
                assert start == (stores.clock.now(), stores.clock.ticks()), "no time passes"
            files = _files(home)
        _KNOWN[prepare] = Ready(
            files=files,
            keys=keys,
            made=made,
            roots=web.roots,
            rosters=web.rosters,
            certificates=web.certificates,
        )
    return _KNOWN[prepare]


def _files(home: Path) -> dict[Path, bytes]:
    found = [path for path in home.rglob("*") if path.is_file()]
    return {path.relative_to(home): path.read_bytes() for path in found}


def _copy(files: dict[Path, bytes], home: Path) -> None:
    for name, content in files.items():
        path = home / name
        path.parent.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
        path.touch(mode=PRIVATE_FILE)
        path.write_bytes(content)


@asynccontextmanager
async def beginning_with(
    prepare: Callable[[Web], Awaitable[T]], home: Path
) -> AsyncIterator[tuple[Stores, Ready[T]]]:
    """Stores over a copy in `home` of where the preparation ended, and what else it left."""
    ready = await _ready(prepare)
    _copy(ready.files, home)
    async with on_sqlite(home, keys=ready.keys) as stores:
        yield stores, ready
