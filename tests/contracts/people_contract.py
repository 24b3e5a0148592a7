"""What every store of people must do (ports of people/).

Subclass `PeopleContract` in a test module and give it a fixture `world`. Nothing about a
particular store lives here.
"""

import asyncio
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import pytest

import crypto
from people.accounts import AccountId, Accounts, AccountState, Role, Side, TelegramId
from people.enrolment import EnrolmentStore, NewAccount, NewKeys
from people.errors import Exists, Last, NotFound, Stale
from people.invites import LIFETIME_SECONDS, Invite, InviteId, token_digest
from people.keys import Bundle, KeyStore, Kind
from people.launch import Binding, Bindings
from people.sessions import MOST_SESSIONS, Session, SessionId, SessionStore
from supervision.ports import InviteStore
from tests.fakes.clock import FixedClock
from tests.fakes.devices import Device, wrapped


class AllPeople(Accounts, EnrolmentStore, Bindings, Protocol):
    """Accounts as one object."""


@dataclass(frozen=True, kw_only=True)
class World:
    """Empty ports over one store."""

    people: AllPeople
    keys: KeyStore
    sessions: SessionStore
    invites: InviteStore
    clock: FixedClock


HERE = SessionId(b"h" * 32)
STUDENT = Device(7_000_000_101)
WORKER = Device.staff(7_000_000_102, Role.WORKER)


def new_account(
    device: Device, *, keys: NewKeys | None = None, invite: InviteId | None = None
) -> NewAccount:
    waiting = AccountState.ACTIVE if device.side is Side.STUDENT else AccountState.WAITING
    name = "" if device.side is Side.STUDENT else "Worker 1"
    return NewAccount(
        account=device.account(name=name, state=waiting),
        telegram=TelegramId(device.telegram),
        consent=device.consent(bytes(32)),
        binding=device.launch().binding,
        keys=keys,
        invite=invite,
    )


def first_keys(*kinds: Kind) -> NewKeys:
    return NewKeys(blob=b"first", wrapped=tuple(wrapped(kind) for kind in kinds))


def an_invite(clock: FixedClock, *, token: bytes = b"t" * 16) -> Invite:
    now = int(clock.now())
    return Invite(
        id=InviteId(crypto.random_bytes(16)),
        digest=token_digest(token),
        role=Role.WORKER,
        label="Worker 1",
        under18=True,
        created=now,
        expires=now + LIFETIME_SECONDS,
    )


