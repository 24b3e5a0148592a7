"""The page in a real browser, with a small Mini App of the test's own.

Here: phones, chats, and the Mini App's host. Never here: our Mini App. All of them share a browser,
which most of each one's time would go into, and so its loop; the sandbox and the page are each
one's own.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from playwright.async_api import (
    Browser,
    FrameLocator,
    Locator,
    Page,
    async_playwright,
    expect,
)
from playwright.async_api import Route as PageRoute
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, WebAppInfo
from telegram.ext import ExtBot

from sandbox import Sandbox, World
from sandbox.acts import Phone
from sandbox.app import PAGE
from tests.browser.filling import fill
from tests.chromium import ARGS, BROWSER
from tests.sandbox.conftest import running_bot, serving
from tests.sandbox.small_app import ask, heard, small_app

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

SLOW_S = 0.3
"""How long a slow answer takes."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=BROWSER, args=ARGS)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox(world: World) -> AsyncIterator[Sandbox]:
    async with Sandbox(world=world) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def bot(sandbox: Sandbox) -> AsyncIterator[ExtBot[None]]:
    async with running_bot(sandbox) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, sandbox: Sandbox) -> AsyncIterator[Page]:
    assert (PAGE / "index.html").is_file(), "build the page first: npm run build:sandbox"
    opened = await browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    opened.set_default_timeout(60_000)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    await opened.goto(sandbox.base_url)
    await expect(opened.get_by_test_id("live")).to_have_text("live")
    yield opened
    await opened.close()
    assert errors == []


@pytest_asyncio.fixture(loop_scope="module")
async def app_url() -> AsyncIterator[str]:
    async with serving() as serve:
        yield await serve(small_app()) + "/app"


async def open_room(bot: ExtBot[None], phone: Locator, person: Phone, url: str) -> FrameLocator:
    """START, the bot's answer with a Mini App button, and a tap on it."""
    await phone.get_by_test_id("start").click()
    await expect(phone.get_by_test_id("message-own")).to_contain_text("/start")
    button = InlineKeyboardButton("Open my private room", web_app=WebAppInfo(url))
    await bot.send_message(
        person.person.id, "Hello <not markup>", reply_markup=InlineKeyboardMarkup([[button]])
    )
    await expect(phone.get_by_test_id("message-bot")).to_contain_text("Hello <not markup>")
    await phone.get_by_role("button", name="Open my private room").click()
    frame = phone.frame_locator("[data-testid=webapp-frame]")
    await heard(frame, "set_custom_style")
    return frame


async def test_a_student_starts_and_opens_the_mini_app(
    page: Page, bot: ExtBot[None], world: World, student: Phone, app_url: str
) -> None:
    await bot.set_my_description("Call 999 in danger.")
    phone = page.get_by_test_id("phone-1")
    await expect(phone.get_by_test_id("description")).to_have_text("Call 999 in danger.")
    frame = await open_room(bot, phone, student, app_url)
    await expect(phone.get_by_test_id("description")).to_be_hidden()

    async def custom(method: str, params: dict[str, object]) -> object:
        request: dict[str, object] = {"req_id": method, "method": method, "params": params}
        await ask(frame, "web_app_invoke_custom_method", request)
        answer = await heard(frame, "custom_method_invoked", f'"req_id":"{method}"')
        assert answer["req_id"] == method
        return answer.get("result", answer.get("error"))

    assert await custom("saveStorageValue", {"key": "seed", "value": "abc"}) is True
    assert await custom("getStorageKeys", {}) == ["seed"]
    assert await custom("getStorageValues", {"keys": ["seed", "no"]}) == {"seed": "abc", "no": ""}
    assert world.cloud.of(student.person.id) == {"seed": "abc"}
    assert await custom("deleteStorageValues", {"keys": ["bad key"]}) == "KEY_INVALID"

    for store in ("secure", "device"):
        await ask(frame, f"web_app_{store}_storage_get_key", {"req_id": "7", "key": "k"})
        failed = await heard(frame, f"{store}_storage_failed")
        assert failed == {"req_id": "7", "error": "UNSUPPORTED"}

    await ask(frame, "web_app_request_theme")
    theme = await heard(frame, "theme_changed")
    assert theme["theme_params"]["bg_color"] == "#ffffff"  # type: ignore[index]
    await page.get_by_test_id("theme").click()
    dark = frame.locator("li", has_text="#212121")
    await dark.wait_for()
    await ask(frame, "web_app_request_viewport")
    viewport = await heard(frame, "viewport_changed")
    assert viewport["is_expanded"] is True
    await ask(frame, "web_app_read_text_from_clipboard", {"req_id": "9"})
    assert await heard(frame, "clipboard_text_received") == {"req_id": "9", "data": None}
    await ask(frame, "web_app_request_write_access")
    assert await heard(frame, "write_access_requested") == {"status": "allowed"}
    await frame.get_by_role("button", name="Copy").click()
    await expect(phone.get_by_test_id("webapp")).to_have_count(0)  # closed once it has copied


