"""The table of answers, walked whole: every kind, every language, every limit of Telegram."""

import hashlib
from pathlib import Path

import pytest
from telegram import InlineKeyboardMarkup

from handlers.chat import replies as table
from handlers.chat.incoming import Incoming, Kind
from handlers.chat.keyboards import Keyboard
from handlers.chat.links import Go, Links
from handlers.chat.profile import faces
from handlers.chat.render import MAX_TEXT, UPDATE, Renderer, Unrenderable
from handlers.chat.replies import REMOVALS_WAITING, WAITING_PER_ANSWER, confirm_removal, replies
from intake.outbox import Act, ChatId, Outgoing
from policy.crisis import load_crisis
from policy.entries import TextsError
from policy.texts import Texts
from policy.wording import Terms, Wordings

CHAT = ChatId(7_200_000_001)
FINGERPRINT = "r_" + "A" * 22
SPOKEN = [kind for kind in Kind if kind is not Kind.GROUP and any(table.ANSWERS[kind])]


def digest(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=32).digest()


def a_renderer(
    base: str | None = "https://peerlink.example.org", crisis: Path | None = None
) -> Renderer:
    texts = Texts.load()
    return Renderer(
        texts=texts,
        crisis=load_crisis(crisis),
        wordings=Wordings.of(
            texts=texts, digest=digest, terms=Terms(profile="ucl", retention_days=3660)
        ),
        links=Links(base=base),
    )


