"""Disclosures, consultant and auditor: axe-core finds nothing in light or dark, nothing is cut.

At the two sizes at which a student's screens are looked at. No rule is switched off.
"""

from tests.browser.conftest import Desk
from tests.browser.disclosing import Discloser, raise_concern
from tests.browser.looking import Look
from tests.browser.pairs import answered
from tests.browser.phones import Student
from tests.browser.reader_screens import (
    SAID,
    auditing,
    consulting,
    deciding,
    opening,
    recording,
)
from tests.browser.team import Team
from tests.browser.town import Town
from tests.browser.ways import Way

IDENTITY = {"ownName": "Iris of the third floor", "phone": "07700 900123"}


async def test_every_screen_of_a_disclosure_and_of_who_only_reads_can_be_used_by_everybody(
    desk: Desk, town: Town, team: Team
) -> None:
    look = Look(page=desk.page)
    lead, other = (
        Way(desk=desk, town=town, look=look, phone=desk.phone(number)) for number in (2, 3)
    )
    worker, student = await team.worker("Worker 1"), Student(phone=desk.phone(1))
    await student.come_in("Student 1")
    await student.send_letter("I would like to talk about home.")
    await student.card("someone", **IDENTITY)
    pair = await answered(student, worker, town)
    await raise_concern(worker, said=SAID)
    for way, name in ((lead, "Coordinator"), (other, "Manager")):
        await Discloser(phone=way.phone).unlock_as(name, town)
    await recording(lead)
    await deciding(other)
    await opening(lead)
    await consulting(other, team, pair)
    await auditing(other, team, lead)
    await pair.line.close()
    assert look.faults == []
