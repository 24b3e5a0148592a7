"""How every test of the chat runs: with python-telegram-bot set as the wiring sets it."""

from collections.abc import AsyncIterator

import pytest

from tests.handlers.chat.station import Station, a_station
from tests.stopping import stopped_soon

__all__ = ["stopped_soon"]


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this the library warns each time Telegram asks for patience."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def station() -> AsyncIterator[Station]:
    """A bot, a sandbox and nothing running yet."""
    async with a_station() as found:
        yield found
