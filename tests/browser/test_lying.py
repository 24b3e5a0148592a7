"""The real Mini App behind a server that lies (attacks 1 to 5, 8, 9, 12) or denies what there is.

Chromium resolves the service's own address to the liar; nobody else of the town is lied to.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from client.api import b64
from client.worker import Worker
from tests.browser.arrived import answers, asks, both_in_the_room, in_the_room
from tests.browser.conftest import Desk
from tests.browser.filling import fill
from tests.browser.lies import FALSE_WORKERS, NO_TEAM, ghostly, instead, without
from tests.browser.pairs import ANSWER, Pair
from tests.browser.phones import SLOW_MS, Student
from tests.browser.team import Team
from tests.browser.town import Town
from tests.chromium import ARGS, quickest
from tests.hostile.proxy import Answer, Holding, Json, Liar, dropping, lying, replaying
from tests.hostile.test_attack_05_worker_swapped import LIES, another_root

CANARY: Final = "canary-only-for-the-worker-whom-i-was-shown"
CRISIS: Final = "116 123"
TO_SEND: Final = "(POST|PUT) /api/(requests|cases).*"
PAGES: Final = "GET /api/cases/[^/]+/messages"
CASE: Final = "GET /api/cases/[^/]+"
LIST: Final = "GET /api/cases"
NOT_FOUND: Final = Answer.of({"error": "not_found"}, status=404)
SIGNED_OUT: Final = Answer.of({"error": "signed_out"}, status=401)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def liar(town: Town) -> AsyncIterator[Liar]:
    """Stands between the browser and the service."""
    async with lying(town.origin) as made:
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def browser(town: Town, liar: Liar) -> AsyncIterator[Browser]:
    """A Chromium that reaches the liar wherever it asks for the service."""
    mapped = f"--host-resolver-rules=MAP *:{town.port} {liar.url.removeprefix('http://')}"
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=quickest(), args=[*ARGS, mapped]
        )
        yield launched
        await launched.close()


@pytest.fixture(autouse=True)
def honest_at_first(liar: Liar) -> None:
    """Each story begins without lies, and with nothing on record."""
    liar.repent()
    liar.calls.clear()
    liar.frames.clear()


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


async def reload(student: Student) -> None:
    """The Mini App from its start, with the phone's storage as it is."""
    await student.phone.part("webapp-reload").click()


async def warned(student: Student) -> None:
    """The one plain warning, with the crisis contacts."""
    warning = student.at("chain-warning")
    await expect(warning).to_have_count(1, timeout=SLOW_MS)
    await expect(warning).to_contain_text("does not fit")
    await expect(warning).to_contain_text(CRISIS)


async def unwarned(student: Student) -> None:
    await expect(student.at("chain-warning")).to_have_count(0, timeout=SLOW_MS)


# The room


async def test_replayed_and_reordered_messages_are_shown_once_and_in_order(
    desk: Desk, pair: Pair, liar: Liar
) -> None:
    student = desk.student()
    liar.on_frame("down", "message", replaying)
    liar.on_frame("up", "send", replaying)
    await student.say("Said once.")
    await student.tick("Said once.", "sent")
    await pair.say("Answered once.")
    await student.sees("Answered once.")
    assert await pair.reads() == ["Said once."]
    liar.repent()
    liar.on_frame("down", "message", Holding(count=3))
    for text in ("One.", "Two.", "Three."):
        await pair.say(text)
    await student.sees("Three.")
    assert await student.texts() == [
        ANSWER,
        "Said once.",
        "Answered once.",
        "One.",
        "Two.",
        "Three.",
    ]
    await unwarned(student)


async def test_a_dropped_message_is_warned_of_until_it_is_there(
    desk: Desk, pair: Pair, liar: Liar
) -> None:
    student = desk.student()
    liar.on_frame("down", "message", dropping)
    liar.on_answer(PAGES, lambda _, answer: without(2, answer))
    await pair.say("Dropped.")
    await reload(student)
    await warned(student)
    assert await student.texts() == [ANSWER]
    liar.repent()
    await pair.say("And there again.")
    await student.sees("And there again.")
    assert await student.texts() == [ANSWER, "Dropped.", "And there again."]
    await unwarned(student)


async def test_a_withheld_tail_is_not_seen_and_its_denial_a_roll_back(
    desk: Desk, pair: Pair, liar: Liar
) -> None:
    """The phone is told that its message was kept; nobody was ever shown it."""
    student = desk.student()
    told: list[asyncio.Task[None]] = []

    def swallow(frame: Json) -> list[Json]:
        # Each time: a phone that waits long sends it again, and hears of the newest alone.
        told.append(asyncio.create_task(liar.push({"t": "ack", "ref": frame["ref"]})))
        return []

    liar.on_frame("up", "send", swallow)
    await student.say("Kept back.")
    await student.tick("Kept back.", "sent")
    await asyncio.gather(*told)
    await pair.sees()
    await pair.say("Are you still there?")
    await student.sees("Are you still there?")
    assert await pair.reads() == []
    # Never told to have been seen, though the other side has written since.
    await student.tick("Kept back.", "sent")
    await reload(student)
    await warned(student)
    assert "Kept back." in await student.texts()


