"""Attack 46: what is installed is what was locked, byte for byte, in both languages."""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import pytest

ROOT: Final = Path(__file__).resolve().parents[1]
LOCKS: Final = ("pip", "run", "dev")
PINNED: Final = re.compile(
    r"([a-z0-9-]+)==[^ \\;]+(?: ; .+)? \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)"
)


def plain(name: str) -> str:
    """A package's name as locks spell it (PEP 503), without extras, version or comment."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[=<>~! ;#]", name)[0]).lower()


def asked_for(name: str) -> set[str]:
    """The packages that a list of ours names, and those of the lists that it names."""
    found: set[str] = set()
    for line in (ROOT / f"requirements/{name}.in").read_text().splitlines():
        if line.startswith("-r "):
            found |= asked_for(line.removeprefix("-r ").removesuffix(".in"))
        elif line and not line.startswith("#"):
            found.add(plain(line))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_attack_46_every_python_package_is_locked_with_hashes(name: str) -> None:
    lock = (ROOT / f"requirements/{name}.txt").read_text()
    entries = "".join(
        f"{line}\n" for line in lock.splitlines() if line and not re.match(r" *#", line)
    )
    assert PINNED.sub("", entries) == ""
    assert asked_for(name) <= {found[1] for found in PINNED.finditer(entries)}


def test_attack_46_every_package_of_the_app_is_locked_with_its_hash() -> None:
    lock: dict[str, Any] = json.loads((ROOT / "miniapp/package-lock.json").read_text())
    packages = dict(lock["packages"])
    ours = packages.pop("")
    named = json.loads((ROOT / "miniapp/package.json").read_text())
    for kind in ("dependencies", "devDependencies"):
        assert ours.get(kind, {}) == named.get(kind, {})
        assert {f"node_modules/{each}" for each in named.get(kind, {})} <= packages.keys()
    assert packages
    for name, package in packages.items():
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", package["integrity"]), name
        assert package["version"], name
        assert "resolved" not in package, name


def test_attack_46_nothing_is_installed_but_by_the_locks() -> None:
    made = (ROOT / "Makefile").read_text()
    assert "npm ci " in made
    assert made.count("--require-hashes") == 1
    installs = [line for line in made.splitlines() if "pip install" in line]
    free = [line.split("pip install ")[1] for line in installs]
    # What makes a lock, and this project itself, alone.
    assert [line for line in free if "--require-hashes" not in line] == [
        "--quiet pip-tools",
        "--quiet --disable-pip-version-check --no-deps --no-build-isolation -e .",
    ]


@pytest.mark.parametrize("tampered", [False, True])
def test_attack_46_a_package_of_other_bytes_is_refused(tmp_path: Path, tampered: bool) -> None:
    wheel = tmp_path / "tiny-1.0-py3-none-any.whl"
    about = "tiny-1.0.dist-info"
    with ZipFile(wheel, "w") as archive:
        archive.writestr("tiny.py", "")
        archive.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        archive.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(
            f"{about}/RECORD", f"tiny.py,,\n{about}/METADATA,,\n{about}/WHEEL,,\n{about}/RECORD,,\n"
        )
    lock = tmp_path / "lock.txt"
    lock.write_text(f"tiny==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n")
    if tampered:
        with ZipFile(wheel, "a") as archive:
            archive.writestr("more.py", "print('not what was locked')\n")
    to = tmp_path / "to"
    pip = [sys.executable, "-m", "pip", "--isolated", "install", "--require-hashes", "--no-index"]
    ended = subprocess.run(  # noqa: S603 - our own files
        [*pip, "--find-links", str(tmp_path), "--target", str(to), "-r", str(lock)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode == 0) is not tampered, ended.stderr
    assert (to / "tiny.py").exists() is not tampered
    assert ("DO NOT MATCH THE HASHES" in ended.stderr) is tampered
