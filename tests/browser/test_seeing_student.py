"""Every screen of a student's: axe-core finds nothing in light and dark, and nothing is cut off.

At 372 by 700, and at 320 by 350, which is 640 by 700 at 200 %. No rule is switched off.
"""

from tests.browser.conftest import Desk
from tests.browser.looking import Look
from tests.browser.student_screens import before_the_team, of_a_student
from tests.browser.team import set_up_team
from tests.browser.town import Town
from tests.browser.ways import Way


async def test_every_screen_of_a_students_can_be_used_by_everybody(desk: Desk, town: Town) -> None:
    look = Look(page=desk.page)
    way = Way(desk=desk, town=town, look=look, phone=desk.phone(1))
    await before_the_team(way)
    await of_a_student(way, await set_up_team(town))
    assert look.faults == []
