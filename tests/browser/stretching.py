"""A Mini App and a service that stretch secrets at Argon2id's least: a second less for each one.

Every party of a story counts alike, so that each opens what another sealed. Files that are about
secrets themselves take the real thing (REAL), as do tests/crypto, tests/vectors and the Mini App's
tests of keys and vectors.
"""

import atexit
import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from nacl.bindings import crypto_pwhash_alg

from bot.parts import MINI_APP

REAL: Final = (
    "test_recovery.py",
    "test_languages.py",
    "test_taps.py",
)
QUICK_APP: Final = "PEERLINK_TESTS_QUICK_APP"
"""Names the app's folder to a forked service (tests/bot/forks.py), which then stretches so, too."""
LEAST_KIB: Final = 8
PARAMETERS: Final = re.compile(r"m:(\w+)\.memory,t:\1\.passes")
"""Where the built app hands them over, minified: found exactly once, or no story begins."""


def quick(size: int, secret: bytes, salt: bytes, passes: int, memory: int, alg: int) -> bytes:
    """libsodium's call with the least memory and one pass, whatever it was asked for."""
    del passes, memory
    return crypto_pwhash_alg(size, secret, salt, 1, LEAST_KIB * 1024, alg)


@cache
def quick_app() -> Path:
    """The built app, changed in this one place; one copy for this process of tests."""
    made = Path(mkdtemp(prefix="peerlink-app-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    shutil.copytree(MINI_APP, made, dirs_exist_ok=True)
    (chunk,) = made.glob("assets/stretch-*.js")
    text, found = PARAMETERS.subn(f"m:{LEAST_KIB},t:1", chunk.read_text(encoding="utf-8"))
    assert found == 1, "the app hands Argon2id its parameters in another way"
    chunk.write_text(text, encoding="utf-8")
    return made
