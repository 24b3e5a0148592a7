"""The contract of people's stores, on memory and on SQLite; and what a stolen file shows."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from intake.notices import NOTICE_TEXT, notice_key
from intake.outbox import Act, ChatId, Outgoing
from people.keys import Kind
from people.sessions import Session, SessionId, Standing
from storage.audit import verify
from storage.outbox import StoredOutbox
from storage.secrets import ServiceKeys
from tests.contracts.keys_contract import KeysContract
from tests.contracts.people_contract import (
    PeopleContract,
    World,
    an_invite,
    first_keys,
    new_account,
)
from tests.fakes.devices import Device
from tests.fakes.stores import Stores, in_memory, on_sqlite

TRIES = 1000


def world_of(stores: Stores) -> World:
    return World(
        people=stores.people,
        keys=stores.keys,
        sessions=stores.sessions,
        invites=stores.invites,
        clock=stores.clock,
    )


class TestInMemory(PeopleContract, KeysContract):
    """The fakes keep the contract."""

    @pytest.fixture
    def world(self) -> World:
        return world_of(in_memory())


class TestOnSqlite(PeopleContract, KeysContract):
    """The store keeps the contract."""

    @pytest.fixture
    async def world(self, tmp_path: Path) -> AsyncIterator[World]:
        async with on_sqlite(tmp_path) as stores:
            yield world_of(stores)


def everything_in(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in directory.iterdir() if path.is_file())


async def test_attack_39_a_stolen_database_names_nobody(tmp_path: Path) -> None:
    device = Device(7_424_242_424)
    async with on_sqlite(tmp_path) as stores:
        new = new_account(device, keys=first_keys(Kind.CLOUD))
        await stores.people.enrol(new)
        invite = an_invite(stores.clock)
        await stores.invites.add_invite(invite, by="coordinator")
    raw = everything_in(tmp_path)
    assert bytes(new.account.id) in raw  # the row is there
    keys = new.keys
    assert keys is not None
    for secret in (
        str(device.telegram).encode(),
        device.telegram.to_bytes(8, "big"),
        device.sign.public,
        device.box.public,
        new.consent,
        invite.label.encode(),
        keys.wrapped[0].salt,
        keys.wrapped[0].verifier,
        keys.wrapped[0].wrapped,
    ):
        assert secret not in raw


async def test_everything_is_there_after_a_restart_and_the_audit_holds(tmp_path: Path) -> None:
    service_keys = ServiceKeys.fresh()
    new = new_account(Device(1), keys=first_keys(Kind.WORDS))
    async with on_sqlite(tmp_path, keys=service_keys) as stores:
        await stores.people.enrol(new)
    async with on_sqlite(tmp_path, keys=service_keys) as stores:
        assert await stores.people.get(new.account.id) == new.account
        assert await stores.people.binding(new.binding.id) == new.binding
        assert (await stores.team.audit_head()).row == 1
    assert verify(tmp_path / "peerlink.db", keys=service_keys).rows == 1


async def test_r5_a_no_to_messages_drops_the_one_that_waits(tmp_path: Path) -> None:
    device = Device(7_424_242_424)
    async with on_sqlite(tmp_path) as stores:
        new = new_account(device)
        await stores.people.enrol(new)
        assert stores.file is not None
        outbox = StoredOutbox(store=stores.file.store, fields=stores.fields)
        chat = ChatId(device.telegram)
        notice = Outgoing(chat=chat, act=Act.SEND, text=NOTICE_TEXT, key=notice_key(new.account.id))
        answer = replace(notice, text="chat-help", key="")
        await outbox.put([notice, answer])
        await stores.people.add_consent(new.account.id, device.consent(bytes(32), scope="contact"))
        assert len(await outbox.due(now=0.0)) == 1
        no = device.consent(bytes(32), action="withdraw", scope="contact")
        await stores.people.add_consent(new.account.id, no)
        assert [row.outgoing.text for row in await outbox.due(now=0.0)] == ["chat-help"]


@pytest.mark.parametrize("count", [1, 2, 15, 16, 17, 40])
async def test_how_sessions_stand_is_told_at_once_while_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr("storage.database.QUICK_SECONDS", 60.0)  # no time is judged here
    async with on_sqlite(tmp_path) as stores:
        new = new_account(Device(42))
        await stores.people.enrol(new)
        ids = [SessionId(bytes([number]) * 32) for number in range(count)]
        for number, id_ in enumerate(ids):
            one = Session(id=id_, account=new.account.id, started=number, used=number + 1)
            await stores.sessions.add(one, most=count)
        expected = {id_: await stores.sessions.standing(id_) for id_ in ids}
        assert len({standing and standing.used for standing in expected.values()}) == count
        found: Mapping[SessionId, Standing] = {}
        for _ in range(TRIES):
            found = stores.sessions.standings_at_once([*ids, SessionId(b"n" * 32)])
            if found:
                break
            await stores.sessions.standing(ids[0])
        assert found == expected
        touching = asyncio.create_task(stores.sessions.touch(ids[0], used=9))
        await asyncio.sleep(0)
        assert stores.sessions.standings_at_once(ids) == {}
        await touching