async def test_buttons_popups_and_closing(
    page: Page, bot: ExtBot[None], student: Phone, app_url: str
) -> None:
    phone = page.get_by_test_id("phone-1")
    frame = await open_room(bot, phone, student, app_url)
    await expect(phone.get_by_test_id("webapp-back")).to_be_hidden()
    await ask(frame, "web_app_setup_back_button", {"is_visible": True})
    await phone.get_by_test_id("webapp-back").click()
    await heard(frame, "back_button_pressed")

    main = phone.get_by_test_id("main-button")
    shown: dict[str, object] = {"is_visible": True, "is_active": True, "text": "Agree"}
    await ask(frame, "web_app_setup_main_button", {**shown, "color": "#112233"})
    await expect(main).to_have_css("background-color", "rgb(17, 34, 51)")
    await main.click()
    await heard(frame, "main_button_pressed")
    await ask(frame, "web_app_setup_main_button", {"is_active": False})
    await expect(main).to_be_disabled()
    await ask(frame, "web_app_setup_secondary_button", {**shown, "text": "Not now"})
    await phone.get_by_test_id("secondary-button").click()
    await heard(frame, "secondary_button_pressed")
    await ask(frame, "web_app_setup_settings_button", {"is_visible": True})
    await phone.get_by_test_id("webapp-settings").click()
    await heard(frame, "settings_button_pressed")

    buttons = [{"id": "yes", "type": "destructive", "text": "Erase"}, {"id": "", "type": "cancel"}]
    await ask(frame, "web_app_open_popup", {"message": "Erase it?", "buttons": buttons})
    await phone.get_by_test_id("dialog-yes").click()
    assert await heard(frame, "popup_closed") == {"button_id": "yes"}

    await ask(frame, "web_app_setup_closing_behavior", {"need_confirmation": True})
    await phone.get_by_test_id("webapp-close").click()
    await phone.get_by_test_id("dialog-cancel").click()
    await expect(phone.get_by_test_id("webapp")).to_be_visible()
    await phone.get_by_test_id("webapp-close").click()
    await phone.get_by_test_id("dialog-close").click()
    await expect(phone.get_by_test_id("webapp")).to_have_count(0)


async def test_only_the_frame_itself_is_heard_and_a_silent_client_answers_nothing(
    page: Page, bot: ExtBot[None], student: Phone, app_url: str
) -> None:
    phone = page.get_by_test_id("phone-1")
    frame = await open_room(bot, phone, student, app_url)
    close = json.dumps({"eventType": "web_app_close"})
    await page.evaluate("(message) => window.postMessage(message, '*')", close)
    await ask(frame, "web_app_request_theme")
    await heard(frame, "theme_changed")
    await expect(phone.get_by_test_id("webapp")).to_be_visible()
    await phone.get_by_test_id("webapp-close").click()

    await phone.get_by_test_id("phone-menu").click()
    await phone.get_by_test_id("never-answers").click()
    await phone.get_by_role("button", name="Open my private room").click()
    await frame.get_by_text("kept:yes").wait_for()
    await ask(frame, "web_app_request_theme")
    await ask(frame, "web_app_close")
    await expect(phone.get_by_test_id("webapp")).to_have_count(0)
    await phone.get_by_role("button", name="Open my private room").click()
    await frame.get_by_text("kept:yes").wait_for()
    await expect(frame.locator("li")).to_have_count(0)


