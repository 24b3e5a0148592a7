"""`Outgoing` → the arguments of one Bot API call, with the words from policy.

Pure: nothing is sent from here and nothing is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from telegram import LinkPreviewOptions

from handlers.chat import keyboards, replies
from handlers.chat.keyboards import Keyboard
from handlers.chat.links import Links
from intake.outbox import Act, Outgoing
from policy.crisis import Crisis
from policy.entries import TextsError
from policy.texts import Texts
from policy.wording import Variant, Wordings

UPDATE: Final = "chat-update"
"""The content-free notice: constant words, whoever it is for and whatever happened."""

ROOM_CLOSED: Final = "chat-room-closed"

MAX_TEXT: Final = 4096
"""Telegram's limit for a message (Bot API, sendMessage), in characters."""


class Unrenderable(Exception):
    """The row names a text, keyboard or id that this version does not have: it can never be sent.

    The courier forgets the row; nothing of it is repeated.
    """


@dataclass(frozen=True, kw_only=True)
class Call:
    """One Bot API call: `act` picks the method, `arguments` are python-telegram-bot's own."""

    act: Act
    arguments: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Complaints:
    """Who outside the team hears complaints about it, and how to reach them (R25, R31)."""

    name: str
    contact: str


@dataclass(frozen=True, kw_only=True)
class Renderer:
    """Everything a row's words are made from."""

    texts: Texts
    crisis: Crisis
    wordings: Wordings
    links: Links
    complaints: Complaints | None = None

    def check(self) -> None:
        """At start: every text that can be sent exists in every language and fits Telegram.

        Raises `policy.texts.TextsError`, or `Unrenderable` for one that is too long.
        """
        for language in self.texts.languages:
            for text in (*replies.TEXTS, *keyboards.TEXTS, UPDATE, ROOM_CLOSED):
                if len(self.words(text, language)) > MAX_TEXT:
                    raise Unrenderable(f"{language}: {text} is longer than {MAX_TEXT} characters")

    def words(self, text: str, language: str) -> str:
        """A chat text with everything a chat text can need. Raises `policy.texts.TextsError`."""
        adult = self.wordings.show(Variant.ADULT, language)
        under_18 = self.wordings.show(Variant.UNDER_18, language)
        # A notice is shown exactly as its digest has it, not rendered a second time.
        for wording, name in ((adult, "notice-adult"), (under_18, "notice-under-18")):
            if text == name:
                return wording.text
        if text == replies.POLICY:
            return self.wordings.policy(language).text
        return self.texts.render(
            text,
            language,
            **self.crisis.arguments(self.texts, language),
            **self._complaints(),
            **self.wordings.named(language),
            version_adult=adult.version,
            version_under_18=under_18.version,
            languages=", ".join(
                self.texts.render("language-name", name) for name in self.texts.languages
            ),
        )

    def _complaints(self) -> dict[str, str]:
        named = self.complaints
        if named is None:
            return {"complaints": "none", "complaints_name": "", "complaints_contact": ""}
        return {
            "complaints": "named",
            "complaints_name": named.name,
            "complaints_contact": named.contact,
        }

    def call(self, row: Outgoing, *, bare: bool = False) -> Call:
        """The call that a row asks for; `bare` leaves the buttons away. Raises `Unrenderable`."""
        try:
            return Call(act=row.act, arguments=self._arguments(row, bare=bare))
        except (TextsError, KeyError, ValueError):
            raise Unrenderable("a row cannot be rendered") from None

    def _arguments(self, row: Outgoing, *, bare: bool) -> dict[str, Any]:
        match row.act:
            case Act.SEND:
                return self._message(row, bare=bare)
            case Act.EDIT:
                message_id = int(row.data["message_id"])
                return {**self._message(row, bare=bare), "message_id": message_id}
            case Act.ANSWER_CALLBACK:
                return {"callback_query_id": str(row.data["callback_query_id"])}
            case Act.DELETE:
                return {"chat_id": row.chat, "message_id": int(row.data["message_id"])}
            case Act.LEAVE:
                return {"chat_id": row.chat}

    def _message(self, row: Outgoing, *, bare: bool) -> dict[str, Any]:
        """The arguments that sending and editing share."""
        keyboard = Keyboard(row.buttons)
        text = self.words(row.text, row.language)
        if keyboards.opens(keyboard) and self.links.base is None:
            text += "\n\n" + self.words(ROOM_CLOSED, row.language)
        markup = keyboards.build(
            keyboard, links=self.links, texts=self.texts, language=row.language, data=row.data
        )
        return {
            "chat_id": row.chat,
            "text": text,
            "reply_markup": None if bare else markup,
            "link_preview_options": LinkPreviewOptions(is_disabled=True),
        }
