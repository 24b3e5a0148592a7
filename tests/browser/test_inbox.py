"""The safeguarding inbox: two holders at once, the deputy, who is left out, and nothing elsewhere.

Concerns are raised by the reference client; holders are in the browser.
"""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Route, expect

from client.flag_desk import receipt
from client.flags import FlagWords
from tests.browser.canary import Canary, without_random
from tests.browser.conftest import Desk, Pages
from tests.browser.disk import files
from tests.browser.inbox import Concerned, HolderAtDesk, concerned, sit_down
from tests.browser.phones import SLOW_MS
from tests.browser.team import Team
from tests.browser.town import Town

MINUTE = 60
SAID = Canary(text="The blue bird «hides» ♫ behind the hall")
NOTE = Canary(text="The red bird «answers» ♫ from the porch")
URGENT = FlagWords(
    ground="safeguarding",
    urgent=True,
    said=SAID.text,
    quotes=("First words.", "Second\nwords."),
    wants="Not to be named.",
    told="That two people will read this.",
    called="999, by phone.",
)
PEOPLE = ("Coordinator", "Manager", "Deputy", "Worker 1", "Student 1")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """A service whose flags are due within the minutes that no browser's clock minds."""
    settings = {"FLAG_FIRST_MINUTES": "1", "FLAG_SECOND_MINUTES": "2"}
    made = Town(data=tmp_path_factory.mktemp("town") / "data", settings=settings)
    await made.start()
    yield made
    await made.end()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def raising(town: Town, team: Team) -> Concerned:
    """Who raises concerns."""
    return await concerned(town, team)


async def at_two_pages(pages: Pages, town: Town, *names: str) -> list[tuple[Desk, HolderAtDesk]]:
    """Each of these at a desk in a browser profile of their own."""
    made = [await pages() for _ in names]
    both = zip(made, names, strict=True)
    sitting = await asyncio.gather(*(sit_down(desk.phone(1), town, name) for desk, name in both))
    return list(zip(made, sitting, strict=True))


async def holding_back(desk: Desk) -> asyncio.Event:
    """Keep this page's next event from the server until the event is set."""
    let_go = asyncio.Event()

    async def hold(route: Route) -> None:
        if route.request.method == "POST":
            await let_go.wait()
        await route.continue_()

    await desk.context.route("**/api/flags/*/events", hold)
    return let_go


async def reads_all_of_it(holder: HolderAtDesk) -> None:
    """Everything that was raised, exactly, and danger first."""
    await expect(holder.at("flag-called")).to_have_text(URGENT.called)
    for part in ("said", "wants", "told"):
        await expect(holder.at(f"flag-{part}")).to_have_text(getattr(URGENT, part))
    assert await holder.at("flag-quote").all_inner_texts() == list(URGENT.quotes)
    await expect(holder.at("flag-author")).to_have_attribute("data-proven", "true")
    await expect(holder.at("flag-author")).to_contain_text("Worker 1")
    await expect(holder.at("flag-ground").first).to_have_text("A child or adult at risk")


async def nowhere_else(town: Town, desks: list[tuple[Desk, HolderAtDesk]]) -> None:
    """Neither content nor existence where it does not belong."""
    places = {f"disk {name}": content for name, content in files(town.data).items()}
    places["printed"] = town.log.read_bytes()
    for name in PEOPLE:
        chat = repr([message.get("text") for message in town.chat(name)])
        places[f"chat of {name}"] = chat.encode()
        assert not [word for word in ("concern", "flag", "inbox") if word in chat.lower()]
    assert "flag" not in without_random(places["printed"].decode())
    for desk, holder in desks:
        heading = holder.at("heading")
        kept = "() => JSON.stringify([document.title, {...localStorage}, {...sessionStorage}])"
        stored = str(await heading.evaluate(kept))
        assert "flag" not in without_random(stored)
        places[f"storage {holder.phone.number}"] = stored.encode()
        places["left the page"] = b"\n".join(desk.watch.sent)
    assert any(b"/api/flags" in one for desk, _ in desks for one in desk.watch.sent)
    for canary in (SAID, NOTE):
        assert canary.seen_in(places) == []


