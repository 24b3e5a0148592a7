"""Answers to whether both would talk again (port: intake/again.py `Answers`).

A row says whose it is and until which day it is kept. Its tag is a digest, another one for each
side, so that the database alone does not say which two met; the word is sealed.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from intake.again import Answer, Met
from people.accounts import Account, AccountId, Role
from storage.clock import DAY, Clock
from storage.database import SqlValue
from storage.fields import Fields
from storage.transaction import Reads, Transaction
from storage.writer import Store

_PURPOSE: Final = {Role.STUDENT: "again-student", Role.WORKER: "again-worker"}
_COUNT: Final = "SELECT count(*) AS found FROM again WHERE account = :account"
_PUT: Final = """
INSERT INTO again (look_up, account, word, until) VALUES (:look_up, :account, :word, :until)
ON CONFLICT (look_up) DO UPDATE SET word = excluded.word, until = excluded.until
WHERE again.account = excluded.account
"""
_DROP: Final = "DELETE FROM again WHERE look_up = :look_up AND account = :account"
_ROW: Final = "SELECT account, word FROM again WHERE look_up = :look_up"


class SqlAgain:
    """The port on the store. `destroying` is slow to believe a clock."""

    def __init__(self, *, store: Store, fields: Fields, destroying: Clock) -> None:
        self._store = store
        self._fields = fields
        self._destroying = destroying

    async def say(
        self, account: Account, answer: Answer, *, instead: bytes, until: int, most: int
    ) -> bool:
        """As the port says."""
        look_up = self._look_up(account.role, answer.tag)
        word = self._fields.seal(table="again", column="word", row_key=look_up, value=answer.word)
        row: Mapping[str, SqlValue] = {
            "look_up": look_up,
            "account": account.id,
            "word": word,
            "until": until,
        }

        async def unit(tx: Transaction) -> bool:
            for old in {answer.tag, instead} - {b""}:
                await tx.execute(_DROP, self._key(account, old))
            found = await tx.one(_COUNT, {"account": account.id})
            if found is not None and found["found"] >= most:
                return False
            await tx.execute(_PUT, row)
            return True

        return await self._store.write(unit)

    async def drop(self, account: Account, tag: bytes) -> None:
        """As the port says."""
        await self._store.write(lambda tx: tx.execute(_DROP, self._key(account, tag)))

    async def met(self, student: AccountId, tags: Sequence[bytes]) -> Sequence[Met]:
        """As the port says."""

        async def query(reads: Reads) -> Sequence[Met]:
            found = [await self._met(reads, student, tag) for tag in tags]
            return [each for each in found if each is not None]

        return await self._store.read(query)

    async def prune(self) -> int:
        """Forget what was kept for its time; how many."""
        today = int(self._destroying.now()) // DAY
        return await self._store.write(
            lambda tx: tx.execute("DELETE FROM again WHERE until <= :today", {"today": today})
        )

    async def _met(self, reads: Reads, student: AccountId, tag: bytes) -> Met | None:
        own = await reads.one(_ROW, {"look_up": self._look_up(Role.STUDENT, tag)})
        look_up = self._look_up(Role.WORKER, tag)
        other = await reads.one(_ROW, {"look_up": look_up})
        if own is None or other is None or bytes(own["account"]) != student:
            return None
        word = self._fields.open(
            table="again", column="word", row_key=look_up, sealed=other["word"]
        )
        return Met(tag=tag, word=word, worker=AccountId(bytes(other["account"])))

    def _look_up(self, role: Role, tag: bytes) -> bytes:
        return self._fields.named(_PURPOSE[role], tag)

    def _key(self, account: Account, tag: bytes) -> Mapping[str, SqlValue]:
        return {"look_up": self._look_up(account.role, tag), "account": account.id}
