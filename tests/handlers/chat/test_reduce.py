"""Reducing an update: kinds and ids come out, nothing that a person wrote does."""

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.chat.incoming import Incoming, Kind
from handlers.chat.reduce import reduce
from tests.handlers.chat import updates
from tests.handlers.chat.updates import CANARY, GROUP, PERSON, Json, membership, pressed, text

PHOTO = [{"file_id": "canary-file", "file_unique_id": "canary", "width": 1, "height": 1}]
FILE = {"file_id": "canary-file", "file_unique_id": "canary-file-2"}
ORIGIN = {"type": "hidden_user", "sender_user_name": "canary", "date": 1_800_000_000}


def taken(payload: Json) -> Incoming:
    return reduce(updates.parsed(payload))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("/start", Kind.START),
        ("/policy", Kind.POLICY),
        ("/help", Kind.HELP),
        ("/room", Kind.ROOM),
        ("/desk", Kind.DESK),
        ("/mydata", Kind.MYDATA),
        ("/withdraw", Kind.WITHDRAW),
        ("/language", Kind.LANGUAGE),
        ("/crisis", Kind.CRISIS),
        ("/ROOM", Kind.ROOM),
        ("/room@peerlink_bot", Kind.ROOM),
        ("/other", Kind.UNKNOWN_COMMAND),
        ("/words", Kind.UNKNOWN_COMMAND),
        ("/help I feel terrible", Kind.WORDS),
        ("/room\nI feel terrible", Kind.WORDS),
        ("/start I feel terrible", Kind.WORDS),
        ("/ü", Kind.WORDS),
        ("/", Kind.WORDS),
        ("hello", Kind.WORDS),
        ("I typed /help", Kind.WORDS),
    ],
)
def test_commands_stand_alone_and_everything_else_is_words(words: str, kind: Kind) -> None:
    assert taken(text(words)).kind is kind


@pytest.mark.parametrize(
    ("parameter", "kept"),
    [
        ("r_AAAAAAAAAAAAAAAAAAAAAA", True),
        ("x" * 64, True),
        ("x" * 65, False),
        ("a.b", False),
        ("'><script>", False),
        ("é", False),
    ],
)
def test_attack_23_a_start_parameter_of_another_shape_is_dropped(
    parameter: str, kept: bool
) -> None:
    incoming = taken(text(f"/start {parameter}"))
    assert incoming.kind is Kind.START
    assert incoming.start == (parameter if kept else "")


