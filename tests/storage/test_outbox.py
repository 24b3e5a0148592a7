"""The outbox and the updates on the store: the ports' contract, and what a stolen file shows."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

import crypto
from intake.outbox import Act, ChatId, Outgoing
from storage.clock import SystemClock
from storage.database import STORE_ID, Database
from storage.fields import Fields
from storage.migrate import migrate, read_migrations
from storage.outbox import StoredOutbox, StoredUpdates
from storage.secrets import ServiceKeys
from storage.transaction import Snapshot, Transaction
from storage.writer import Store
from tests.contracts.outbox_contract import OutboxContract
from tests.storage.conftest import FixedClock

CHAT = ChatId(7_311_000_042)
KEYS = ServiceKeys.fresh()


class StoredPorts(StoredOutbox, StoredUpdates):
    """Both ports on one object, as the contract wants them."""

    def __init__(self, store: Store, clock: FixedClock) -> None:
        StoredOutbox.__init__(self, store=store, fields=Fields(KEYS))
        StoredUpdates.__init__(self, store=store, outbox=self, clock=clock)


@pytest.fixture
async def core(home: Path) -> AsyncIterator[Store]:
    """A running store with the core's tables."""
    database = await Database.open(home / "outbox.db", application=STORE_ID)
    await migrate(database, read_migrations())
    store = Store(database=database)
    store.start()
    yield store
    await store.close()


@pytest.fixture
def ports(core: Store, clock: FixedClock) -> StoredPorts:
    return StoredPorts(core, clock)


class TestStoredOutbox(OutboxContract):
    """The contract on SQLite."""


async def test_attack_26_an_update_delivered_twice_at_once_has_one_effect(
    ports: StoredPorts,
) -> None:
    row = Outgoing(chat=CHAT, act=Act.SEND, text="chat-help")
    accepted = await asyncio.gather(*(ports.accept(update_id=5, owed=[row]) for _ in range(20)))
    assert sorted(accepted) == [False] * 19 + [True]
    assert len(await ports.due(now=0.0)) == 1


async def test_rows_survive_a_restart(home: Path, clock: FixedClock) -> None:
    for _ in range(2):
        database = await Database.open(home / "restart.db", application=STORE_ID)
        await migrate(database, read_migrations())
        store = Store(database=database)
        store.start()
        ports = StoredPorts(store, clock)
        accepted = await ports.accept(
            update_id=9, owed=[Outgoing(chat=CHAT, act=Act.SEND, text="chat-help")]
        )
        owed = await ports.due(now=0.0)
        await store.close()
    assert accepted is False
    assert [each.outgoing.chat for each in owed] == [CHAT]


async def test_attack_39_a_stolen_file_names_no_chat_and_no_message(
    home: Path, core: Store, ports: StoredPorts
) -> None:
    row = Outgoing(
        chat=CHAT,
        act=Act.EDIT,
        text="chat-canary",
        buttons="canary-keys",
        data={"start": "canary-start", "message_id": 887_766_554},
        key="canary-key",
    )
    await ports.accept(update_id=1, owed=[row])
    await ports.unreachable(ChatId(7_311_000_043))
    raw = _raw(home)
    await core.checkpoint()
    raw += _raw(home)
    for chat in (CHAT, 7_311_000_043, 887_766_554):
        assert str(chat).encode() not in raw
        assert chat.to_bytes(8, "big") not in raw
        assert chat.to_bytes(8, "little") not in raw
        assert chat.to_bytes(6, "big") not in raw
    assert b"canary" not in raw


async def test_sent_rows_leave_the_file(home: Path, core: Store, ports: StoredPorts) -> None:
    await ports.put([Outgoing(chat=CHAT, act=Act.SEND, text="chat-help")])

    async def body(snapshot: Snapshot) -> bytes:
        row = await snapshot.one("SELECT body FROM outbox")
        assert row is not None
        return bytes(row["body"])

    sealed = await core.read(body)
    (owed,) = await ports.due(now=0.0)
    assert sealed in _raw(home)
    await ports.done(owed.id)
    await core.checkpoint()
    assert sealed not in _raw(home)


def _raw(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.glob("outbox.db*"))


async def test_a_damaged_row_does_not_hold_back_its_chat(core: Store, ports: StoredPorts) -> None:
    rows = [Outgoing(chat=CHAT, act=Act.SEND, text=text) for text in ("one", "two")]
    await ports.put(rows)

    async def damage(tx: Transaction) -> None:
        await tx.execute("UPDATE outbox SET body = zeroblob(200) WHERE id = 1")

    await core.write(damage)
    assert await ports.due(now=0.0) == []
    assert [owed.outgoing.text for owed in await ports.due(now=0.0)] == ["two"]


