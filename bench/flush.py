"""Compiles flush.c for a process whose flushes are to be slow or to fail.

Needs a C compiler; says so when there is none. What is then measured or tested is elsewhere.
"""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_name("flush.c")


def compiler() -> str | None:
    """The machine's C compiler, if it has one."""
    return shutil.which("cc") or shutil.which("gcc")


def preloaded(directory: Path, **settings: str) -> Mapping[str, str]:
    """The environment of a process with the shim; `settings` are its variables (flush.c).

    Raises FileNotFoundError without a compiler.
    """
    found = compiler()
    if found is None:
        raise FileNotFoundError("a C compiler is needed: install gcc")
    library = directory / "flush.so"
    command = [found, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own source
    return {"LD_PRELOAD": str(library), **settings}
