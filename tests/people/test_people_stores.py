"""The contract of people's stores, on memory and on SQLite; and what a stolen file shows."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from people.keys import Kind
from storage.audit import verify
from storage.secrets import ServiceKeys
from tests.contracts.people_contract import (
    PeopleContract,
    World,
    an_invite,
    first_keys,
    new_account,
)
from tests.fakes.devices import Device
from tests.fakes.stores import Stores, in_memory, on_sqlite


def world_of(stores: Stores) -> World:
    return World(
        people=stores.people,
        keys=stores.keys,
        sessions=stores.sessions,
        invites=stores.invites,
        clock=stores.clock,
    )


class TestInMemory(PeopleContract):
    """The fakes keep the contract."""

    @pytest.fixture
    def world(self) -> World:
        return world_of(in_memory())


class TestOnSqlite(PeopleContract):
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
    assert new.account.id in raw  # the row is there
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
