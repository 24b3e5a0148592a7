"""Messages, in the Bot API's own shape, chat by chat.

Here: keeping, finding and removing messages, and their numbers. Never here: who may.
"""

from collections.abc import Sequence

from sandbox.limits import MESSAGES_KEPT
from sandbox.rows import Json, Rows


class Messages:
    """All messages; the oldest of a chat go when it grows past MESSAGES_KEPT.

    Numbers count through the whole world: in private chats Telegram numbers per account, so
    one bot never sees a number twice there.
    """

    def __init__(self, *, rows: Rows) -> None:
        self._rows = rows
        self._by_chat: dict[int, dict[int, Json]] = {}
        loaded = rows.load(kind="message").values()
        for message in sorted(loaded, key=lambda one: int(one["message_id"])):
            self._chat(message["chat"]["id"])[message["message_id"]] = message
        self._last = int(rows.load(kind="counter").get("message", {}).get("last", 0))

    def _chat(self, chat_id: int) -> dict[int, Json]:
        return self._by_chat.setdefault(chat_id, {})

    def next_id(self) -> int:
        """A fresh message number."""
        self._last += 1
        self._rows.put(kind="counter", key="message", body={"last": self._last})
        return self._last

    def put(self, message: Json) -> Json:
        """Keep a new or changed message."""
        chat = self._chat(message["chat"]["id"])
        chat[message["message_id"]] = message
        self._rows.put(
            kind="message", key=f"{message['chat']['id']}:{message['message_id']}", body=message
        )
        if len(chat) > MESSAGES_KEPT:
            self.remove(chat_id=message["chat"]["id"], message_id=next(iter(chat)))
        return message

    def find(self, *, chat_id: int, message_id: int) -> Json | None:
        """The message, or None."""
        return self._by_chat.get(chat_id, {}).get(message_id)

    def remove(self, *, chat_id: int, message_id: int) -> bool:
        """Delete a message for everybody; False when there was none."""
        if self._by_chat.get(chat_id, {}).pop(message_id, None) is None:
            return False
        self._rows.remove(kind="message", key=f"{chat_id}:{message_id}")
        return True

    def of(self, chat_id: int) -> Sequence[Json]:
        """The messages of a chat, oldest first."""
        return tuple(self._by_chat.get(chat_id, {}).values())