async def test_two_messages_in_one_place_are_a_fork(
    desk: Desk, pair: Pair, worker: Worker, liar: Liar
) -> None:
    student = desk.student()
    twin = await worker.enter(pair.room.case)
    hidden = twin.conversation.write("For this phone alone.", now=twin.now())
    place = {"epoch": 1, "direction": 1, "counter": hidden.counter}
    frame = {"t": "message", "case": b64(pair.room.case), "message": b64(hidden.message)}
    await liar.push(frame | place)
    await student.sees("For this phone alone.")
    await unwarned(student)
    await pair.say("For everybody else.")
    await warned(student)
    assert await student.texts() == [ANSWER, "For this phone alone."]


async def test_an_end_that_nobody_signed_is_said_to_be_the_servers_word(
    desk: Desk, pair: Pair, liar: Liar
) -> None:
    student = desk.student()
    case = b64(pair.room.case)
    liar.on_answer(CASE, lambda _, answer: answer.but(state="closed", closed_by="worker"))
    await liar.push({"t": "case", "case": case})
    await expect(student.at("closed-screen")).to_contain_text(
        "nobody in it has signed that", timeout=SLOW_MS
    )
    await student.at("closed-read").click()
    await student.sees(ANSWER)
    liar.repent()
    await pair.worker.close(pair.room.case)
    await student.at("back").click()
    await expect(student.at("closed-screen")).to_contain_text(
        "can no longer open it here", timeout=SLOW_MS
    )


# What there is, denied


def unlisted(role: str, liar: Liar) -> None:
    """Leave this side's conversations out of its list."""

    liar.on_answer(
        LIST, lambda _, a: a.but(cases=[c for c in a.json()["cases"] if c["role"] != role])
    )


async def test_a_room_that_is_denied_stays_and_goes_on_when_the_truth_is_told(
    desk: Desk, pair: Pair, liar: Liar
) -> None:
    student = desk.student()
    told: list[asyncio.Task[None]] = []

    def refuse(frame: Json) -> list[Json]:
        no = {"t": "refused", "ref": frame["ref"], "error": "not_found"}
        told.append(asyncio.create_task(liar.push(no)))
        return []

    def denied() -> None:
        unlisted("student", liar)
        liar.on_answer("GET /api/cases/.+", lambda _, __: NOT_FOUND)
        liar.on_frame("up", "send", refuse)

    denied()
    await student.say("Are you there?")
    refused = student.at("room-refused")
    await expect(refused).to_contain_text("Nobody in it has signed that it ended", timeout=SLOW_MS)
    await reload(student)
    await expect(refused).to_be_visible(timeout=SLOW_MS)
    assert await student.texts() == [ANSWER, "Are you there?"]
    await student.tick("Are you there?", "sending")
    await asyncio.gather(*told)
    # Nor is the key let in; it stays, and starting anew is not what is offered first.
    liar.on_answer("POST /api/sessions", lambda _, __: SIGNED_OUT)
    await reload(student)
    screen = student.at("return-screen")
    await expect(screen).to_contain_text("our server does not accept it", timeout=SLOW_MS)
    liar.repent()
    await student.at("return-again").click()
    await student.room()
    await student.tick("Are you there?", "sent")
    await pair.comes_to_read(["Are you there?"])
    await expect(refused).to_have_count(0, timeout=SLOW_MS)
    await unwarned(student)


async def test_a_worker_is_not_told_that_a_denied_conversation_ended_and_loses_nothing(
    desk: Desk, team: Team, liar: Liar
) -> None:
    phones = (desk.phone(1), desk.phone(2))
    student, seated = await both_in_the_room(phones, team, ("Student denied", "Worker denied"))
    (case, *_) = {call.path.split("/")[3] for call in liar.asked(CASE)}
    await seated.at("message-box").fill("Half a sentence")
    unlisted("worker", liar)
    await liar.push({"t": "case", "case": case})
    off = seated.at("ended-room")
    await expect(off).to_contain_text("does not list this conversation as yours", timeout=SLOW_MS)
    await expect(off).not_to_contain_text(ANSWER)
    liar.repent()
    await liar.push({"t": "case", "case": case})
    await expect(seated.at("message-box")).to_have_value("Half a sentence", timeout=SLOW_MS)
    await seated.at("send-message").click()
    await student.sees("Half a sentence")
    await expect(seated.at("chain-warning")).to_have_count(0)
    # The desk is shut by the server's word, and said to be.
    await seated.at("message-box").fill("And more")
    liar.on_answer("POST /api/sessions", lambda _, __: SIGNED_OUT)
    await liar.push({"t": "signed_out"})
    await expect(seated.at("ended")).to_contain_text("does not let you in", timeout=SLOW_MS)
    liar.repent()
    await seated.at("ended-again").click()
    await seated.unlock()
    await seated.tab("conversations")
    await seated.at("conversation").click(timeout=SLOW_MS)
    await expect(seated.at("message-box")).to_have_value("And more", timeout=SLOW_MS)


