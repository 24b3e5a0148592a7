"""What a backup directory holds: names, sizes and digests of its files, when, which schema.

Its presence says that the backup is complete. It finds accidents and mix-ups; who can alter a
backup can alter its manifest too, but not forge what is sealed in it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from storage.errors import BackupRefused
from storage.files import fsync_file, write_new

NAME: Final = "manifest.json"
VERSION: Final = 1
_LARGEST: Final = 64 * 1024
DATABASE: Final = "peerlink.db"
CASE_KEYS: Final = "cases.db"
SERVICE_KEYS: Final = "service.json"
TOMBSTONES: Final = "tombstones"


class Kind(StrEnum):
    """Which half of the service a backup is."""

    DATABASE = "database"
    KEYS = "keys"


FILES: Final[Mapping[Kind, tuple[str, ...]]] = MappingProxyType(
    {Kind.DATABASE: (DATABASE, TOMBSTONES), Kind.KEYS: (CASE_KEYS, SERVICE_KEYS, TOMBSTONES)}
)
"""What each half must hold. Of any other file no name is ever said: it is not one of ours."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """`made` is Unix seconds, `schema` the number of the last migration, `files` name: SHA-256."""

    kind: Kind
    made: int
    schema: int
    files: Mapping[str, str]

    def check(self, directory: Path) -> None:
        """Raise BackupRefused when a file is absent or not the one that was backed up: which."""
        half = f"The backup of the {self.kind}"
        for name in FILES[self.kind]:
            if name not in self.files:
                raise BackupRefused(f"{half} is not complete: its {NAME} does not name {name}.")
        for name, digest in self.files.items():
            called = name if name in FILES[self.kind] else "a file"
            try:
                found = _digest(directory / name)
            except OSError:
                raise BackupRefused(
                    f"{half} is not complete: {called} is missing, or cannot be read."
                ) from None
            if found != digest:
                raise BackupRefused(f"{half} does not hold: {called} was altered or is damaged.")


def seal_directory(directory: Path, *, kind: Kind, made: int, schema: int) -> Manifest:
    """Write the manifest over the files that are in `directory`, durably, and return it."""
    paths = sorted(directory.iterdir())
    for path in paths:
        fsync_file(path)
    files = {path.name: _digest(path) for path in paths}
    manifest = Manifest(kind=kind, made=made, schema=schema, files=files)
    document = {
        "version": VERSION,
        "kind": kind.value,
        "made": made,
        "schema": schema,
        "files": files,
    }
    write_new(directory / NAME, json.dumps(document, indent=1).encode() + b"\n")
    return manifest


def read_manifest(directory: Path, kind: Kind) -> Manifest:
    """The manifest of a backup of that kind; BackupRefused for anything else."""
    try:
        with (directory / NAME).open("rb") as file:
            content = file.read(_LARGEST)
    except OSError:
        raise BackupRefused(
            f"This directory is not a complete backup of the {kind}: {NAME} is missing, or cannot "
            "be read."
        ) from None
    try:
        document = json.loads(content)
        if document["version"] != VERSION:
            raise BackupRefused("The backup was made by another version of Peerlink.")
        files = {_plain_name(name): str(digest) for name, digest in document["files"].items()}
        manifest = Manifest(
            kind=Kind(document["kind"]),
            made=int(document["made"]),
            schema=int(document["schema"]),
            files=files,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BackupRefused(
            f"This directory is not a complete backup of the {kind}: its {NAME} is damaged."
        ) from None
    if manifest.kind is not kind:
        raise BackupRefused(f"This is a backup of the {manifest.kind}, not of the {kind}.")
    return manifest


def _plain_name(name: str) -> str:
    if not name or Path(name).name != name:
        raise ValueError("a file name with a path")
    return name


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
