"""What holders see of concerns and notes: axe-core finds nothing in light and dark, nothing is cut.

At the two sizes at which a student's screens are looked at. No rule is switched off.
"""

from tests.browser.conftest import Desk
from tests.browser.contact import open_case
from tests.browser.inbox import sit_down
from tests.browser.inbox_screens import of_the_inbox
from tests.browser.looking import Look
from tests.browser.team import Team
from tests.browser.town import Town
from tests.browser.ways import Way


async def test_every_screen_of_concerns_and_notes_can_be_used_by_everybody(
    desk: Desk, town: Town, team: Team
) -> None:
    look = Look(page=desk.page)
    _, pair = await open_case(desk.phone(1), "Student 1", team, town)
    await sit_down(desk.phone(2), town, "Coordinator")
    await of_the_inbox(Way(desk=desk, town=town, look=look, phone=desk.phone(2)), pair)
    await pair.line.close()
    assert look.faults == []
