"""A concern from a worker's room, and a student's own: to two holders, and to nobody else."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from playwright.async_api import expect

from client.access import Person
from client.api import Refused, b64
from client.asking import Story
from client.capsules import Identity
from client.flags import OpenedFlag
from client.live import LiveRoom
from client.socket import Socket
from client.student import Student
from crypto import wire
from crypto.wire import CaseId
from tests.browser.arrived import unlocks
from tests.browser.canary import Canary
from tests.browser.concern import Concern, Inboxes, ask_for_help
from tests.browser.conftest import Desk
from tests.browser.disk import files
from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS
from tests.browser.phones import Student as Phoned
from tests.browser.staff import Staff
from tests.browser.team import Team, live
from tests.browser.town import Town

GROUND = "harm-unable"
LETTER = "I moved here in September.\n  Nobody  knows me. 👩🏽‍🎓"
MARKED = "I have been cutting myself again."
WORRYING = "I want to die tonight. The silver fox «waits» ♫ by 7 stones"
SAID = Canary(text="They wrote: the copper owl «turns» ♫ at 9 hills")
WANTS = Canary(text="They ask that the amber mole «digs» ♫ under 2 barns")
CALLED = Canary(text="I called 999; the violet carp «swims» ♫ past 5 locks")
TOLD = Canary(text="I said that the scarlet wren «hears» ♫ from 3 eaves")
FOUND_BY_ROLE = (
    "/api/me",
    "/api/me/accesses",
    "/api/cases",
    "/api/queue",
    "/api/entries",
    "/api/entries/mine",
    "/api/flags",
    "/api/disclosures",
    "/api/audit",
    "/api/now",
    "/api/team",
)


@dataclass(frozen=True, kw_only=True)
class Writer:
    """A student of the reference client in an open room."""

    student: Student
    case: CaseId
    room: LiveRoom
    line: Socket

    async def say(self, text: str) -> None:
        """Write to the worker."""
        await self.room.catch_up()
        await self.room.say(self.line, text)


async def asked(
    town: Town, name: str, *, topic: str, letter: str = LETTER
) -> tuple[Student, CaseId]:
    """A student of the reference client whose request waits."""
    student = Student(person=town.person(name, side="student"))
    await student.agree()
    story = Story(text=letter, topic=topic)
    return student, await student.ask(story, identity=Identity(telegram_id="1"))


async def talking(town: Town, worker: Staff, name: str) -> Writer:
    """A conversation that this worker has answered."""
    student, case = await asked(town, name, topic=name)
    await worker.request(name).wait_for(timeout=SLOW_MS)
    await worker.claim(name)
    await worker.accept("I'm here.")
    room = await student.enter(case)
    return Writer(student=student, case=case, room=room, line=await live(town, student))


async def answers(person: Person) -> bytes:
    """All that the service tells this person, whatever their role."""
    found = []
    for path in FOUND_BY_ROLE:
        with suppress(Refused):  # what is not for their role
            found.append(repr(await person.api.get(path)).encode())
    return b"\n".join(found)


async def rows_state(worker: Staff, state: str, *, count: int = 1) -> None:
    """Wait until so many concerns of the list have come so far."""
    rows = worker.at("concerns").locator(f"[data-testid=concern-row][data-state={state}]")
    await expect(rows).to_have_count(count, timeout=SLOW_MS)


async def raise_urgently(worker: Staff) -> None:
    """From the guide's button to *sent*: danger, two messages quoted, every text."""
    form = Concern(worker=worker)
    await form.step("danger")
    await expect(worker.at("concern-next")).to_have_count(0)
    await worker.at("concern-danger-yes").click()
    await expect(worker.at("concern-call-first")).to_contain_text("999")
    await expect(worker.at("crisis-call").first).to_be_visible()
    await worker.at("back").click()
    await form.danger(called=CALLED.text)
    await form.ground(GROUND)
    await form.step("said")
    quotes = worker.at("concern-quote")
    await expect(quotes).to_have_count(2)
    await expect(quotes.first).to_be_checked()
    await quotes.last.check()
    await form.write("said", SAID.text)
    await form.write("wants", WANTS.text)
    await form.write("told", TOLD.text)
    await form.about("neither")
    await form.step("review")
    for holder in ("Coordinator", "Manager"):
        await expect(worker.at("review-to")).to_contain_text(f"{holder}: {holder}")
    await expect(worker.at("review-quote")).to_have_count(2)
    await form.send()
    await expect(worker.at("concern-receipt")).to_have_attribute("data-state", "sent")


