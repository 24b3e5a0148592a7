"""Accounts, their receipts and their enrolment on the store (people/accounts.py, enrolment.py).

Every rule is people's; each change commits with its audit row.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Final

import crypto
from intake.consents import may_notify
from intake.notices import notice_key
from intake.outbox import ChatId
from people.accounts import Account, AccountId, AccountState, Contact, Side, TelegramId
from people.enrolment import NewAccount, first_bundle
from people.errors import Exists, NotFound
from people.launch import Binding
from storage import personkeys
from storage.accountrows import Person, read_person, seal_person
from storage.audit import Audit
from storage.clock import Clock, hour_of
from storage.fields import Fields
from storage.outbox import drop_waiting, forget_chat, is_reachable
from storage.transaction import Reads, Transaction
from storage.writer import Store

_USE_INVITE: Final = """
UPDATE invites SET state = 'used' WHERE id = :id AND state = 'open' AND expires >= :now
"""
GONE: Final = (AccountState.LOST, AccountState.LEFT)
NOBODY: Final = TelegramId(0)
"""Stands for the Telegram account of one that was lost or left: nothing at rest joins it to a
new one."""

Also = Callable[[Transaction], Awaitable[None]]

_BIND: Final = """
INSERT INTO bindings (id, spelling, device_key, until)
VALUES (:id, :spelling, :device_key, :until) ON CONFLICT (id) DO NOTHING
"""


class SqlAccounts:
    """Implements people's `Accounts`, `EnrolmentStore` and `Bindings`."""

    def __init__(
        self,
        *,
        store: Store,
        fields: Fields,
        audit: Audit,
        clock: Clock,
        staff_changed: Callable[[], None],
    ) -> None:
        self._store = store
        self._fields = fields
        self._audit = audit
        self._clock = clock
        self._staff_changed = staff_changed

    async def get(self, account: AccountId) -> Account | None:
        person = await self._store.read(lambda reads: load_person(reads, self._fields, account))
        return None if person is None else person.account

    async def find(self, *, side: Side, telegram: TelegramId) -> Account | None:
        look_up = self._fields.account(side=side.value, telegram_id=telegram)

        async def query(reads: Reads) -> Account | None:
            row = await reads.one(
                "SELECT id, role, state, person FROM accounts WHERE look_up = :look_up",
                {"look_up": look_up},
            )
            return None if row is None else read_person(self._fields, row).account

        return await self._store.read(query)

    async def contact(self, account: AccountId) -> Contact | None:
        async def query(reads: Reads) -> Contact | None:
            person = await load_person(reads, self._fields, account)
            if person is None or person.account.state in GONE:
                return None
            chat = ChatId(person.telegram)
            return Contact(
                chat=person.telegram,
                language=person.account.language,
                reachable=await is_reachable(reads, fields=self._fields, chat=chat),
            )

        return await self._store.read(query)

    async def other_side(self, account: AccountId) -> AccountId | None:
        async def query(reads: Reads) -> AccountId | None:
            person = await load_person(reads, self._fields, account)
            if person is None:
                return None
            other = Side.STAFF if person.account.side is Side.STUDENT else Side.STUDENT
            look_up = self._fields.account(side=other.value, telegram_id=person.telegram)
            row = await reads.one(
                "SELECT id FROM accounts WHERE look_up = :look_up", {"look_up": look_up}
            )
            return None if row is None else AccountId(row["id"])

        return await self._store.read(query)

    async def speak(self, account: AccountId, language: str) -> None:
        async def unit(tx: Transaction) -> None:
            person = await load_person(tx, self._fields, account)
            if person is None or not person.account.state.usable:
                raise NotFound
            if person.account.language == language:
                return
            await keep_person(tx, self._fields, person, replace(person.account, language=language))

        await self._store.write(unit)

    async def consents(self, account: AccountId) -> Sequence[bytes]:
        async def query(reads: Reads) -> Sequence[bytes]:
            return await read_consents(reads, self._fields, account)

        return await self._store.read(query)

    async def add_consent(self, account: AccountId, signed: bytes) -> None:
        async def unit(tx: Transaction) -> None:
            row = await tx.one("SELECT role FROM accounts WHERE id = :id", {"id": account})
            if row is None:
                raise NotFound
            await self._put_consent(tx, account, signed)
            await self._audit.append(tx, event="consent.given", role=row["role"])
            if not may_notify([signed]):
                await self._drop_notice(tx, account)

        await self._store.write(unit)

    async def _drop_notice(self, tx: Transaction, account: AccountId) -> None:
        """What waits to be sent goes, too: from their no on nothing comes (R5)."""
        person = await load_person(tx, self._fields, account)
        if person is not None:
            chat = ChatId(person.telegram)
            await drop_waiting(tx, fields=self._fields, chat=chat, key=notice_key(account))

    async def _put_consent(self, tx: Transaction, account: AccountId, signed: bytes) -> None:
        reference = crypto.random_bytes(16)
        await tx.execute(
            "INSERT INTO consents (account, reference, hour, signed) "
            "VALUES (:account, :reference, :hour, :signed)",
            {
                "account": account,
                "reference": reference,
                "hour": hour_of(self._clock.now()),
                "signed": self._fields.seal(
                    table="consents", column="signed", row_key=account + reference, value=signed
                ),
            },
        )

    async def enrol(self, new: NewAccount, *, also: Also | None = None) -> None:
        """As the port says; `also` is carried out in the same transaction, before the rest."""

        async def unit(tx: Transaction) -> None:
            if also is not None:
                await also(tx)
            if new.replaces is not None:
                await self._lose(tx, new.replaces)
            if new.invite is not None:
                now = int(self._clock.now())
                if not await tx.execute(_USE_INVITE, {"id": new.invite, "now": now}):
                    raise NotFound
            await self._put_account(tx, new)
            await self._put_consent(tx, new.account.id, new.consent)
            if new.keys is not None:
                for key in new.keys.wrapped:
                    await personkeys.put_wrapped(tx, self._fields, new.account.id, key)
                bundle = first_bundle(new.keys)
                await personkeys.put_bundle(tx, self._fields, new.account.id, bundle)
            await self._bind(tx, new.binding)
            await self._audit.append(tx, event="person.enrolled", role=new.account.role.value)
            if new.account.side is Side.STAFF:
                tx.on_commit(self._staff_changed)

        await self._store.write(unit)

    async def leave(self, account: AccountId, *, also: Also) -> None:
        """A student has the account erased: from here on it is nobody's and begins nothing.

        `also` is carried out in the same transaction, before the rest. What waits to be sent to
        the person goes, unless they are on the staff side, too. The row itself goes by its
        tombstone. Raises NotFound.
        """

        async def unit(tx: Transaction) -> None:
            person = await load_person(tx, self._fields, account)
            if person is None or not person.account.state.usable:
                raise NotFound
            await also(tx)
            await self._lose(tx, account, event="person.erased")
            await self._forget_chat(tx, person)

        await self._store.write(unit)

    async def _forget_chat(self, tx: Transaction, person: Person) -> None:
        staff = self._fields.account(side=Side.STAFF.value, telegram_id=person.telegram)
        if await tx.one("SELECT 1 FROM accounts WHERE look_up = :staff", {"staff": staff}):
            return
        await forget_chat(tx, fields=self._fields, chat=ChatId(person.telegram))

    async def _lose(
        self, tx: Transaction, account: AccountId, *, event: str = "person.lost"
    ) -> None:
        person = await load_person(tx, self._fields, account)
        if person is None or not person.account.state.usable:
            raise Exists  # it was replaced meanwhile: what is there now is another's
        await give_up(tx, self._fields, person, state=AccountState.LOST)
        await self._audit.append(tx, event=event, role=person.account.role.value)

    async def _put_account(self, tx: Transaction, new: NewAccount) -> None:
        account = new.account
        try:
            await tx.execute(
                "INSERT INTO accounts (id, look_up, role, state, person) "
                "VALUES (:id, :look_up, :role, :state, :person)",
                {
                    "id": account.id,
                    "look_up": self._fields.account(
                        side=account.side.value, telegram_id=new.telegram
                    ),
                    "role": account.role.value,
                    "state": account.state.value,
                    "person": seal_person(
                        self._fields, account, telegram=new.telegram, under18=new.under18
                    ),
                },
            )
        except sqlite3.IntegrityError:
            raise Exists from None

    async def bind(self, binding: Binding) -> None:
        await self._store.write(lambda tx: self._bind(tx, binding))

    async def _bind(self, tx: Transaction, binding: Binding) -> None:
        await tx.execute("DELETE FROM bindings WHERE until < :now", {"now": int(self._clock.now())})
        await tx.execute(
            _BIND,
            {
                "id": binding.id,
                "spelling": binding.spelling,
                "device_key": binding.device_key,
                "until": binding.until,
            },
        )

    async def binding(self, id_: bytes) -> Binding | None:
        async def query(reads: Reads) -> Binding | None:
            row = await reads.one("SELECT * FROM bindings WHERE id = :id", {"id": id_})
            if row is None:
                return None
            return Binding(
                id=row["id"],
                spelling=row["spelling"],
                device_key=row["device_key"],
                until=row["until"],
            )

        return await self._store.read(query)


