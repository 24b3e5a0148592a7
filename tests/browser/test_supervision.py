"""From a worker's note to the answer, on the phones: written, reviewed, read, put on the agenda.

The names that are typed are nowhere but on the worker's device (attacks 38 and 39).
"""

from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Route, expect

from client.asking import Story
from client.supervision import EntryQueue
from tests.browser.arrived import answers, asks, enrolled, sits_down
from tests.browser.canary import Canary
from tests.browser.conftest import Desk, Pages
from tests.browser.disk import files
from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS, Student
from tests.browser.staff import Staff
from tests.browser.supervision import (
    NoteTexts,
    begin_note,
    consultant_at,
    entry,
    fill_note,
    holder_at,
    replace_the_rest,
    send_note,
    unfold,
)
from tests.browser.team import Team
from tests.browser.town import Town
from tests.browser.watch import kept_by_phones

GIVEN = "Quillanne"
FRIEND = "Tomasz Ostrzewicz"
PHONE = "07700 900123"
CANARIES = [Canary(text=text) for text in (GIVEN, "Ostrzewicz", PHONE)]
SECRET = Canary(text="dreams of the grey «heron» before seven")
ANSWER = Canary(text="Ask Person A about the white «heron» first")
FIRST = NoteTexts(
    theme="health",
    happened=f"{GIVEN} {SECRET.text}. Her friend {FRIEND} called {PHONE}. Heather came, too.",
    wish=f"What do I say when {GIVEN} writes at night?",
    own="Tired. Worker 1 told me to rest.",
)
SECOND = NoteTexts(theme="study", happened=f"{GIVEN} slept.", wish="Shall I go on like this?")
LAST = NoteTexts(theme="limits", happened=f"{GIVEN} left.", wish="Did I miss something?")
OTHER = NoteTexts(theme="home", happened="The rent is due.", wish="Where do I send them?")


@dataclass(frozen=True, kw_only=True)
class Night:
    """A worker in two rooms, and who reads what they write."""

    upstairs: Desk
    downstairs: Desk
    worker: Staff
    students: tuple[Student, Student]
    manager: Staff

    async def room(self, topic: str) -> None:
        """The worker goes to the conversation with who wanted to be called like this."""
        if await self.worker.at("back").count():
            await self.worker.at("back").click()
        await self.worker.tab("conversations")
        await self.worker.at("conversation").filter(has_text=topic).click()
        await self.worker.at("worker-room").wait_for(timeout=SLOW_MS)


@pytest_asyncio.fixture(loop_scope="session")
async def night(pages: Pages, team: Team, town: Town) -> Night:
    """Two conversations, both of the one worker."""
    upstairs, downstairs = await pages(), await pages()
    answering = await enrolled(team, "Worker 1")
    students = (downstairs.student(1), downstairs.student(3))
    for number, called in enumerate((GIVEN, "Bramwell")):
        story = Story(text="I can't sleep.", name=called)
        arrival = await asks(town, f"Student {number + 1}", story)
        await answers(answering, arrival)
        await (await arrival.at(students[number].phone)).room()
    worker = await sits_down(downstairs.phone(2), town, "Worker 1")
    manager = await holder_at(upstairs.phone(1), town, "Manager")
    return Night(
        upstairs=upstairs,
        downstairs=downstairs,
        worker=worker,
        students=students,
        manager=manager,
    )


async def write_the_first(night: Night) -> str:
    """What is certain is marked, what may be a name is asked; one of those is kept."""
    worker = night.worker
    await night.room(GIVEN)
    await begin_note(worker)
    await worker.at("note-check").click()
    await expect(worker.at("note-fault")).to_have_attribute("data-fault", "theme")
    await fill_note(worker, FIRST)
    kinds = [
        await mark.get_attribute("data-kind") for mark in await worker.at("pseudonym-mark").all()
    ]
    assert {"person", "phone"} <= set(kinds)
    asked = worker.phone.app.locator('[data-testid="pseudonym-mark"][data-choice="open"]')
    await expect(asked.first).to_have_text("Heather")
    await expect(worker.at("pseudonym-confirm")).not_to_be_checked()
    await expect(worker.at("pseudonym-done")).to_be_disabled()
    await asked.first.click()
    await worker.at("pseudonym-keep").click()
    await replace_the_rest(worker)
    preview = await worker.at("pseudonym-preview").inner_text()
    assert not any(canary.text in preview for canary in CANARIES)
    assert "Heather came, too." in preview
    assert preview.count("Person A") == FIRST.happened.count(GIVEN) + FIRST.wish.count(GIVEN)
    name = await send_note(worker)
    # Back in the room, and nothing is left of it in the boxes.
    await begin_note(worker)
    await expect(worker.at("note-happened")).to_have_value("")
    await worker.at("back").click()
    return name


