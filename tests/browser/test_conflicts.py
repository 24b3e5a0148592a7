"""Conflicts of interest (R25): either side goes apart from the other, and neither learns why."""

import pytest
from playwright.async_api import expect

from client.api import Refused
from tests.browser.arrived import both_in_the_room, in_the_room
from tests.browser.conflicts import Aside, Parting
from tests.browser.conftest import Desk, Pages
from tests.browser.filling import fill
from tests.browser.pairs import LETTER, answered
from tests.browser.phones import SLOW_MS
from tests.browser.team import Team
from tests.browser.town import Town


async def test_a_student_asks_for_somebody_else(desk: Desk, team: Team, town: Town) -> None:
    first, second = await team.worker("Worker 1"), await team.worker("Worker 2")
    student = Parting(phone=desk.phone(1))
    pair = await in_the_room(student.phone, first, town, "Student 1")
    await fill(student.at("message-box"), "Half a thought")
    await student.ask_for_somebody_else()

    # The first letter is in the box again, with what was being typed; nothing has left the phone.
    await student.at("letter-screen").wait_for(timeout=SLOW_MS)
    await expect(student.at("letter")).to_have_value(f"{LETTER}\n\nHalf a thought")
    assert await second.queue() == []
    await student.at("send-letter").click()
    await student.at("waiting-screen").wait_for()
    # The worker sees what any worker sees when a conversation is over, and not the new request.
    with pytest.raises(Refused) as refused:
        await first.person.api.case(pair.room.case)
    assert refused.value.status == 404
    assert await first.queue() == []
    again = await answered(student, second, town)

    # With nobody left to ask, nothing ends, and it says so.
    await student.ask_for_somebody_else()
    await student.at("somebody-else-nobody").wait_for(timeout=SLOW_MS)
    await student.at("somebody-else-confirm-no").click()
    await again.say("Shall we go on?")
    await student.sees("Shall we go on?")
    for one in (pair, again):
        await one.line.close()
    assert desk.watch.beyond() == []


async def test_a_worker_may_know_them(pages: Pages, team: Team) -> None:
    desk = await pages()
    student, worker = Parting(phone=desk.phone(1)), Aside(phone=desk.phone(2))
    await both_in_the_room((student.phone, worker.phone), team, ("Student 2", "Worker 3"))
    said = await worker.aside("know")
    await worker.yes()
    await student.at("closed-screen").wait_for(timeout=SLOW_MS)
    await student.at("closed-read").click()
    assert (await student.texts())[-1] == said
    await student.at("back").click()
    await student.ask_for_somebody_else()
    await student.at("letter-screen").wait_for(timeout=SLOW_MS)
    await student.at("send-letter").click()
    await student.at("waiting-screen").wait_for()
    # It is everybody else's now.
    await worker.tab("queue")
    await expect(worker.at("request")).to_have_count(0)
    assert desk.watch.beyond() == []