def incoming(kind: Kind, **extra: object) -> Incoming:
    given = {"chat": CHAT, "person": 1, "message_id": 10, "callback": "77", "target": 9} | extra
    return Incoming(kind=kind, update_id=1, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_answer(kind: Kind) -> None:
    rows = replies(incoming(kind), language="en")
    silent = {Kind.BLOCKED, Kind.UNBLOCKED, Kind.NOTHING}
    assert bool(rows) == (kind not in silent)
    assert all(row.chat == CHAT and row.key for row in rows)
    for row in rows:
        a_renderer().call(row)


@pytest.mark.parametrize("kind", SPOKEN)
def test_every_answer_to_a_person_holds_the_crisis_contacts(kind: Kind) -> None:
    sent = [row for row in replies(incoming(kind), language="en") if row.act is Act.SEND]
    said = "\n".join(a_renderer().call(row).arguments["text"] for row in sent)
    assert "call 999" in said
    assert "116 123" in said
    assert "SHOUT to 85258" in said


def test_words_are_answered_with_crisis_contacts_first_and_the_honest_note() -> None:
    (row,) = replies(incoming(Kind.WORDS), language="en")
    call = a_renderer().call(row).arguments
    assert call["text"].startswith("If you or someone else is in danger now, call 999.")
    assert "Telegram saw it" in call["text"]
    room, remove = (line[0] for line in call["reply_markup"].inline_keyboard)
    assert room.web_app is not None
    assert room.web_app.url == "https://peerlink.example.org/app/?go=room"
    assert (remove.text, remove.callback_data) == ("Remove my message", "remove:10")


@pytest.mark.parametrize(
    ("kind", "go"),
    [
        (Kind.START, Go.ROOM),
        (Kind.HELP, Go.ROOM),
        (Kind.DESK, Go.DESK),
        (Kind.MYDATA, Go.RECORD),
        (Kind.WITHDRAW, Go.WITHDRAW),
    ],
)
def test_buttons_open_the_right_screen(kind: Kind, go: Go) -> None:
    row = replies(incoming(kind), language="en")[-1]
    markup = a_renderer().call(row).arguments["reply_markup"]
    assert isinstance(markup, InlineKeyboardMarkup)
    assert markup.inline_keyboard[0][0].web_app is not None
    assert markup.inline_keyboard[0][0].web_app.url.endswith(f"/app/?go={go}")


@pytest.mark.parametrize(
    ("start", "carried", "like"),
    [
        (FINGERPRINT, True, Kind.START),
        ("i_" + "b-_1" * 5 + "zz", True, Kind.DESK),
        ("i_" + "A" * 21, False, Kind.DESK),
        ("r_" + "A" * 21, False, Kind.START),
        ("r_" + "A" * 23, False, Kind.START),
        ("x_" + "A" * 22, False, Kind.START),
        ("anything", False, Kind.START),
        ("", False, Kind.START),
    ],
)
def test_attack_23_only_known_start_parameters_reach_the_address(
    start: str, carried: bool, like: Kind
) -> None:
    (row,) = replies(incoming(Kind.START, start=start), language="en")
    (plain,) = replies(incoming(like), language="en")
    call, usual = a_renderer().call(row).arguments, a_renderer().call(plain).arguments
    assert call["text"] == usual["text"]
    url = call["reply_markup"].inline_keyboard[0][0].web_app.url
    expected = f"&p={start}" if carried else ""
    go = Go.DESK if like is Kind.DESK else Go.ROOM
    assert url == f"https://peerlink.example.org/app/?go={go}{expected}"


def test_attack_45_an_answer_depends_on_nothing_but_the_update() -> None:
    """The table sees no store; two people differ in the chat's id and in nothing else."""
    for kind in Kind:
        one = replies(incoming(kind), language="en")
        two = replies(incoming(kind, chat=ChatId(8), person=2), language="en")
        assert [vars(row) | {"chat": 0} for row in one] == [vars(row) | {"chat": 0} for row in two]


def test_attack_31_the_notice_is_constant_and_content_free() -> None:
    renderer = a_renderer()
    for buttons in (Keyboard.UPDATE, Keyboard.UPDATE_DESK):
        row = Outgoing(chat=CHAT, act=Act.SEND, text=UPDATE, buttons=buttons, key="update")
        call = renderer.call(row).arguments
        assert call["text"] == "You have an update."
        assert call["reply_markup"].inline_keyboard[0][0].text == "Open"


def test_attack_29_groups_get_one_neutral_line_and_channels_none() -> None:
    line, leave = replies(incoming(Kind.GROUP), language="en")
    assert a_renderer().call(line).arguments["text"] == "This bot works only in a private chat."
    assert a_renderer().call(line).arguments["reply_markup"] is None
    assert leave.act is Act.LEAVE
    assert [row.act for row in replies(incoming(Kind.CHANNEL), language="en")] == [Act.LEAVE]


def test_removing_answers_the_button_then_deletes_then_says_what_happened() -> None:
    answer, delete = replies(incoming(Kind.REMOVE), language="en")
    renderer = a_renderer()
    assert renderer.call(answer).arguments == {"callback_query_id": "77"}
    assert renderer.call(delete).arguments == {"chat_id": CHAT, "message_id": 9}
    for removed, said in ((True, "was removed"), (False, "do it yourself")):
        call = renderer.call(confirm_removal(delete, removed=removed))
        assert call.act is Act.EDIT
        assert call.arguments["message_id"] == 10
        assert said in call.arguments["text"]


def test_attack_36_a_flood_queues_a_bounded_number_of_rows() -> None:
    keys = set()
    for n in range(1, 500):
        for kind in Kind:
            rows = replies(incoming(kind, message_id=n, target=n), language="en")
            keys |= {row.key for row in rows}
    texts = sum(len(sent) for sent in table.ANSWERS.values())
    assert len(keys) <= texts * WAITING_PER_ANSWER + 2 * REMOVALS_WAITING + 1


def test_the_languages_are_computed() -> None:
    (row,) = replies(incoming(Kind.LANGUAGE), language="en")
    texts = Texts.load()
    names = ", ".join(texts.render("language-name", name) for name in texts.languages)
    assert f"speaks: {names}." in a_renderer().call(row).arguments["text"]


def test_the_policy_is_shown_as_agreed_to_with_its_version() -> None:
    renderer = a_renderer()
    intro, policy, adult, young = (
        renderer.call(r).arguments["text"] for r in replies(incoming(Kind.POLICY), language="en")
    )
    for text in (policy, adult, young):
        assert digest(text.encode()).hex()[:8] in intro


def test_without_a_public_address_there_is_no_button_and_the_answer_says_so() -> None:
    renderer = a_renderer(base=None)
    (row,) = replies(incoming(Kind.WORDS), language="en")
    call = renderer.call(row).arguments
    assert "cannot be opened from here yet" in call["text"]
    ((remove,),) = call["reply_markup"].inline_keyboard
    assert remove.callback_data == "remove:10"
    (start,) = replies(incoming(Kind.START), language="en")
    assert renderer.call(start).arguments["reply_markup"] is None


def largest_contacts(tmp_path: Path) -> Path:
    number = "1" * 20
    text = f"""
emergency.call = "{number}"
talk = {{ name = "{"n" * 40}", call = "{number}" }}
write = {{ name = "{"n" * 40}", word = "{"W" * 12}", number = "{number}" }}
"""
    text += f'[[more]]\nname = "{"n" * 40}"\npage = "{"p" * 76}.uk"\nnote.en = "{"o" * 80}"\n' * 10
    path = tmp_path / "crisis.toml"
    path.write_text(text)
    return path


def test_every_text_fits_telegram_even_with_the_largest_contacts(tmp_path: Path) -> None:
    renderer = a_renderer(crisis=largest_contacts(tmp_path))
    renderer.check()
    for language in renderer.texts.languages:
        closed = len(renderer.words("chat-room-closed", language)) + 2
        for text in table.TEXTS:
            assert len(renderer.words(text, language)) + closed <= MAX_TEXT


def test_the_profile_fits_telegram_and_holds_the_crisis_contacts() -> None:
    renderer = a_renderer()
    for face in faces(texts=renderer.texts, crisis=renderer.crisis):
        assert "999" in face.description
        assert "116 123" in face.description
        assert "999" in face.short
        assert [c.command for c in face.commands if c.command == "desk"] == []


def test_contacts_too_long_for_the_description_are_an_error_at_start(tmp_path: Path) -> None:
    renderer = a_renderer(crisis=largest_contacts(tmp_path))
    with pytest.raises(TextsError, match="longer than Telegram takes"):
        faces(texts=renderer.texts, crisis=renderer.crisis)


@pytest.mark.parametrize(
    "row",
    [
        Outgoing(chat=CHAT, act=Act.SEND, text="unknown-text"),
        Outgoing(chat=CHAT, act=Act.SEND, text="chat-help", buttons="unknown"),
        Outgoing(chat=CHAT, act=Act.EDIT, text="chat-help"),
        Outgoing(chat=CHAT, act=Act.DELETE, data={"message_id": "canary"}),
        Outgoing(chat=CHAT, act=Act.SEND, text="chat-words", buttons="words"),
    ],
)
def test_a_row_from_another_version_is_unrenderable_and_repeats_nothing(row: Outgoing) -> None:
    with pytest.raises(Unrenderable) as caught:
        a_renderer().call(row)
    assert "canary" not in str(caught.value)
