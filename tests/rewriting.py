"""Makes once what each of pytest's processes would make by itself: every test with its assertions
rewritten, and what Hypothesis draws from, which are the constants of our code and the characters.

Run as `python -m tests.rewriting` before they begin: it was two fifths of what each of them took
to find its tests. All is kept where pytest and Hypothesis look, under the hash of its source: what
changed is made again. Never here: a rewriting of our own, or anything that a test needs to run.
"""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Final

from _pytest.assertion.rewrite import (
    PYC_TAIL,
    _read_pyc,
    _rewrite_test,
    _write_pyc_fp,
    get_cache_dir,
)
from hypothesis.internal.charmap import charmap
from hypothesis.internal.constants_ast import Constants, constants_from_module

TESTS: Final = Path(__file__).absolute().parent
AT_ONCE: Final = 16


def kept(test: Path) -> Path:
    """Where pytest looks for a file's code with its assertions rewritten."""
    return get_cache_dir(test) / (test.stem + PYC_TAIL)


def rewrite(test: Path) -> None:
    """Rewrite one file where that was not done."""
    if _read_pyc(test, kept(test)) is not None:
        return
    digest, code = _rewrite_test(test, None)  # type: ignore[arg-type] # only its hooks ask for a configuration
    kept(test).parent.mkdir(parents=True, exist_ok=True)
    with kept(test).open("wb") as file:
        _write_pyc_fp(file, digest, code)


def read_constants(source: Path) -> Constants:
    """A module's constants, without importing it: Hypothesis reads nothing but its file."""
    module = ModuleType(source.stem)
    module.__file__ = str(source)
    return constants_from_module(module)


def modules() -> list[Path]:
    """What is ours and no test: Hypothesis takes no constants from those."""
    folders = {path.parent for path in TESTS.parent.glob("*/*.py")} - {TESTS}
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def main() -> None:
    """Every file that they would read in this tree, on as many cores as there are."""
    tests = sorted(path for name in ("test_*.py", "conftest.py") for path in TESTS.rglob(name))
    with ProcessPoolExecutor() as pool:
        done = [
            pool.map(rewrite, tests, chunksize=AT_ONCE),
            pool.map(read_constants, modules(), chunksize=AT_ONCE),
        ]
        charmap()
        for each in done:
            list(each)


if __name__ == "__main__":
    main()
