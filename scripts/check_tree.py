"""Checks that read the tree itself: every package is in the import rules and no file is past
its bound, no file names a registry host or a path of one machine. Says what is wrong, exit 1.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {"scripts", "tests", "bench", "docs", "requirements", "miniapp", "data"}
TYPED_BESIDE = {"bench", "tests"}
"""Held to the strict types as the packages are."""
MOST_LINES = 400
TESTS = {"tests", "test"}
REGISTRIES = re.compile(r"registry\.(npmjs|yarnpkg)\.|files\.pythonhosted\.|pypi\.(org|python)")
CODE = {".py", ".ts", ".tsx"}


def tracked() -> list[Path]:
    """The files that git tracks, relative to the root."""
    git = ["git", "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(git, capture_output=True, check=True).stdout.decode()  # noqa: S603 - fixed command
    return [Path(name) for name in listed.split("\0") if name and (ROOT / name).exists()]


def packages(files: list[Path]) -> set[str]:
    """The top-level folders that hold Python modules of the product."""
    return {f.parts[0] for f in files if f.suffix == ".py" and len(f.parts) > 1} - NOT_OURS


def faults() -> list[str]:
    files = tracked()
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    listed = set(rules["importlinter"]["root_packages"])
    found = [f"{name}: not in import-linter's root_packages" for name in packages(files) - listed]
    found += [f"{name}: in root_packages but not on disk" for name in listed - packages(files)]
    typed = listed | TYPED_BESIDE
    found += [f"{name}: not in mypy's packages" for name in typed ^ set(rules["mypy"]["packages"])]
    for file in files:
        if file.suffix in {".png", ".ico"}:
            continue
        text = (ROOT / file).read_text(encoding="utf-8")
        if REGISTRIES.search(text) and file.name != Path(__file__).name:
            found.append(f"{file}: names a package registry's host")
        if str(ROOT.parent) + "/" in text and ROOT.parent != Path("/"):
            found.append(f"{file}: holds a path of this machine")
        lines = text.count("\n")
        if (
            file.suffix in CODE
            and lines > MOST_LINES
            and not (TESTS & set(file.parts) or file.name == "schema.ts")
        ):
            found.append(f"{file}: {lines} lines, at most {MOST_LINES}")
    return found


if __name__ == "__main__":
    problems = faults()
    for problem in problems:
        print(problem)  # noqa: T201 - a command's answer
    sys.exit(1 if problems else 0)