async def test_devices_share_no_storage(page: Page, world: World, app_url: str) -> None:
    world.set_main_app(app_url)
    link = f"https://t.me/{world.bot_username}?startapp=root-1"
    world.announce_links([("Set-up: Coordinator", link)])
    first, second = page.get_by_test_id("phone-1"), page.get_by_test_id("phone-2")
    frames = [one.frame_locator("[data-testid=webapp-frame]") for one in (first, second)]
    await page.get_by_test_id("setup-link-set-up-coordinator-1").click()
    await frames[0].get_by_text("kept:null").wait_for()
    await fill(second.get_by_test_id("link-input"), link)
    await second.get_by_test_id("open-link").click()
    await frames[1].get_by_text("kept:null").wait_for()
    await first.get_by_test_id("webapp-reload").click()
    await heard(frames[0], "reload_iframe")
    await frames[0].get_by_text("kept:yes").wait_for()
    await first.get_by_test_id("phone-menu").wait_for()
    await first.get_by_test_id("webapp-close").click()
    await first.get_by_test_id("phone-menu").click()
    await first.get_by_test_id("new-device").click()
    await page.get_by_test_id("setup-link-set-up-coordinator-1").click()
    await frames[0].get_by_text("kept:null").wait_for()


async def test_finger_down_and_up_meet_the_same_button_whatever_is_told_between(
    page: Page, bot: ExtBot[None], world: World, student: Phone, app_url: str
) -> None:
    world.set_main_app(app_url)
    link = f"https://t.me/{world.bot_username}?startapp=root-1"
    others = [(f"Set-up: {number}", f"{link}{number}") for number in range(14)]
    world.announce_links([("First", link)])
    phone, second = page.get_by_test_id("phone-1"), page.get_by_test_id("phone-2")
    frame = await open_room(bot, phone, student, app_url)

    async def tapped(button: Locator, told: Callable[[], Awaitable[object]]) -> None:
        await button.hover()
        await page.mouse.down()
        await told()
        await page.mouse.up()

    async def more(count: int) -> None:
        async with page.expect_response("**/sandbox/state") as answer:
            world.announce_links([("First", link), *others[:count]])
        await (await answer.value).finished()
        await page.evaluate("() => new Promise((drawn) => setTimeout(drawn, 100))")

    # The page grows longer above the button, and has nothing to scroll by that.
    await page.set_viewport_size({"width": 1280, "height": 1600})
    await fill(second.get_by_test_id("link-input"), link)
    await tapped(second.get_by_test_id("open-link"), lambda: more(7))
    await expect(second.get_by_test_id("link-input")).to_have_value("")
    # The button stands in what is drawn.
    third = page.get_by_test_id("phone-3")
    await tapped(page.get_by_test_id("setup-link-first-3"), lambda: more(14))
    await third.get_by_test_id("webapp").wait_for()
    await expect(page.get_by_test_id("setup-links").locator(".link")).to_have_count(15)
    # The Mini App says what its button looks like, again.
    look: dict[str, object] = {"text": "Go on", "is_visible": True, "is_active": True}
    await ask(frame, "web_app_setup_main_button", look)
    await tapped(
        phone.get_by_test_id("main-button"),
        lambda: ask(frame, "web_app_setup_main_button", look),
    )
    await heard(frame, "main_button_pressed")


async def test_a_link_that_was_used_keeps_its_place_and_moves_no_mini_app(
    page: Page, bot: ExtBot[None], world: World, student: Phone, app_url: str
) -> None:
    """The page hears of no finger that is down in a Mini App: nothing may move it."""
    link = f"https://t.me/{world.bot_username}?startapp=root"
    labels = ("Coordinator: set up", "Manager, passphrase “sandbox passphrase”", "Deputy: set up")
    slugs = ("coordinator-set-up", "manager-passphrase-sandbox-passphrase", "deputy-set-up")

    def announce(*which: int, again: str = "") -> None:
        world.announce_links([(labels[one], f"{link}{one}{again}") for one in which])

    # All of the page is in sight: scrolling would make up for what moves.
    await page.set_viewport_size({"width": 1280, "height": 1600})
    announce(0, 1, 2)
    frame = await open_room(bot, page.get_by_test_id("phone-1"), student, app_url)
    rows = page.get_by_test_id("setup-links").locator(".link")
    await expect(rows).to_have_count(3)
    kept = frame.get_by_text("kept:")

    async def place() -> tuple[int, int]:
        box = await kept.bounding_box()
        assert box is not None
        return round(box["x"]), round(box["y"])

    await kept.hover()  # it stands still by then
    stood = await place()
    opens = [page.get_by_test_id(f"setup-link-{slug}-1") for slug in slugs]
    for left in ((1, 2), (2,), ()):
        await kept.hover()
        await page.mouse.down()
        announce(*left)
        for number, button in enumerate(opens):
            await expect(button).to_be_enabled(enabled=number in left)
            used = re.compile(r"\bused\b")
            has = expect(rows.nth(number))
            await (has.not_to_have_class(used) if number in left else has.to_have_class(used))
            hint = "Open on phone" if number in left else "Not in use"
            await expect(rows.nth(number).locator(".hint")).to_have_text(hint)
        assert await place() == stood
        await page.mouse.up()
    # A service that begins anew has others, in the same places.
    announce(0, 2, again="new")
    await expect(opens[0]).to_be_enabled()
    await expect(rows.first.locator("code")).to_have_text(f"{link}0new")
    await expect(opens[1]).to_be_disabled()
    await expect(rows).to_have_count(3)
    assert await place() == stood
    # What cannot be used any more is not shown to whoever comes later.
    await page.reload()
    await expect(rows).to_have_count(2)