async def read_consents(reads: Reads, fields: Fields, account: AccountId) -> Sequence[bytes]:
    """An account's signed receipts, oldest first."""
    rows = await reads.all(
        "SELECT reference, signed FROM consents WHERE account = :account ORDER BY number",
        {"account": account},
    )
    return [
        fields.open(
            table="consents",
            column="signed",
            row_key=account + row["reference"],
            sealed=row["signed"],
        )
        for row in rows
    ]


async def load_person(reads: Reads, fields: Fields, account: AccountId) -> Person | None:
    """An account with what its row says of the person. Raises crypto.CryptoError."""
    row = await reads.one(
        "SELECT id, role, state, person FROM accounts WHERE id = :id", {"id": account}
    )
    return None if row is None else read_person(fields, row)


async def keep_person(tx: Transaction, fields: Fields, person: Person, account: Account) -> None:
    """Keep the changed name, language or keys of `person`'s account."""
    sealed = seal_person(fields, account, telegram=person.telegram, under18=person.under18)
    await tx.execute(
        "UPDATE accounts SET person = :person WHERE id = :id",
        {"id": account.id, "person": sealed},
    )


async def give_up(tx: Transaction, fields: Fields, person: Person, *, state: AccountState) -> None:
    """An account is nobody's from now on: found by no one, and without keys and sessions."""
    gone = replace(person.account, state=state)
    await tx.execute(
        "UPDATE accounts SET look_up = :look_up, state = :state, person = :person WHERE id = :id",
        {
            "id": gone.id,
            # Shorter than a digest, so it is none: nobody is found by it.
            "look_up": gone.id,
            "state": gone.state.value,
            "person": seal_person(fields, gone, telegram=NOBODY, under18=person.under18),
        },
    )
    for table in ("wrapped_keys", "bundles", "sessions"):
        await tx.execute(
            f"DELETE FROM {table} WHERE account = :account",  # noqa: S608 -- names of our own
            {"account": gone.id},
        )
