"""The running service's upkeep: backups when they are due, alarms in the log, the heartbeat, and
what the operator's commands may ask of it. What is measured is in readings.py.
"""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import httpx
import structlog

from bot import readings
from bot.config import Config
from bot.control import Answer, Ask, Refused
from bot.timers import Timer, Timers
from storage.audit import verify_running
from storage.backup import back_up
from storage.errors import BackupRefused
from storage.flagchain import verify_flags_running
from storage.looking import Look, look
from storage.opening import Core
from storage.pages import intact
from storage.released import released

DUE_SECONDS: Final = 600.0
HEARTBEAT_SECONDS: Final = 300.0
PATIENCE_SECONDS: Final = 20.0
NOT_WRITTEN: Final = (
    "The running service cannot write there: is there room, may its user (and its unit) do so?"
)

log = structlog.get_logger()


class Upkeep:
    """Over an open core, until the process ends."""

    def __init__(self, *, config: Config, core: Core, http: httpx.AsyncClient) -> None:
        self._config = config
        self._core = core
        self._http = http
        self._shelf = readings.shelf_of(config)
        self._one_backup = asyncio.Lock()
        self._waiting, self._waiting_since = 0, 0
        """The oldest message to Telegram that waited at the last look, and at which look first."""

    @property
    def timers(self) -> Timers:
        """What happens by the clock."""
        jobs = [Timer(kind="alarms", seconds=DUE_SECONDS, job=self.sound)]
        if self._shelf is not None:
            jobs.append(Timer(kind="backups", seconds=DUE_SECONDS, job=self.back_up_if_due))
        if self._config.heartbeat_url is not None:
            jobs.append(Timer(kind="heartbeat", seconds=HEARTBEAT_SECONDS, job=self.beat))
        return Timers(timers=jobs)

    @property
    def asks(self) -> Mapping[str, Ask]:
        """What commands may ask, by name."""
        return {
            "backup": self._backup,
            "look": self._look,
            "stats": self._stats,
            "verify": self._verify,
        }

    async def read(self) -> readings.Readings:
        """Measure now."""
        seen, now = await self._seen(), self._core.clock.now()
        return await asyncio.to_thread(readings.take, self._config, look=seen, now=now)

    async def _seen(self) -> Look:
        """Look at the store, and remember since when its oldest message waits: no row says it."""
        core = self._core
        seen = await core.store.upkeep(lambda raw: look(raw, keys=core.keys))
        if seen.waiting != self._waiting:
            self._waiting, self._waiting_since = seen.waiting, int(core.clock.now())
        return replace(seen, waiting_since=self._waiting_since if seen.waiting else 0)

    async def sound(self) -> None:
        """Say in the log what needs the operator; each alarm again at each turn."""
        for alarm in await self._alarms():
            if alarm.urgent:
                log.error("alarm", kind=alarm.kind)
            else:
                log.warning("alarm", kind=alarm.kind)

    async def beat(self) -> None:
        """Ask for the heartbeat's address, unless something is failing."""
        if self._config.heartbeat_url is None or any(a.urgent for a in await self._alarms()):
            return
        try:
            answer = await self._http.get(
                self._config.heartbeat_url.get_secret_value(), timeout=PATIENCE_SECONDS
            )
            if answer.is_error:
                log.warning("heartbeat_refused", status=answer.status_code)
        except httpx.HTTPError as error:
            log.warning("heartbeat_failed", error=type(error).__name__)

    async def back_up_if_due(self) -> None:
        """Make a pair when the newest is old enough."""
        if self._shelf is None:
            return
        newest = await asyncio.to_thread(self._shelf.newest)
        due = 0 if newest is None else newest.made + self._config.backup_hours * 3600
        if self._core.clock.now() >= due:
            await self._add()

    async def _add(self) -> Answer:
        if self._shelf is None:
            raise Refused("BACKUP_DIR and BACKUP_KEYS_DIR are not set: name two directories.")
        began = time.monotonic()
        async with self._one_backup:
            try:
                pair = await self._shelf.add(self._core)
            except OSError as error:
                log.warning("backup_not_written", error=type(error).__name__)
                raise BackupRefused(NOT_WRITTEN) from None
        if pair.doubts:
            log.error("backup_of_a_faulty_store", count=len(pair.doubts))
        log.info("backup_made", seconds=round(time.monotonic() - began, 3))
        return {"database": str(pair.database), "keys": str(pair.keys), "doubts": pair.doubts}

    async def _alarms(self) -> list[readings.Alarm]:
        return [*readings.alarms(await self.read(), backup_hours=self._config.backup_hours)]

    async def _backup(self, words: Mapping[str, str]) -> Answer:
        if "database_to" not in words:
            return await self._add()
        database_to, keys_to = Path(words["database_to"]), Path(words["keys_to"])
        async with self._one_backup:
            try:
                made = await back_up(self._core, database_to=database_to, keys_to=keys_to)
            except OSError:
                raise BackupRefused(NOT_WRITTEN) from None
        return {"doubts": made.doubts}

    async def _verify(self, _: Mapping[str, str]) -> Answer:
        core = self._core
        verdict = await verify_running(core.store, keys=core.keys)
        flags = await core.store.upkeep(lambda raw: verify_flags_running(raw, keys=core.keys))
        return {
            "rows": verdict.rows,
            "broken": verdict.broken,
            "flags_broken": flags.broken,
            "intact": await core.store.upkeep(intact),
        }

    async def _look(self, _: Mapping[str, str]) -> Answer:
        return (await self._seen()).document()

    async def _stats(self, _: Mapping[str, str]) -> Answer:
        core = self._core
        tables = await core.store.upkeep(lambda raw: released(raw, keys=core.keys))
        return {"tables": [table.hex() for table in tables]}
