"""How rows of an entry are sealed: under a key of its own, and who wrote it apart from that.

protocol.md sections 8 and 11. No query lives here.
"""

import crypto
from people.accounts import AccountId
from storage.casekeys import CaseKey
from storage.database import Row
from storage.fields import Fields
from supervision.entries import Entry, EntryId, EntryState, Pseudonym, Tag


class EntryRows:
    """Seals and finds with the service's keys; knows no key of an entry itself."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def key_of(self, entry: EntryId) -> bytes:
        """The name of an entry's key in the key store."""
        return self._fields.key_name("entry-key", entry)

    def writer(self, account: AccountId, *, term: str) -> bytes:
        """The digest by which a writer's entries of one term are found."""
        return self._fields.named("entry-writer", term.encode() + b"\0" + account)

    def reply(self, entry: EntryId, box: bytes) -> bytes:
        """The digest by which the same reply to an entry is told from another."""
        return self._fields.named("entry-reply", entry + box)

    def seal_account(self, entry: EntryId, account: AccountId) -> bytes:
        """The `account` column of `entry_writers`."""
        return self._fields.seal(
            table="entry_writers", column="account", row_key=entry, value=account
        )

    def account(self, entry: EntryId, sealed: bytes) -> AccountId:
        """Who wrote an entry. Raises crypto.DoesNotOpen."""
        opened = self._fields.open(
            table="entry_writers", column="account", row_key=entry, sealed=sealed
        )
        return AccountId(opened)


def seal_entry(key: CaseKey, entry: EntryId, value: bytes) -> bytes:
    """The `sealed` column of `entries`."""
    return key.seal(table="entries", column="sealed", row_key=entry, value=value)


def open_entry(key: CaseKey, row: Row) -> bytes:
    """What the writer's device sealed. Raises crypto.DoesNotOpen."""
    return key.open(table="entries", column="sealed", row_key=row["id"], sealed=row["sealed"])


def seal_part(key: CaseKey, table: str, entry: EntryId, name: bytes, value: bytes) -> bytes:
    """The `sealed` column of a wrap or reply, to its place among the entry's."""
    return key.seal(table=table, column="sealed", row_key=_place(entry, name), value=value)


def open_part(key: CaseKey, table: str, entry: EntryId, name: bytes, sealed: bytes) -> bytes:
    """A wrap or reply. Raises crypto.DoesNotOpen."""
    return key.open(table=table, column="sealed", row_key=_place(entry, name), sealed=sealed)


def read_entry(row: Row) -> Entry:
    """The entry in a row of `entries` with its tag's `name`."""
    return Entry(
        id=EntryId(bytes(row["id"])),
        tag=Tag(bytes(row["tag"])),
        term=row["term"],
        name=Pseudonym(row["name"]),
        week=row["week"],
        state=EntryState(row["state"]),
        revision=row["revision"],
        agenda=bool(row["agenda"]),
    )


def _place(entry: EntryId, name: bytes) -> bytes:
    return crypto.encode("entry-part", entry, name)
