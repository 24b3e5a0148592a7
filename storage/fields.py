"""Sealing of single fields, and the digests by which sealed things are found again.

protocol.md section 8. What a field means is not known here; only where it stands, because the
place is part of what it is sealed to: a value moved to another row or column does not open.
"""

from dataclasses import dataclass
from typing import Final

import crypto
from storage.secrets import ServiceKeys

SALT_BYTES: Final = 16
KEY_NAME_BYTES: Final = 16


class Fields:
    """Seals and finds with the service's field, look-up and decoy keys."""

    def __init__(self, keys: ServiceKeys) -> None:
        self._keys = keys
        self._columns: dict[str, bytes] = {}

    def seal(self, *, table: str, column: str, row_key: bytes, value: bytes) -> bytes:
        """`value` sealed to its place. `row_key` is the row's own unchanging key."""
        place = Place(table=table, column=column, row_key=row_key)
        return crypto.seal(key=self._key(place.name), ad=place.ad, plaintext=value)

    def open(self, *, table: str, column: str, row_key: bytes, sealed: bytes) -> bytes:
        """The value; raises crypto.DoesNotOpen when it was altered or moved."""
        place = Place(table=table, column=column, row_key=row_key)
        return crypto.open_sealed(key=self._key(place.name), ad=place.ad, sealed=sealed)

    def _key(self, name: str) -> bytes:
        if name not in self._columns:
            derived = crypto.derive("pl.field", key=self._keys.field, data=name.encode())
            self._columns[name] = derived
        return self._columns[name]

    def account(self, *, side: str, telegram_id: int) -> bytes:
        """The 32-byte digest by which an account is found."""
        return self._look_up(f"{side}\0{telegram_id}".encode())

    def chat(self, chat: int) -> bytes:
        """The digest of a chat for the outbox. `chat` is no side: it joins nothing to accounts."""
        return self._look_up(f"chat\0{chat}".encode())

    def named(self, purpose: str, value: bytes) -> bytes:
        """The digest of any other value that rows are found by; `purpose` keeps kinds apart."""
        return self._look_up(purpose.encode() + b"\0" + value)

    def key_name(self, purpose: str, value: bytes) -> bytes:
        """Under which name the key of such a thing is in the key store.

        Not the thing's own id, which a device chose: under a case's id it would be the case's key.
        """
        return self.named(purpose, value)[:KEY_NAME_BYTES]

    def _look_up(self, data: bytes) -> bytes:
        return crypto.derive("pl.lookup", key=self._keys.look_up, data=data)

    def decoy_salt(self, *, side: str, telegram_id: int, kind: str) -> bytes:
        """The salt that an account which does not exist seems to have (protocol.md 2.2)."""
        data = f"{side}\0{telegram_id}\0{kind}".encode()
        return crypto.derive("pl.decoy", key=self._keys.decoy, data=data, size=SALT_BYTES)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a sealed field stands."""

    table: str
    column: str
    row_key: bytes

    @property
    def name(self) -> str:
        return f"{self.table}.{self.column}"

    @property
    def ad(self) -> bytes:
        """field-ad [table.column: text, row key: bytes]."""
        return crypto.encode("field-ad", self.name, self.row_key)
