"""What the phone notices stays on the phone: nothing is asked or sent because of it."""

import re
import time
from collections import Counter
from urllib.parse import urlsplit

from playwright.async_api import expect

from tests.browser.arrived import both_in_the_room
from tests.browser.canary import Canary
from tests.browser.conftest import Desk
from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS, Student
from tests.browser.team import Team
from tests.browser.town import Town

CANARY = Canary(text="The grey heron «waits» ♫ by 3 reeds")
WORRYING = f"I want to die. {CANARY.text}"
EVERYDAY = f"I am so late. {CANARY.text}"
ABOUT = (b"suicide", b"self-harm", b"harm-to-others", b"coercion")
QUIET_SECONDS = 1.0
ID = re.compile(r"[A-Za-z0-9_-]{16,}|\d+")


class Leaving:
    """What leaves the page from now on."""

    def __init__(self, desk: Desk) -> None:
        self._watch = desk.watch
        self._start()

    def _start(self) -> None:
        self._asked, self._sent = len(self._watch.asked), len(self._watch.sent)
        self._frames = self._watch.frames

    async def rest(self, town: Town) -> None:
        """Wait until nothing has left for a second."""
        seen, since = len(self._watch.sent), time.monotonic()

        def quiet() -> bool:
            nonlocal seen, since
            if seen != len(self._watch.sent):
                seen, since = len(self._watch.sent), time.monotonic()
            return time.monotonic() - since > QUIET_SECONDS

        await town.until(quiet)

    async def settle(self, town: Town) -> None:
        """Count anew, from a page at rest."""
        await self.rest(town)
        self._start()

    def kinds(self) -> Counter[str]:
        """Requests by method and path, ids left out."""
        asked = self._watch.asked[self._asked :]
        urls = [(method, urlsplit(url)) for method, url in asked]
        return Counter(
            f"{method} {ID.sub('…', url.path)}"
            for method, url in urls
            if (url.hostname or "").startswith("p")  # the phone's Mini App, not the page around it
        )

    @property
    def frames(self) -> int:
        """How many frames went over sockets."""
        return self._watch.frames - self._frames

    @property
    def bytes(self) -> bytes:
        """All of it in one."""
        return b"\n".join(self._watch.sent[self._sent :])


async def write_letter(desk: Desk, town: Town, *, name: str, text: str) -> tuple[Student, Leaving]:
    """To a letter that is written and not sent; what leaves is counted from before the writing."""
    student = desk.student()
    before = desk.watch.frames
    await student.come_in(name)
    await student.at("hint-region").wait_for(state="attached")
    await town.until(lambda: desk.watch.frames > before)  # the socket has said who it is
    leaving = Leaving(desk)
    await leaving.settle(town)
    await fill(student.at("letter"), text)
    return student, leaving


async def test_a_match_asks_and_sends_nothing(desk: Desk, team: Team, town: Town) -> None:
    await team.worker("Worker who reads")
    student, plain = await write_letter(desk, town, name="Student 1", text=EVERYDAY)
    await student.at("send-letter").click()
    await student.at("waiting-screen").wait_for()
    await plain.rest(town)
    assert await student.at("hint").count() == 0
    without = (plain.kinds(), plain.frames)
    await student.phone.close_app()

    student, leaving = await write_letter(desk, town, name="Student 2", text=WORRYING)
    await expect(student.at("hint")).to_be_visible()
    await expect(student.at("hint").get_by_test_id("crisis-call").first).to_be_visible()
    assert (leaving.kinds(), leaving.frames, leaving.bytes) == (Counter(), 0, b"")
    await student.at("send-letter").click()
    await student.at("waiting-screen").wait_for()
    await leaving.rest(town)
    assert (leaving.kinds(), leaving.frames) == without
    assert CANARY.seen_in({"left the page": leaving.bytes}) == []
    assert not any(about in leaving.bytes for about in ABOUT)
    stored = await student.at("heading").evaluate("() => JSON.stringify({ ...localStorage })")
    assert not any(about.decode() in stored for about in ABOUT)


async def test_a_hint_goes_when_closed_and_comes_on_a_new_match(desk: Desk, town: Town) -> None:
    student, leaving = await write_letter(desk, town, name="Student 3", text="I want to die.")
    region, hint = student.at("hint-region"), student.at("hint")
    await expect(hint).to_be_visible()
    await expect(region).to_have_attribute("aria-live", "polite")
    await expect(student.at("letter")).to_be_editable()
    await student.at("hint-close").click()
    await expect(hint).to_have_count(0)
    await fill(student.at("letter"), "I want to die. My partner hits me.")
    await expect(hint).to_be_visible()
    await student.at("hint-off").click()
    await expect(hint).to_have_count(0)
    await fill(student.at("letter"), "")
    await fill(student.at("letter"), "I want to kill myself.")
    await student.at("record-open").click()
    await expect(student.at("hint-setting")).not_to_be_checked()
    await student.at("hint-setting").check()
    await student.at("back").click()
    await expect(hint).to_be_visible()
    assert leaving.frames == 0
    # My record asks two things itself, whatever was written.
    mine = {"GET /api/me/degree", "GET /api/sessions"}
    assert [k for k in leaving.kinds() if not k.startswith("GET /app/") and k not in mine] == []


async def test_a_worker_sees_a_quiet_mark_and_the_guide(desk: Desk, team: Team, town: Town) -> None:
    phones = desk.phone(1), desk.phone(2)
    student, worker = await both_in_the_room(phones, team, ("Student 4", "Worker 1"))
    await student.say("This essay is killing me.")
    await worker.sees("This essay is killing me.")
    await student.say("I have been cutting myself again.")
    await expect(student.at("hint")).to_be_visible()
    await worker.sees("I have been cutting myself again.")
    mark = worker.at("concern")
    await expect(mark).to_have_count(1, timeout=SLOW_MS)
    told = worker.message("I have been cutting myself again.")
    await expect(told.get_by_test_id("concern")).to_be_visible()
    await student.tick("I have been cutting myself again.", "seen")
    leaving = Leaving(desk)
    await leaving.settle(town)
    await mark.click()
    await expect(worker.at("guide-now")).to_contain_text("999")
    await worker.at("guide-close").click()
    assert (leaving.kinds(), leaving.frames) == (Counter(), 0)

    await worker.at("room-menu").click()
    await worker.at("hint-setting").uncheck()
    await worker.at("side-close").click()
    await worker.at("back").click()
    await worker.tab("conversations")
    await worker.at("conversation").click()
    await expect(worker.message("I have been cutting myself again.")).to_be_visible()
    await expect(mark).to_have_count(0)
    assert desk.watch.beyond() == []
