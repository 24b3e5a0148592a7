"""A webview that lost its storage, and how each person comes back (attack 24)."""

import pytest_asyncio
from playwright.async_api import expect

from client.worker import Worker
from tests.browser.arrived import asks
from tests.browser.canary import without_random
from tests.browser.conftest import Desk
from tests.browser.filling import fill
from tests.browser.locking import PIN, set_lock, unlock
from tests.browser.phones import SLOW_MS, Student
from tests.browser.staff import Staff, at_the_desk
from tests.browser.team import Team
from tests.browser.town import Town

LETTER = "I can't sleep before the exams."
ANSWER = "Thank you for writing. I'm here."
WAITS = "This one waits."
MORE = "It helps to know that."


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def worker(team: Team) -> Worker:
    """Somebody who can answer."""
    return await team.worker("Worker 1")


async def answer(worker: Worker) -> None:
    """Claim the one request that waits, and answer it."""
    (offer,) = await worker.queue()
    await worker.claim(offer.case)
    await worker.accept(offer.case, ANSWER)


async def everything_is_there(student: Student, *more: str) -> None:
    """Letter, answer and own message, read on an empty device, with nothing amiss."""
    await student.room()
    await expect(student.at("first-letter")).to_contain_text(LETTER)
    await student.sees(ANSWER)
    await student.tick(MORE, "sent")
    assert await student.texts() == [ANSWER, MORE, *more]
    await expect(student.at("chain-warning")).to_have_count(0)
    await expect(student.at("heading")).to_have_text("You are talking with Worker 1")


async def wipe(student: Student) -> None:
    """The webview forgets everything while the app is open."""
    await student.at("heading").evaluate("() => localStorage.clear()")


async def test_twelve_words_bring_the_room_back(desk: Desk, worker: Worker) -> None:
    student = desk.student()
    await student.come_in("Student 1")
    await student.send_letter(LETTER)
    words = await student.twelve_words()
    await answer(worker)
    await student.room()
    await student.sees(ANSWER)
    await student.say(MORE)
    await student.tick(MORE, "sent")

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


async def test_telegrams_cloud_brings_the_room_back_in_one_tap(desk: Desk, worker: Worker) -> None:
    student = desk.student()
    await student.come_in("Student 2")
    await student.send_letter(LETTER)
    await student.at("card-keep-toggle").click()
    await student.at("keep-cloud").click()
    await student.at("keep-cloud-done").wait_for(timeout=SLOW_MS)
    await answer(worker)
    await student.room()
    await student.sees(ANSWER)
    await student.say(MORE)
    await student.tick(MORE, "sent")

    await student.phone.new_device()
    await student.phone.open_room()
    await everything_is_there(student)
    assert desk.watch.beyond() == []


async def test_storage_that_lapses_mid_send_costs_only_what_never_left(
    desk: Desk, worker: Worker
) -> None:
    """What the server had is there again; what never left is neither sent twice nor by half."""
    student, phone = desk.student(), desk.phone(1)
    await student.come_in("Student 3")
    await student.send_letter(LETTER)
    words = await student.twelve_words()
    await answer(worker)
    await student.room()
    await student.sees(ANSWER)
    await student.say(MORE)
    await student.tick(MORE, "sent")
    await desk.context.set_offline(True)
    await student.say(WAITS)
    await student.tick(WAITS, "sending")
    await wipe(student)
    await desk.context.set_offline(False)
    await student.tick(WAITS, "sent")
    await desk.context.set_offline(True)
    await student.say("This one never leaves.")
    await student.tick("This one never leaves.", "sending")
    await wipe(student)
    await phone.close_app()
    await desk.context.set_offline(False)

    await phone.open_room()
    await student.at("been-here").click()
    await fill(student.at("return-words"), " ".join(words))
    await student.at("return-open").click()
    await everything_is_there(student, WAITS)
    await student.say("Written again.")
    await student.tick("Written again.", "sent")
    assert await student.texts() == [ANSWER, MORE, WAITS, "Written again."]
    assert desk.watch.beyond(offline=True) == []


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


async def test_a_kit_opens_a_workers_desk_whose_passphrase_is_lost(
    desk: Desk, team: Team, town: Town
) -> None:
    token = await team.coordinator.invite_worker(label="Worker 3")
    worker = Staff(phone=desk.phone(2))
    await worker.phone.give_to("Worker 3")
    await worker.phone.open_link(town.link(f"i_{token}"))
    kit = await worker.enrol("Worker 3")
    await worker.at("own-words").wait_for()
    await team.certify("Worker 3")
    await worker.at("worker-queue").wait_for(timeout=SLOW_MS)
    await worker.phone.new_device()
    await worker.phone.open_link(town.link("desk"))
    await worker.at("use-kit").click()
    await fill(worker.at("kit-words"), " ".join(kit))
    await worker.at("kit-unlock").click()
    await worker.at("new-passphrase-screen").wait_for(timeout=SLOW_MS)
    await fill(worker.at("passphrase"), "another long passphrase")
    await fill(worker.at("passphrase-again"), "another long passphrase")
    await worker.at("passphrase-save").click()
    await worker.at("worker-queue").wait_for(timeout=SLOW_MS)
    await worker.at("desk-lock").click()
    await worker.unlock("another long passphrase")
    assert desk.watch.beyond() == []


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
