"""What the service owes people in Telegram: rows to send, and the port that keeps them.

No text that a person wrote lives here, and no rendered text either: a row names one of the
service's own messages (a Fluent id in policy/locales) and the courier renders it when sending.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType, Protocol

ChatId = NewType("ChatId", int)
"""A Telegram chat id. Never logged; sealed wherever it is stored."""

OutboxId = NewType("OutboxId", int)


class Act(StrEnum):
    """What the courier asks of the Bot API for a row."""

    SEND = "send"
    EDIT = "edit"
    ANSWER_CALLBACK = "answer_callback"
    DELETE = "delete"
    LEAVE = "leave"


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One thing owed to one chat.

    `text` is the id of a message in policy/locales, `buttons` the id of a keyboard that
    handlers/chat/keyboards.py knows, `data` the few ids that an act needs (`message_id`,
    `callback_query_id`, a validated start parameter): never words of a person.
    `key` makes a row unique within its chat while it waits: a second row for that chat with
    the same key is dropped (how content-free notices are debounced and floods bounded). An
    empty key is never a duplicate; the same key for another chat is another row.
    """

    chat: ChatId = field(repr=False)
    act: Act
    text: str = ""
    language: str = "en"
    buttons: str = ""
    data: Mapping[str, str | int] = field(default_factory=dict, repr=False)
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Owed:
    """An `Outgoing` as it waits in the store, oldest first per chat."""

    id: OutboxId
    outgoing: Outgoing
    attempts: int


class Updates(Protocol):
    """Where a Telegram update becomes durable, once."""

    async def accept(self, *, update_id: int, owed: Sequence[Outgoing]) -> bool:
        """Store the update's id and the replies it causes in one transaction.

        Returns False, storing nothing, when that update was accepted before. The rows answer
        what a person just did, so an unreachable chat among them is reachable again, in the
        same transaction; rows whose key already waits are dropped, as in `Outbox.put`.
        """
        ...


class Outbox(Protocol):
    """The durable queue between the service and Telegram."""

    async def put(self, owed: Sequence[Outgoing]) -> None:
        """Queue rows in one transaction.

        Dropped are rows whose key already waits in their chat, and rows for chats that are
        unreachable.
        """
        ...

    async def due(self, *, now: float, limit: int = 100) -> Sequence[Owed]:
        """The rows that may be sent now (Unix seconds), at most the oldest one per chat.

        A postponed row holds back the later rows of its own chat (their order is kept), and
        of no other chat. Chats whose row has waited longest come first.
        """
        ...

    async def done(self, row: OutboxId) -> None:
        """Forget a row: it was sent, or it can never be."""
        ...

    async def postpone(self, row: OutboxId, *, until: float) -> None:
        """Try a row again at `until` (Unix seconds); counts one attempt."""
        ...

    async def unreachable(self, chat: ChatId) -> None:
        """The person blocked the bot: drop what is owed to that chat and remember not to try."""
        ...

    async def reachable(self, chat: ChatId) -> None:
        """The person wrote again: forget that they were unreachable."""
        ...
