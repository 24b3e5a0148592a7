"""Reaching Telegram at start, when it answers late or not at all."""

from itertools import islice
from typing import Any, cast

import pytest
from telegram.error import InvalidToken, NetworkError
from telegram.ext import ExtBot

from bot import chat


class Late:
    """A bot whose first calls meet these errors."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.bot = "the bot's own account"

    async def initialize(self) -> None:
        if self.errors:
            raise self.errors.pop(0)


def bot(*errors: Exception) -> ExtBot[Any]:
    return cast("ExtBot[Any]", Late(*errors))


def test_pauses_double_up_to_a_minute() -> None:
    assert [*islice(chat.pauses(), 9)] == [1, 2, 4, 8, 16, 32, 60, 60, 60]


async def test_a_network_that_comes_late_is_met_after_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("bot.chat.asyncio.sleep", sleep)
    late = bot(NetworkError("no route"), NetworkError("no route"))
    assert await chat.who_am_i(late) == "the bot's own account"
    assert slept == [1, 2]


async def test_a_token_that_is_refused_is_not_tried_again() -> None:
    with pytest.raises(chat.TokenRefused, match="BOT_TOKEN"):
        await chat.who_am_i(bot(InvalidToken()))
