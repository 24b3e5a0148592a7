"""What every store of the team must do (ports of supervision/).

Subclass `TeamContract` in a test module and give it a fixture `world`.
"""

import asyncio
from dataclasses import dataclass, replace

import pytest

import crypto
from crypto import wire
from people.accounts import AccountId, AccountState, Role, Side
from people.enrolment import NewAccount
from people.invites import InviteId, UsableInvites
from people.sessions import MOST_SESSIONS, Session, SessionId, SessionStore, Standing
from supervision.errors import Exists, IllegalEvent, NotFound, Stale
from supervision.ports import (
    InviteStore,
    StoredBackup,
    StoredCertificate,
    StoredRoster,
    TeamStore,
)
from tests.contracts.people_contract import AllPeople, an_invite, new_account
from tests.fakes.clock import FixedClock
from tests.fakes.devices import Device, certificate, roster


@dataclass(frozen=True, kw_only=True)
class TeamWorld:
    """Empty ports over one store."""

    team: TeamStore
    people: AllPeople
    sessions: SessionStore
    invites: InviteStore
    usable: UsableInvites
    clock: FixedClock


ROOT = crypto.SigningKey.generate()
COORDINATOR = Device.staff(7_000_000_201, Role.COORDINATOR)
WORKER = Device.staff(7_000_000_202, Role.WORKER)


async def enrolled(world: TeamWorld, device: Device) -> NewAccount:
    new = new_account(device)
    await world.people.enrol(new)
    return new


def of(new: NewAccount, device: Device, world: TeamWorld, by: crypto.SigningKey) -> bytes:
    return certificate(device, name=new.account.name, by=by, now=int(world.clock.now()))


def stored(signed: bytes, account: AccountId) -> StoredCertificate:
    return StoredCertificate.of(wire.open_signed(signed, wire.Certificate), account)


def stored_roster(signed: bytes) -> StoredRoster:
    return StoredRoster.of(wire.open_signed(signed, wire.Roster))