@pytest.mark.parametrize(
    "extra",
    [
        {"text": CANARY},
        {"text": "/room", "forward_origin": ORIGIN},
        {"photo": PHOTO, "caption": CANARY},
        {"voice": FILE | {"duration": 1}},
        {"video_note": FILE | {"length": 1, "duration": 1}},
        {"document": FILE | {"file_name": CANARY}},
        {
            "sticker": FILE
            | {"width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}
        },
        {"location": {"latitude": 1.0, "longitude": 1.0}},
        {"contact": {"phone_number": "+447700900123", "first_name": CANARY}},
        {"web_app_data": {"data": CANARY, "button_text": CANARY}},
        {"caption": "/room", "photo": PHOTO},
        {"something_new": {"text": CANARY}},
    ],
)
def test_attack_30_whatever_is_sent_is_words_and_none_of_it_stays(extra: dict[str, Any]) -> None:
    incoming = taken(updates.message(**extra))
    assert incoming.kind is Kind.WORDS
    assert incoming.message_id == 10
    assert incoming.chat == PERSON
    assert "canary" not in str(vars(incoming)).lower()


def test_attack_30_edits_are_words_even_when_they_look_like_commands() -> None:
    payload = {"update_id": 1, "edited_message": text("/room")["message"] | {"edit_date": 2}}
    assert taken(payload).kind is Kind.WORDS


@pytest.mark.parametrize(
    "extra",
    [
        {"write_access_allowed": {"from_request": True}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
    ],
)
def test_what_a_chat_reports_about_itself_is_not_answered(extra: Json) -> None:
    assert taken(updates.message(**extra)).kind is Kind.NOTHING


@pytest.mark.parametrize(
    ("data", "kind", "target"),
    [
        ("remove:12", Kind.REMOVE, 12),
        ("remove:", Kind.PRESSED, 0),
        ("remove:0", Kind.PRESSED, 0),
        ("remove:-1", Kind.PRESSED, 0),
        ("remove:1 ", Kind.PRESSED, 0),
        ("remove:" + "9" * 19, Kind.PRESSED, 0),
        ("canary", Kind.PRESSED, 0),
    ],
)
def test_buttons_carry_fixed_values_only(data: str, kind: Kind, target: int) -> None:
    incoming = taken(pressed(data))
    assert (incoming.kind, incoming.target, incoming.callback) == (kind, target, "123456")
    assert incoming.message_id == 11


def test_a_button_pressed_in_a_group_is_answered_to_the_person_and_does_nothing() -> None:
    own = {"message_id": 3, "date": 1_800_000_000, "chat": updates.group()}
    incoming = taken(pressed("remove:12", message=own))
    assert (incoming.kind, incoming.chat, incoming.message_id) == (Kind.PRESSED, PERSON, 0)


@pytest.mark.parametrize(
    ("status", "where", "kind"),
    [
        ("kicked", updates.chat(), Kind.BLOCKED),
        ("member", updates.chat(), Kind.UNBLOCKED),
        ("member", updates.group("group"), Kind.GROUP),
        ("member", updates.group("supergroup"), Kind.GROUP),
        ("member", updates.group("channel"), Kind.CHANNEL),
        ("kicked", updates.group(), Kind.NOTHING),
        ("left", updates.group("channel"), Kind.NOTHING),
    ],
)
def test_attack_29_membership(status: str, where: Json, kind: Kind) -> None:
    incoming = taken(membership(status, where=where))
    assert incoming.kind is kind
    assert incoming.chat == (None if kind is Kind.NOTHING else where["id"])


def test_attack_29_groups_channels_and_inline_queries() -> None:
    in_group = text(CANARY, chat=updates.group("group"))
    assert (taken(in_group).kind, taken(in_group).chat) == (Kind.GROUP, GROUP)
    post = {"message_id": 1, "date": 1, "chat": updates.group("channel"), "text": CANARY}
    assert taken({"update_id": 1, "channel_post": post}).kind is Kind.CHANNEL
    query = {"id": "1", "from": updates.user(), "query": CANARY, "offset": ""}
    assert taken({"update_id": 1, "inline_query": query}).kind is Kind.NOTHING
    assert taken({"update_id": 1}).kind is Kind.NOTHING
    assert taken({"update_id": 1, "invented": {"text": CANARY}}).kind is Kind.NOTHING


@pytest.mark.parametrize(
    ("tag", "kept"),
    [("en", "en"), ("pt-br", "pt-br"), (None, ""), ("canary sentence", ""), ("e" * 99, "")],
)
def test_languages_are_tags_or_nothing(tag: str | None, kept: str) -> None:
    payload = text("/start")
    payload["message"]["from"] = updates.user(tag)
    assert taken(payload).language == kept


@given(st.text(alphabet=string.printable + "é\u202e\0/", min_size=1, max_size=200))
def test_no_text_gets_through(words: str) -> None:
    incoming = taken(text("zq " + words))
    assert incoming.kind is Kind.WORDS
    plain = Incoming(kind=Kind.WORDS, update_id=1, message_id=10, language="en")
    assert incoming.start == incoming.callback == ""
    assert vars(incoming) | {"chat": None, "person": None} == vars(plain)


def test_the_representation_of_what_came_in_names_nobody() -> None:
    assert str(PERSON) not in repr(taken(text("/start x")))
