"""What is measured of the service's daily life, and when that is an alarm. Nothing of people.

One set of readings for `peerlink doctor`, /metrics, the log and the heartbeat, so that they
cannot say different things.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.config import Config
from storage.clock import DAY, HOUR
from storage.layout import Layout
from storage.looking import Look
from storage.shelf import Shelf

MIB: Final = 1024 * 1024
LOW_BYTES: Final = 512 * MIB
"""Free space below which a disk is too full: a backup and a night's log have to fit."""
EMPTY_BYTES: Final = 64 * MIB
SOON: Final = 14 * DAY
"""How long before its end a certificate is spoken of."""
ROSTER_SOON: Final = 5 * DAY
"""Rosters last 35 days at most and are signed each time that the team changes."""
LATE_SECONDS: Final = HOUR
BEHIND_SECONDS: Final = HOUR
MISSED: Final = 2
"""Backups that may be missed before it is an alarm."""


@dataclass(frozen=True, kw_only=True)
class Readings:
    """Bytes and Unix seconds; None where there is nothing to measure.

    `backup`: when the newest complete pair was made, 0 when there is none.
    """

    now: int
    look: Look | None
    database: int
    free: int
    backup: int | None = None
    backup_free: int | None = None
    same_disk: bool = False


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """`kind`: a word of ours. `urgent`: something is failing now. `line`: what, and the remedy."""

    kind: str
    urgent: bool
    line: str


KINDS: Final = ("disk", "backup", "backup_disk", "roster", "certificate", "clock", "sending")


def shelf_of(config: Config) -> Shelf | None:
    """Where the service puts backups by itself, if it does."""
    if config.backup_dir is None or config.backup_keys_dir is None:
        return None
    return Shelf(
        database_dir=config.backup_dir,
        keys_dir=config.backup_keys_dir,
        keep_days=config.backup_keep_days,
        keys_keep_days=config.backup_keys_keep_days,
    )


def take(config: Config, *, look: Look | None, now: float) -> Readings:
    """Measure. `look`: what the store says, where it can be asked."""
    layout = Layout.at(config.data_dir)
    shelf = shelf_of(config)
    made = shelf.newest() if shelf is not None else None
    return Readings(
        now=int(now),
        look=look,
        database=_size(layout.database),
        free=_free(layout.data),
        backup=None if shelf is None else 0 if made is None else made.made,
        backup_free=None
        if shelf is None
        else min(map(_free, (shelf.database_dir, shelf.keys_dir))),
        same_disk=shelf is not None and _disk(shelf.database_dir) == _disk(layout.data),
    )


def alarms(readings: Readings, *, backup_hours: int) -> Sequence[Alarm]:
    """What an operator has to do something about, the urgent first."""
    found = [*_of_disks(readings), *_of_backups(readings, backup_hours)]
    if readings.look is not None:
        found += _of_look(readings.look, readings.now)
    return sorted(found, key=lambda alarm: not alarm.urgent)


def _of_disks(readings: Readings) -> list[Alarm]:
    found = []
    for kind, free, what in (
        ("disk", readings.free, "DATA_DIR"),
        ("backup_disk", readings.backup_free, "BACKUP_DIR or BACKUP_KEYS_DIR"),
    ):
        if free is not None and free < LOW_BYTES:
            line = f"The disk of {what} has {free // MIB} MiB left: make room."
            found.append(Alarm(kind=kind, urgent=free < EMPTY_BYTES, line=line))
    return found


def _of_backups(readings: Readings, hours: int) -> list[Alarm]:
    if readings.backup is None:
        return []
    age = readings.now - readings.backup
    if readings.backup == 0:
        line = "There is no complete backup yet: peerlink backup makes one now."
        return [Alarm(kind="backup", urgent=False, line=line)]
    if age > MISSED * hours * HOUR:
        line = f"The newest backup is {age // HOUR} hours old: see the log for why."
        return [Alarm(kind="backup", urgent=True, line=line)]
    return []


def _of_look(look: Look, now: int) -> list[Alarm]:
    found = []
    if look.roster_ends and look.roster_ends < now + ROSTER_SOON:
        ended = look.roster_ends <= now
        line = "A holder has to sign the roster (Mini App, Team): " + (
            "it has expired, and no new request is taken."
            if ended
            else _left(look.roster_ends, now)
        )
        found.append(Alarm(kind="roster", urgent=ended, line=line))
    if look.certificate_ends and look.certificate_ends < now + SOON:
        ended = look.certificate_ends <= now
        line = "A holder has to certify a member anew (Mini App, Team): " + (
            "a certificate has expired." if ended else _left(look.certificate_ends, now)
        )
        found.append(Alarm(kind="certificate", urgent=ended, line=line))
    if look.kept - now > BEHIND_SECONDS:
        line = "The machine's clock is behind the time that was: see peerlink clock-was-ahead."
        found.append(Alarm(kind="clock", urgent=True, line=line))
    if look.waiting_since and now - look.waiting_since > LATE_SECONDS:
        line = "Messages to Telegram have waited for over an hour: see the log for why."
        found.append(Alarm(kind="sending", urgent=True, line=line))
    return found


def _left(ends: int, now: int) -> str:
    return f"{max(1, (ends - now) // DAY)} days are left."


def _size(path: Path) -> int:
    log = path.with_name(f"{path.name}-wal")
    return sum(each.stat().st_size for each in (path, log) if each.exists())


def _nearest(path: Path) -> Path:
    absolute = path.absolute()
    return next(each for each in (absolute, *absolute.parents) if each.exists())


def _free(path: Path) -> int:
    return shutil.disk_usage(_nearest(path)).free


def _disk(path: Path) -> int:
    return _nearest(path).stat().st_dev
