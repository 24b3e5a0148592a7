"""The checks of what the policies say about conflicts of interest (R25, R26).

Here: what must hold. Never here: how it is switched off (switches.py).
"""

from dataclasses import fields
from typing import Final

from crypto.wire.cannot_act import CannotAct
from intake.requests import Concern
from tests.fakes.contacts import holder_of
from tests.fakes.declaring import declaring_of, notice_of
from tests.fakes.house import House
from tests.policies import sharing
from tests.policies.complaint_checks import somebody_outside_hears_complaints
from tests.policies.setting import house_under, profile_of, texts, wordings_of

HOLDER: Final = 7_300_000_001
TELLING: Final = ("conflict", "dispute", "party", "somebody", "first", "because", "another")
"""Words by which the notice would tell of somebody else."""


async def r25(name: str) -> None:
    """Nobody says why they step back; both are content to go on; outsiders hear complaints."""
    house = house_under(name)
    student, knows, other = house.student(), house.worker(), house.worker()
    case, _ = await house.ask(student, knows, other)
    await house.claiming.recuse(knows.account.id, case)
    assert [o.case for o in await house.claiming.queue(knows.account.id)] == []
    assert [o.case for o in await house.claiming.queue(other.account.id)] == [case]
    await _second_party(name, house)
    somebody_outside_hears_complaints(name)
    conflicts = profile_of(name).conflicts
    assert conflicts is not None
    assert conflicts.both_content
    assert "own services" in wordings_of(name).policy("en").text
    sharing.both_are_content()


async def _second_party(name: str, house: House) -> None:
    served, worker = house.student(), house.worker()
    first, _ = await house.ask(served, worker)
    await house.claiming.claim(worker.account.id, first)
    case, _ = await house.ask(house.student(), worker, house.worker())
    before = await house.cases.find(first)
    declaring = declaring_of(house, cannot_act=profile_of(name).conflicts is not None)
    await declaring.declare(worker.account.id, case, Concern.CONFLICT)
    holder = holder_of(house, telegram=HOLDER)
    assert [each.id for each in await declaring.declared(holder.account)] == [case]
    for each in house.team.workers:
        assert case not in [o.case for o in await house.claiming.queue(each.account)]
    assert await house.cases.find(first) == before


async def r26(name: str) -> None:
    """The notice has a case and who says so, no other field, and no word of anybody else."""
    assert [each.name for each in fields(CannotAct)] == ["case", "intake", "certificate"]
    house = house_under(name)
    student = house.student()
    case, request = await house.ask(student, house.worker())
    holder = holder_of(house, telegram=HOLDER)
    declaring = declaring_of(house, cannot_act=profile_of(name).conflicts is not None)
    await declaring.cannot_act(holder.account, notice_of(holder, request))
    view = await house.rooms.look(student.account.id, case)
    assert (view.case.closed_by, view.case.declared) == ("service", None)
    shown = texts().render("apart-cannot-act", "en").lower()
    assert [word for word in TELLING if word in shown] == []
