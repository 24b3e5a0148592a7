"""Where sealed things stand in the database: what a proof of a backup opens, a new key reseals.

Names only. Every BLOB column of the schema is in exactly one of these lists, and a test holds
that: a column that nobody thought of here would be lost with the next new key.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import crypto
from storage.fields import Fields
from storage.tombstones import Erased, Tombstone


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
        return fields.key_name(self.purpose, value)


FIELD_SEALED: Final = (
    FieldPlace(table="accounts", column="person", row_key=("id",)),
    FieldPlace(table="again", column="word", row_key=("look_up",)),
    FieldPlace(table="backups", column="content", row_key=("role",)),
    FieldPlace(table="bundles", column="blob", row_key=("account",)),
    FieldPlace(table="cases", column="body", row_key=("case_id",)),
    FieldPlace(table="certificates", column="signed", row_key=("id",)),
    FieldPlace(table="consents", column="signed", row_key=("account", "reference")),
    FieldPlace(table="degree_ends", column="month", row_key=("account",)),
    FieldPlace(table="duties", column="body", row_key=("account",)),
    FieldPlace(table="entry_writers", column="account", row_key=("entry",)),
    FieldPlace(table="enquiries", column="account", row_key=("id",)),
    FieldPlace(table="invites", column="label", row_key=("id",)),
    FieldPlace(table="number_tables", column="content", row_key=("period",)),
    FieldPlace(table="outbox", column="body", row_key=("reference",)),
    FieldPlace(table="record_audits", column="body", row_key=("id",)),
    FieldPlace(table="report_authors", column="account", row_key=("report",)),
    FieldPlace(table="role_passes", column="sealed", row_key=("id",)),
    FieldPlace(table="sessions", column="device", row_key=("id",)),
    FieldPlace(table="rosters", column="signed", row_key=("hash",)),
    FieldPlace(table="rota", column="body", row_key=("id",)),
    FieldPlace(table="trainings", column="signed", row_key=("id",)),
    FieldPlace(table="wrapped_keys", column="secret", row_key=("account", "kind")),
)

WITH_KEYS: Final = (
    KeyPlace(table="cases", column="case_id", purpose=None),
    KeyPlace(table="entries", column="id", purpose="entry-key"),
    KeyPlace(table="flags", column="id", purpose="flag-key"),
    KeyPlace(table="reports", column="id", purpose="report-key"),
    KeyPlace(table="disclosures", column="id", purpose="disclosure-key"),
    KeyPlace(table="number_vectors", column="week", purpose="numbers-key"),
)

_ERASED: Final = {
    Erased.CASE: "cases",
    Erased.FLAG: "flags",
    Erased.ENTRY: "entries",
    Erased.DISCLOSURE: "disclosures",
    Erased.REPORT: "reports",
}


def key_names(fields: Fields) -> Callable[[Tombstone], bytes | None]:
    """The name of an erased thing's key in the key store; None for what has none (accounts)."""
    places = {each.table: each for each in WITH_KEYS}

    def key_of_erased(tombstone: Tombstone) -> bytes | None:
        table = _ERASED.get(tombstone.erased)
        return None if table is None else places[table].name_of(fields, tombstone.reference)

    return key_of_erased


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
            "report_events.outcome",
            "report_events.sealed",
            "report_wraps.sealed",
            "reports.sealed",
        }
    ),
    "sealed by people's devices alone": frozenset({"flag_accesses.boxes", "messages.message"}),
    "random ids, hashes and digests": frozenset(
        {
            "accounts.id",
            "accounts.look_up",
            "again.account",
            "again.look_up",
            "audit.hash",
            "bindings.device_key",
            "bindings.id",
            "bindings.spelling",
            "bundles.account",
            "cases.about",
            "cases.case_id",
            "cases.student",
            "cases.worker",
            "certificate_reminders.certificate",
            "certificates.account",
            "certificates.id",
            "consents.account",
            "consents.reference",
            "disclosure_papers.disclosure",
            "disclosures.about",
            "disclosures.id",
            "disclosures.mark",
            "duties.account",
            "enquiries.id",
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
            "holds.id",
            "holds.reference",
            "invites.digest",
            "invites.id",
            "leavers.account",
            "messages.body_hash",
            "meta.value",
            "migrations.digest",
            "number_vectors.worker",
            "outbox.chat",
            "outbox.key",
            "outbox.reference",
            "policy_notices.digest",
            "policy_rows.digest",
            "refusals.mark",
            "pseudonyms.tag",
            "report_authors.look_up",
            "report_authors.report",
            "report_events.report",
            "report_wraps.report",
            "reports.head_hash",
            "reports.id",
            "record_audits.id",
            "role_passes.id",
            "role_passes.recipient",
            "rosters.hash",
            "rota.id",
            "degree_ends.account",
            "sent_away.account",
            "sent_away.device",
            "sessions.account",
            "sessions.id",
            "staff_seen.account",
            "team.value",
            "heard.case_id",
            "told.case_id",
            "trainings.account",
            "trainings.id",
            "unreachable.chat",
            "wrapped_keys.account",
        }
    ),
}
"""Every other BLOB column, by why it is not in FIELD_SEALED."""