def holds_exactly_that(opened: OpenedFlag, writer: Writer) -> None:
    """What was chosen and typed, about this case and student, by this worker."""
    flag = opened.flag
    assert (flag.by, flag.ground, flag.urgent, flag.left_out) == ("worker", GROUND, True, "")
    assert flag.quotes == (LETTER, WORRYING)
    typed = (flag.said, flag.wants, flag.called, flag.told)
    assert typed == tuple(canary.text for canary in (SAID, WANTS, CALLED, TOLD))
    assert flag.case == writer.case
    assert writer.student.asked is not None
    assert flag.intake == wire.intake_hash(writer.student.asked.intake)
    assert flag.student_box_key == writer.student.person.ring.box.public
    assert opened.proven
    assert opened.author is not None
    assert opened.author.certificate.name == "Worker 1"


async def kept_readable(someone: Staff | Phoned) -> bytes:
    """All that lies in the browser's own storage."""
    script = "() => JSON.stringify({ ...localStorage })"
    return str(await someone.at("heading").evaluate(script)).encode()


def everywhere(desk: Desk, town: Town, people: Sequence[str]) -> dict[str, bytes]:
    """What left the page, was printed, lies on the disk or was said to Telegram."""
    return {
        "Telegram": repr([town.chat(who) for who in people]).encode(),
        "left the page": b"\n".join(desk.watch.sent),
        "printed": town.log.read_bytes(),
        **files(town.data),
    }


async def test_a_marked_message_reaches_two_holders_and_nobody_else(
    desk: Desk, team: Team, town: Town
) -> None:
    worker = await unlocks(desk.phone(2), team, "Worker 1")
    colleague = await team.worker("Worker 2")
    writer = await talking(town, worker, "Student 1")
    await writer.say(WORRYING)
    await worker.sees(WORRYING)
    await worker.message(WORRYING).get_by_test_id("concern").click(timeout=SLOW_MS)
    await worker.at("guide-raise").click()
    await raise_urgently(worker)

    inboxes = await Inboxes.of(town, team)
    assert [row["state"] for row in await inboxes.rows("coordinator")] == ["sent"]
    flags = [await inboxes.newest(role) for role in ("coordinator", "manager")]
    for opened in flags:
        holds_exactly_that(opened, writer)
    assert await inboxes.rows("deputy") == []

    await inboxes.acknowledge("manager", flags[1])
    await worker.at("concern-leave").click()
    await worker.sees(WORRYING)
    await worker.at("back").click()
    await worker.tab("conversations")
    await rows_state(worker, "received")

    apart = {
        "the student": await answers(writer.student.person),
        "the colleague": await answers(colleague.person),
        "the deputy": await answers(inboxes.by_role["deputy"].holder.person),
    }
    assert b"request.claimed" in apart["the student"]
    assert Canary(text=b64(flags[0].flag.id)).seen_in(apart) == []
    told = apart | everywhere(desk, town, ("Student 1", "Worker 1", "Deputy", "Manager"))
    told["kept on the phone"] = await kept_readable(worker)
    for canary in (SAID, WANTS, CALLED, TOLD):
        assert canary.seen_in(told) == []
    await writer.line.close()
    assert desk.watch.beyond() == []


async def on_another_device(worker: Staff, town: Town) -> None:
    """To the list, on a phone that has nothing of this worker's yet."""
    await worker.phone.new_device()
    await worker.phone.open_link(town.link("desk"))
    await worker.unlock()
    await worker.tab("conversations")


async def raise_after_the_end(worker: Staff, inboxes: Inboxes, before: OpenedFlag) -> None:
    """From the offered note: the words are gone here, and whom it was with is still known."""
    await worker.at("note-offer").get_by_test_id("concern-raise").click()
    form = Concern(worker=worker)
    await form.danger(called=None)
    await form.ground(GROUND)
    await form.step("said")
    await expect(worker.at("concern-quotes")).to_have_count(0)
    await form.write("said", "On the way home it came back to me.")
    await form.write("wants", "")
    await form.write("told", "")
    await form.about("neither")
    await form.send()
    flag = (await inboxes.newest("manager")).flag
    assert (flag.said, flag.quotes) == ("On the way home it came back to me.", ())
    known = (flag.case, flag.intake, flag.student_box_key)
    assert known == (before.flag.case, before.flag.intake, before.flag.student_box_key)


