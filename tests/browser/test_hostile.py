"""What a hostile writer, page or poster tries on the screen (attacks 21, 22 and 23)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import expect

from client.worker import Worker
from tests.browser.conftest import Desk
from tests.browser.corpus import CORPUS, SHORT
from tests.browser.disk import added, rows
from tests.browser.pairs import open_pair
from tests.browser.phones import SLOW_MS
from tests.browser.staff import at_the_desk
from tests.browser.team import Team, fingerprint
from tests.browser.town import Town, free_port

MADE = "script, img, svg, iframe, object, style, base, meta, details, input, math, a"
WRONG = "A" * 22
TAMPERED = ("r_" + "A" * 21, "i_" + "A" * 22, "r_" + "A" * 23, "x_" + "A" * 22, "r_", "desk", "-")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
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

    port = free_port()
    server = await asyncio.start_server(answer, "127.0.0.1", port)
    async with server:
        yield f"http://evil.localhost:{port}/"


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
    assert added(before, after) == added(after, before) == {}
