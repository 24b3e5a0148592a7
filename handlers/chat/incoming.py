"""What is left of a Telegram update once it has been reduced: a kind and the ids an answer needs.

There is no field that could hold text, a caption, a name or a file: what a person wrote cannot
be passed on from here.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from intake.outbox import ChatId

START_PARAMETER: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What Telegram allows in a start parameter (Bot API, deep linking)."""


class Kind(StrEnum):
    """What a person or Telegram did, as far as the service wants to know."""

    START = "start"
    POLICY = "policy"
    HELP = "help"
    ROOM = "room"
    DESK = "desk"
    MYDATA = "mydata"
    WITHDRAW = "withdraw"
    LANGUAGE = "language"
    CRISIS = "crisis"
    COMPLAIN = "complain"
    UNKNOWN_COMMAND = "unknown_command"
    WORDS = "words"  # text, edits, forwards, photos, voice, anything else a person sent
    REMOVE = "remove"  # pressed "Remove my message"
    PRESSED = "pressed"  # pressed something that no longer means anything
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    GROUP = "group"
    CHANNEL = "channel"
    NOTHING = "nothing"  # inline queries, service messages, whatever else Telegram sends


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """One update, reduced.

    `chat` is None only for `Kind.NOTHING`. `start` is a validated start parameter or empty,
    `callback` the id to answer a pressed button with, `target` the message that "Remove my
    message" is about, `language` the sender's IETF tag as Telegram gave it, validated.
    """

    kind: Kind
    update_id: int
    chat: ChatId | None = field(default=None, repr=False)
    person: int | None = field(default=None, repr=False)
    message_id: int = 0
    start: str = field(default="", repr=False)
    callback: str = field(default="", repr=False)
    target: int = 0
    language: str = ""
