"""Every screen of a coordinator's: axe-core finds nothing in light and dark, nothing is cut off.

At the two sizes at which a student's screens are looked at. No rule is switched off.
"""

from tests.browser.conftest import Desk
from tests.browser.holder_screens import of_a_coordinator
from tests.browser.looking import Look
from tests.browser.town import Town
from tests.browser.ways import Way


async def test_every_screen_of_a_coordinators_can_be_used_by_everybody(
    desk: Desk, town: Town
) -> None:
    look = Look(page=desk.page)
    way = Way(desk=desk, town=town, look=look, phone=desk.phone(3))
    await of_a_coordinator(way)
    assert look.faults == []