async def test_a_row_moved_to_another_place_does_not_open(core: Store, ports: StoredPorts) -> None:
    await ports.put([Outgoing(chat=CHAT, act=Act.SEND, text="one")])

    async def move(tx: Transaction) -> None:
        await tx.execute("UPDATE outbox SET reference = :r", {"r": crypto.random_bytes(16)})

    await core.write(move)
    assert await ports.due(now=0.0) == []


async def test_rows_can_join_somebody_elses_transaction(core: Store, ports: StoredPorts) -> None:
    rows = ports.sealed([Outgoing(chat=CHAT, act=Act.SEND, text="one")])

    async def fails(tx: Transaction) -> None:
        await ports.put_in(tx, rows)
        raise LookupError

    with pytest.raises(LookupError):
        await core.write(fails)
    assert await ports.due(now=0.0) == []


async def test_an_update_whose_answer_cannot_be_kept_was_not_accepted(
    core: Store, ports: StoredPorts
) -> None:
    owed = [Outgoing(chat=CHAT, act=Act.SEND, text="one")]
    refusing = "CREATE TRIGGER no BEFORE INSERT ON outbox BEGIN SELECT raise(ABORT, 'no'); END"
    await core.upkeep(lambda raw: raw.execute(refusing))
    with pytest.raises(sqlite3.IntegrityError):
        await ports.accept(update_id=3, owed=owed)
    await core.upkeep(lambda raw: raw.execute("DROP TRIGGER no"))
    assert await ports.accept(update_id=3, owed=owed) is True
    assert [row.outgoing.text for row in await ports.due(now=0.0)] == ["one"]


async def test_of_updates_that_come_at_once_each_counts_once(ports: StoredPorts) -> None:
    await ports.accept(update_id=2, owed=[])
    owed = {n: [Outgoing(chat=ChatId(100 + n), act=Act.SEND, text=f"to {n}")] for n in range(6)}
    numbers = [0, 1, 2, 1, 3, 0, 4, 5]
    accepted = await asyncio.gather(
        *(ports.accept(update_id=number, owed=owed[number]) for number in numbers)
    )
    assert accepted == [True, True, False, False, True, False, True, True]
    texts = [row.outgoing.text for row in await ports.due(now=0.0)]
    assert texts == ["to 0", "to 1", "to 3", "to 4", "to 5"]


@pytest.mark.usefixtures("patience")
async def test_attack_26_an_update_of_a_turn_without_others_counts_once_and_is_answered(
    core: Store, ports: StoredPorts
) -> None:
    while not core._database.at_hand(core._database.commits):
        await core.write_brief(lambda raw: raw.execute("DELETE FROM updates").rowcount)
    row = Outgoing(chat=CHAT, act=Act.SEND, text="chat-help")
    for expected in (True, False):
        assert await ports.accept(update_id=5, owed=[row]) is expected
    assert [each.outgoing for each in await ports.due(now=0.0)] == [row]


async def test_updates_are_pruned_by_age(ports: StoredPorts, clock: FixedClock) -> None:
    await ports.accept(update_id=1, owed=[])
    clock.seconds += 6 * 86_400
    await ports.accept(update_id=2, owed=[])
    assert await ports.prune(days=7) == 0
    clock.seconds += 2 * 86_400
    assert await ports.prune(days=7) == 1
    assert await ports.accept(update_id=2, owed=[]) is False
    assert await ports.accept(update_id=1, owed=[]) is True


@pytest.mark.parametrize("update_id", [-1, 2**63, 2**80])
async def test_an_impossible_update_id_is_refused(ports: StoredPorts, update_id: int) -> None:
    with pytest.raises(ValueError, match="63-bit"):
        await ports.accept(update_id=update_id, owed=[])


def test_the_systems_clock_tells_unix_seconds() -> None:
    assert 1_700_000_000 < SystemClock().now() < 10_000_000_000


async def test_whoever_sends_is_told_of_every_row_that_is_queued(ports: StoredPorts) -> None:
    seen: list[int] = []
    looks: list[asyncio.Task[None]] = []

    async def look() -> None:
        seen.append(len(await ports.due(now=0.0)))

    # A look begun when it is told sees the row, however early that was.
    ports.on_put(lambda: looks.append(asyncio.create_task(look())))
    row = Outgoing(chat=CHAT, act=Act.SEND, text="chat-help")
    await ports.put([row])
    await asyncio.gather(*looks)
    assert seen == [1]
    await ports.put([])
    assert len(looks) == 1
    await ports.accept(update_id=6, owed=[replace(row, chat=ChatId(CHAT + 1))])
    await asyncio.gather(*looks)
    assert seen == [1, 2]
