"""What was erased, in a file that only grows: replayed at every start and after every restore.

An entry names a case, an account or a record by its random or keyed reference. Nothing else
about them is kept here, and nothing is ever taken out. protocol.md section 8.
"""

import errno
import os
import threading
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

from storage.errors import StorageUnavailable, TombstonesBroken
from storage.files import fsync_directory, private_file, write_new

_VERSION: Final = "1"
_PARTS: Final = 4
_LONGEST_REFERENCE: Final = 64
_NOT_MENDED: Final = (
    "The list of what was erased ends in half a line, which the disk did not let be removed."
)


class Erased(StrEnum):
    """What kind of thing was erased."""

    CASE = "case"
    ACCOUNT = "account"
    FLAG = "flag"
    ENTRY = "entry"
    DISCLOSURE = "disclosure"
    REPORT = "report"


@dataclass(frozen=True, kw_only=True)
class Tombstone:
    """One erased thing, by its id (16 bytes)."""

    erased: Erased
    reference: bytes


class Tombstones:
    """The open file. `add` returns when the entries are durable; it blocks for one fsync."""

    def __init__(self, path: Path, entries: Iterable[Tombstone], *, size: int) -> None:
        self._path = path
        self._entries = dict.fromkeys(entries)
        self._size = size  # of the entries, in bytes: what is beyond was never acknowledged
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read `path`, creating it. Raises TombstonesBroken for damage before the end.

        A last line that was cut short was never acknowledged: it is removed, and where the disk
        does not let it be, StorageUnavailable.
        """
        private_file(path)
        fsync_directory(path.parent)
        content = path.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if len(whole) != len(content):
            try:
                _cut(path, len(whole))
            except OSError:
                raise StorageUnavailable(_NOT_MENDED) from None
        return cls(path, [_parse(line) for line in whole.splitlines()], size=len(whole))

    @staticmethod
    def read(path: Path) -> Sequence[Tombstone]:
        """The entries of a file that is left as it is; none when there is no such file."""
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return ()
        whole = content[: content.rfind(b"\n") + 1]
        return [_parse(line) for line in whole.splitlines()]

    @property
    def entries(self) -> Sequence[Tombstone]:
        """Everything erased so far, oldest first."""
        with self._lock:
            return list(self._entries)

    def add(self, *tombstones: Tombstone) -> None:
        """Append durably, all at once; an entry that is there already is not written twice.

        Raises StorageUnavailable when the disk fails: none of them counts, unless the disk would
        not let them be taken back either and the next start finds them whole.
        """
        with self._lock:
            fresh = [each for each in dict.fromkeys(tombstones) if each not in self._entries]
            if not fresh:
                return
            lines = b"".join(_line(each) for each in fresh)
            try:
                _append(self._path, lines, at=self._size)
            except OSError:
                raise StorageUnavailable from None
            self._size += len(lines)
            self._entries.update(dict.fromkeys(fresh))


def write_tombstones(path: Path, entries: Iterable[Tombstone]) -> None:
    """Write a new file with these entries, whole or not at all; FileExistsError if present."""
    write_new(path, b"".join(_line(entry) for entry in entries))


def _line(tombstone: Tombstone) -> bytes:
    if not 0 < len(tombstone.reference) <= _LONGEST_REFERENCE:
        raise ValueError("a tombstone's reference is 1 to 64 bytes")
    body = f"{_VERSION} {tombstone.erased} {tombstone.reference.hex()}"
    # Finds accidents, not forgery: whoever can write here can delete the file as well.
    return f"{body} {zlib.crc32(body.encode()):08x}\n".encode()


def _parse(line: bytes) -> Tombstone:
    parts = line.decode("ascii", errors="replace").split(" ")
    try:
        if len(parts) != _PARTS or parts[0] != _VERSION:
            raise TombstonesBroken
        tombstone = Tombstone(erased=Erased(parts[1]), reference=bytes.fromhex(parts[2]))
        intact = _line(tombstone) == line + b"\n"
    except ValueError:
        raise TombstonesBroken from None
    if not intact:
        raise TombstonesBroken
    return tombstone


def _append(path: Path, lines: bytes, *, at: int) -> None:
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        # What follows must not continue half a line, also not one that could not be taken back.
        if os.fstat(descriptor).st_size > at:
            os.ftruncate(descriptor, at)
        try:
            _write_all(descriptor, lines)
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, at)
            raise
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, lines: bytes) -> None:
    if os.write(descriptor, lines) != len(lines):
        raise OSError(errno.ENOSPC, "the disk took part of the lines")


def _cut(path: Path, size: int) -> None:
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        os.ftruncate(descriptor, size)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
