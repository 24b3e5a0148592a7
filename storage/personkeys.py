"""Wrapped keys and bundles on the store (people/keys.py). Sealed once more at rest.

The outer layer matters: with salt and verifier in the clear, a stolen database could be used to
guess passphrases.
"""

from collections.abc import Sequence
from typing import Final

import crypto
from people.accounts import AccountId, AccountState, Side, TelegramId
from people.errors import Last, NotFound, Stale
from people.keys import Bundle, Kind, WrappedKey
from people.sessions import SessionId
from storage.audit import Audit
from storage.fields import Fields
from storage.sessions import end_others_in
from storage.transaction import Reads, Transaction
from storage.writer import Store

LABEL: Final = "wrapped-row"
FIELDS: Final = (crypto.fixed(16), crypto.fixed(32), crypto.BYTES)

_PUT_KEY: Final = """
INSERT INTO wrapped_keys (account, kind, secret) VALUES (:account, :kind, :secret)
ON CONFLICT (account, kind) DO UPDATE SET secret = excluded.secret
"""
_PUT_BUNDLE: Final = """
INSERT INTO bundles (account, revision, blob) VALUES (:account, :revision, :blob)
ON CONFLICT (account) DO UPDATE SET revision = excluded.revision, blob = excluded.blob
"""
_STORED: Final = """
SELECT accounts.id AS id, accounts.state AS state, wrapped_keys.secret AS secret,
       bundles.revision AS revision, bundles.blob AS blob
FROM accounts
JOIN wrapped_keys ON wrapped_keys.account = accounts.id AND wrapped_keys.kind = :kind
LEFT JOIN bundles ON bundles.account = accounts.id
WHERE accounts.look_up = :look_up
"""


class SqlKeys:
    """Implements people's `KeyStore`."""

    def __init__(self, *, store: Store, fields: Fields, audit: Audit) -> None:
        self._store = store
        self._fields = fields
        self._audit = audit

    async def stored(
        self, *, side: Side, telegram: TelegramId, kind: Kind
    ) -> tuple[AccountState, WrappedKey, Bundle | None] | None:
        look_up = self._fields.account(side=side.value, telegram_id=telegram)

        async def query(
            reads: Reads,
        ) -> tuple[AccountState, WrappedKey, Bundle | None] | None:
            row = await reads.one(_STORED, {"look_up": look_up, "kind": kind.value})
            if row is None:
                return None
            account = AccountId(row["id"])
            key = read_wrapped(self._fields, account, kind, row["secret"])
            bundle = None
            if row["blob"] is not None:
                blob = self._fields.open(
                    table="bundles", column="blob", row_key=account, sealed=row["blob"]
                )
                bundle = Bundle(blob=blob, revision=row["revision"])
            return AccountState(row["state"]), key, bundle

        return await self._store.read(query)

    async def kinds(self, account: AccountId) -> Sequence[Kind]:
        return await self._store.read(lambda reads: _kinds(reads, account))

    async def revision(self, account: AccountId) -> int:
        return await self._store.read(lambda reads: _revision(reads, account))

    async def put(
        self, account: AccountId, key: WrappedKey, *, but: SessionId
    ) -> Sequence[SessionId]:
        async def unit(tx: Transaction) -> Sequence[SessionId]:
            role = await _role(tx, account)
            replaced = key.kind in await _kinds(tx, account)
            await put_wrapped(tx, self._fields, account, key)
            await self._audit.append(tx, event="keys.kept", role=role)
            return await end_others_in(tx, account, but=but) if replaced else []

        return await self._store.write(unit)

    async def drop(
        self, account: AccountId, kind: Kind, *, keep_one: bool, but: SessionId
    ) -> Sequence[SessionId] | None:
        async def unit(tx: Transaction) -> Sequence[SessionId] | None:
            role = await _role(tx, account)
            kinds = await _kinds(tx, account)
            if kind not in kinds:
                return None
            if keep_one and len(kinds) == 1:
                raise Last
            await tx.execute(
                "DELETE FROM wrapped_keys WHERE account = :account AND kind = :kind",
                {"account": account, "kind": kind.value},
            )
            await self._audit.append(tx, event="keys.dropped", role=role)
            return await end_others_in(tx, account, but=but)

        return await self._store.write(unit)

    async def save(self, account: AccountId, bundle: Bundle) -> None:
        async def unit(tx: Transaction) -> None:
            await _role(tx, account)
            if bundle.revision != await _revision(tx, account) + 1:
                raise Stale
            # No audit row: a device saves its bundle for reasons that only it knows.
            await put_bundle(tx, self._fields, account, bundle)

        await self._store.write(unit)


async def put_wrapped(tx: Transaction, fields: Fields, account: AccountId, key: WrappedKey) -> None:
    """Add or replace a wrapped key inside somebody's transaction."""
    secret = fields.seal(
        table="wrapped_keys",
        column="secret",
        row_key=account + key.kind.value.encode(),
        value=crypto.encode(LABEL, key.salt, key.verifier, key.wrapped),
    )
    await tx.execute(_PUT_KEY, {"account": account, "kind": key.kind.value, "secret": secret})


def read_wrapped(fields: Fields, account: AccountId, kind: Kind, secret: bytes) -> WrappedKey:
    """A wrapped key as stored."""
    plain = fields.open(
        table="wrapped_keys",
        column="secret",
        row_key=account + kind.value.encode(),
        sealed=secret,
    )
    salt, verifier, wrapped = crypto.decode(plain, label=LABEL, fields=FIELDS)
    return WrappedKey(kind=kind, salt=salt, verifier=verifier, wrapped=wrapped)


async def put_bundle(tx: Transaction, fields: Fields, account: AccountId, bundle: Bundle) -> None:
    """Replace a bundle inside somebody's transaction."""
    blob = fields.seal(table="bundles", column="blob", row_key=account, value=bundle.blob)
    await tx.execute(_PUT_BUNDLE, {"account": account, "revision": bundle.revision, "blob": blob})


async def _kinds(reads: Reads, account: AccountId) -> Sequence[Kind]:
    rows = await reads.all(
        "SELECT kind FROM wrapped_keys WHERE account = :account ORDER BY kind",
        {"account": account},
    )
    return [Kind(row["kind"]) for row in rows]


async def _revision(reads: Reads, account: AccountId) -> int:
    row = await reads.one(
        "SELECT revision FROM bundles WHERE account = :account", {"account": account}
    )
    return 0 if row is None else int(row["revision"])


async def _role(tx: Transaction, account: AccountId) -> str:
    row = await tx.one("SELECT role FROM accounts WHERE id = :id", {"id": account})
    if row is None:
        raise NotFound
    return str(row["role"])
