"""Every screen of a student's, brought up one after the other and looked at.

Here: the way through them. Never here: what is found on them (looking.py, test_seeing.py).
"""

from playwright.async_api import Page, Route, expect

from client.api import b64
from client.sharing import Asking, ask_to_share, ledger_of
from client.worker import Worker
from crypto.wire.handover import Proposal
from tests.browser.filling import fill
from tests.browser.pairs import Pair
from tests.browser.phones import SLOW_MS
from tests.browser.team import Team, live
from tests.browser.ways import Way, no_answer

WORRYING = "I want to die."
LETTER = "I can't sleep before the exams."
ANSWER = "Thank you for writing. I'm here."
LONG = "Donaudampfschifffahrtsgesellschaftskapitän " * 4


async def _too_late(route: Route) -> None:
    await route.fulfill(status=409, json={"error": "seen"})


async def before_the_team(way: Way) -> None:
    """Nobody certified yet: closed. And no service, no Telegram, no session."""
    await way.phone.give_to("Student 1")
    await way.phone.start()
    await way.phone.open_room()
    await way.see("shut")
    async with way.answering("**/api/service", no_answer):
        await way.again()
        await way.see("unreachable")
    await way.phone.close_app()


async def unanswered(way: Way) -> None:
    """Known here, and the service does not answer, takes long, or refuses what Telegram signed."""
    async with way.answering("**/api/launch", no_answer):
        await way.again()
        await way.see("unreachable", "known")
    async with way.answering("**/api/launch", lambda _: None):
        await way.again()
        await way.see("loading")
    refused = {"status": 401, "json": {"error": "signed_out"}}
    async with way.answering("**/api/launch", lambda route: route.fulfill(**refused)):
        await way.again()
        await way.see("expired")
    await way.again()
    await way.student.at("letter-screen").wait_for(timeout=SLOW_MS)


async def agreeing(way: Way) -> None:
    """What is private, for each age; the policy; coming back; something of ours that breaks."""
    await way.phone.open_room()
    await way.see("agree-screen")
    await way.tap("age-under-18")
    await way.see("agree-screen", "under-18")
    await way.over("crisis-open", "crisis-dialog", "crisis-close")
    await way.tap("policy-read")
    await way.see("policy-screen")
    await way.tap("back", "been-here")
    await fill(way.student.at("return-words"), "abandon " * 11 + "zzzz")
    await way.tap("return-open")
    await way.see("return-screen")
    await way.over("return-anew", "anew-confirm", "anew-confirm-no")
    await way.tap("back")
    break_it = "() => { Array.prototype.findIndex = () => { throw new Error('broken'); }; }"
    await way.student.at("heading").evaluate(break_it)
    await way.tap("age-adult")
    await way.see("broken")
    await way.again()


async def writing(way: Way) -> None:
    """The letter, with everything that can stand beside it."""
    await way.student.agree()
    await way.see("letter-screen")
    await fill(way.student.at("letter"), WORRYING)
    await way.see("hint")
    await way.tap("hint-close")
    for name in ("avoid", "root-check"):
        await way.fold(name)
    await fill(way.student.at("letter"), "a long letter " * 1000)
    await way.see("letter-screen", "too-long")
    await fill(way.student.at("letter"), LETTER)
    async with way.answering("**/api/requests", no_answer):
        await way.tap("send-letter")
        await way.see("unsent-screen")
        await way.tap("unsent-discard")
        await way.see("letter-screen", "kept")


async def waiting(way: Way, worker: Worker) -> Pair:
    """Waiting, its cards, the key on paper; somebody reads it and answers."""
    student = way.student
    await way.tap("send-letter")
    await way.see("waiting-screen")
    cards = ("letter", "name", "about", "avoid", "keep", "contact", "someone", "check")
    for name in cards:
        await way.fold(f"card-{name}")
    await way.tap("own-letter")
    await way.over("cancel", "cancel-confirm", "cancel-confirm-no")
    await way.tap("card-keep-toggle", "keep-words")
    await way.see("words")
    await way.tap("words-written")
    await way.see("words-check")
    await way.tap("card-keep-toggle")
    (offer,) = await worker.queue()
    await worker.claim(offer.case)
    state = student.at("waiting-state")
    await expect(state).to_have_attribute("data-state", "claimed", timeout=SLOW_MS)
    await way.see("waiting-screen", "claimed")
    room = await worker.accept(offer.case, ANSWER)
    await student.room()
    await student.sees(ANSWER)
    return Pair(worker=worker, room=room, line=await live(way.town, worker))


