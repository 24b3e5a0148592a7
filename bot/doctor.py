"""`peerlink doctor`: what is missing or failing, and how to mend it. It looks and changes nothing.

One finding a line. Values of settings, tokens above all, are never part of one.
"""

import shutil
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from bot import control, outside, readings
from bot.checked import contact_lines
from bot.config import Config
from bot.control import Refused
from bot.parts import MINI_APP
from bot.trust import authorities
from policy.crisis import CrisisError
from policy.profiles import load_profile
from policy.signposts import SignpostsError
from storage import secrets
from storage.clock import SystemClock
from storage.errors import StorageError
from storage.layout import Layout
from storage.looking import SQLITE, Look, look_at_files

STRICT_TABLES: Final = (3, 37, 0)
"""The first SQLite that has what our schema uses."""
OTHERS: Final = 0o077


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`bad`: the service cannot run, or will fail. `said` names what, and the remedy."""

    bad: bool = False
    well: bool = False
    said: str

    @property
    def line(self) -> str:
        """As it is printed."""
        return f"{'ok  ' if self.well else 'BAD ' if self.bad else 'note'}  {self.said}"


def ok(said: str) -> Finding:
    """Nothing to do."""
    return Finding(well=True, said=said)


def note(said: str) -> Finding:
    """It works, and could be better."""
    return Finding(said=said)


def bad(said: str) -> Finding:
    """It does not work, or soon will not."""
    return Finding(bad=True, said=said)


async def examine(config: Config) -> list[Finding]:
    """Everything, in the order in which it should be mended."""
    found = [*_machine(), *_settings(config), *_files(config)]
    look, said = await _store(config)
    found += said
    found += _alarms(config, look)
    if config.bot_token is not None:
        trust, patience = authorities(), outside.PATIENCE_SECONDS
        async with httpx.AsyncClient(verify=trust, timeout=patience) as http:
            async for line, fault in outside.examine(config, http):
                found.append(bad(line) if fault else ok(line))
    return found


def _machine() -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    if SQLITE < STRICT_TABLES:
        yield bad(f"SQLite {'.'.join(map(str, SQLITE))} is too old: 3.37 or newer is needed.")
    else:
        yield ok(f"Python {python}, SQLite {'.'.join(map(str, SQLITE))}.")
    if (MINI_APP / "index.html").is_file():
        yield ok("The Mini App is built.")
    else:
        yield bad("The Mini App is not built, so nobody can open it: make build.")


def _settings(config: Config) -> Iterator[Finding]:
    if config.bot_token is None:
        yield note("BOT_TOKEN is not set: this is the sandbox, for trying out and nothing else.")
        return
    yield ok(f"The configuration is usable; the policy is {config.policy}.")
    yield from complaints(config)
    yield from contacts(config)
    if config.public_url is None:
        yield bad("PUBLIC_URL is not set: the Mini App cannot be opened, only the chat works.")
    if config.backup_dir is None:
        yield bad("No backups are made: set BACKUP_DIR and BACKUP_KEYS_DIR.")
    if config.heartbeat_url is None:
        yield note("HEARTBEAT_URL is not set: nobody outside notices when this machine is off.")


def complaints(config: Config) -> Iterator[Finding]:
    """Whether somebody outside the team is named, where the policy asks for it (R25, R31)."""
    if config.complaints_name:
        yield ok("Somebody outside the team is named for complaints.")
    elif load_profile(config.policy).complaints is not None:
        yield bad(
            "Nobody outside the team is named for complaints, which the policy asks for: set "
            "COMPLAINTS_NAME and COMPLAINTS_CONTACT."
        )
    else:
        yield note("COMPLAINTS_NAME is not set: nobody outside the team is named for complaints.")


def contacts(config: Config) -> Iterator[Finding]:
    """Whether somebody compared whom people are sent to, within a year (R8)."""
    try:
        for line, well in contact_lines(config, now=SystemClock().now()):
            yield ok(line) if well else note(line)
    except (CrisisError, SignpostsError) as error:
        yield bad(f"Contacts cannot be used: {'; '.join(str(error).splitlines())}.")


def _files(config: Config) -> Iterator[Finding]:
    layout = Layout.at(config.data_dir)
    if not layout.database.exists():
        yield note("There is no database in DATA_DIR yet: peerlink run makes it.")
        return
    if layout.restoring.exists():
        yield bad("A restore was cut short: empty the data directory and restore again.")
    wide = [path for path in (layout.data, layout.keys, *_kept(layout)) if _is_wide(path)]
    if wide:
        yield bad(
            f"{wide[0].name} can be used by other users of this machine: "
            "set mode 0700 for directories, 0600 for files."
        )
    else:
        yield ok("Nobody else on this machine can read the store or its keys.")
    free = shutil.disk_usage(layout.data).free
    yield ok(f"{free // readings.MIB} MiB are free on the disk of DATA_DIR.")


def _kept(layout: Layout) -> list[Path]:
    files = (layout.database, layout.case_keys, layout.service_keys, layout.tombstones)
    return [path for path in files if path.exists()]


def _is_wide(path: Path) -> bool:
    return path.exists() and bool(stat.S_IMODE(path.stat().st_mode) & OTHERS)


async def _store(config: Config) -> tuple[Look | None, list[Finding]]:
    """What the running service says of its store, else what its files say."""
    layout = Layout.at(config.data_dir)
    if not layout.database.exists():
        return None, []
    try:
        answer = await control.ask(config.data_dir, "look")
        if answer is not None:
            look = Look.of(answer)
            said = [ok(f"The service is running (schema {look.schema}).")]
        else:
            secrets.load(layout.service_keys)
            look = look_at_files(layout)
            said = [note("The service is not running: peerlink run.")]
    except (StorageError, Refused) as error:
        return None, [bad(str(error))]
    except KeyError:
        return None, [bad("The running service is of another version: restart it.")]
    if look.sandboxed is not config.sandboxed:
        said.append(bad("DATA_DIR holds the data of the other kind of service: see peerlink run."))
    if look.roster_ends == 0 and not config.sandboxed:
        said.append(note("No roster is signed yet: the holders set themselves up (peerlink init)."))
    return look, said


def _alarms(config: Config, look: Look | None) -> Iterator[Finding]:
    taken = readings.take(config, look=look, now=SystemClock().now())
    found = readings.alarms(taken, backup_hours=config.backup_hours)
    for alarm in found:
        yield bad(alarm.line) if alarm.urgent else note(alarm.line)
    if taken.same_disk:
        yield note("BACKUP_DIR is on the disk of DATA_DIR: one fault takes both.")
    if taken.backup and not any(alarm.kind == "backup" for alarm in found):
        yield ok(f"The newest backup is {(taken.now - taken.backup) // 3600} hours old.")