async def write(night: Night, called: str, note: NoteTexts) -> str:
    """Another note; its draft outlives a look at something else."""
    worker = night.worker
    await night.room(called)
    await begin_note(worker)
    await fill(worker.at("note-wish"), "Half a thought")
    await worker.at("back").click()
    await begin_note(worker)
    await expect(worker.at("note-wish")).to_have_value("Half a thought")
    await fill_note(worker, note)
    await replace_the_rest(worker)
    return await send_note(worker)


async def read_by_the_manager(night: Night, name: str) -> None:
    """Read, taken into review, put on the agenda, answered."""
    manager = night.manager
    await manager.tab("supervision")
    await manager.at("entries-by-name").check()
    await expect(entry(manager, name)).to_have_count(2, timeout=SLOW_MS)
    groups = manager.at("entry-group")
    await expect(groups).to_have_count(2)
    await manager.at("entries-by-theme").check()
    await expect(groups).to_have_count(3)
    group = manager.phone.app.locator('[data-testid="entry-group"][data-title="Health and sleep"]')
    found = group.get_by_test_id("entry")
    await found.get_by_test_id("entry-fold-toggle").click()
    happened = found.get_by_test_id("entry-happened")
    await expect(happened).to_contain_text(SECRET.text)
    await expect(happened).to_contain_text("Her friend Person B called [phone number].")
    await expect(found.get_by_test_id("entry-wish")).to_contain_text("when Person A writes")
    await expect(found.get_by_test_id("entry-own")).not_to_contain_text("Worker 1")
    await expect(found.get_by_test_id("entry-author")).to_contain_text("Worker 1")
    await found.get_by_test_id("entry-take").click()
    await found.get_by_test_id("entry-agenda-on").click()
    await expect(found).to_have_attribute("data-agenda", "true")
    await fill(found.get_by_test_id("entry-reply"), ANSWER.text)
    await found.get_by_test_id("entry-reply-send").click()
    await found.get_by_test_id("entry-replied").wait_for()
    await expect(found.get_by_test_id("entry-replies")).to_have_attribute("data-count", "1")


async def print_the_agenda(night: Night, name: str) -> None:
    """What is on it, without a name of anybody."""
    manager = night.manager
    await manager.at("agenda-open").click()
    sheet = manager.at("agenda")
    await expect(sheet.get_by_test_id("agenda-item")).to_have_attribute("data-name", name)
    await expect(sheet).not_to_contain_text(SECRET.text)
    await manager.at("agenda-full").check()
    await expect(sheet).to_contain_text(SECRET.text)
    await expect(sheet).not_to_contain_text("Worker 1")
    await manager.at("agenda-back").click()


async def read_the_answer(night: Night, name: str) -> None:
    """The worker finds the reply under their own notes."""
    worker = night.worker
    if await worker.at("back").count():
        await worker.at("back").click()
    await worker.tab("notes")
    mine = worker.phone.app.locator(f'[data-testid="own-note"][data-name="{name}"]')
    await expect(mine).to_have_count(2, timeout=SLOW_MS)
    answered = mine.filter(has_text=ANSWER.text)
    await expect(answered).to_have_attribute("data-state", "review", timeout=SLOW_MS)
    await expect(answered.get_by_test_id("note-reply")).to_have_attribute("data-certain", "true")


async def end_and_leave(night: Night) -> None:
    """After the end a note is offered once; it can be begun, put aside and left."""
    worker = night.worker
    await night.room("Bramwell")
    await worker.at("room-menu").click()
    await worker.at("close-room").click()
    await worker.at("close-confirm-yes").click()
    offer = worker.at("note-offer")
    await expect(offer).to_have_count(1, timeout=SLOW_MS)
    await worker.at("note-offer-write").click()
    await fill(worker.at("note-happened"), "It is over.")
    await worker.at("back").click()
    await worker.tab("notes")
    await worker.at("note-offer-write").click()
    await expect(worker.at("note-happened")).to_have_value("It is over.")
    await worker.at("back").click()
    await worker.at("note-offer-leave").click()
    await worker.at("note-offer-confirm-yes").click()
    await expect(offer).to_have_count(0)


async def ended_by_the_student(night: Night, name: str) -> None:
    """The room is gone; the note about it is still under its name, and names are still known."""
    worker = night.worker
    await night.room(GIVEN)
    student = night.students[0]
    await student.at("room-menu").click()
    await student.at("close-room").click()
    await student.at("close-confirm-yes").click()
    await worker.at("ended-room").wait_for(timeout=SLOW_MS)
    await worker.at("note-open").click()
    await fill_note(worker, LAST)
    await expect(worker.at("pseudonym-preview")).not_to_contain_text(GIVEN)
    await replace_the_rest(worker)
    assert await send_note(worker) == name
    await worker.at("ended-leave").wait_for()
    await expect(worker.at("note-open")).to_have_count(0)
    await worker.at("ended-leave").click()