async def talking(way: Way, pair: Pair) -> None:
    """The room, what can be asked in it, and what goes wrong in it."""
    student = way.student
    await student.say(LONG.strip())
    await student.say("I regret this.")
    await student.tick("I regret this.", "sent")
    await way.see("room-screen")
    await student.message("I regret this.").get_by_test_id("unsend").click()
    await way.see("unsend-confirm")
    async with way.answering("**/unsend", _too_late):
        await way.tap("unsend-confirm-yes")
        await way.see("unsend-late")
        await way.tap("unsend-late-close")
    await pair.sees()
    await way.over("room-menu", "room-menu-dialog", "room-menu-close")
    await way.tap("room-menu")
    await way.over("somebody-else", "somebody-else-confirm", "somebody-else-confirm-no")
    await way.tap("room-menu-close")
    await fill(student.at("message-box"), WORRYING)
    await way.see("hint", "room")
    await fill(student.at("message-box"), "word " * 3000)
    await way.see("room-screen", "too-long")
    await fill(student.at("message-box"), "")
    await way.desk.context.set_offline(True)
    await student.say("This one waits.")
    await way.see("room-offline")
    await way.desk.context.set_offline(False)
    await student.tick("This one waits.", "sent")


async def consenting(way: Way, pair: Pair) -> None:
    """Asked whether something may be passed on, and answered."""
    asking = Asking(
        what="That I sleep badly.",
        recipient="The sleep clinic",
        wording="I agree that this is passed on to the sleep clinic, and to nobody else.",
        until=pair.room.now() + 86_400,
    )
    await pair.room.catch_up()
    ring = pair.worker.person.ring
    await pair.room.state(pair.line, ask_to_share(pair.room, asking, ring=ring))
    await way.see("statement", "asked")
    await way.tap("share-answer", "answer-avoid-named", "answer-agree")
    await way.see("answer-dialog")
    await fill(way.student.at("answer-whom"), "My parents")
    await way.tap("answer-agree")
    await way.see("statement", "agreed")
    await way.over("share-withdraw", "share-withdraw-confirm", "share-withdraw-confirm-no")
    await pair.room.catch_up()
    (row,) = ledger_of(pair.room).asks
    assert row.words[0].word.whom == "My parents"


async def going_on(way: Way, pair: Pair, team: Team) -> None:
    """Somebody else is proposed, asked and found; who one is; nothing of it comes about."""
    other = await team.worker("Worker 2")
    case = b64(pair.room.case)
    paper = Proposal(case=pair.room.case, certificate=b"", standing=True)
    await pair.room.catch_up()
    await pair.room.hand_in(pair.line, paper)
    await way.see("handover-proposed")
    await way.over("handover-choose", "handover-asked", "handover-wait")
    await way.tap("handover-choose", "handover-ask-all")
    await way.see("handover-looking")
    await other.person.api.post(f"/api/handovers/{case}/take")
    await way.see("handover-willing")
    await way.tap("handover-decide")
    for what in ("summary", "everything"):
        await way.student.at(f"along-{what}").check()
        await way.see("along", what)
    await way.tap("along-close")
    await other.person.api.post(f"/api/handovers/{case}/pass")
    await way.see("handover-looking", "nobody")
    await way.tap("handover-stop", "room-menu", "identity-open")
    await way.student.at("identity-tick-name").check()
    await way.see("identity")
    await way.tap("identity-close", "room-menu-close")


async def asking_for_help(way: Way) -> None:
    """*I need more help than this*: its form, waiting to be sent, sent."""
    student = way.student
    await way.tap("room-menu", "help-open")
    await way.see("help-screen")
    await student.at("help-urgent-yes").check()
    await fill(student.at("help-said"), "Something happened.")
    await fill(student.at("help-wants"), "Somebody to ring.")
    await way.see("help-screen", "urgent")
    async with way.answering("**/api/flags", no_answer):
        await way.tap("help-send")
        await way.see("help-waiting")
        await way.tap("help-again")
    await way.see("help-done")
    await way.tap("help-leave")


