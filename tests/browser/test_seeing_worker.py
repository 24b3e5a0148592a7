"""Every screen of a worker's: axe-core finds nothing in light and dark, and nothing is cut off.

At the two sizes at which a student's screens are looked at. No rule is switched off.
"""

from tests.browser.conftest import Desk
from tests.browser.looking import Look
from tests.browser.team import Team
from tests.browser.town import Town
from tests.browser.ways import Way
from tests.browser.worker_screens import of_a_worker


async def test_every_screen_of_a_workers_can_be_used_by_everybody(
    desk: Desk, town: Town, team: Team
) -> None:
    look = Look(page=desk.page)
    await of_a_worker(Way(desk=desk, town=town, look=look, phone=desk.phone(2)), team)
    assert look.faults == []