async def changed_elsewhere(night: Night, team: Team, name: str) -> None:
    """The coordinator was quicker: the manager is told, and shown how it is."""
    coordinator = team.coordinator
    queue = EntryQueue(person=coordinator.person, role="coordinator", secret=coordinator.role_key)
    row = next(row for row in await queue.rows() if row["name"] == name)
    manager = night.manager
    found = await unfold(manager, name)
    await found.get_by_test_id("entry-take").wait_for()

    async def close_first(route: Route) -> None:
        await queue.move(row, "close")
        await route.continue_()

    await night.upstairs.page.route(f"**/api/entries/{row['id']}/state", close_first)
    await found.get_by_test_id("entry-take").click()
    trouble = manager.at("supervision-trouble").locator("[data-trouble]")
    await expect(trouble).to_have_attribute("data-trouble", "changed", timeout=SLOW_MS)
    await manager.at("entries-filter").select_option("closed")
    await expect(entry(manager, name)).to_have_attribute("data-state", "closed")
    await manager.at("entries-filter").select_option("open")


async def everything(night: Night, town: Town) -> dict[str, bytes]:
    """What left the pages, lies on the disk or the phones, was printed, or said to Telegram."""
    places = {f"disk {name}": content for name, content in files(town.data).items()}
    places["printed"] = town.log.read_bytes()
    sent = night.upstairs.watch.sent + night.downstairs.watch.sent
    places["left the pages"] = b"\n".join(sent)
    for name, desk in (("upstairs", night.upstairs), ("downstairs", night.downstairs)):
        kept = await kept_by_phones(desk.page)
        places |= {f"{name} {place}": each for place, each in kept.items()}
    people = ("Student 1", "Worker 1", "Manager", "Consultant 1")
    places["Telegram"] = repr([town.chat(name) for name in people]).encode()
    return places


async def test_a_note_from_the_room_to_the_agenda_and_back(
    night: Night, team: Team, town: Town
) -> None:
    name = await write_the_first(night)
    assert await write(night, GIVEN, SECOND) == name
    other = await write(night, "Bramwell", OTHER)
    assert other != name
    consultant = await consultant_at(night.upstairs.phone(2), team, "Consultant 1")
    await consultant.at("entries-empty").wait_for(timeout=SLOW_MS)
    await read_by_the_manager(night, name)
    await print_the_agenda(night, name)

    await consultant.tab("kit")
    await consultant.tab("supervision")
    await expect(consultant.at("entry")).to_have_count(1, timeout=SLOW_MS)
    read = entry(consultant, name)
    await expect(read.get_by_test_id("entry-happened")).to_contain_text(SECRET.text)
    tabs = consultant.phone.app.locator(".desk-tab")
    assert [await tab.get_attribute("data-testid") for tab in await tabs.all()] == [
        "tab-supervision",
        "tab-kit",
    ]
    await read_the_answer(night, name)
    await changed_elsewhere(night, team, other)
    await end_and_leave(night)
    await ended_by_the_student(night, name)

    # Talked about: it leaves the agenda, and with it the consultant's desk.
    listed = night.manager.phone.app.locator('[data-testid="entry"][data-agenda="true"]')
    await listed.get_by_test_id("entry-fold-toggle").click()
    await listed.get_by_test_id("entry-discuss").click()
    await expect(listed).to_have_count(0)
    await consultant.tab("kit")
    await consultant.tab("supervision")
    await consultant.at("entries-empty").wait_for(timeout=SLOW_MS)

    places = await everything(night, town)
    assert "disk peerlink.db" in places
    # What a student called themselves is on their own phone as they typed it.
    others = {place: kept for place, kept in places.items() if "go=room" not in place}
    assert len(others) < len(places)
    for canary in CANARIES:
        assert canary.seen_in(others) == []
    for canary in (SECRET, ANSWER):
        assert canary.seen_in(places) == []
    assert any(b"/api/entries" in one for one in night.downstairs.watch.sent)
    assert night.downstairs.watch.beyond() == []
    assert night.upstairs.watch.beyond(statuses=(409,)) == []


@pytest.mark.usefixtures("team")
async def test_the_deputy_has_no_queue(desk: Desk, town: Town) -> None:
    deputy = await holder_at(desk.phone(1), town, "Deputy")
    await deputy.at("tabs-more").click()
    await deputy.at("tab-team").wait_for()
    await expect(deputy.at("tab-supervision")).to_have_count(0)
    assert not any("/api/entries" in url for _, url in desk.watch.asked)