async def test_two_holders_act_on_one_concern_at_the_same_moment(
    pages: Pages, town: Town, raising: Concerned
) -> None:
    desks = await at_two_pages(pages, town, "Coordinator", "Manager")
    (_, coordinator), (two, manager) = desks
    await expect(coordinator.at("now-inbox")).to_have_count(0)
    calm = await raising.by_worker(FlagWords(ground="law", said="Something else."))
    urgent = await raising.by_worker(URGENT)
    for holder in (coordinator, manager):
        await holder.at("now-inbox").wait_for(timeout=SLOW_MS)
        await expect(holder.at("tab-inbox")).to_contain_text("2")
        flags = await holder.rows(2)
        await expect(flags.first).to_have_attribute("data-urgent", "true")
        await holder.open(flags.first)
        await reads_all_of_it(holder)

    let_go = await holding_back(two)
    await manager.do("note", note=NOTE.text)
    await coordinator.do("acknowledge", state="acknowledged")
    let_go.set()
    thread = await manager.thread(2)
    assert thread == [("Coordinator", "acknowledge", ""), ("Manager", "note", NOTE.text)]
    assert await coordinator.thread(2) == thread
    await expect(manager.at("flag-meanwhile")).to_contain_text("Coordinator: Acknowledged it")
    await expect(manager.at("flag-note")).to_have_value("")
    person = raising.worker.person
    assert [await receipt(person, one) for one in (urgent, calm)] == ["received", "sent"]

    await manager.do("discuss", state="discussing")
    await coordinator.in_state("discussing")
    await coordinator.do("decide", outcome="consent")
    await expect(coordinator.at("flag-act")).to_contain_text("Please write a few words first.")
    # What somebody says that they said is no agreement: it has to be on record with this holder.
    await coordinator.do("decide", note="They agree.")
    await coordinator.at("flag-no-consent").wait_for()
    await coordinator.do("decide", outcome="none", state="decided")
    await manager.do("close", state="closed")
    await expect(coordinator.at("flag-do-reopen")).to_be_visible(timeout=SLOW_MS)
    await coordinator.do("reopen", note="It goes on.", state="discussing")
    await manager.in_state("discussing")
    whole = await coordinator.thread(6)
    assert [kind for _, kind, _ in whole[2:]] == ["discuss", "decide", "close", "reopen"]
    assert await manager.thread(6) == whole
    await nowhere_else(town, desks)
    await manager.at("back").click()
    await expect(manager.at("inbox-sent").get_by_test_id("flag")).to_have_count(1)
    await expect(manager.at("inbox-acknowledged").get_by_test_id("flag")).to_have_count(1)
    await manager.open(manager.flag("The law requires it"))
    await manager.do("acknowledge", state="acknowledged")
    for desk, _ in desks:
        assert desk.watch.beyond(statuses=(409,)) == []


async def one_about_the_manager(
    deputy: HolderAtDesk, manager: HolderAtDesk, raising: Concerned
) -> None:
    """It reaches the deputy, though its author is not certain, and never the manager."""
    about = FlagWords(said="About the manager.", left_out="manager")
    await raising.by_nobody_known(about)
    await deputy.open((await deputy.rows(1)).first)
    await expect(deputy.at("flag-said")).to_have_text(about.said)
    await expect(deputy.at("flag-author")).to_have_attribute("data-proven", "false")
    await expect(deputy.at("flag-left-out")).to_contain_text("The manager, because")
    await deputy.do("acknowledge", state="acknowledged")
    await deputy.at("back").click()
    await expect(manager.flag("more help")).to_have_count(0)


async def test_the_deputy_where_one_is_left_out_and_where_nobody_answers(
    pages: Pages, town: Town, raising: Concerned
) -> None:
    desks = await at_two_pages(pages, town, "Manager", "Deputy")
    (_, manager), (_, deputy) = desks
    await manager.tab("inbox")
    await one_about_the_manager(deputy, manager, raising)
    await raising.by_worker(FlagWords(ground="wellbeing", said="Unanswered."))
    unanswered, offered = manager.flag("Wellbeing contact"), deputy.at("flag-ask")
    await expect(unanswered).to_contain_text("told again in", timeout=SLOW_MS)
    for stage in ("told_again", "overdue"):
        await expect(offered).to_have_count(0)
        town.pass_time(MINUTE)
        await expect(unanswered).to_have_attribute("data-stage", stage, timeout=SLOW_MS)
    await expect(unanswered).to_contain_text("With the deputy")
    await expect(manager.flag("more help")).to_have_count(0)

    await offered.click(timeout=SLOW_MS)
    await expect(deputy.at("flag-ask-confirm")).to_contain_text("goes on record")
    await deputy.at("flag-ask-confirm-yes").click()
    await expect(deputy.at("flag-said")).to_have_text("Unanswered.", timeout=SLOW_MS)
    await expect(unanswered).to_contain_text("The deputy has opened it", timeout=SLOW_MS)
    await deputy.do("acknowledge", note="I have it.", state="acknowledged")
    await manager.open(unanswered)
    assert await manager.thread(1) == [("Deputy", "acknowledge", "I have it.")]
    await deputy.phone.close_app()
    deputy = await sit_down(deputy.phone, town, "Deputy")
    await expect((await deputy.rows(2)).filter(has=deputy.at("flag-ask"))).to_have_count(1)
    for desk, _ in desks:
        assert desk.watch.beyond() == []
