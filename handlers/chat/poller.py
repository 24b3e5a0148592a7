"""Long polling, where no public address is set. The offset moves only past durable updates.

python-telegram-bot's own Updater confirms before anything is stored, so it is not used.
"""

import asyncio
import warnings
from collections.abc import Sequence
from random import Random
from typing import Any, Final

import structlog
from telegram import Update
from telegram.error import Conflict, RetryAfter, TelegramError
from telegram.ext import ExtBot

from handlers.chat.ingest import Ingest
from handlers.chat.reduce import ALLOWED_UPDATES, reduce
from handlers.chat.verdicts import MARGIN, pause_after, wait_of

LONGEST_PAUSE: Final = 60.0

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Poller:
    """One per process. `run` until cancelled; `hold` is the long poll's length in seconds."""

    def __init__(self, *, bot: ExtBot[Any], ingest: Ingest, random: Random, hold: int = 25) -> None:
        self._bot = bot
        self._ingest = ingest
        self._random = random
        self._hold = hold
        self._offset = 0

    async def run(self) -> None:
        """Fetch and store updates until cancelled, whatever happens in between."""
        failures = 0
        ready = False
        while True:
            try:
                if not ready:
                    # A webhook left from before would refuse every poll.
                    await self._bot.delete_webhook()
                    ready = True
                await self.once()
            except Exception as error:  # noqa: BLE001 - polling goes on, whatever happened
                pause = self._pause(error, failures)
                failures += 1
                ready = ready and not isinstance(error, Conflict)
                log.warning("polling_failed", error=type(error).__name__, attempts=failures)
                await asyncio.sleep(pause)
            else:
                failures = 0

    async def once(self) -> None:
        """One poll. Raises when an update could not be stored: it will be delivered again."""
        batch = await self._fetch()
        outcomes = await asyncio.gather(*map(self._store, batch), return_exceptions=True)
        for payload, outcome in zip(batch, outcomes, strict=True):
            if outcome is not None:
                raise outcome
            self._offset = _id(payload) + 1

    async def _store(self, payload: Update | dict[str, Any]) -> None:
        if isinstance(payload, Update):
            await self._ingest.take(reduce(payload))
        else:
            await self._ingest.raw(payload)

    async def _fetch(self) -> Sequence[Update | dict[str, Any]]:
        try:
            return await self._bot.get_updates(
                offset=self._offset, timeout=self._hold, allowed_updates=list(ALLOWED_UPDATES)
            )
        except TelegramError:
            raise
        except Exception as error:  # noqa: BLE001 - one update the library cannot read
            log.warning("update_unreadable", error=type(error).__name__)
            return await self._fetch_raw()

    async def _fetch_raw(self) -> Sequence[dict[str, Any]]:
        """The same batch as plain JSON, so that one bad update does not hold up the others."""
        # The library warns that get_updates exists; it is what has just failed.
        warnings.filterwarnings("ignore", message="Please use 'Bot.getUpdates'")
        request = {"offset": self._offset, "allowed_updates": list(ALLOWED_UPDATES)}
        batch: list[dict[str, Any]] = await self._bot.do_api_request(
            "getUpdates", api_kwargs=request
        )
        return batch

    def _pause(self, error: Exception, failures: int) -> float:
        if isinstance(error, RetryAfter):
            return wait_of(error) + MARGIN
        return min(LONGEST_PAUSE, pause_after(failures, random=self._random))


def _id(payload: Update | dict[str, Any]) -> int:
    return payload.update_id if isinstance(payload, Update) else int(payload["update_id"])
