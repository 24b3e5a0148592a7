"""A case's record on the phones: a worker keeps it, student and manager read it (R10); an
auditor whom the manager appoints looks at a sample (R15)."""

from playwright.async_api import expect

from client.asking import Story
from client.recording import CaseRecorder, RecordWords
from client.student import Student as Reference
from client.worker import Worker
from tests.browser.arrived import both_in_the_room
from tests.browser.conftest import Desk
from tests.browser.disclosing import auditor_at
from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS, Student
from tests.browser.staff import Staff
from tests.browser.supervision import holder_at
from tests.browser.team import Team
from tests.browser.town import Town

CALLED = "Quillanne"
CLINIC = "The university's sleep clinic"


async def write(worker: Staff, text: str) -> None:
    """A name is found and taken out again by the worker; then it is added."""
    await worker.at("room-menu").click()
    await worker.at("case-record-open").click()
    await expect(worker.at("record-empty")).to_be_visible(timeout=SLOW_MS)
    await worker.at("record-add").click()
    await expect(worker.at("record-kind")).to_have_attribute("aria-invalid", "true")
    await worker.at("record-kind").select_option("signposted")
    await fill(worker.at("record-text"), f"Told {CALLED} about it")
    await worker.at("record-add").click()
    await expect(worker.at("record-found")).to_contain_text(CALLED, timeout=SLOW_MS)
    await expect(worker.at("record-line")).to_have_count(0)
    await fill(worker.at("record-text"), text)
    await expect(worker.at("record-found")).to_have_count(0)
    await worker.at("record-add").click()
    added = worker.at("record-line").or_(worker.at("record-found"))
    await expect(added.first).to_be_visible(timeout=SLOW_MS)
    if await worker.at("record-anyway").count():
        await worker.at("record-anyway").click()
    await expect(worker.at("record-line")).to_have_attribute("data-kind", "signposted")
    await worker.at("record-close").click()


async def read_by_the_student(student: Student) -> None:
    """In My record, for as long as the conversation is kept."""
    await student.at("record-noted-toggle").click()
    await expect(student.at("noted")).to_contain_text(CLINIC, timeout=SLOW_MS)


async def test_a_worker_keeps_it_and_the_student_and_the_manager_read_it(
    desk: Desk, team: Team, town: Town
) -> None:
    phones, story = (desk.phone(1), desk.phone(2)), Story(text="I can't sleep.", name=CALLED)
    student, worker = await both_in_the_room(phones, team, ("Student 1", "Worker 1"), story=story)
    await write(worker, CLINIC)
    await student.at("room-menu").click()
    await student.at("record-open").click()
    await read_by_the_student(student)
    await student.at("record-noted-toggle").click()

    await worker.at("room-menu").click()
    await worker.at("close-room").click()
    await expect(worker.at("record-look")).to_have_attribute("data-count", "1", timeout=SLOW_MS)
    await worker.at("close-confirm-yes").click()
    await worker.at("worker-room").wait_for(state="detached", timeout=SLOW_MS)

    manager = await holder_at(desk.phone(3), town, "Manager")
    await manager.tab("records")
    row = manager.at("record-row")
    await expect(row).to_have_attribute("data-state", "closed", timeout=SLOW_MS)
    await expect(row).not_to_contain_text(CALLED)
    await manager.at("record-open").click()
    await expect(manager.at("record-line")).to_contain_text(CLINIC, timeout=SLOW_MS)
    await expect(manager.at("record-line")).to_contain_text("Worker 1")

    await read_by_the_student(student)
    await student.at("record-accesses-toggle").click()
    looked = student.at("accesses").locator("[data-what='record.read']")
    await expect(looked).to_have_attribute("data-role", "manager", timeout=SLOW_MS)
    await expect(looked).not_to_contain_text("accesses-")
    assert desk.watch.beyond() == [], desk.watch.refused


async def kept_by_reference(team: Team, worker: Worker, name: str) -> None:
    """A conversation with one entry in its record, by the reference client."""
    student = Reference(person=team.town.person(name, side="student"))
    await student.agree()
    case = await student.ask(Story(text="I can't sleep."))
    await worker.claim(case)
    room = await worker.accept(case, "I am here.")
    words = RecordWords(kind="agreed", day=worker.person.now() // 86_400, text="A call on Monday.")
    await CaseRecorder(person=worker.person).add(words, joined=room.joined)


async def test_r15_an_auditor_looks_at_a_sample_and_says_what_they_found(
    desk: Desk, team: Team, town: Town
) -> None:
    await kept_by_reference(team, await team.worker("Worker 2"), "Student 2")
    auditor = await auditor_at(desk.phone(2), team, "Auditor 1")
    await auditor.tab("records")
    await expect(auditor.at("own-audits-none")).to_be_visible(timeout=SLOW_MS)
    manager = await holder_at(desk.phone(3), town, "Manager")
    await manager.tab("records")
    await manager.at("audits-who").select_option(label="Auditor 1")
    await fill(manager.at("audits-size"), "50")
    await manager.at("audits-begin").click()
    await expect(manager.at("record-audit")).to_have_attribute(
        "data-over", "false", timeout=SLOW_MS
    )
    sample = manager.at("audit-sample")
    await expect(sample.first).to_have_attribute("data-mark", "")

    await auditor.at("own-audits-look").click()
    await auditor.at("sample-open").first.click(timeout=SLOW_MS)
    await expect(auditor.at("record-line").first).to_be_visible(timeout=SLOW_MS)
    await auditor.at("finding-relevant").check()
    await fill(auditor.at("finding-comment"), "Short and clear.")
    await auditor.at("finding-send").click()
    judged = auditor.phone.app.locator("[data-testid='sample'][data-judged='true']")
    await expect(judged).to_have_count(1, timeout=SLOW_MS)

    await manager.tab("now")
    await manager.tab("records")
    found = manager.phone.app.locator("[data-testid='audit-sample'][data-mark='relevant']")
    await expect(found).to_contain_text("Short and clear.", timeout=SLOW_MS)
    assert desk.watch.beyond() == [], desk.watch.refused
