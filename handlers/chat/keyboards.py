"""The bot's inline keyboards by id, as `Outgoing.buttons` names them. Labels come from policy.

Inline buttons only: a Mini App opened from a reply keyboard gets no launch data.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, WebAppInfo

from handlers.chat.links import Go, Links
from policy.texts import Texts


class Keyboard(StrEnum):
    """Every keyboard there is."""

    NONE = ""
    ROOM = "room"
    DESK = "desk"
    RECORD = "record"
    WITHDRAW = "withdraw"
    WORDS = "words"  # the room, and "Remove my message"
    UPDATE = "update"  # under the content-free notice: to the room
    LANGUAGES = "languages"  # the room, in each language
    UPDATE_DESK = "update-desk"  # the same for staff


_OPENS: Final[Mapping[Keyboard, tuple[Go, str]]] = MappingProxyType(
    {
        Keyboard.ROOM: (Go.ROOM, "button-room"),
        Keyboard.DESK: (Go.DESK, "button-desk"),
        Keyboard.RECORD: (Go.RECORD, "button-record"),
        Keyboard.WITHDRAW: (Go.WITHDRAW, "button-withdraw"),
        Keyboard.WORDS: (Go.ROOM, "button-room"),
        Keyboard.UPDATE: (Go.ROOM, "button-update"),
        Keyboard.UPDATE_DESK: (Go.DESK, "button-update"),
    }
)

TEXTS: Final = (*(label for _, label in _OPENS.values()), "button-remove")


def opens(keyboard: Keyboard) -> bool:
    """Whether a keyboard has a button into the Mini App."""
    return keyboard in _OPENS or keyboard is Keyboard.LANGUAGES


def build(
    keyboard: Keyboard,
    *,
    links: Links,
    texts: Texts,
    language: str,
    data: Mapping[str, str | int],
) -> InlineKeyboardMarkup | None:
    """The markup, or None when there is no button to show.

    `data` may hold `start` (a start parameter to carry) and `message_id` (what "Remove my
    message" is about).
    """
    rows = []
    if keyboard in _OPENS:
        go, label = _OPENS[keyboard]
        url = links.to(go, start=str(data.get("start", "")))
        if url is not None:
            text = texts.render(label, language)
            rows.append([InlineKeyboardButton(text, web_app=WebAppInfo(url=url))])
    if keyboard is Keyboard.LANGUAGES:
        for name in texts.languages:
            url = links.to(Go.ROOM, language=name)
            if url is not None:
                text = texts.render("language-name", name)
                rows.append([InlineKeyboardButton(text, web_app=WebAppInfo(url=url))])
    if keyboard is Keyboard.WORDS:
        text = texts.render("button-remove", language)
        rows.append([InlineKeyboardButton(text, callback_data=f"remove:{data['message_id']}")])
    return InlineKeyboardMarkup(rows) if rows else None