class PeopleContract:
    """The suite. Every test starts from empty ports."""

    async def test_an_account_comes_back_as_it_was_enrolled(self, world: World) -> None:
        new = new_account(STUDENT)
        await world.people.enrol(new)
        assert await world.people.get(new.account.id) == new.account
        found = await world.people.find(side=Side.STUDENT, telegram=new.telegram)
        assert found == new.account
        assert await world.people.consents(new.account.id) == [new.consent]
        contact = await world.people.contact(new.account.id)
        assert contact is not None
        assert (contact.chat, contact.language, contact.reachable) == (new.telegram, "en", True)
        assert await world.people.binding(new.binding.id) == new.binding

    async def test_nobody_is_found_where_nobody_is(self, world: World) -> None:
        nobody = AccountId(bytes(16))
        assert await world.people.get(nobody) is None
        assert await world.people.find(side=Side.STAFF, telegram=TelegramId(1)) is None
        assert await world.people.contact(nobody) is None
        assert await world.people.other_side(nobody) is None
        assert await world.people.binding(bytes(32)) is None
        assert list(await world.people.consents(nobody)) == []
        assert await world.keys.revision(nobody) == 0

    async def test_one_telegram_account_has_one_account_on_a_side(self, world: World) -> None:
        await world.people.enrol(new_account(STUDENT))
        with pytest.raises(Exists):
            await world.people.enrol(new_account(Device(STUDENT.telegram)))

    async def test_a_lost_account_is_gone_but_for_its_receipts(self, world: World) -> None:
        old = new_account(STUDENT, keys=first_keys(Kind.WORDS, Kind.CLOUD))
        await world.people.enrol(old)
        session = Session(id=SessionId(b"s" * 32), account=old.account.id, started=1, used=1)
        await world.sessions.add(session, most=MOST_SESSIONS)
        device = Device(STUDENT.telegram)
        new = replace(new_account(device), replaces=old.account.id)
        await world.people.enrol(new)
        found = await world.people.find(side=Side.STUDENT, telegram=new.telegram)
        assert found == new.account
        assert await world.sessions.get(session.id) is None
        assert await world.people.contact(old.account.id) is None
        assert await world.people.other_side(old.account.id) is None
        assert list(await world.keys.kinds(old.account.id)) == []
        assert await world.keys.revision(old.account.id) == 0
        for kind in (Kind.WORDS, Kind.CLOUD):
            kept = await world.keys.stored(side=Side.STUDENT, telegram=new.telegram, kind=kind)
            assert kept is None
        assert await world.people.consents(old.account.id) == [old.consent]
        lost = await world.people.get(old.account.id)
        assert lost == replace(old.account, state=AccountState.LOST)

    async def test_an_account_is_lost_again_and_so_is_another(self, world: World) -> None:
        first, other = new_account(STUDENT), new_account(Device(43))
        for new in (first, other):
            await world.people.enrol(new)
        kept = first.account.id
        for device in (Device(STUDENT.telegram), Device(43), Device(STUDENT.telegram)):
            before = await world.people.find(
                side=Side.STUDENT, telegram=TelegramId(device.telegram)
            )
            assert before is not None
            fresh = replace(new_account(device), replaces=before.id)
            await world.people.enrol(fresh)
            found = await world.people.find(side=Side.STUDENT, telegram=fresh.telegram)
            assert found == fresh.account
        lost = await world.people.get(kept)
        assert lost is not None
        assert lost.state is AccountState.LOST

    async def test_only_one_of_two_replaces_an_account(self, world: World) -> None:
        old = new_account(STUDENT)
        await world.people.enrol(old)
        both = [
            replace(new_account(Device(STUDENT.telegram)), replaces=old.account.id)
            for _ in range(2)
        ]
        results = await asyncio.gather(
            *(world.people.enrol(new) for new in both), return_exceptions=True
        )
        assert [type(result) for result in results] == [type(None), Exists]
        found = await world.people.find(side=Side.STUDENT, telegram=old.telegram)
        assert found == both[0].account
        assert await world.people.get(both[1].account.id) is None

    async def test_both_sides_of_one_person_are_joined_on_asking_only(self, world: World) -> None:
        student = new_account(Device(42))
        worker = new_account(Device.staff(42, Role.WORKER))
        await world.people.enrol(student)
        assert await world.people.other_side(student.account.id) is None
        await world.people.enrol(worker)
        assert await world.people.other_side(student.account.id) == worker.account.id
        assert await world.people.other_side(worker.account.id) == student.account.id

    async def test_an_invite_is_used_once_by_one_of_several(self, world: World) -> None:
        invite = an_invite(world.clock)
        await world.invites.add_invite(invite, by="coordinator")
        several = [
            new_account(Device.staff(900 + number, Role.WORKER), invite=invite.id)
            for number in range(5)
        ]
        results = await asyncio.gather(
            *(world.people.enrol(new) for new in several), return_exceptions=True
        )
        assert sorted(type(result).__name__ for result in results) == [
            "NoneType",
            *["NotFound"] * 4,
        ]
        assert list(await world.invites.invites(now=int(world.clock.now()))) == []

    async def test_a_refused_enrolment_leaves_its_invite(self, world: World) -> None:
        invite = an_invite(world.clock)
        await world.invites.add_invite(invite, by="coordinator")
        await world.people.enrol(new_account(WORKER))
        again = new_account(Device.staff(WORKER.telegram, Role.WORKER), invite=invite.id)
        with pytest.raises(Exists):
            await world.people.enrol(again)
        assert list(await world.invites.invites(now=int(world.clock.now()))) == [invite]
        assert await world.people.get(again.account.id) is None

    async def test_consents_are_added_in_order(self, world: World) -> None:
        new = new_account(STUDENT)
        await world.people.enrol(new)
        further = [STUDENT.consent(bytes(32), scope=f"scope-{number}") for number in range(3)]
        for signed in further:
            await world.people.add_consent(new.account.id, signed)
        assert list(await world.people.consents(new.account.id)) == [new.consent, *further]
        with pytest.raises(NotFound):
            await world.people.add_consent(AccountId(bytes(16)), further[0])

    async def test_a_binding_is_never_replaced_and_is_forgotten_when_old(
        self, world: World
    ) -> None:
        first = Binding(id=b"i" * 32, spelling=b"s" * 32, device_key=b"d" * 32, until=2**31)
        await world.people.bind(first)
        await world.people.bind(
            Binding(id=first.id, spelling=first.spelling, device_key=b"e" * 32, until=2**31)
        )
        assert await world.people.binding(first.id) == first
        world.clock.pass_(2**31)
        await world.people.bind(
            Binding(id=b"j" * 32, spelling=b"s" * 32, device_key=b"d" * 32, until=2**33)
        )
        assert await world.people.binding(first.id) is None

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
            Session(id=SessionId(bytes([n]) * 32), account=new.account.id, started=n, used=n)
            for n in (1, 2, 3)
        ]
        for session in made:
            await world.sessions.add(session, most=MOST_SESSIONS)
        assert await world.sessions.get(made[0].id) == (made[0], new.account)
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
