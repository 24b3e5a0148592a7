"""Where sealed things stand in the database: what a proof of a backup opens, a new key reseals.

Names only. Every BLOB column of the schema is in exactly one of these lists, and a test holds
that: a column that nobody thought of here would be lost with the next new key.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import crypto
from storage.fields import Fields


@dataclass(frozen=True, kw_only=True)
class FieldPlace:
    """A column sealed under the service's field key. `row_key`: the columns that make the key."""

    table: str
    column: str
    row_key: tuple[str, ...]

    @property
    def name(self) -> str:
        """`table.column`."""
        return f"{self.table}.{self.column}"

    @property
    def rows(self) -> str:
        """A query of (rowid, sealed, parts of the row key ...) from a rowid on, in order."""
        parts = ", ".join(self.row_key)
        # Names of ours alone are put into the text.
        return (
            f"SELECT rowid, {self.column}, {parts} FROM {self.table} "  # noqa: S608
            "WHERE rowid > ? ORDER BY rowid LIMIT ?"
        )

    def open(self, fields: Fields, sealed: bytes, parts: Iterable[object]) -> bytes:
        """The value. Raises crypto.DoesNotOpen."""
        return fields.open(
            table=self.table, column=self.column, row_key=key_of(parts), sealed=sealed
        )

    def seal(self, fields: Fields, value: bytes, parts: Iterable[object]) -> bytes:
        """`value` as it stands in the row."""
        return fields.seal(table=self.table, column=self.column, row_key=key_of(parts), value=value)


def key_of(parts: Iterable[object]) -> bytes:
    """A row key of its columns' values: bytes as they are, text as UTF-8."""
    return b"".join(part.encode() if isinstance(part, str) else _bytes(part) for part in parts)


def _bytes(part: object) -> bytes:
    if not isinstance(part, bytes):
        raise crypto.DoesNotOpen
    return part


@dataclass(frozen=True, kw_only=True)
class KeyPlace:
    """Rows that have a key of their own in the key store, filed under their id or its digest."""

    table: str
    column: str
    purpose: str | None

    @property
    def rows(self) -> str:
        """A query of the ids."""
        return f"SELECT DISTINCT {self.column} FROM {self.table}"  # noqa: S608 - names of ours

    def name_of(self, fields: Fields, id_: object) -> bytes:
        """The name of a row's key."""
        value = key_of((id_,))
        if self.purpose is None:
            return value
        return fields.named(self.purpose, value)[:KEY_NAME_BYTES]


KEY_NAME_BYTES: Final = 16

FIELD_SEALED: Final = (
    FieldPlace(table="accounts", column="person", row_key=("id",)),
    FieldPlace(table="backups", column="content", row_key=("role",)),
    FieldPlace(table="bundles", column="blob", row_key=("account",)),
    FieldPlace(table="cases", column="body", row_key=("case_id",)),
    FieldPlace(table="certificates", column="signed", row_key=("id",)),
    FieldPlace(table="consents", column="signed", row_key=("account", "reference")),
    FieldPlace(table="entry_writers", column="account", row_key=("entry",)),
    FieldPlace(table="invites", column="label", row_key=("id",)),
    FieldPlace(table="number_tables", column="content", row_key=("period",)),
    FieldPlace(table="outbox", column="body", row_key=("reference",)),
    FieldPlace(table="rosters", column="signed", row_key=("hash",)),
    FieldPlace(table="wrapped_keys", column="secret", row_key=("account", "kind")),
)

WITH_KEYS: Final = (
    KeyPlace(table="cases", column="case_id", purpose=None),
    KeyPlace(table="entries", column="id", purpose="entry-key"),
    KeyPlace(table="flags", column="id", purpose="flag-key"),
    KeyPlace(table="disclosures", column="id", purpose="disclosure-key"),
    KeyPlace(table="number_vectors", column="week", purpose="numbers-key"),
)

OTHERWISE: Final[Mapping[str, frozenset[str]]] = {
    "sealed under a key of their own, in the key store": frozenset(
        {
            "audit.case_reference",
            "disclosure_papers.sealed",
            "disclosures.body",
            "entries.sealed",
            "entry_consultants.sealed",
            "entry_replies.sealed",
            "entry_wraps.sealed",
            "flag_events.sealed",
            "flag_wraps.sealed",
            "flags.sealed",
            "number_vectors.sealed",
            "papers.sealed",
        }
    ),
    "sealed by people's devices alone": frozenset({"flag_accesses.boxes", "messages.message"}),
    "random ids, hashes and digests": frozenset(
        {
            "accounts.id",
            "accounts.look_up",
            "audit.hash",
            "bindings.device_key",
            "bindings.id",
            "bindings.spelling",
            "bundles.account",
            "cases.about",
            "cases.case_id",
            "cases.student",
            "cases.worker",
            "certificates.account",
            "certificates.id",
            "consents.account",
            "consents.reference",
            "disclosure_papers.disclosure",
            "disclosures.about",
            "disclosures.id",
            "disclosures.mark",
            "entries.id",
            "entries.tag",
            "entry_consultants.certificate",
            "entry_consultants.entry",
            "entry_replies.digest",
            "entry_replies.entry",
            "entry_wraps.entry",
            "entry_writers.entry",
            "entry_writers.look_up",
            "flag_accesses.hash",
            "flag_events.flag",
            "flag_wraps.flag",
            "flags.head_hash",
            "flags.id",
            "invites.digest",
            "invites.id",
            "messages.body_hash",
            "meta.value",
            "migrations.digest",
            "number_vectors.worker",
            "outbox.chat",
            "outbox.key",
            "outbox.reference",
            "policy_notices.digest",
            "policy_rows.digest",
            "pseudonyms.tag",
            "rosters.hash",
            "sessions.account",
            "sessions.id",
            "team.value",
            "unreachable.chat",
            "wrapped_keys.account",
        }
    ),
}
"""Every other BLOB column, by why it is not in FIELD_SEALED."""
