"""The frozen tables that the lead released, for `peerlink stats`: those and nothing else.

Read over a bare connection, of a running store or a stopped one. What the tables say is theirs.
"""

import sqlite3
from collections.abc import Sequence
from typing import Final

import crypto
from storage import secrets
from storage.database import reading
from storage.errors import StorageUnavailable
from storage.fields import Fields
from storage.layout import Layout
from storage.numbers import FIELDS, LABEL
from storage.secrets import ServiceKeys

_RELEASED: Final = "SELECT period, content FROM number_tables WHERE released = 1 ORDER BY period"


def released(raw: sqlite3.Connection, *, keys: ServiceKeys) -> Sequence[bytes]:
    """Every signed table of every released period, oldest first."""
    fields, found = Fields(keys), list[bytes]()
    for period, content in raw.execute(_RELEASED):
        try:
            plain = fields.open(
                table="number_tables", column="content", row_key=period.encode(), sealed=content
            )
            (tables,) = crypto.decode(plain, label=LABEL, fields=FIELDS)
        except crypto.CryptoError:
            raise StorageUnavailable("A released table cannot be read.") from None
        found += tables
    return found


def released_of_files(layout: Layout) -> Sequence[bytes]:
    """The same of a store that no process has open. Raises StorageUnavailable or KeysRefused."""
    keys = secrets.load(layout.service_keys)
    with reading(layout.database, unreadable="The database cannot be read.") as raw:
        return released(raw, keys=keys)
