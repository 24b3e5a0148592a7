"""A worker's screens, from their link to a conversation that ends, brought up and looked at.

Here: the way through them. Never here: what is found on them (looking.py).
"""

from client.asking import Story
from client.student import Student
from tests.browser.concern import Concern
from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS
from tests.browser.staff import PASSPHRASE
from tests.browser.supervision import NoteTexts, begin_note, fill_note
from tests.browser.team import Team, live
from tests.browser.ways import Way, no_answer

NAME = "Worker 1"
TOPIC = "Nights"
CALLED = "Quillanne"
WORRYING = "I want to die tonight."
LONG = "Donaudampfschifffahrtsgesellschaftskapitän " * 4
NOTE = NoteTexts(
    theme="health",
    happened=f"{CALLED} can't sleep. Call 07700 900123. Heather came, too.",
    wish="What do I say at night?",
    own="Tired.",
)


async def enrolling(way: Way, team: Team) -> None:
    """From a link to a queue with nobody in it."""
    token = await team.coordinator.invite_worker(label=NAME)
    await way.phone.give_to(NAME)
    await way.phone.open_link(way.town.link(f"i_{token}"))
    await way.see("agreement-screen", "worker")
    await way.staff.enrol(NAME)
    await way.at("own-words").wait_for(timeout=SLOW_MS)
    await way.see("waiting-screen")
    await team.certify(NAME)
    await way.see("worker-queue", "empty")


async def asking(team: Team, name: str) -> Student:
    """A student of the reference client whose request waits."""
    student = Student(person=team.town.person(name, side="student"))
    await student.agree()
    await student.ask(Story(text=WORRYING, topic=TOPIC, name=CALLED))
    return student


async def claiming(way: Way) -> None:
    """A request, what can be done with it, and the letter behind it."""
    await way.see("request")
    await way.over("recuse", "recuse-confirm", "recuse-confirm-no")
    await way.staff.claim(TOPIC)
    await way.see("claimed-screen")
    await way.over("release", "release-confirm", "release-confirm-no")
    await way.over("concern", "guide", "guide-close")
    await way.tap("back")
    await way.see("reading")
    await way.tap("reading-open")
    await fill(way.at("first-reply"), "word " * 3000)
    await way.see("claimed-screen", "too-long")
    await way.staff.accept("I'm here.")


async def talking(way: Way, student: Student) -> None:
    """The room, its side sheet, and each thing that is opened from there."""
    assert student.asked is not None
    room = await student.enter(student.asked.case)
    line = await live(way.town, student)
    await room.say(line, LONG.strip())
    await way.staff.sees(LONG.strip())
    await way.staff.say("I regret this.")
    await way.staff.tick("I regret this.", "sent")
    await way.see("worker-room")
    await way.staff.message("I regret this.").get_by_test_id("unsend").click()
    await way.see("unsend-confirm")
    await way.tap("unsend-confirm-no")
    await way.over("room-menu", "side-sheet", "side-close")
    await way.tap("room-menu", "signposts-open")
    await way.at("signpost").first.wait_for(timeout=SLOW_MS)
    await way.see("signposts")
    await way.tap("signposts-close", "case-record-open")
    await way.at("record-kind").select_option("signposted")
    await way.fill(record_text=f"Told {CALLED} about the clinic in Lancaster")
    await way.tap("record-add")
    await way.at("record-found").wait_for(timeout=SLOW_MS)
    await way.see("case-record", "found")
    await way.tap("record-anyway")
    await way.at("record-line").wait_for(timeout=SLOW_MS)
    await way.see("case-record")
    await way.tap("record-close", "room-menu", "aside-open")
    await way.see("aside")
    await way.tap("aside-know")
    await way.see("aside-confirm")
    await way.tap("aside-confirm-no", "room-menu", "share-open")
    await way.see("share-form")
    await way.fill(share_recipient="The sleep clinic", share_what="That they sleep badly.")
    await way.at("share-nature-phone").check()
    await way.fill(share_when="2026-01-05T10:30")
    await way.see("share-preview")
    await way.tap("share-send")
    await way.at("share-form").wait_for(state="detached")
    await way.see("statement", "worker")
    await way.desk.context.set_offline(True)
    await way.staff.say("This one waits.")
    await way.see("room-offline")
    await way.desk.context.set_offline(False)
    await way.staff.tick("This one waits.", "sent")
    await line.close()


