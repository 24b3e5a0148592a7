"""What a hostile writer, page or poster tries on the screen (attacks 21, 22 and 23)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from client.worker import Worker
from tests.browser.conftest import Desk
from tests.browser.contact import WrittenTo
from tests.browser.corpus import CORPUS, SHORT
from tests.browser.disclosing import Discloser, see_accesses
from tests.browser.disk import added, rows
from tests.browser.filling import fill
from tests.browser.inbox import HolderAtDesk, sit_down
from tests.browser.pairs import answered, open_pair
from tests.browser.phones import SLOW_MS
from tests.browser.staff import Staff, at_the_desk
from tests.browser.team import PASSPHRASE, Team, fingerprint
from tests.browser.town import Town
from tests.browser.upward import Upward

MADE = "script, img, svg, iframe, object, style, base, meta, details, input, math, a"
LONG = "\n".join(CORPUS)
WRONG = "A" * 22
TAMPERED = ("r_" + "A" * 21, "i_" + "A" * 22, "r_" + "A" * 23, "x_" + "A" * 22, "r_", "desk", "-")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def worker(team: Team) -> Worker:
    """A worker whose very name is hostile."""
    return await team.worker(SHORT)


@asynccontextmanager
async def foreign_page(frame: str) -> AsyncIterator[str]:
    """A page of somebody else that frames an address; yields where it is."""
    document = f"<!doctype html><title>foreign</title><iframe src='{frame}'></iframe>".encode()
    head = f"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {len(document)}\r\n\r\n"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(head.encode() + document)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://evil.localhost:{server.sockets[0].getsockname()[1]}/"


async def test_a_corpus_of_scripts_is_shown_as_text_in_every_field(
    desk: Desk, worker: Worker, town: Town
) -> None:
    ran: list[int] = []
    await desk.context.expose_binding("ran", lambda _: ran.append(1))
    await desk.page.reload()
    student = desk.student()
    # Not the worker's own name: one person never meets their own request (R25).
    await student.come_in(f"{SHORT} 0")
    await student.at("avoid-toggle").click()
    await expect(student.at("avoid")).to_contain_text(SHORT)
    await student.at("avoid-toggle").click()
    pair = await open_pair(student, worker, town, letter="\n".join(CORPUS), answer=CORPUS[0])
    await expect(student.at("heading")).to_contain_text(SHORT)
    await expect(student.at("first-letter").locator(".bubble-text")).to_have_text(
        "\n".join(CORPUS), use_inner_text=True
    )
    for text in CORPUS[1:]:
        await pair.say(text)
    for text in CORPUS:
        await student.sees(text)
    for text in CORPUS[:4]:
        await student.say(text + " back")
        await student.tick(text + " back", "sent")
    assert await student.at("messages").locator(MADE).count() == 0
    await pair.worker.close(pair.room.case)
    await student.at("closed-read").click()
    await student.sees(CORPUS[-1])
    assert await student.at("messages").locator(MADE).count() == 0
    await pair.line.close()
    assert ran == []
    assert desk.watch.beyond() == []


async def test_a_corpus_of_scripts_is_shown_as_text_at_the_desk(desk: Desk, team: Team) -> None:
    ran: list[int] = []
    await desk.context.expose_binding("ran", lambda _: ran.append(1))
    await desk.page.reload()
    worker = await at_the_desk(desk.phone(2), team, f"{SHORT} 2")
    student = desk.student(1)
    await student.come_in(f"{SHORT} 3")
    await student.send_letter("\n".join(CORPUS))
    await student.card("name", name=SHORT)
    help_, know = "\n".join(CORPUS[:12]), "\n".join(CORPUS[12:])
    await student.card("about", topic=SHORT, help=help_, know=know)
    card = worker.request(SHORT)
    for field, text in {"topic": SHORT, "help": help_, "know": know}.items():
        shown = card.get_by_test_id(f"card-{field}").locator("dd")
        await expect(shown).to_have_text(text, use_inner_text=True, timeout=SLOW_MS)
    await expect(card.get_by_test_id("card-name")).to_contain_text(SHORT)
    assert await worker.at("queue").locator(MADE).count() == 0
    await worker.claim(SHORT)
    await expect(worker.at("letter")).to_have_text("\n".join(CORPUS), use_inner_text=True)
    await worker.accept("Hello.")
    await student.room()
    for text in CORPUS:
        await student.say(text)
        await worker.sees(text)
    assert await worker.at("messages").locator(MADE).count() == 0
    await worker.at("back").click()
    await worker.tab("conversations")
    await expect(worker.at("conversation")).to_contain_text(SHORT)
    assert ran == []
    assert desk.watch.beyond() == []


async def texts_of(shown: Locator, *testids: str) -> None:
    """Each of these is the whole corpus, as text."""
    for testid in testids:
        field = shown.get_by_test_id(testid)
        await expect(field).to_have_text(LONG, use_inner_text=True, timeout=SLOW_MS)


async def shown_to_the_coordinator(coordinator: HolderAtDesk) -> None:
    """The flag and its thread, the note, the disclosure from record to identity to completion."""
    await coordinator.open((await coordinator.rows(1)).first)
    flag = coordinator.at("flag-screen")
    await texts_of(flag, "flag-said", "flag-wants", "flag-told")
    await expect(flag.get_by_test_id("flag-called")).to_contain_text(SHORT)
    for quote, text in zip(await flag.get_by_test_id("flag-quote").all(), CORPUS, strict=True):
        await expect(quote).to_have_text(text, use_inner_text=True)
    await expect(flag.get_by_test_id("flag-author")).to_contain_text(SHORT)
    await texts_of(flag, "flag-event-note")
    assert await flag.locator(MADE).count() == 0
    await coordinator.at("back").click()

    await coordinator.tab("supervision")
    note = coordinator.at("entry")
    await note.get_by_test_id("entry-fold-toggle").click(timeout=SLOW_MS)
    await texts_of(note, "entry-happened", "entry-wish", "entry-own")
    await expect(coordinator.at("entry-group").first).to_be_visible()
    await coordinator.at("entries-by-theme").check()
    await expect(coordinator.at("entry-group")).to_contain_text(SHORT)
    assert await coordinator.at("entry-group").locator(MADE).count() == 0

    discloser = Discloser(phone=coordinator.phone)
    await discloser.show("approved")
    await texts_of(discloser.at("disclosure-decision"), "decision-reasons")
    await discloser.open_identity()
    shown = await discloser.shown()
    assert shown.pop("ways") == "They did not say"
    assert set(shown.values()) == {SHORT}
    await fill(discloser.at("complete-done"), LONG)
    await fill(discloser.at("complete-by"), SHORT)
    await discloser.at("passed-yes").check()
    await discloser.at("complete-recipients").check()
    await discloser.at("complete-fields").first.check()
    await discloser.at("disclosure-complete-send").click()
    await discloser.stands("completed")
    record = discloser.at("disclosure-screen")
    names = [f"record-{name}" for name in ("outline", "aim", "consulted", "wishes")]
    await texts_of(record, *names, "completion-done")
    for name in ("record-recipients", "completion-by", "completion-recipients"):
        await expect(record.get_by_test_id(name)).to_contain_text(SHORT)
    await discloser.at("disclosure-print").click()
    await expect(discloser.at("disclosure-sheet")).to_contain_text(LONG, use_inner_text=True)
    assert await discloser.at("disclosure-sheet").locator(MADE).count() == 0


async def test_a_corpus_of_scripts_that_goes_upward_is_shown_as_text(
    desk: Desk, team: Team, town: Town
) -> None:
    """In flag, thread, note, answer, record, decision, identity, completion and letter."""
    ran: list[int] = []
    await desk.context.expose_binding("ran", lambda _: ran.append(1))
    await desk.page.reload()
    worker = await team.worker(f"{SHORT} 4")
    student = WrittenTo(phone=desk.phone(1))
    await student.come_in(f"{SHORT} 5")
    await student.send_letter(SHORT)
    await student.card("someone", ownName=SHORT, phone=SHORT, place=SHORT, someoneToCall=SHORT)
    pair = await answered(student, worker, town)
    upward = await Upward.of(team, pair, long=LONG, short=SHORT)
    await upward.raise_flag(quotes=CORPUS)
    await upward.write_note()
    await upward.ask_to_disclose()
    await upward.write_letter()
    await shown_to_the_coordinator(await sit_down(desk.phone(2), town, "Coordinator"))

    await student.is_asked(by="Manager")
    await student.look()
    await texts_of(student.at("contact-asked"), "contact-said")
    await student.at("contact-not-now").click()
    await see_accesses(student)
    await texts_of(student.at("opening"), "opening-why")
    await expect(student.at("opening-told")).to_have_text(SHORT)
    assert await student.at("accesses").locator(MADE).count() == 0

    own = Staff(phone=desk.phone(3))
    await own.phone.give_to(f"{SHORT} 4")
    await own.phone.open_link(town.link("desk"))
    await own.unlock(PASSPHRASE)
    await own.at("kit-later").click()
    await own.tab("notes")
    await texts_of(own.at("own-note"), "note-reply-text")
    assert await own.at("notes").locator(MADE).count() == 0
    await pair.line.close()
    assert ran == []
    assert desk.watch.beyond() == []


async def test_the_search_for_what_ran_would_notice(desk: Desk) -> None:
    """The binding that the corpus calls is there, and a script that runs is heard."""
    ran: list[int] = []
    await desk.context.expose_binding("ran", lambda _: ran.append(1))
    await desk.page.reload()
    await desk.page.evaluate("() => ran()")
    assert ran == [1]


@pytest.mark.parametrize("host", ["127.0.0.1", "p7200000001-1.sandbox.localhost"])
async def test_framed_by_a_foreign_page_it_is_refused(desk: Desk, town: Town, host: str) -> None:
    async with foreign_page(f"http://{host}:{town.port}/app/?go=room") as address:
        page = await desk.context.new_page()
        async with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
            await page.goto(address)
        await town.until(lambda: page.frames[1].url.startswith("chrome-error:"))
        assert await page.frames[1].locator("#app").count() == 0
        await page.close()


async def test_a_poster_of_another_root_is_refused_and_nothing_is_sent(
    desk: Desk, worker: Worker, town: Town
) -> None:
    student, phone = desk.student(), desk.phone(1)
    await phone.give_to("Student with a false poster")
    await phone.start()
    await phone.open_link(town.link(f"r_{WRONG}"))
    await student.at("age-adult").check()
    await student.at("agree").click()
    await student.at("mismatch").wait_for()
    await expect(student.at("mismatch-warning")).to_contain_text("pretending")
    await expect(student.at("letter")).to_have_count(0)
    assert not any("/api/requests" in url for _, url in desk.watch.asked)
    assert await worker.queue() == []


async def test_the_right_poster_says_checked(desk: Desk, team: Team, town: Town) -> None:
    student, phone = desk.student(), desk.phone(1)
    await phone.give_to("Student with a poster")
    await phone.start()
    await phone.open_link(town.link(f"r_{fingerprint(team)}"))
    await student.agree()
    await expect(student.at("root-check")).to_have_count(0)
    await student.at("record-open").click()
    await expect(student.at("record-check")).to_contain_text("Checked")
    # The poster's root is pinned: later, without the poster, it still counts as checked.
    await phone.close_app()
    await phone.open_room()
    await student.at("letter-screen").wait_for()
    await expect(student.at("root-check")).to_have_count(0)


async def test_tampered_start_parameters_change_nothing(desk: Desk, town: Town) -> None:
    phone = desk.phone(1)
    await phone.give_to("Student with odd links")
    await phone.start()
    await town.stop()
    before = rows(town.data)
    await town.start()
    for start in TAMPERED:
        await phone.open_link(town.link(start))
        await phone.app.get_by_test_id("heading").wait_for()
        await phone.close_app()
    await town.stop()
    after = rows(town.data)
    await town.start()
    # A timer of the service notes at its start how far each open conversation has come.
    before.pop("heard"), after.pop("heard")
    assert added(before, after) == added(after, before) == {}
