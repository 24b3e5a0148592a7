"""A webview that lost its storage: the cloud, what never left, a worker's kit (attack 24)."""

import pytest_asyncio

from client.worker import Worker
from tests.browser.conftest import Desk
from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS, Student
from tests.browser.returning import ANSWER, LETTER, MORE, answered, everything_is_there
from tests.browser.staff import Staff
from tests.browser.team import Team
from tests.browser.town import Town

WAITS = "This one waits."


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def worker(team: Team) -> Worker:
    """Somebody who can answer."""
    return await team.worker("Worker 1")


async def wipe(student: Student) -> None:
    """The webview forgets everything while the app is open."""
    await student.at("heading").evaluate("() => localStorage.clear()")


async def test_telegrams_cloud_brings_the_room_back_in_one_tap(desk: Desk, worker: Worker) -> None:
    student = desk.student()
    await student.come_in("Student 2")
    await student.send_letter(LETTER)
    await student.at("card-keep-toggle").click()
    await student.at("keep-cloud").click()
    await student.at("keep-cloud-done").wait_for(timeout=SLOW_MS)
    await answered(student, worker)

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
    await answered(student, worker)
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