async def noting(way: Way) -> None:
    """A note: its boxes, the names found in it, each choice, not sent, sent."""
    await begin_note(way.staff)
    await way.tap("note-check")
    await way.see("note-fault")
    await fill_note(way.staff, NOTE)
    await way.see("pseudonymise")
    await way.over("pseudonym-mark", "pseudonym-menu", "pseudonym-close")
    await way.tap("pseudonym-replace-rest")
    await way.at("pseudonym-confirm").check()
    async with way.answering("**/api/entries", no_answer):
        await way.tap("pseudonym-done")
        await way.see("note-trouble")
    await way.tap("note-again")
    await way.see("note-sent")
    await way.tap("note-done")


async def raising(way: Way) -> None:
    """A concern, each of its questions, not sent, sent."""
    form = Concern(worker=way.staff)
    await way.tap("room-menu", "concern-raise")
    await way.see("concern-screen", "danger")
    await way.tap("concern-danger-yes")
    await way.see("concern-screen", "called")
    await way.over("concern-discard", "concern-discard-confirm", "concern-discard-confirm-no")
    await way.fill(concern_called="The porter")
    await form.next()
    await way.see("concern-screen", "ground")
    await form.ground("safeguarding")
    for name in ("said", "wants", "told"):
        await form.step(name)
        await way.see("concern-screen", name)
        await form.write(name, "Something that was said.")
    await form.step("holder")
    await way.see("concern-screen", "holder")
    await form.about("neither")
    await form.step("review")
    await way.see("concern-screen", "review")
    async with way.answering("**/api/flags", no_answer):
        await way.tap("concern-send")
        await way.see("concern-waiting")
    await way.tap("concern-again")
    await way.see("concern-done")
    await way.tap("concern-leave")


async def tabs(way: Way) -> None:
    """What lies beside the conversations."""
    await way.tap("back")
    await way.staff.tab("conversations")
    await way.see("worker-conversations")
    await way.staff.tab("notes")
    await way.at("own-note").wait_for(timeout=SLOW_MS)
    await way.see("worker-notes")
    await way.staff.tab("load")
    await way.see("worker-load")
    await way.tap("shift-end")
    await way.see("worker-load", "ends")
    await way.tap("shift-back", "rota-open")
    await way.see("worker-rota")
    await way.tap("back")
    await way.staff.tab("incidents")
    await way.see("worker-incidents")
    await way.staff.tab("kit")
    await way.see("worker-kit")
    await way.tap("passphrase-change")
    await way.see("passphrase-save", "worker")


async def practising(way: Way) -> None:
    """The practice room's first screen and its side sheet; the rest is looked at by its story."""
    await way.staff.tab("load")
    await way.tap("practise")
    await way.see("practice-begin")
    await way.tap("practice-start")
    await way.over("practice-menu", "practice-side", "practice-side-close")
    await way.tap("practice-menu", "practice-close")
    await way.see("practice-close-confirm")
    await way.tap("practice-close-confirm-yes")
    await way.see("practice-over")
    await way.tap("practice-leave")


async def ending(way: Way) -> None:
    """How it went, ended; nothing new for a while; having to stop."""
    await way.staff.tab("conversations")
    await way.tap("conversation", "room-menu", "close-room")
    await way.see("close-confirm", "worker")
    await way.tap("ask-outcome-toggle")
    await way.see("close-confirm", "asked")
    await way.at("heavy-on").check()
    await way.tap("close-confirm-yes")
    await way.staff.tab("load")
    await way.see("worker-load", "resting")
    await way.tap("duty-stop")
    await way.see("stopped")
    await way.tap("duty-back")
    await way.tap("desk-lock")
    await way.see("locked-screen", "worker")
    await way.staff.unlock(PASSPHRASE)


async def of_a_worker(way: Way, team: Team) -> None:
    """From the link to the end of a shift."""
    await enrolling(way, team)
    student = await asking(team, "Student 1")
    await claiming(way)
    await talking(way, student)
    await noting(way)
    await raising(way)
    await tabs(way)
    await practising(way)
    await ending(way)
