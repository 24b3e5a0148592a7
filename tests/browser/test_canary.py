"""What a student types is nowhere but on the two devices (attacks 38 and 39)."""

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.async_api import expect

from tests.browser.canary import Canary, without_random
from tests.browser.conftest import Desk
from tests.browser.disk import files
from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS, Student
from tests.browser.staff import at_the_desk
from tests.browser.team import Team
from tests.browser.town import Town

CANARY = Canary(text="The yellow bird «sings» ♫ at 4 o'clock")
PLANTED = Canary(text="A planted bird «sings» ♫ at 5 o'clock")
PLANTS: dict[str, Callable[[bytes], bytes]] = {
    "raw": lambda raw: b"<<" + raw + b">>",
    "hex": lambda raw: raw.hex().encode(),
    "base64, first": lambda raw: b64encode(raw + b"!!"),
    "base64, second": lambda raw: b64encode(b"x" + raw + b"!!"),
    "base64, third": lambda raw: b64encode(b"xy" + raw + b"!"),
    "base64url": lambda raw: urlsafe_b64encode(b"xyzzy" + raw + b"??").rstrip(b"="),
    "utf-16": lambda raw: raw.decode().encode("utf-16"),
    "json": lambda raw: json.dumps({"text": raw.decode()}).encode(),
    "form": lambda raw: urlencode({"q": raw.decode()}).encode(),
}


def everything(town: Town, desk: Desk, student: str) -> dict[str, bytes]:
    """All that left the page, lies on the disk, was printed, or was said to Telegram."""
    places = {f"disk {name}": content for name, content in files(town.data).items()}
    places["printed"] = town.log.read_bytes()
    places["left the page"] = b"\n".join(desk.watch.sent)
    chat = town.chat(student) + town.chat("Worker 1") + town.chat("Coordinator")
    places["Telegram"] = repr(chat).encode()
    return places


@pytest.mark.parametrize("plant", PLANTS)
def test_the_search_finds_a_planted_canary(plant: str, tmp_path: Path) -> None:
    place = tmp_path / "planted"
    place.write_bytes(b"before" + PLANTS[plant](CANARY.text.encode()) + b"after")
    assert CANARY.seen_in(files(tmp_path))


def test_only_what_is_random_is_left_out_of_a_search_for_a_word() -> None:
    ids = "_flag0123456789-abcdef", "a" * 10 + "flag" + "B" * 29
    told = json.dumps({"flags": [{"id": each, "event": "flag.raised"} for each in ids]})
    assert without_random(told) == json.dumps(
        {"flags": [{"id": "", "event": "flag.raised"} for _ in ids]}
    )
    assert without_random(f"/api/flags/{ids[0]}/late") == "/api/flags//late"
    assert without_random("a-word-that-is-long-and-no-id") == "a-word-that-is-long-and-no-id"


async def test_what_leaves_the_page_is_searched(desk: Desk, town: Town) -> None:
    path = f"{town.page_url}/sandbox/people/{town.person_id('Student 2')}/text"
    await desk.page.evaluate(
        "([path, text]) => fetch(path, { method: 'POST', body: JSON.stringify({ text }) })",
        [path, PLANTED.text],
    )
    assert "left the page: raw" in PLANTED.seen_in(everything(town, desk, "Student 2"))
    assert "Telegram: raw" in PLANTED.seen_in(everything(town, desk, "Student 2"))


async def type_it_everywhere(student: Student, text: str) -> None:
    """Into every field before somebody answers, the drafts of two letters included."""
    await student.come_in("Student 1")
    await fill(student.at("letter"), f"Draft: {text}")
    await student.send_letter(f"Letter: {text}")
    await student.card("name", name=text)
    await student.card("about", topic=text, help=text, know=text)
    await student.card("someone", ownName=text, phone=text, place=text, someoneToCall=text)
    await student.card("letter", letter=f"Changed: {text}")
    await student.twelve_words()
    await student.at("card-keep-toggle").click()
    await student.at("keep-cloud").click()
    await student.at("keep-cloud-done").wait_for(timeout=SLOW_MS)


async def test_a_canary_typed_everywhere_is_found_nowhere(
    desk: Desk, team: Team, town: Town
) -> None:
    worker = await at_the_desk(desk.phone(2), team, "Worker 1")
    student = desk.student()
    text = CANARY.text
    await type_it_everywhere(student, text)

    card = worker.request(text)
    for field in ("topic", "help", "know"):
        await expect(card.get_by_test_id(f"card-{field}")).to_contain_text(text)
    await worker.claim(text)
    await expect(worker.at("letter")).to_have_text(f"Changed: {text}")
    await worker.accept(f"Worker: {text}")
    await student.room()
    await student.sees(f"Worker: {text}")
    await student.say(f"Message: {text}")
    await worker.sees(f"Message: {text}")
    await student.tick(f"Message: {text}", "seen")
    await worker.phone.close_app()
    await student.say(f"Taken back: {text}")
    await student.message(f"Taken back: {text}").get_by_test_id("unsend").click()
    await student.at("unsend-confirm-yes").click()
    await student.message(f"Taken back: {text}").wait_for(state="detached")
    await fill(student.at("message-box"), f"Unsent: {text}")

    assert CANARY.seen_in(everything(town, desk, "Student 1")) == []
    await town.stop()
    left = files(town.data)
    sent, printed = b"\n".join(desk.watch.sent), town.log.read_bytes()
    await town.start()
    assert {"peerlink.db", "keys/cases.db", "keys/service.json"} <= left.keys()
    assert CANARY.seen_in({**left, "sent": sent, "printed": printed}) == []
    assert desk.watch.frames > 0
    assert any(b"/api/requests" in one for one in desk.watch.sent)
    # Nor do letter and messages rest readable in the webview's own storage (drafts do, till sent).
    await fill(student.at("message-box"), "")
    stored = await student.at("heading").evaluate("() => JSON.stringify({ ...localStorage })")
    for written in (f"Changed: {text}", f"Worker: {text}", f"Message: {text}"):
        assert Canary(text=written).seen_in({"storage": stored.encode()}) == []
