"""What every store of people must do (ports of people/).

Subclass `PeopleContract` in a test module and give it a fixture `world`. Nothing about a
particular store lives here.
"""

import asyncio
from dataclasses import dataclass, replace
from typing import Protocol

import pytest

import crypto
from people.accounts import AccountId, Accounts, AccountState, Role, Side, TelegramId
from people.enrolment import EnrolmentStore, NewAccount, NewKeys
from people.errors import Exists, NotFound
from people.invites import LIFETIME_SECONDS, Invite, InviteId, token_digest
from people.keys import KeyStore, Kind
from people.launch import Binding, Bindings
from people.sessions import MOST_SESSIONS, Session, SessionId, SessionStore, Standing
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

    async def test_a_session_stands_as_it_and_its_account_do(self, world: World) -> None:
        new = new_account(STUDENT)
        await world.people.enrol(new)
        session = Session(id=SessionId(b"s" * 32), account=new.account.id, started=5, used=6)
        assert await world.sessions.standing(session.id) is None
        await world.sessions.add(session, most=MOST_SESSIONS)
        standing = Standing(side=Side.STUDENT, state=AccountState.ACTIVE, started=5, used=6)
        assert await world.sessions.standing(session.id) == standing
        await world.sessions.touch(session.id, used=9)
        await world.sessions.touch(session.id, used=8)
        assert await world.sessions.standing(session.id) == replace(standing, used=9)
        found = world.sessions.standings_at_once([session.id, SessionId(b"n" * 32)])
        assert found in ({}, {session.id: replace(standing, used=9)})
        await world.sessions.end(session.id)
        assert await world.sessions.standing(session.id) is None
        assert world.sessions.standings_at_once([session.id]) == {}

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

    async def test_notices_are_written_in_the_language_that_was_asked_for(
        self, world: World
    ) -> None:
        new = new_account(STUDENT)
        await world.people.enrol(new)
        await world.people.speak(new.account.id, "ar")
        contact = await world.people.contact(new.account.id)
        assert contact is not None
        assert contact.language == "ar"
        with pytest.raises(NotFound):
            await world.people.speak(AccountId(bytes(16)), "ar")

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
