"""How an account is written into a row and read back: one sealed field holds the person.

protocol.md section 8. No query lives here.
"""

from dataclasses import dataclass, field
from typing import Final

import crypto
from people.accounts import Account, AccountId, AccountState, PublicKeys, Role, TelegramId
from storage.database import Row
from storage.fields import Fields

LABEL: Final = "account-row"
FIELDS: Final = (
    crypto.U64,  # Telegram id
    crypto.TEXT,  # name
    crypto.TEXT,  # language
    crypto.fixed(32),  # sign key
    crypto.fixed(32),  # box key
    crypto.optional(32),  # role key
    crypto.U64,  # asked to be certified for under-18s
)


@dataclass(frozen=True, kw_only=True)
class Person:
    """A row as read."""

    account: Account
    telegram: TelegramId = field(repr=False)
    under18: bool


def seal_person(fields: Fields, account: Account, *, telegram: TelegramId, under18: bool) -> bytes:
    """The `person` column of an account."""
    return fields.seal(
        table="accounts",
        column="person",
        row_key=account.id,
        value=crypto.encode(
            LABEL,
            int(telegram),
            account.name,
            account.language,
            account.keys.sign,
            account.keys.box,
            account.keys.role,
            int(under18),
        ),
    )


def read_person(fields: Fields, row: Row) -> Person:
    """The account of a row with its id, role, state and person.

    Raises crypto.CryptoError when the row was altered.
    """
    plain = fields.open(table="accounts", column="person", row_key=row["id"], sealed=row["person"])
    telegram, name, language, sign, box, role_key, under18 = crypto.decode(
        plain, label=LABEL, fields=FIELDS
    )
    account = Account(
        id=AccountId(row["id"]),
        role=Role(row["role"]),
        state=AccountState(row["state"]),
        keys=PublicKeys(sign=sign, box=box, role=role_key),
        name=name,
        language=language,
    )
    return Person(account=account, telegram=TelegramId(telegram), under18=bool(under18))
