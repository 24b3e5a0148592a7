"""A webview that lost its storage, and how each person comes back by a secret (attack 24).

Secrets are stretched for real here (stretching.py); test_ways_back.py has the other ways.
"""

import pytest_asyncio
from playwright.async_api import expect

from client.worker import Worker
from tests.browser.arrived import asks
from tests.browser.canary import without_random
from tests.browser.conftest import Desk
from tests.browser.filling import fill
from tests.browser.locking import PIN, set_lock, unlock
from tests.browser.phones import SLOW_MS
from tests.browser.returning import ANSWER, LETTER, MORE, answer, answered, everything_is_there
from tests.browser.staff import at_the_desk
from tests.browser.team import Team
from tests.browser.town import Town


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def worker(team: Team) -> Worker:
    """Somebody who can answer."""
    return await team.worker("Worker 1")


async def test_twelve_words_bring_the_room_back(desk: Desk, worker: Worker) -> None:
    student = desk.student()
    await student.come_in("Student 1")
    await student.send_letter(LETTER)
    words = await student.twelve_words()
    await answered(student, worker)

    await student.phone.new_device()
    await student.phone.open_room()
    await student.at("been-here").click()
    await fill(student.at("return-words"), " ".join([*words[:-1], "zzzz"]))
    await student.at("return-open").click()
    await expect(student.at("return-screen")).to_contain_text("not one of the words")
    # Twelve words of somebody else: one answer for a wrong secret, whatever is kept here.
    await fill(student.at("return-words"), "abandon " * 11 + "about")
    await student.at("return-open").click()
    await expect(student.at("return-failed")).to_be_visible(timeout=SLOW_MS)
    await fill(student.at("return-words"), " ".join(words).upper())
    await student.at("return-open").click()
    await everything_is_there(student)
    await student.say("Still me.")
    await student.tick("Still me.", "sent")
    assert desk.watch.beyond(statuses=(404,)) == []


async def test_a_passphrase_opens_a_workers_desk_on_an_empty_device(
    desk: Desk, team: Team, town: Town
) -> None:
    student = desk.student(1)
    worker = await at_the_desk(desk.phone(2), team, "Worker 2")
    await student.come_in("Student 4")
    await student.send_letter(LETTER)
    await student.card("about", topic="For worker 2")
    await worker.request("For worker 2").wait_for(timeout=SLOW_MS)
    await worker.claim("For worker 2")
    await worker.accept(ANSWER)
    await student.room()
    await student.say(MORE)
    await worker.sees(MORE)

    await worker.phone.new_device()
    await worker.phone.open_link(town.link("desk"))
    await fill(worker.at("unlock-passphrase"), "not the passphrase at all")
    await worker.at("unlock").click()
    await expect(worker.at("entry-fault")).to_be_visible(timeout=SLOW_MS)
    await worker.unlock()
    await worker.tab("conversations")
    await worker.at("conversation").click()
    await worker.sees(MORE)
    await expect(worker.at("first-letter")).to_contain_text(LETTER)
    await expect(worker.at("chain-warning")).to_have_count(0)
    await worker.say("Back again.")
    await student.sees("Back again.")
    await student.tick(MORE, "seen")

    # Locked: the text is gone from the page, and the passphrase is asked for.
    await worker.at("desk-lock").click()
    await worker.at("locked-screen").wait_for()
    assert MORE not in await worker.phone.app.locator("body").inner_text()
    stored = await worker.at("heading").evaluate("() => JSON.stringify({ ...localStorage })")
    assert MORE not in stored
    assert "bundle" not in without_random(stored)
    assert desk.watch.beyond(statuses=(404,)) == []


async def test_a_sentence_opens_a_locked_room(desk: Desk, worker: Worker, town: Town) -> None:
    """All that comes before and after is a story of its own (test_home.py)."""
    student = await (await asks(town, "Student 5")).at(desk.phone(1))
    letter = student.at("own-letter")
    await expect(letter).to_contain_text(LETTER, timeout=SLOW_MS)
    await set_lock(student)
    await student.at("lock-now").click()
    await student.at("locked-screen").wait_for()
    await expect(letter).to_have_count(0)
    await unlock(student, PIN)
    await expect(letter).to_contain_text(LETTER, timeout=SLOW_MS)
    await answer(worker)
    await student.room()
    assert desk.watch.beyond() == []