async def own_record(way: Way) -> None:
    """*My record*, each part of it, and taking the agreement back."""
    await way.tap("room-menu", "record-open")
    await way.see("record-screen")
    for name in (
        "purpose-conversation",
        "purpose-supervision",
        "record-accesses",
        "record-key",
        "record-check",
        "record-noted",
        "record-copy",
    ):
        await way.fold(name)
    await way.tap("record-check-toggle", "root-compare")
    await way.see("root-words")
    await way.over("withdraw", "withdraw-confirm", "withdraw-confirm-no")
    await way.tap("purpose-statistics-toggle")
    asked = "withdraw-statistics-confirm"
    await way.over("withdraw-statistics", asked, f"{asked}-no")
    await way.tap("sign-out-others", "complain-open")
    await complaining(way)
    await way.tap("back")


async def complaining(way: Way) -> None:
    """*Something went wrong*: about a holder, not sent, sent."""
    await way.tap("complain-kind-holder", "complain-who-more")
    await way.see("complain-screen", "more")
    await way.tap("complain-who-deputy")
    await fill(way.at("complain-said"), "Nobody answered for a week.")
    async with way.answering("**/api/reports", no_answer):
        await way.tap("complain-send")
        await way.see("complain-came")
    await way.tap("complain-send")
    await way.see("complain-mine")
    await way.tap("back")


async def elsewhere(way: Way) -> None:
    """The same room, opened once more with the same storage."""
    other = way.desk.phone(2)
    await other.give_to("Student 1")
    await other.open_room()
    await other.at("room-screen").wait_for(timeout=SLOW_MS)
    await way.student.say("Am I still here?")
    await way.see("elsewhere")
    await other.close_app()
    await way.tap("use-here")
    await way.student.room()


async def ending(way: Way) -> None:
    """Ended, read again, written again."""
    await way.tap("room-menu", "close-room")
    await way.see("close-confirm")
    await way.tap("close-confirm-yes")
    await way.see("closed-screen")
    await way.tap("closed-read")
    await way.see("closed-room")
    await way.tap("back", "write-again")
    await way.see("letter-screen", "again")


async def erasing(way: Way) -> None:
    """A copy of everything, and then nothing is left of it."""
    await way.tap("record-open", "record-copy-toggle", "copy-make")
    await way.see("copy-page")
    await way.tap("record-erase-toggle")
    await way.see("record-erase")
    await way.tap("erase-all")
    await way.see("erase-confirm")
    await way.tap("erase-confirm-yes")
    await way.see("erased")


async def refused(way: Way) -> None:
    """Nobody who may answer; a poster that is not this service's."""
    await way.phone.close_app()
    await way.phone.give_to("Student 2")
    await way.phone.start()
    await way.phone.open_room()
    await way.at("age-under-18").check()
    await way.tap("agree")
    await way.see("nobody")
    await way.phone.close_app()
    await way.phone.give_to("Student 3")
    await way.phone.start()
    await way.phone.open_link(way.town.link("r_" + "A" * 22))
    await way.at("age-adult").check()
    await way.tap("agree")
    await way.see("mismatch")


async def outside(way: Way) -> None:
    """Opened in a browser, without Telegram."""
    page: Page = await way.desk.context.new_page()
    await page.goto(f"{way.town.origin}/app/")
    await page.get_by_test_id("outside").wait_for()
    await way.look.alone(page, "outside")
    await page.close()


async def of_a_student(way: Way, team: Team) -> None:
    """From *agree* to the end."""
    worker = await team.worker("Worker 1")
    await agreeing(way)
    await writing(way)
    await unanswered(way)
    pair = await waiting(way, worker)
    await talking(way, pair)
    await consenting(way, pair)
    await going_on(way, pair, team)
    await asking_for_help(way)
    await own_record(way)
    await elsewhere(way)
    await ending(way)
    await erasing(way)
    await refused(way)
    await outside(way)
    await pair.line.close()
