"""The room on a bad day: reloads, two windows, no network, quick exit, odd texts (attack 24)."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Route, WebSocketRoute, expect

from client.worker import Worker
from tests.browser.arrived import in_the_room
from tests.browser.conftest import Desk, Pages
from tests.browser.filling import fill
from tests.browser.pairs import ANSWER, LETTER, Pair, open_pair
from tests.browser.phones import SLOW_MS, Student
from tests.browser.team import Team
from tests.browser.town import Town

LONGEST = 8000
MOST_PAGES = 5
EMOJI = "👩🏽‍🎓 passed! 🎉 e\u0301 🏳️‍🌈"
ARABIC = "لا أستطيع النوم قبل الامتحان"
DEAF = """addEventListener('message', (event) => {
  if (window.deaf) event.stopImmediatePropagation();
}, true);"""
SIDEWAYS = "() => [document.documentElement.scrollWidth, innerWidth]"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def worker(team: Team) -> Worker:
    """Somebody who can answer."""
    return await team.worker("Worker 1")


@pytest_asyncio.fixture(loop_scope="session")
async def pair(
    request: pytest.FixtureRequest, desk: Desk, worker: Worker, town: Town
) -> AsyncIterator[Pair]:
    """A new student at phone 1, in the room with the worker."""
    made = await in_the_room(desk.phone(1), worker, town, request.node.name[5:60])
    yield made
    await made.line.close()


async def test_a_reload_before_the_acknowledgement_sends_once(
    pages: Pages, worker: Worker, town: Town
) -> None:
    lost: list[str] = []
    swallow = False

    def between(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def back(frame: str | bytes) -> None:
            if swallow and '"ack"' in str(frame):
                lost.append(str(frame))
            else:
                route.send(frame)

        server.on_message(back)

    desk = await pages(socket=between)
    student = desk.student()
    await student.come_in("Student who reloads")
    pair = await open_pair(student, worker, town)
    swallow = True
    await student.say("Did you get this?")
    await student.tick("Did you get this?", "sending")
    await town.until(lambda: len(lost) > 0)
    assert await pair.reads() == ["Did you get this?"]
    swallow = False
    await student.phone.part("webapp-reload").click()
    await student.tick("Did you get this?", "sent")
    await student.say("And this?")
    await student.tick("And this?", "sent")
    assert await student.texts() == [ANSWER, "Did you get this?", "And this?"]
    assert await pair.reads() == ["Did you get this?", "And this?"]
    await pair.line.close()


async def test_an_answer_that_the_socket_overtook_is_no_roll_back(
    desk: Desk, pair: Pair, town: Town
) -> None:
    """A page of messages is on its way while one is sent: an honest room shows no warning."""
    student = desk.student()
    held: asyncio.Queue[asyncio.Event] = asyncio.Queue()

    async def late(route: Route) -> None:
        # Playwright itself does not know the phones' names for this machine.
        split = urlsplit(route.request.url)
        answer = await route.fetch(url=f"{town.origin}{split.path}?{split.query}")
        let_go = asyncio.Event()
        held.put_nowait(let_go)
        await let_go.wait()
        await route.fulfill(response=answer)

    await desk.page.route(re.compile("/api/cases/[^/]+/messages"), late)
    await desk.context.set_offline(True)
    await student.at("room-offline").wait_for()
    await desk.context.set_offline(False)
    said: list[str] = []
    # Every page is overtaken, the last one too: nothing asked later could set a warning right.
    with suppress(TimeoutError):
        while len(said) < MOST_PAGES:
            let_go = await asyncio.wait_for(held.get(), SLOW_MS / 1000 if not said else 3)
            said.append(f"Faster than page {len(said) + 1}.")
            await student.say(said[-1])
            await student.tick(said[-1], "sent")
            let_go.set()
    assert said
    await pair.say("Yes.")
    await student.sees("Yes.")
    await expect(student.at("chain-warning")).to_have_count(0)
    assert await pair.reads() == said


async def test_two_windows_of_one_device_send_nothing_twice(desk: Desk, pair: Pair) -> None:
    first, second = desk.student(1), desk.student(2)
    name = await desk.phone(1).part("person-select").locator("option:checked").inner_text()
    await first.say("From the first window.")
    await first.tick("From the first window.", "sent")
    await desk.phone(2).give_to(name)
    await desk.phone(2).open_room()
    await second.room()
    await second.tick("From the first window.", "sent")
    await second.say("From the second window.")
    await second.tick("From the second window.", "sent")
    await first.at("use-here").click()
    await first.say("From the first again.")
    await first.tick("From the first again.", "sent")
    await expect(second.at("elsewhere")).to_be_visible()
    said = ["From the first window.", "From the second window.", "From the first again."]
    assert await first.texts() == [ANSWER, *said]
    assert await pair.reads() == said
    await pair.say("Both of you?")
    await first.sees("Both of you?")
    await expect(second.at("elsewhere")).to_be_visible()
    assert desk.watch.beyond() == []


async def test_what_is_written_offline_waits_and_arrives_once_in_order(
    desk: Desk, pair: Pair
) -> None:
    student = desk.student()
    await desk.context.set_offline(True)
    said = [f"Offline {number}" for number in range(5)]
    for text in said:
        await student.say(text)
        await student.tick(text, "sending")
    await expect(student.at("room-offline")).to_contain_text("5 messages are waiting")
    await pair.say("Meanwhile here.")
    await desk.context.set_offline(False)
    await student.sees("Meanwhile here.")
    for text in said:
        await student.tick(text, "sent")
    await expect(student.at("room-offline")).to_have_count(0)
    assert await pair.reads() == said
    shown = await student.texts()
    assert sorted(shown) == sorted([ANSWER, "Meanwhile here.", *said])
    assert [text for text in shown if text in said] == said
    assert desk.watch.beyond(offline=True) == []


async def test_a_closed_app_resumes_with_its_queue_and_its_draft(desk: Desk, pair: Pair) -> None:
    student = desk.student()
    await desk.context.set_offline(True)
    await student.say("Written before closing.")
    await student.tick("Written before closing.", "sending")
    await fill(student.at("message-box"), "Not finished")
    await student.phone.close_app()
    await pair.say("While you were away.")
    await desk.context.set_offline(False)
    await student.phone.open_room()
    await student.room()
    await student.sees("While you were away.")
    await student.tick("Written before closing.", "sent")
    await expect(student.at("message-box")).to_have_value("Not finished")
    assert await pair.reads() == ["Written before closing."]


async def test_quick_exit_offline_takes_the_text_away_first(desk: Desk, pair: Pair) -> None:
    student, phone = desk.student(), desk.phone(1)
    await student.say("Nobody should see this.")
    await student.tick("Nobody should see this.", "sent")
    await desk.context.set_offline(True)
    left = await student.at("leave-now").evaluate(
        "(button) => { button.click(); return document.body.textContent + document.title; }"
    )
    assert left == ""
    await expect(phone.part("webapp")).to_have_count(0)

    # A client that ignores the wish to close is left with an empty page, also without a network.
    await desk.context.set_offline(False)
    await desk.context.add_init_script(DEAF)
    await desk.page.reload()
    await phone.open_room()
    await student.tick("Nobody should see this.", "sent")
    await desk.page.evaluate("() => { window.deaf = true; }")
    await desk.context.set_offline(True)
    await student.at("leave-now").click()
    frame = next(one for one in desk.page.frames if one.parent_frame is not None)
    await frame.wait_for_url("about:blank")
    await expect(phone.app.locator("body")).to_have_text("")
    await desk.context.set_offline(False)
    assert await pair.reads() == ["Nobody should see this."]


async def test_long_texts_emoji_and_right_to_left(desk: Desk, pair: Pair) -> None:
    student = desk.student()
    long = "Well, it began in the autumn. " * (LONGEST // 30) + "x" * (LONGEST % 30)
    for text in (EMOJI, ARABIC, "two\nlines", long):
        await student.say(text)
        await student.tick(text, "sent")
    assert await pair.reads() == [EMOJI, ARABIC, "two\nlines", long]
    await pair.say(ARABIC + " جدا")
    await student.sees(ARABIC + " جدا")
    arabic = student.message(ARABIC).locator(".bubble-text")
    assert await arabic.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
    await fill(student.at("message-box"), long + "!")
    await expect(student.at("message-too-long")).to_be_visible()
    await expect(student.at("send-message")).to_be_disabled()
    assert await fits(student)
    assert desk.watch.beyond() == []


async def fits(student: Student) -> bool:
    """Whether the screen needs no scrolling to the side."""
    wide, there = await student.at("heading").evaluate(SIDEWAYS)
    return bool(wide <= there)


async def test_every_screen_at_320_pixels_without_scrolling_sideways(
    desk: Desk, worker: Worker
) -> None:
    student, phone = desk.student(), desk.phone(1)
    await phone.give_to("Student with a small phone")
    await phone.start()
    await phone.open_room()
    await phone.part("webapp-frame").evaluate("(frame) => { frame.style.width = '320px'; }")
    assert await student.at("heading").evaluate("() => innerWidth") == 320
    assert await fits(student)
    await student.agree()
    assert await fits(student)
    await student.at("avoid-toggle").click()
    assert await fits(student)
    await student.send_letter(LETTER)
    for card in ("letter", "name", "about", "avoid", "keep", "contact", "someone", "check"):
        await student.at(f"card-{card}-toggle").click()
        assert await fits(student), card
    await student.at("crisis-open").click()
    await student.at("crisis-dialog").wait_for()
    assert await fits(student)
    await student.at("crisis-close").click()
    await student.at("record-open").click()
    await student.at("record-screen").wait_for()
    assert await fits(student)
    await student.at("back").click()
    (offer,) = await worker.queue()
    await worker.claim(offer.case)
    await worker.accept(offer.case, "Averylongwordwithoutanybreak" * 20)
    await student.room()
    await student.say("Anotherlongwordwithoutanybreak" * 20)
    assert await fits(student)
    await worker.close(offer.case)
    await student.at("closed-screen").wait_for(timeout=SLOW_MS)
    assert await fits(student)
    await student.at("closed-read").click()
    await student.at("closed-room").wait_for()
    assert await fits(student)
    assert desk.watch.beyond() == []


async def tab_to(student: Student, testid: str, *, most: int = 25) -> None:
    """Press Tab until something has the focus; AssertionError when it never gets it."""
    for _ in range(most):
        await student.phone.page.keyboard.press("Tab")
        if await student.at(testid).evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError(f"{testid} cannot be reached")


async def test_the_whole_path_by_keyboard(desk: Desk, worker: Worker) -> None:
    student, phone, keys = desk.student(), desk.phone(1), desk.page.keyboard
    await phone.give_to("Student with a keyboard")
    await phone.start()
    await phone.open_room()
    await student.at("heading").focus()
    await tab_to(student, "age-adult")
    await keys.press("Space")
    await tab_to(student, "agree")
    await keys.press("Enter")
    await expect(student.at("letter")).to_be_focused()
    await keys.type(LETTER)
    await tab_to(student, "send-letter")
    await keys.press("Enter")
    await student.at("waiting-screen").wait_for()
    (offer,) = await worker.queue()
    await worker.claim(offer.case)
    await worker.accept(offer.case, ANSWER)
    await student.room()
    await tab_to(student, "message-box")
    await keys.type("By keyboard")
    await keys.press("Shift+Enter")
    await keys.type("alone.")
    await keys.press("Enter")
    await student.tick("By keyboard\nalone.", "sent")
    await keys.press("Shift+Tab")
    await student.at("crisis-open").focus()
    await keys.press("Enter")
    await student.at("crisis-dialog").wait_for()
    await keys.press("Escape")
    await expect(student.at("crisis-dialog")).to_have_count(0)
    await expect(student.at("crisis-open")).to_be_focused()
    assert desk.watch.beyond() == []
