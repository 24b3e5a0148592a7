"""The team's file: the agreement signed anew, trainings, renewal for a term, and who leaves."""

from playwright.async_api import Locator, expect

from client.access import notice_digest
from client.api import b64
from client.asking import Story
from client.holder import AGREEMENT
from client.student import Student
from client.worker import Worker
from tests.browser.conftest import Desk
from tests.browser.filling import fill
from tests.browser.inbox import HolderAtDesk, sit_down
from tests.browser.phones import SLOW_MS, Phone
from tests.browser.staff import Staff
from tests.browser.team import PASSPHRASE, Team
from tests.browser.town import Town

TOPIC = "Exams"


async def worker_sits_down(phone: Phone, town: Town, name: str) -> Staff:
    """A worker of the reference client unlocks their desk at a phone."""
    worker = Staff(phone=phone)
    await phone.give_to(name)
    await phone.open_link(town.link("desk"))
    await worker.unlock(PASSPHRASE)
    await worker.at("kit-later").click(timeout=SLOW_MS)
    await worker.at("worker-queue").wait_for(timeout=SLOW_MS)
    return worker


async def take_back(worker: Worker) -> None:
    """Their newest receipt agrees to nothing any more: the same as after a changed text."""
    digest = await notice_digest(worker.person.api, notice=AGREEMENT)
    receipt = worker.person.consent(digest, action="withdraw")
    await worker.person.api.post("/api/me/consents", {"consent": b64(receipt)})


async def open_page(holder: HolderAtDesk, name: str) -> None:
    """From the team's tab to somebody's page of the file."""
    await holder.tab("team")
    await holder.at("file-go").click()
    await member(holder, name).get_by_test_id("file-open").click()
    await holder.at("file-page").wait_for()


def member(holder: HolderAtDesk, name: str) -> Locator:
    """Somebody's row in the file."""
    return holder.at("file-member").filter(has_text=name)


async def leave_page(holder: HolderAtDesk) -> None:
    await holder.at("back").click()
    await holder.at("file-screen").wait_for()
    await holder.at("back").click()
    await holder.at("holder-team").wait_for()


async def record_and_remove(holder: HolderAtDesk) -> None:
    """What is written down stands there with its days, and what was a mistake does not."""
    trainings = holder.at("file-training")
    await expect(trainings).to_have_count(1, timeout=SLOW_MS)
    await expect(holder.at("training-record")).to_be_disabled()
    await fill(holder.at("training-what"), "Safeguarding")
    await fill(holder.at("training-by"), "The union's trainers")
    await fill(holder.at("training-until"), "2000-01-01")
    await expect(holder.at("training-record")).to_be_disabled()
    await fill(holder.at("training-until"), "2099-12-31")
    await holder.at("training-record").click()
    await expect(trainings).to_have_count(2, timeout=SLOW_MS)
    await expect(trainings.first).to_contain_text("Safeguarding")
    await expect(trainings.first).to_contain_text("The union's trainers")
    await expect(trainings.first).to_have_attribute("data-counts", "true")
    await expect(holder.at("file-sheet").get_by_text("not certain")).to_have_count(0)
    await trainings.first.get_by_test_id("file-training-drop").click()
    await holder.at("training-drop-confirm-yes").click()
    await expect(trainings).to_have_count(1, timeout=SLOW_MS)


async def test_signed_anew_trained_renewed_and_gone(desk: Desk, town: Town, team: Team) -> None:
    reference = await team.worker("Worker 1")
    await take_back(reference)
    student = Student(person=town.person("Student 1", side="student"))
    await student.agree()
    case = await student.ask(Story(text="I can't sleep.", topic=TOPIC))

    # The agreement changed: read and signed before the next request, and not before.
    worker = await worker_sits_down(desk.phone(2), town, "Worker 1")
    await expect(worker.at("file-lacks-agreement")).to_be_visible(timeout=SLOW_MS)
    await worker.request(TOPIC).get_by_test_id("claim").click()
    await expect(worker.at("worker-trouble").locator("p")).to_have_attribute(
        "data-trouble", "lacking"
    )
    await worker.at("agreement-open").click()
    await expect(worker.at("agreement")).to_contain_text("What students write to me")
    await worker.at("agreement-sign").click()
    await expect(worker.at("file-lacks-agreement")).to_have_count(0, timeout=SLOW_MS)
    await worker.claim(TOPIC)
    await worker.accept("I'm here.")

    holder = await sit_down(desk.phone(1), town, "Coordinator")
    await open_page(holder, "Worker 1")
    await expect(holder.at("file-agreement")).to_have_count(3)
    await record_and_remove(holder)
    await leave_page(holder)

    # A new term: the same keys, no words to compare, one roster.
    version = int(await holder.at("roster-state").get_attribute("data-version") or 0)
    await holder.at("renew-open").click()
    row = holder.at("renew-row").filter(has_text="Worker 1")
    await row.get_by_test_id("renew-pick").check()
    await holder.at("renew-days-200").check()
    await holder.at("renew-go").click()
    await expect(holder.at("renew-done")).to_be_visible(timeout=SLOW_MS)
    await holder.at("back").click()
    await expect(holder.at("roster-state")).to_have_attribute("data-version", str(version + 1))
    # An open conversation does not notice.
    await worker.say("Still here.")
    await worker.tick("Still here.", "sent")

    # The worker reads their own page, and nobody else's.
    await worker.at("back").click()
    await worker.tab("kit")
    await expect(worker.at("file-sheet")).to_have_count(1, timeout=SLOW_MS)
    await expect(worker.at("file-certificate")).to_have_count(2, timeout=SLOW_MS)
    await expect(worker.at("file-training-drop")).to_have_count(0)

    # Whoever leaves is out at once, and stays in the file.
    await open_page(holder, "Worker 1")
    await holder.at("file-leave").click()
    await holder.at("file-leave-confirm-yes").click()
    await expect(holder.at("file-screen")).to_be_visible(timeout=SLOW_MS)
    gone = member(holder, "Worker 1")
    await expect(gone).to_have_attribute("data-state", "left", timeout=SLOW_MS)
    await expect(gone.get_by_test_id("file-left")).to_be_visible()
    await expect(worker.at("ended").or_(worker.at("locked-screen"))).to_be_visible(timeout=SLOW_MS)
    await holder.at("back").click()
    await expect(holder.member("Worker 1")).to_have_count(0)
    assert (await student.person.api.get(f"/api/cases/{b64(case)}"))["state"] == "open"
