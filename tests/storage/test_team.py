"""The team in memory: read once for everybody, and anew only when staff changed."""

import asyncio
from pathlib import Path

from tests.contracts.people_contract import STUDENT, WORKER, an_invite, new_account
from tests.fakes.stores import on_sqlite


async def test_a_student_who_enrols_leaves_the_team_in_memory(tmp_path: Path) -> None:
    """Found by a crowd: every student's enrolment had every certificate verified again."""
    async with on_sqlite(tmp_path) as stores:
        before = await stores.team.team()
        await stores.people.enrol(new_account(STUDENT))
        assert await stores.team.team() is before


async def test_a_member_who_enrols_is_in_the_team_at_once(tmp_path: Path) -> None:
    async with on_sqlite(tmp_path) as stores:
        assert (await stores.team.team()).members == ()
        invite = an_invite(stores.clock)
        await stores.invites.add_invite(invite, by="coordinator")
        await stores.people.enrol(new_account(WORKER, invite=invite.id))
        (member,) = (await stores.team.team()).members
        assert member.account.id == WORKER.account().id


async def test_many_who_ask_at_once_share_one_reading(tmp_path: Path) -> None:
    async with on_sqlite(tmp_path) as stores:
        found = await asyncio.gather(*(stores.team.team() for _ in range(5)))
        assert all(each is found[0] for each in found)
