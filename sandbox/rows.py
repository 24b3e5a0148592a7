"""The sandbox's one small file: JSON rows under (kind, key).

Here: reading and writing that file. Never here: what a row means. This is the sandbox's own
file, so it may use sqlite3 although elsewhere only `storage` talks to a database.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sandbox.errors import SandboxError

Json = dict[str, Any]
VERSION = 1


class Rows:
    """Rows of JSON, durable against the end of the process.

    WAL with synchronous=NORMAL: a killed process loses nothing, a power cut may lose the last
    moments of a demonstration, and no test waits for a disk flush.
    """

    def __init__(self, *, path: Path | None) -> None:
        """Open or create the file; None keeps everything in memory.

        Raises SandboxError when the file is of another version or not a database.
        """
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(str(path) if path else ":memory:", isolation_level=None)
        try:
            self._prepare()
        except sqlite3.DatabaseError:
            self._db.close()
            raise SandboxError("The sandbox's file cannot be read; move it away.") from None
        self._depth = 0

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        found = self._db.execute("PRAGMA user_version").fetchone()[0]
        if found not in {0, VERSION}:
            self._db.close()
            raise SandboxError("The sandbox's file is of another version; move it away.")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS rows"
            " (kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key))"
        )
        self._db.execute(f"PRAGMA user_version={VERSION}")

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make all writes inside one transaction; nested batches join the outer one."""
        if self._depth == 0:
            self._db.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._depth -= 1
            if self._depth == 0:
                self._db.execute("ROLLBACK")
            raise
        self._depth -= 1
        if self._depth == 0:
            self._db.execute("COMMIT")

    def put(self, *, kind: str, key: str, body: Json) -> None:
        """Write one row, replacing what was there."""
        self._db.execute(
            "INSERT INTO rows VALUES (:kind, :key, :body)"
            " ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body",
            {"kind": kind, "key": key, "body": json.dumps(body)},
        )

    def remove(self, *, kind: str, key: str) -> None:
        """Delete one row; a missing one is no error."""
        self._db.execute(
            "DELETE FROM rows WHERE kind = :kind AND key = :key", {"kind": kind, "key": key}
        )

    def load(self, *, kind: str) -> dict[str, Json]:
        """Every row of a kind, by key."""
        found = self._db.execute(
            "SELECT key, body FROM rows WHERE kind = :kind", {"kind": kind}
        ).fetchall()
        return {key: json.loads(body) for key, body in found}

    def close(self) -> None:
        """Close the file."""
        self._db.close()