async def test_what_is_told_faster_than_it_is_asked_for_is_drawn_all_the_same(
    page: Page, world: World
) -> None:
    async def slowly(route: PageRoute) -> None:
        await asyncio.sleep(SLOW_S)
        await route.continue_()

    await page.route("**/sandbox/state", slowly)
    rows = page.get_by_test_id("setup-links").locator(".link")
    link = f"https://t.me/{world.bot_username}?startapp=root"
    drawn: list[int] = []
    for number in range(12):
        world.announce_links([(f"Set-up: {one}", f"{link}{one}") for one in range(number + 1)])
        await asyncio.sleep(SLOW_S / 3)
        drawn.append(await rows.count())
    # Not only once nothing more is told.
    assert drawn[-1] > 0, drawn
    await expect(rows).to_have_count(12)
    await page.unroute_all(behavior="wait")


async def test_people_attach_edit_block_and_change_phones(
    page: Page, bot: ExtBot[None], world: World
) -> None:
    phone = page.get_by_test_id("phone-3")
    await phone.get_by_test_id("person-select").select_option(label="Student 2")
    await phone.get_by_test_id("start").click()
    await bot.set_my_commands([("help", "What this is")])
    await phone.get_by_test_id("commands").click()
    await phone.get_by_test_id("command-help").click()
    await expect(phone.get_by_test_id("message-own").last).to_contain_text("/help")
    await phone.get_by_test_id("attach").click()
    await phone.get_by_test_id("attach-voice").click()
    await expect(phone.get_by_test_id("message-own").last).to_contain_text("Voice message")
    await fill(phone.get_by_test_id("chat-input"), "hello")
    await phone.get_by_test_id("send").click()
    await expect(phone.get_by_test_id("message-own").last).to_contain_text("hello")
    await phone.get_by_test_id("message-menu").last.click()
    await phone.get_by_test_id("edit").click()
    await fill(phone.get_by_test_id("dialog-input"), "changed")
    await phone.get_by_test_id("dialog-ok").click()
    await expect(phone.get_by_test_id("message-own").last).to_contain_text("changed")
    await phone.get_by_test_id("phone-menu").click()
    await phone.get_by_test_id("block").click()
    await expect(phone.get_by_test_id("start")).to_have_text("UNBLOCK AND RESTART")
    updates = await bot.get_updates()
    assert [next(iter(one.to_dict().keys() - {"update_id"})) for one in updates] == [
        "message",
        "message",
        "message",
        "message",
        "edited_message",
        "my_chat_member",
    ]
    other = page.get_by_test_id("phone-1")
    await other.get_by_test_id("person-select").select_option(label="Student 2")
    await expect(other.get_by_test_id("message-own").last).to_contain_text("changed")
    await page.reload()
    await expect(phone.get_by_test_id("message-own").last).to_contain_text("changed")
    await phone.get_by_test_id("person-select").select_option(label="Add a person…")
    await fill(phone.get_by_test_id("dialog-input"), "Student 3")
    await phone.get_by_test_id("dialog-ok").click()
    await expect(phone.get_by_test_id("person-select").locator("option:checked")).to_have_text(
        "Student 3"
    )
    assert world.people.named("Student 3").started is False
