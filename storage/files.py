"""Files that only the service's own user may touch, made so that a crash leaves old or new.

Knows modes, fsync and locks; knows nothing of what the files hold.
"""

import errno
import fcntl
import os
import stat
from pathlib import Path
from typing import Self

from storage.errors import AlreadyRunning, WidePermissions

PRIVATE_FILE = 0o600
PRIVATE_DIRECTORY = 0o700
OTHERS = 0o077


def private_directory(path: Path) -> None:
    """Create `path` with mode 0700, or refuse one that others can enter (WidePermissions)."""
    path.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
    if stat.S_IMODE(path.stat().st_mode) & OTHERS:
        raise WidePermissions(path.name)


def private_file(path: Path) -> None:
    """Create an empty `path` with mode 0600 if absent; refuse one that others can use.

    A symbolic link is refused (OSError): it could lead a writer out of the directory.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(path, flags, PRIVATE_FILE)
    try:
        refuse_wide(descriptor, path.name)
    finally:
        os.close(descriptor)


def refuse_wide(descriptor: int, name: str) -> None:
    """Raise WidePermissions when others have any right on the open file."""
    if stat.S_IMODE(os.fstat(descriptor).st_mode) & OTHERS:
        raise WidePermissions(name)


def fsync_directory(path: Path) -> None:
    """Make names created, renamed or removed in `path` durable."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def fsync_file(path: Path) -> None:
    """Make the content of `path` durable."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_new(path: Path, content: bytes) -> None:
    """Create `path` (0600) with `content`, whole or not at all; FileExistsError if present.

    The content is durable under another name before `path` appears, and the directory after.
    """
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    descriptor = os.open(draft, flags, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    # A hard link, not a rename: it never replaces a file that is already there.
    try:
        os.link(draft, path)
    finally:
        draft.unlink()
    fsync_directory(path.parent)


class DirectoryLock:
    """An exclusive lock on a data directory, held until closed or until the process dies."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path) -> Self:
        """Lock the file `path`, creating it; raises AlreadyRunning when it is held."""
        private_file(path)
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise AlreadyRunning from None
        return cls(descriptor)

    def release(self) -> None:
        """Let another process have the directory. Releasing twice does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def lay_out(path: Path, *, size: int, at_most: int) -> bool:
    """Lengthen `path` with zeros towards `size` bytes, by `at_most`; whether it has that length.

    Written, not reserved: a flush of what is written over later has no change of the file's
    blocks to make durable. A disk that has no room, or cannot flush, leaves the file as it was.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        begun = os.fstat(descriptor).st_size
        missing = min(size - begun, at_most)
        if missing <= 0:
            return True
        try:
            _write_zeros(descriptor, missing, begun)
            os.fdatasync(descriptor)
        except OSError:
            os.ftruncate(descriptor, begun)
            raise
        return begun + missing >= size
    finally:
        os.close(descriptor)


def _write_zeros(descriptor: int, count: int, at: int) -> None:
    if os.pwrite(descriptor, bytes(count), at) < count:
        raise OSError(errno.ENOSPC, "The disk has no room.")
