"""How every test of the chat runs: with python-telegram-bot set as the wiring sets it."""

import pytest


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this the library warns each time Telegram asks for patience."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
