"""Rewrites the assertions of all tests once, as each of pytest's processes would by itself.

Run as `python -m tests.rewriting` before they begin: it was a third of what each of them took to
find its tests. The code is kept where pytest looks, under the hash of its source: what changed is
rewritten again. Never here: a rewriting of our own, or anything that a test needs to run.
"""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

from _pytest.assertion.rewrite import (
    PYC_TAIL,
    _read_pyc,
    _rewrite_test,
    _write_pyc_fp,
    get_cache_dir,
)

TESTS: Final = Path(__file__).absolute().parent
AT_ONCE: Final = 16


def kept(test: Path) -> Path:
    """Where pytest looks for a file's code with its assertions rewritten."""
    return get_cache_dir(test) / (test.stem + PYC_TAIL)


def rewrite(test: Path) -> None:
    """Rewrite one file where that was not done."""
    if _read_pyc(test, kept(test)) is not None:
        return
    digest, code = _rewrite_test(test, None)
    kept(test).parent.mkdir(parents=True, exist_ok=True)
    with kept(test).open("wb") as file:
        _write_pyc_fp(file, digest, code)


def main() -> None:
    """Every file that pytest rewrites in this tree, on as many cores as there are."""
    tests = sorted(path for name in ("test_*.py", "conftest.py") for path in TESTS.rglob(name))
    with ProcessPoolExecutor() as pool:
        list(pool.map(rewrite, tests, chunksize=AT_ONCE))


if __name__ == "__main__":
    main()