# Who answers


async def test_a_ghost_member_and_a_swapped_worker_are_refused_and_sent_nothing(
    desk: Desk, worker: Worker, town: Town, liar: Liar
) -> None:
    arrival = await asks(town, "Student with a ghost")
    student = await arrival.at(desk.phone(1))
    liar.on_answer(CASE, ghostly)
    await answers(worker, arrival)
    for lie in FALSE_WORKERS:
        told = liar.tells(CASE, lie)
        await reload(student)
        await asyncio.wait_for(told.wait(), SLOW_MS / 1000)  # what is seen now is not the last one
        await expect(student.at("unchecked-warning")).to_be_visible(timeout=SLOW_MS)
        screen = student.at("unchecked")
        await expect(screen).to_contain_text(CRISIS)
        await expect(screen).not_to_contain_text(ANSWER)
        await expect(student.at("message-box")).to_have_count(0)
    assert liar.asked("POST /api/cases/.*") == []
    liar.repent()
    await student.at("unchecked-retry").click()
    await student.room()
    await student.sees(ANSWER)
    await unwarned(student)


# Whom a letter goes to


async def test_false_teams_and_an_old_roster_are_refused_and_no_letter_leaves(
    desk: Desk, team: Team, worker: Worker, liar: Liar
) -> None:
    student = desk.student()
    old = await worker.person.api.get("/api/roster")
    await team.coordinator.sign_roster()
    await student.come_in("Student of a false team")
    await fill(student.at("letter"), CANARY)

    for lie in (*LIES, instead(old)):
        liar.on_answer("GET /api/roster", lie)
        await reload(student)
        if lie is another_root:
            refusal, screen = student.at("mismatch-warning"), student.at("mismatch")
        else:
            refusal, screen = student.at("letter-trouble"), student.at("letter-screen")
            await expect(student.at("send-letter")).to_be_disabled(timeout=SLOW_MS)
        await expect(refusal).to_be_visible(timeout=SLOW_MS)
        await expect(refusal).to_have_attribute("role", "alert")
        assert await screen.count() == 1
    assert liar.asked(TO_SEND) == []
    assert CANARY not in liar.left
    liar.repent()
    await reload(student)
    await student.at("send-letter").click()
    await student.at("waiting-screen").wait_for()
    assert len(liar.asked("POST /api/requests")) == 1
    (offer,) = await worker.queue()
    letter = await worker.claim(offer.case)
    assert letter.text == CANARY
    assert CANARY not in liar.left


async def test_an_open_room_sends_nothing_under_an_old_roster_and_goes_on_under_the_new(
    desk: Desk, team: Team, pair: Pair, liar: Liar
) -> None:
    student = desk.student()
    old = await pair.worker.person.api.get("/api/roster")
    await team.coordinator.sign_roster()
    await reload(student)
    await student.sees(ANSWER)
    for lie in (old, NO_TEAM):
        liar.on_answer("GET /api/roster", instead(lie))
        await reload(student)
        refused = student.at("team-refused")
        await expect(refused).to_contain_text("cannot trust", timeout=SLOW_MS)
        await expect(refused).to_contain_text(CRISIS)
        await expect(refused).to_have_attribute("role", "alert")
        await student.sees(ANSWER)
    liar.frames.clear()
    await student.say("Kept for now.")
    await student.tick("Kept for now.", "sending")
    assert not any(frame["t"] == "send" for _, frame in liar.frames)
    liar.repent()
    await reload(student)
    await student.tick("Kept for now.", "sent")
    await expect(student.at("team-refused")).to_have_count(0)
    await pair.comes_to_read(["Kept for now."])
    await unwarned(student)


# Whose secret


@pytest.mark.parametrize("weak", [{"memory": 8 * 1024}, {"passes": 1}, {"lanes": 4}], ids=str)
async def test_weak_parameters_are_refused_and_no_fetch_key_leaves(
    desk: Desk, liar: Liar, weak: dict[str, Any]
) -> None:
    student = desk.student()
    await student.phone.give_to(f"Student asked for {next(iter(weak))}")
    await student.phone.start()
    await student.phone.open_room()
    await student.at("been-here").click()
    liar.on_answer("POST /api/keys/salt", lambda _, answer: answer.but(**weak))
    await fill(student.at("return-words"), "abandon " * 11 + "about")
    await student.at("return-open").click()
    failed = student.at("return-failed")
    await expect(failed).to_contain_text("refused and sent nothing", timeout=SLOW_MS)
    await expect(student.at("return-screen")).to_contain_text(CRISIS)
    assert len(liar.asked("POST /api/keys/salt")) == 1
    assert liar.asked("POST /api/keys/fetch") == []
    assert liar.asked("POST /api/sessions") == []