async def test_what_was_typed_survives_lock_network_and_the_end(
    desk: Desk, team: Team, town: Town
) -> None:
    worker = await unlocks(desk.phone(2), team, "Worker 3")
    inboxes = await Inboxes.of(town, team)
    before = len(await inboxes.rows("manager"))
    student, case = await asked(town, "Student 2", topic="Home", letter=MARKED)
    await worker.request("Home").wait_for(timeout=SLOW_MS)
    await worker.claim("Home")
    await worker.at("concern").click(timeout=SLOW_MS)
    await worker.at("guide-raise").click()
    form = Concern(worker=worker)
    await form.danger(called=None)
    await form.ground(GROUND)
    await fill(worker.at("concern-said"), "About the letter.")

    await worker.at("desk-lock").click()
    await worker.at("drafts-kept").wait_for()
    await worker.unlock()
    await worker.at("reading-open").click()
    await worker.accept("I'm here.")
    await student.close(case)
    await worker.at("ended-room").wait_for(timeout=SLOW_MS)
    await worker.at("concern-raise").click()
    await form.step("said")
    await expect(worker.at("concern-said")).to_have_value("About the letter.")
    await form.next()
    await form.write("wants", "")
    await form.write("told", "Not yet: the conversation ended.")
    await form.about("manager")
    await form.step("review")
    await expect(worker.at("review-holder").last).to_have_attribute("data-role", "deputy")

    await desk.context.set_offline(True)
    await worker.at("concern-send").click()
    await worker.at("concern-unsent").wait_for()
    await worker.at("back").click()
    await worker.at("ended-leave").click()
    await expect(worker.at("concern-not-sent")).to_be_visible()
    await desk.context.set_offline(False)
    await expect(worker.at("concern-not-sent")).to_have_count(0, timeout=SLOW_MS)
    await worker.tab("conversations")
    await rows_state(worker, "sent")

    opened = await inboxes.newest("deputy")
    assert (opened.flag.case, opened.flag.left_out) == (case, "manager")
    assert (opened.flag.said, opened.flag.urgent) == ("About the letter.", False)
    assert opened.flag.quotes == (MARKED,)
    assert (await inboxes.newest("coordinator")).flag.id == opened.flag.id
    assert len(await inboxes.rows("manager")) == before
    assert [row["id"] for row in await inboxes.rows("deputy")] == [b64(opened.flag.id)]

    await on_another_device(worker, town)
    await rows_state(worker, "sent")
    await raise_after_the_end(worker, inboxes, opened)
    # Asked for, it may be, in the moment in which the conversation was destroyed.
    assert desk.watch.beyond(offline=True, statuses=(404,)) == []


async def test_a_student_under_18_asks_for_more_help(desk: Desk, team: Team, town: Town) -> None:
    await team.worker("Worker 4", under18=True)
    student = desk.student()
    await student.come_in("Student 3", age="under-18")
    await student.send_letter("Something at home.")
    await student.at("help-open").click()
    for safe in ("crisis-open", "leave-now", "crisis-contacts"):
        await expect(student.at(safe)).to_be_visible()
    await expect(student.at("help-who")).to_contain_text("not an emergency service")
    await student.at("back").click()
    await ask_for_help(student, said=SAID.text, wants=WANTS.text, urgent=True)
    await expect(student.at("help-receipt")).to_have_attribute("data-state", "sent")

    inboxes = await Inboxes.of(town, team)
    flags = [await inboxes.newest(role) for role in ("coordinator", "manager")]
    for opened in flags:
        flag = opened.flag
        assert (flag.by, flag.ground, flag.urgent, opened.proven) == (
            "student",
            "asked",
            True,
            True,
        )
        assert (flag.said, flag.wants, flag.quotes, flag.told) == (SAID.text, WANTS.text, (), "")
    deputys = await inboxes.rows("deputy")
    assert b64(flags[0].flag.id) not in [row["id"] for row in deputys]
    await inboxes.acknowledge("coordinator", flags[0])

    await student.at("help-leave").click()
    await student.at("record-open").click()
    await student.at("help-open").click()
    await expect(student.at("help-row")).to_have_attribute(
        "data-state", "received", timeout=SLOW_MS
    )
    await expect(student.at("help-said")).to_have_value("")

    # Sealed without a connection, sent when the app is opened again, wherever that is.
    before = len(await inboxes.rows("manager"))
    await fill(student.at("help-said"), "And one thing more.")
    await student.at("help-urgent-no").check()
    await desk.context.set_offline(True)
    await student.at("help-send").click()
    await student.at("help-unsent").wait_for()
    await student.phone.close_app()
    await desk.context.set_offline(False)
    await student.phone.open_room()
    await student.at("waiting-screen").wait_for()
    await inboxes.wait_for("manager", count=before + 1)
    assert (await inboxes.newest("manager")).flag.said == "And one thing more."

    told = everywhere(desk, town, ["Student 3"])
    told["kept on the phone"] = await kept_readable(student)
    assert SAID.seen_in(told) == []
    assert WANTS.seen_in(told) == []
    assert desk.watch.beyond(offline=True) == []