class TeamContract:
    """The suite."""

    async def test_a_new_service_has_no_team(self, world: TeamWorld) -> None:
        team = await world.team.team()
        assert (team.root, team.members, team.certificates, team.roster) == (None, (), (), None)
        assert team.paused is False
        assert list(await world.team.backups()) == []
        head = await world.team.audit_head()
        assert await world.team.audit_hash(head.row) == head.hash
        assert await world.team.audit_hash(head.row + 1000) is None

    async def test_members_are_staff_with_what_they_agreed_to(self, world: TeamWorld) -> None:
        await world.people.enrol(new_account(Device(1)))
        new = await enrolled(world, WORKER)
        (member,) = (await world.team.team()).members
        assert member.account == new.account
        assert member.agreement == new.consent
        assert member.certificate is None

    async def test_the_root_is_set_once_and_certifies(self, world: TeamWorld) -> None:
        new = await enrolled(world, COORDINATOR)
        certified = stored(of(new, COORDINATOR, world, ROOT), new.account.id)
        await world.team.set_root(root=ROOT.public, certificate=certified, by=Role.COORDINATOR)
        team = await world.team.team()
        assert team.root == ROOT.public
        assert team.certificates == (certified,)
        assert team.members[0].account.state is AccountState.ACTIVE
        assert team.members[0].certificate == certified.signed
        other = stored(of(new, COORDINATOR, world, ROOT), new.account.id)
        with pytest.raises(Exists):
            await world.team.set_root(root=bytes(32), certificate=other, by=Role.COORDINATOR)
        assert await world.team.team() == team

    async def test_a_certificate_is_kept_once_and_the_newest_counts(self, world: TeamWorld) -> None:
        new = await enrolled(world, WORKER)
        first, second = (
            stored(of(new, WORKER, world, COORDINATOR.sign), new.account.id) for _ in range(2)
        )
        await world.team.add_certificate(first, by=Role.COORDINATOR)
        with pytest.raises(Exists):
            await world.team.add_certificate(first, by=Role.COORDINATOR)
        await world.team.add_certificate(second, by=Role.MANAGER)
        team = await world.team.team()
        assert team.certificates == (first, second)
        assert team.newest(new.account.id) == second
        account = await world.people.get(new.account.id)
        assert account is not None
        assert account.state is AccountState.ACTIVE

    async def test_nobody_suspended_is_certified(self, world: TeamWorld) -> None:
        new = await enrolled(world, WORKER)
        await world.team.set_state(
            new.account.id,
            was=AccountState.WAITING,
            state=AccountState.SUSPENDED,
            by=Role.COORDINATOR,
        )
        with pytest.raises(IllegalEvent):
            await world.team.add_certificate(
                stored(of(new, WORKER, world, COORDINATOR.sign), new.account.id),
                by=Role.COORDINATOR,
            )
        assert (await world.team.team()).certificates == ()

    async def test_suspension_ends_sessions_in_the_same_step(self, world: TeamWorld) -> None:
        new = await enrolled(world, WORKER)
        session = Session(id=SessionId(b"s" * 32), account=new.account.id, started=1, used=1)
        await world.sessions.add(session, most=MOST_SESSIONS)
        with pytest.raises(Stale):
            await world.team.set_state(
                new.account.id,
                was=AccountState.ACTIVE,
                state=AccountState.SUSPENDED,
                by=Role.COORDINATOR,
            )
        assert await world.sessions.get(session.id) is not None
        standing = Standing(side=Side.STAFF, state=AccountState.WAITING, started=1, used=1)
        assert await world.sessions.standing(session.id) == standing
        await world.team.set_state(
            new.account.id,
            was=AccountState.WAITING,
            state=AccountState.SUSPENDED,
            by=Role.COORDINATOR,
        )
        assert await world.sessions.get(session.id) is None
        assert await world.sessions.standing(session.id) is None

    async def test_states_of_students_are_not_the_teams(self, world: TeamWorld) -> None:
        student = await enrolled(world, Device(5))
        for account in (student.account.id, AccountId(bytes(16))):
            with pytest.raises(NotFound):
                await world.team.set_state(
                    account,
                    was=AccountState.ACTIVE,
                    state=AccountState.SUSPENDED,
                    by=Role.COORDINATOR,
                )

    async def test_one_roster_follows_each(self, world: TeamWorld) -> None:
        now = int(world.clock.now())
        made = [
            stored_roster(roster([], root=ROOT.public, by=COORDINATOR.sign, now=now + n))
            for n in range(2)
        ]
        results = await asyncio.gather(
            *(world.team.add_roster(each, by=Role.COORDINATOR) for each in made),
            return_exceptions=True,
        )
        assert [type(result) for result in results] == [type(None), Stale]
        following = stored_roster(
            roster(
                [],
                root=ROOT.public,
                by=COORDINATOR.sign,
                now=now,
                version=2,
                previous=made[0].hash,
            )
        )
        await world.team.add_roster(following, by=Role.DEPUTY)
        assert (await world.team.team()).roster == following

    async def test_pausing_lasts(self, world: TeamWorld) -> None:
        await world.team.set_paused(paused=True, by=Role.COORDINATOR)
        assert (await world.team.team()).paused is True
        await world.team.set_paused(paused=False, by=Role.MANAGER)
        assert (await world.team.team()).paused is False

    async def test_the_newest_backup_of_each_version_is_kept(self, world: TeamWorld) -> None:
        first = StoredBackup(role="root", version=1, record=b"r", halves=(b"a", b"b"))
        second = replace(first, version=2, halves=(b"c", b"d"))
        other = replace(first, role="coordinator")
        again = replace(first, halves=(b"e", b"f"))
        for backup in (first, second, other, again):
            await world.team.put_backup(backup, by=Role.COORDINATOR)
        assert list(await world.team.backups()) == [other, again, second]

    async def test_invites_are_found_until_used_withdrawn_or_old(self, world: TeamWorld) -> None:
        now = int(world.clock.now())
        invite = an_invite(world.clock)
        other = an_invite(world.clock, token=b"u" * 16)
        await world.invites.add_invite(invite, by="coordinator")
        assert await world.usable.usable(invite.digest, now=now) == invite
        assert await world.usable.usable(other.digest, now=now) is None
        assert await world.usable.usable(invite.digest, now=invite.expires + 1) is None
        assert list(await world.invites.invites(now=invite.expires + 1)) == []
        assert await world.invites.withdraw(invite.id, by=Role.COORDINATOR) is True
        assert await world.invites.withdraw(invite.id, by=Role.COORDINATOR) is False
        assert await world.invites.withdraw(InviteId(bytes(16)), by=Role.COORDINATOR) is False
        assert await world.usable.usable(invite.digest, now=now) is None

    async def test_replacing_withdraws_the_roles_other_invites(self, world: TeamWorld) -> None:
        now = int(world.clock.now())
        first = an_invite(world.clock)
        kept = replace(an_invite(world.clock, token=b"k" * 16), role=Role.DEPUTY)
        second = an_invite(world.clock, token=b"v" * 16)
        for invite in (first, kept):
            await world.invites.add_invite(invite, by="operator")
        await world.invites.add_invite(second, by="operator", replacing=True)
        found = {invite.id for invite in await world.invites.invites(now=now)}
        assert found == {kept.id, second.id}
