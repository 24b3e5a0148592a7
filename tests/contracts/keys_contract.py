"""What every store of people's wrapped keys, bundles and sessions must do (ports of people/).

Subclass `KeysContract` in a test module and give it a fixture `world`. Accounts and invites are
people_contract.py's.
"""

import asyncio
from functools import partial

import pytest

from people.accounts import AccountId, AccountState, Side
from people.errors import Last, NotFound, Stale
from people.keys import Bundle, Kind
from people.sessions import MOST_SESSIONS, Session, SessionId
from tests.contracts.people_contract import STUDENT, WORKER, World, first_keys, new_account
from tests.fakes.devices import Device, wrapped

HERE = SessionId(b"h" * 32)


class KeysContract:
    """Inherit and provide `world`."""

    async def test_keys_and_bundle_come_back(self, world: World) -> None:
        keys = first_keys(Kind.CLOUD)
        new = new_account(STUDENT, keys=keys)
        await world.people.enrol(new)
        found = await world.keys.stored(side=Side.STUDENT, telegram=new.telegram, kind=Kind.CLOUD)
        assert found == (
            AccountState.ACTIVE,
            keys.wrapped[0],
            Bundle(blob=b"first", revision=1),
        )
        other = await world.keys.stored(side=Side.STUDENT, telegram=new.telegram, kind=Kind.WORDS)
        assert other is None
        assert await world.keys.kinds(new.account.id) == [Kind.CLOUD]

    async def test_a_key_without_a_bundle_is_told_apart(self, world: World) -> None:
        new = new_account(STUDENT)
        await world.people.enrol(new)
        key = wrapped(Kind.WORDS)
        await world.keys.put(new.account.id, key, but=HERE)
        found = await world.keys.stored(side=Side.STUDENT, telegram=new.telegram, kind=Kind.WORDS)
        assert found == (AccountState.ACTIVE, key, None)

    async def test_putting_replaces_and_dropping_removes(self, world: World) -> None:
        new = new_account(STUDENT, keys=first_keys(Kind.CLOUD))
        await world.people.enrol(new)
        changed = wrapped(Kind.CLOUD)
        await world.keys.put(new.account.id, changed, but=HERE)
        found = await world.keys.stored(side=Side.STUDENT, telegram=new.telegram, kind=Kind.CLOUD)
        assert found is not None
        assert found[1] == changed
        drop = partial(world.keys.drop, new.account.id, Kind.CLOUD, keep_one=False, but=HERE)
        assert await drop() == []
        assert await drop() is None

    async def test_another_secret_in_ones_place_ends_the_other_sessions(self, world: World) -> None:
        new = new_account(STUDENT, keys=first_keys(Kind.CLOUD))
        await world.people.enrol(new)
        account, there, gone = new.account.id, SessionId(b"t" * 32), SessionId(b"g" * 32)

        async def signed_in() -> None:
            for id_ in (HERE, there, gone):
                session = Session(id=id_, account=account, started=1, used=1)
                await world.sessions.add(session, most=MOST_SESSIONS)
            await world.sessions.end(gone)

        await signed_in()
        # A further secret shuts nobody out.
        assert await world.keys.put(account, wrapped(Kind.WORDS), but=HERE) == []
        assert await world.sessions.get(there) is not None
        assert await world.keys.put(account, wrapped(Kind.CLOUD), but=HERE) == [there]
        assert await world.sessions.get(there) is None
        assert await world.sessions.get(HERE) is not None
        await world.sessions.end(HERE)
        await signed_in()
        dropped = await world.keys.drop(account, Kind.CLOUD, keep_one=False, but=HERE)
        assert dropped == [there]
        assert await world.sessions.get(there) is None
        assert await world.sessions.get(HERE) is not None

    async def test_beyond_the_most_sessions_the_first_begun_end(self, world: World) -> None:
        mine, other = new_account(STUDENT), new_account(Device(STUDENT.telegram + 1))
        for new in (mine, other):
            await world.people.enrol(new)
        alone = Session(id=SessionId(b"o" * 32), account=other.account.id, started=0, used=0)
        assert await world.sessions.add(alone, most=3) == []
        ended = []
        for n, started in enumerate([5, 1, 9, 7, 2]):
            id_ = SessionId(bytes([n]) * 32)
            session = Session(id=id_, account=mine.account.id, started=started, used=started)
            ended.append(list(await world.sessions.add(session, most=3)))
        # The newest one stays, also when the clock says that it began before others.
        assert ended == [[], [], [], [SessionId(bytes([1]) * 32)], [SessionId(bytes([0]) * 32)]]
        left = [n for n in range(5) if await world.sessions.get(SessionId(bytes([n]) * 32))]
        assert left == [2, 3, 4]
        assert await world.sessions.get(alone.id) is not None

    async def test_the_last_kind_stays_when_it_must(self, world: World) -> None:
        new = new_account(WORKER, keys=first_keys(Kind.PASSPHRASE, Kind.KIT))
        await world.people.enrol(new)
        drop = partial(world.keys.drop, new.account.id, keep_one=True, but=HERE)
        assert await drop(Kind.KIT) == []
        with pytest.raises(Last):
            await drop(Kind.PASSPHRASE)
        assert await world.keys.kinds(new.account.id) == [Kind.PASSPHRASE]

    async def test_only_the_next_revision_of_a_bundle_is_kept(self, world: World) -> None:
        new = new_account(STUDENT)
        await world.people.enrol(new)
        account = new.account.id
        await world.keys.save(account, Bundle(blob=b"one", revision=1))
        for revision in (0, 1, 3):
            with pytest.raises(Stale):
                await world.keys.save(account, Bundle(blob=b"no", revision=revision))
        both = await asyncio.gather(
            world.keys.save(account, Bundle(blob=b"two", revision=2)),
            world.keys.save(account, Bundle(blob=b"too", revision=2)),
            return_exceptions=True,
        )
        assert [type(result) for result in both] == [type(None), Stale]
        assert await world.keys.revision(account) == 2

    async def test_nobody_has_no_keys(self, world: World) -> None:
        nobody = AccountId(bytes(16))
        with pytest.raises(NotFound):
            await world.keys.put(nobody, wrapped(Kind.WORDS), but=HERE)
        with pytest.raises(NotFound):
            await world.keys.drop(nobody, Kind.WORDS, keep_one=False, but=HERE)
        with pytest.raises(NotFound):
            await world.keys.save(nobody, Bundle(blob=b"x", revision=1))

    async def test_sessions_live_and_end(self, world: World) -> None:
        new = new_account(STUDENT)
        await world.people.enrol(new)
        made = [
            Session(
                id=SessionId(bytes([n]) * 32),
                account=new.account.id,
                started=n,
                used=n,
                device=bytes([n]) * 16,
                platform="ios" if n == 1 else "other",
            )
            for n in (1, 2, 3)
        ]
        for session in made:
            await world.sessions.add(session, most=MOST_SESSIONS)
        assert await world.sessions.get(made[0].id) == (made[0], new.account)
        assert sorted(await world.sessions.of(new.account.id), key=lambda one: one.used) == made
        assert await world.sessions.of(AccountId(bytes(16))) == []
        await world.sessions.touch(made[0].id, used=9)
        await world.sessions.touch(made[0].id, used=5)
        found = await world.sessions.get(made[0].id)
        assert found is not None
        assert found[0].used == 9
        ended = await world.sessions.end_others(new.account.id, but=made[0].id)
        assert sorted(ended) == [made[1].id, made[2].id]
        await world.sessions.end(made[0].id)
        await world.sessions.end(made[0].id)
        assert await world.sessions.get(made[0].id) is None

    async def test_devices_are_sent_away_until_they_are_let_back(self, world: World) -> None:
        mine, other = new_account(STUDENT), new_account(Device(STUDENT.telegram + 1))
        for new in (mine, other):
            await world.people.enrol(new)
        account, sessions = mine.account.id, world.sessions
        devices = [bytes([n]) * 16 for n in range(4)]
        assert not await sessions.is_away(account, devices[0])
        await sessions.send_away(account, devices[:2], most=3)
        await sessions.send_away(account, devices[:1], most=3)
        assert [await sessions.is_away(account, one) for one in devices] == [1, 1, 0, 0]
        assert not await sessions.is_away(other.account.id, devices[0])
        await sessions.send_away(account, devices[2:], most=3)
        assert [await sessions.is_away(account, one) for one in devices] == [0, 1, 1, 1]
        await sessions.let_back(account, devices[1])
        await sessions.let_back(account, devices[1])
        assert [await sessions.is_away(account, one) for one in devices] == [0, 0, 1, 1]

    async def test_old_sessions_are_pruned(self, world: World) -> None:
        new = new_account(STUDENT)
        await world.people.enrol(new)
        for n, (started, used) in enumerate([(1, 100), (50, 60), (50, 100)]):
            await world.sessions.add(
                Session(
                    id=SessionId(bytes([n]) * 32),
                    account=new.account.id,
                    started=started,
                    used=used,
                ),
                most=MOST_SESSIONS,
            )
        assert await world.sessions.prune(started_before=10, used_before=90) == 2
        assert await world.sessions.get(SessionId(bytes([2]) * 32)) is not None
