"""What every test may share, because it is the same each time. Never here: state of a test.

Each of these is a function of its arguments, and of files that no test changes;
hundreds of services are begun in one process, and these were most of what that took.
"""

import gc
import ssl
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from hypothesis import settings
from nacl.bindings import crypto_pwhash_alg

import bot.listener
import crypto.kdf
import storage.casekeys
import storage.opening
from bot.parts import MINI_APP
from handlers.web import static
from policy import crisis
from tests.browser.stretching import REAL, quick
from tests.fakes.migrating import migrate_once
from tests.saying import remember_texts
from tests.starting import remember_lines

# No test judges a time: a machine may be busy.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# httpx asks for it at every call of an application in this process, and looks through every path
# for what is not installed: half of a call's time.
sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]

LONG: Final = ("faults", "browser", "hostile", "sandbox", "crypto", "bot", "bench", "supervision")
"""Where one file can take long: begun first, so that no process works alone at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, each with its tests together and in their order."""
    here = Path(__file__).parent
    rank = {name: place for place, name in enumerate(LONG)}
    places = {
        path: rank.get(path.relative_to(here).parts[0], len(LONG))
        for path in {item.path for item in items}
    }
    items.sort(key=lambda item: places[item.path])


def pytest_collection_finish() -> None:
    """What was imported and found stays to the end: no collection of garbage looks at it again."""
    gc.collect()
    gc.freeze()


REAL_STRETCH: Final = ("crypto", "vectors")
"""Where Argon2id is what is tested."""
LEAST_MEMORY: Final = 8192


@pytest.fixture(autouse=True, scope="module")
def stretch(request: pytest.FixtureRequest) -> Iterator[None]:
    """Elsewhere Argon2id with the least that it does: only that it gives another key counts."""
    here = Path(request.node.path).relative_to(Path(__file__).parent)
    browser = here.parts[0] == "browser"
    with pytest.MonkeyPatch.context() as patch:
        if browser and here.name not in REAL:
            patch.setattr(crypto.kdf, "crypto_pwhash_alg", quick)
        elif browser or here.parts[0] in REAL_STRETCH:
            patch.setattr(crypto.kdf, "crypto_pwhash_alg", cache(crypto_pwhash_alg))
        yield


def _quick(size: int, secret: bytes, salt: bytes, passes: int, memory: int, alg: int) -> bytes:
    # What it was asked for still counts: other parameters, another key.
    asked = secret + f"{passes} {memory}".encode()
    return crypto_pwhash_alg(size, asked, salt, 1, LEAST_MEMORY, alg)


_extract = httpx.Cookies.extract_cookies


def _extract_cookies(kept: httpx.Cookies, answer: httpx.Response) -> None:
    """Of an answer that has any: without one the standard library takes a fifth of a call."""
    if "set-cookie" in answer.headers:
        _extract(kept, answer)


@pytest.fixture(autouse=True, scope="session")
def asked_once() -> Iterator[None]:
    """Remember what shipped files and certificates gave; stretch keys quickly."""
    trust, read, build = ssl.create_default_context, crisis._read, static.read_build

    known: dict[tuple[Path, type[Any]], object] = {}

    def contacts(path: Path, model: type[Any]) -> object:
        """The shipped contacts once; a test's own file each time."""
        if path.parent != crisis.FOLDER:
            return read(path, model)
        if (path, model) not in known:
            known[path, model] = read(path, model)
        return known[path, model]

    @cache
    def app() -> Mapping[str, static.File]:
        return build(MINI_APP)

    def built(directory: Path) -> Mapping[str, static.File]:
        """The app's own build once; a test's folder each time."""
        return app() if directory == MINI_APP else build(directory)

    @cache
    def bundle(cafile: str) -> ssl.SSLContext:
        return trust(cafile=cafile)

    def trusting(
        purpose: ssl.Purpose = ssl.Purpose.SERVER_AUTH,
        *,
        cafile: str | None = None,
        capath: str | None = None,
        cadata: str | bytes | None = None,
    ) -> ssl.SSLContext:
        """The certificates of a file once: every HTTP client of the tests asks for the same."""
        if purpose is ssl.Purpose.SERVER_AUTH and cafile and not capath and not cadata:
            return bundle(cafile)
        return trust(purpose, cafile=cafile, capath=capath, cadata=cadata)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpx.Cookies, "extract_cookies", _extract_cookies)
        remember_texts(patch)
        patch.setattr(crisis, "_read", contacts)
        patch.setattr(static, "read_build", built)
        remember_lines(patch)
        patch.setattr(storage.opening, "migrate", migrate_once)
        patch.setattr(storage.casekeys, "migrate", migrate_once)
        patch.setattr(crypto.kdf, "crypto_pwhash_alg", _quick)
        patch.setattr(ssl, "create_default_context", trusting)
        # It keeps what it finds for good: right for a service, wrong for hundreds in one process.
        patch.setattr(bot.listener, "_spare_the_collector", lambda: None)
        yield
