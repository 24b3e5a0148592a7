"""Telegram update → `Incoming`: the only code that touches what a person typed.

Text, captions and file ids are looked at here and never leave: a command's name, a start
parameter and a button's fixed value are all that is read. Nothing is downloaded.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType, UpdateType

from handlers.chat.incoming import START_PARAMETER, Incoming, Kind
from intake.outbox import ChatId

ALLOWED_UPDATES: Final = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CHANNEL_POST,
    UpdateType.CALLBACK_QUERY,
    UpdateType.MY_CHAT_MEMBER,
)
"""All that is asked of Telegram: what is not sent cannot leak."""

COMMANDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        kind.value: kind
        for kind in (
            Kind.START,
            Kind.POLICY,
            Kind.HELP,
            Kind.ROOM,
            Kind.DESK,
            Kind.MYDATA,
            Kind.WITHDRAW,
            Kind.LANGUAGE,
            Kind.CRISIS,
            Kind.COMPLAIN,
        )
    }
)

REMOVE_DATA: Final = re.compile(r"remove:([1-9][0-9]{0,17})", re.ASCII)
_COMMAND: Final = re.compile(r"/(\w{1,32})(?:@\w{1,64})?(?:\s+(.*))?", re.ASCII | re.DOTALL)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}", re.ASCII)
_CALLBACK_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)

_GROUPS: Final = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})
_PRESENT: Final = frozenset(
    {ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED}
)

# What a private chat reports about itself. Nobody wrote anything, so nothing is answered.
_SERVICE: Final = (
    "write_access_allowed",
    "pinned_message",
    "message_auto_delete_timer_changed",
    "chat_background_set",
)


def reduce(update: Update) -> Incoming:
    """Reduce one update; every update has a result, and nothing in it was written by a person."""
    if update.callback_query is not None:
        return _pressed(update.update_id, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.update_id, update.my_chat_member)
    message = update.message or update.edited_message or update.channel_post
    if message is None:
        return Incoming(kind=Kind.NOTHING, update_id=update.update_id)
    if message.chat.type == ChatType.PRIVATE:
        return _written(update.update_id, message, edited=update.message is None)
    return _elsewhere(update.update_id, message)


def _written(update_id: int, message: Message, *, edited: bool) -> Incoming:
    kind, start = (Kind.WORDS, "") if edited else _read(message)
    return Incoming(
        kind=kind,
        update_id=update_id,
        chat=ChatId(message.chat.id),
        person=message.chat.id,
        message_id=message.message_id,
        start=start,
        language=_language(message.from_user),
    )


def _read(message: Message) -> tuple[Kind, str]:
    """A command counts only when it stands alone: words after it are words.

    `/start` alone may carry one word, its parameter; of another shape it is dropped.
    """
    if any(getattr(message, name) is not None for name in _SERVICE):
        return Kind.NOTHING, ""
    if message.text is None or message.forward_origin is not None:
        return Kind.WORDS, ""
    found = _COMMAND.fullmatch(message.text)
    if found is None:
        return Kind.WORDS, ""
    kind = COMMANDS.get(found[1].lower(), Kind.UNKNOWN_COMMAND)
    rest = (found[2] or "").strip()
    if kind is Kind.START and len(rest.split()) == 1:
        return kind, rest if START_PARAMETER.fullmatch(rest) else ""
    return (Kind.WORDS, "") if rest else (kind, "")


def _elsewhere(update_id: int, message: Message) -> Incoming:
    """Groups and channels: leave. The bot's own departure is no reason to answer again."""
    if message.left_chat_member is not None:
        return Incoming(kind=Kind.NOTHING, update_id=update_id)
    return _place(update_id, message.chat)


def _place(update_id: int, chat: Chat) -> Incoming:
    kind = Kind.GROUP if chat.type in _GROUPS else Kind.CHANNEL
    return Incoming(kind=kind, update_id=update_id, chat=ChatId(chat.id))


def _membership(update_id: int, change: ChatMemberUpdated) -> Incoming:
    present = change.new_chat_member.status in _PRESENT
    if change.chat.type != ChatType.PRIVATE:
        if present:
            return _place(update_id, change.chat)
        return Incoming(kind=Kind.NOTHING, update_id=update_id)
    return Incoming(
        kind=Kind.UNBLOCKED if present else Kind.BLOCKED,
        update_id=update_id,
        chat=ChatId(change.chat.id),
        person=change.chat.id,
    )


def _pressed(update_id: int, query: CallbackQuery) -> Incoming:
    message = query.message
    if _CALLBACK_ID.fullmatch(query.id) is None:
        return Incoming(kind=Kind.NOTHING, update_id=update_id)
    private = message is not None and message.chat.type == ChatType.PRIVATE
    found = REMOVE_DATA.fullmatch(query.data or "")
    remove = private and found is not None
    return Incoming(
        kind=Kind.REMOVE if remove else Kind.PRESSED,
        update_id=update_id,
        # Someone who pressed a button elsewhere is answered where only they see it.
        chat=ChatId(message.chat.id if message is not None and private else query.from_user.id),
        person=query.from_user.id,
        message_id=message.message_id if message is not None and private else 0,
        callback=query.id,
        target=int(found[1]) if found is not None and remove else 0,
        language=_language(query.from_user),
    )


def _language(user: User | None) -> str:
    tag = user.language_code if user is not None else None
    return tag if tag and _LANGUAGE.fullmatch(tag) else ""
