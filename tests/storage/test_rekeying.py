"""A student's new keys on real files: account, bundle, secrets and sessions in the case's step."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import crypto
from intake.errors import Conflict, NotFound
from people.accounts import Account, Side, TelegramId
from people.enrolment import NewAccount
from people.keys import Bundle, Kind
from people.rekeying import KeptKeys
from people.sessions import MOST_SESSIONS, Session, SessionId
from storage.accounts import SqlAccounts
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.opening import Core, open_core
from storage.personkeys import SqlKeys
from storage.sessions import SqlSessions
from tests.fakes.clock import FixedClock
from tests.fakes.devices import Device, wrapped
from tests.fakes.epochs import SESSION, Made, caller, new_keys
from tests.fakes.house import ADULT, House, Talk, over
from tests.fakes.stores import private

OTHER = SessionId(b"\2" * 32)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A conversation whose student has a stored account, bundle and two sessions."""

    house: House
    core: Core
    talk: Talk
    accounts: SqlAccounts
    keys: SqlKeys
    sessions: SqlSessions

    async def student(self) -> Account:
        found = await self.accounts.get(self.talk.student.account.id)
        assert found is not None
        return found

    async def make(self, made: Made) -> None:
        await self.house.next_epochs.make(caller(self.talk.student), self.talk.case, made.sent)

    async def stored(self, kind: Kind) -> Bundle | None:
        found = await self.keys.stored(
            side=Side.STUDENT, telegram=TelegramId(self.talk.student.device.telegram), kind=kind
        )
        return None if found is None else found[2]


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    clock = FixedClock()
    core = await open_core(layout=Layout.at(private(tmp_path)), clock=clock, forget=forget_erased)
    try:
        house = over(core, clock)
        accounts = SqlAccounts(
            store=core.store,
            fields=core.fields,
            audit=core.audit,
            clock=clock,
            staff_changed=lambda: None,
        )
        sessions = SqlSessions(store=core.store, fields=core.fields, audit=core.audit)
        talk = await house.talk()
        person = talk.student
        await accounts.enrol(
            NewAccount(
                account=person.account,
                telegram=TelegramId(person.device.telegram),
                consent=person.device.consent(ADULT),
                binding=person.device.launch().binding,
            )
        )
        for session in (SESSION, OTHER):
            made = Session(id=session, account=person.account.id, started=1, used=1)
            await sessions.add(made, most=MOST_SESSIONS)
        keys = SqlKeys(store=core.store, fields=core.fields, audit=core.audit)
        yield Scene(
            house=house, core=core, talk=talk, accounts=accounts, keys=keys, sessions=sessions
        )
    finally:
        await core.close()


def kept(revision: int, *kinds: Kind) -> KeptKeys:
    return KeptKeys(
        bundle=Bundle(blob=crypto.random_bytes(300), revision=revision),
        wrapped=tuple(wrapped(kind) for kind in kinds),
    )


async def events(core: Core) -> list[str]:
    async def query(reads: object) -> list[str]:
        rows = await reads.all("SELECT event FROM audit ORDER BY number")  # type: ignore[attr-defined]
        return [row["event"] for row in rows]

    return await core.store.read(query)


async def test_everything_changes_in_one_step(scene: Scene) -> None:
    account = scene.talk.student.account
    await scene.keys.put(account.id, wrapped(Kind.WORDS), but=SESSION)
    await scene.keys.put(account.id, wrapped(Kind.CLOUD), but=SESSION)
    await scene.keys.save(account.id, Bundle(blob=b"old" * 90, revision=1))
    new = Device(2)
    keep = kept(2, Kind.CLOUD)
    await scene.make(await new_keys(scene.house, scene.talk, to=new, kept=keep))
    after = await scene.student()
    assert after == replace(account, keys=replace(new.keys, role=b""))
    # The secrets of before open nothing any more.
    assert await scene.stored(Kind.WORDS) is None
    assert await scene.stored(Kind.CLOUD) == keep.bundle
    assert await scene.sessions.get(OTHER) is None
    assert await scene.sessions.get(SESSION) is not None
    assert (await events(scene.core))[-2:] == ["keys.changed", "conversation.renewed"]
    found = await scene.house.cases.find(scene.talk.case)
    assert found is not None
    assert (found.epoch, found.student_sign) == (2, new.sign.public)


@pytest.mark.parametrize("kept_before", [0, 1])
@pytest.mark.parametrize("revision", [None, 1, 2, 3])
async def test_the_bundle_moves_with_the_keys_or_nothing_does(
    scene: Scene, kept_before: int, revision: int | None
) -> None:
    account = scene.talk.student.account
    if kept_before:
        await scene.keys.put(account.id, wrapped(Kind.WORDS), but=SESSION)
        await scene.keys.save(account.id, Bundle(blob=b"old" * 90, revision=1))
    keep = None if revision is None else kept(revision, Kind.WORDS)
    made = await new_keys(scene.house, scene.talk, to=Device(2), kept=keep)
    if (revision or 0) == (kept_before + 1 if revision else kept_before):
        await scene.make(made)
        assert (await scene.student()).keys.sign != account.keys.sign
        assert await scene.keys.revision(account.id) == (revision or 0)
        return
    before = await events(scene.core)
    with pytest.raises(Conflict) as error:
        await scene.make(made)
    assert error.value.code == "revision"
    assert await scene.student() == account
    assert await scene.keys.revision(account.id) == kept_before
    assert await scene.sessions.get(OTHER) is not None
    assert await events(scene.core) == before
    found = await scene.house.cases.find(scene.talk.case)
    assert found is not None
    assert (found.epoch, found.student_sign) == (1, account.keys.sign)


async def test_of_two_devices_changing_keys_at_once_one_does(scene: Scene) -> None:
    first, second = Device(2), Device(3)
    made = await new_keys(scene.house, scene.talk, to=first)
    late = await new_keys(scene.house, scene.talk, to=second)
    await scene.make(made)
    with pytest.raises((Conflict, NotFound)):
        await scene.make(late)
    assert (await scene.student()).keys.sign == first.sign.public
