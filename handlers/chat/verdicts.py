"""What a refusal by the Bot API means for the row that met it: pure, exhaustive, no I/O."""

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Final

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from intake.outbox import Act, Outgoing

FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 600.0
MARGIN: Final = 0.1  # past the second Telegram names, not on it


@dataclass(frozen=True, kw_only=True)
class Done:
    """The row is finished: sent, or never possible (`event` names why, for the log)."""

    event: str = "sent"
    gone: bool = True  # for a DELETE: whether the message is no longer there


@dataclass(frozen=True, kw_only=True)
class Later:
    """The row is owed still: try again after `pause` seconds."""

    pause: float
    event: str


@dataclass(frozen=True, kw_only=True)
class Unreachable:
    """The person blocked the bot or closed their account."""

    event: str = "chat_unreachable"


Verdict = Done | Later | Unreachable


def judge(error: TelegramError, *, row: Outgoing, attempts: int, random: Random) -> Verdict:
    """What to do with a row after an error.

    Only what Telegram says can never succeed is given up; everything else stays owed, at pauses
    that double up to ten minutes, jittered so that rows do not return all at once.
    """
    match error:
        case RetryAfter():
            return Later(pause=wait_of(error) + MARGIN, event="send_rate_limited")
        case Forbidden():
            # In a group it means "may not write here": leaving must still be tried.
            return Unreachable() if row.chat > 0 else Done(event="send_forbidden")
        case ChatMigrated():
            return Done(event="chat_migrated")
        case BadRequest():
            return Done(event="send_refused", gone=row.act is Act.DELETE and _not_found(error))
        case InvalidToken():
            return Later(pause=LONGEST_PAUSE, event="bot_token_refused")
        case _:
            return Later(pause=pause_after(attempts, random=random), event="send_failed")


def pause_after(attempts: int, *, random: Random) -> float:
    """Seconds to wait after `attempts` failures: doubling, capped, between half and all of it."""
    longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(attempts, 16))
    return longest * (0.5 + random.random() / 2)


def wait_of(error: RetryAfter) -> float:
    """`retry_after` in seconds, whichever type python-telegram-bot is set to give."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, dt.timedelta) else float(wait)


def _not_found(error: BadRequest) -> bool:
    """Telegram has no code for it, only this sentence (Bot API, deleteMessage)."""
    return "message to delete not found" in error.message.lower()
