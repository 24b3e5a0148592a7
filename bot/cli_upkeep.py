"""The commands of the operator's daily life: backup, restore, doctor, stats, rotate-keys.

Each reads, calls one thing and answers in lines. cli.py holds the rest and puts them together.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.answers import config_or_fail, existing, fail, finish, say
from bot.config import Config
from storage.layout import Layout

if TYPE_CHECKING:
    from storage.drill import Drilled

Folder = Annotated[Path | None, typer.Argument(file_okay=False, resolve_path=True)]
Tombstones = Annotated[
    Path | None, typer.Option(help="The newest tombstones file that survived.", dir_okay=False)
]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(backup)
    app.command(name="restore")(restore_command)
    app.command()(doctor)
    app.command()(stats)
    app.command(name="rotate-keys")(rotate_keys)


def backup(database_to: Folder = None, keys_to: Folder = None) -> None:
    """Copy the database and, to another place, the keys; while the service runs, too.

    Without directories: the next pair in BACKUP_DIR and BACKUP_KEYS_DIR.
    """
    config = config_or_fail()
    _both_or_neither(database_to, keys_to)
    if database_to is None and config.backup_dir is None:
        fail("Name two empty directories, or set BACKUP_DIR and BACKUP_KEYS_DIR.")
    existing(config)
    doubts = finish(_backed_up(config, database_to, keys_to))
    say("Backed up. Keep the two apart, and the keys' copies only for a short time.")
    for doubt in doubts:
        say(f"It is a true copy, and in the store itself something is wrong: {doubt}")


async def _backed_up(config: Config, database_to: Path | None, keys_to: Path | None) -> list[str]:
    """What is wrong in the store, if anything; asks the running service when there is one."""
    from bot import control

    words = (
        {} if database_to is None else {"database_to": str(database_to), "keys_to": str(keys_to)}
    )
    answer = await control.ask(config.data_dir, "backup", **words)
    if answer is not None:
        doubts = answer["doubts"]
        return [str(each) for each in doubts] if isinstance(doubts, list) else []
    from bot import readings
    from bot.stopped import opened
    from storage.backup import back_up

    async with opened(config) as core:
        shelf = readings.shelf_of(config)
        if database_to is not None and keys_to is not None:
            made = await back_up(core, database_to=database_to, keys_to=keys_to)
            return [*made.doubts]
        return [] if shelf is None else [*(await shelf.add(core)).doubts]


def restore_command(
    database_from: Folder = None,
    keys_from: Folder = None,
    tombstones: Tombstones = None,
    *,
    only_try: Annotated[
        bool, typer.Option("--drill", help="Try it in a temporary place; change nothing.")
    ] = False,
) -> None:
    """Put a backup into the empty data directory. What was erased stays erased.

    Without directories: the newest pair of BACKUP_DIR and BACKUP_KEYS_DIR.
    """
    config = config_or_fail()
    _both_or_neither(database_from, keys_from)
    if database_from is None or keys_from is None:
        database_from, keys_from = _newest(config)
    if only_try:
        _drill(database_from, keys_from, tombstones)
        return
    from storage.backup import restore

    finish(
        restore(
            database_from=database_from,
            keys_from=keys_from,
            layout=Layout.at(config.data_dir),
            tombstones=tombstones,
        )
    )
    say("Restored. Sessions and open invites have ended; peerlink init --again makes new links.")
    say("Who was suspended since the backup is not any more: suspend them again, sign the roster.")
    say("Sign it on until its number is two past the last one before the loss: devices that saw")
    say("that one refuse what does not follow it.")
    say("A student who said since the backup that they want no messages gets them again, until")
    say("they say so anew; consents given or taken back since are gone in the same way.")


def _drill(database_from: Path, keys_from: Path, tombstones: Path | None) -> None:
    from storage.clock import SystemClock
    from storage.drill import drill

    found = finish(
        drill(
            database_from=database_from,
            keys_from=keys_from,
            clock=SystemClock(),
            tombstones=tombstones,
        )
    )
    proof = found.proof
    for line in (*proof.faults, *proof.doubts):
        say(f"Wrong: {line}")
    if not proof.holds:
        raise typer.Exit(1)
    for line in _well(found):
        say(line)


def _well(found: "Drilled") -> list[str]:
    proof = found.proof
    return [
        "The drill went well: restored into a temporary place, started, looked at, removed.",
        f"Made: database {_time(found.database_made)}, keys {_time(found.keys_made)}.",
        f"The schema is number {proof.schema}.",
        "Every page is intact, and nothing lacks what it stands on.",
        f"{proof.fields} sealed fields open; {proof.keys} keys of what is kept are there.",
        f"The audit chain holds: {proof.audit_rows} rows. The flags' own holds, too.",
    ]


def doctor() -> None:
    """Say what is missing or failing and how to mend it. Changes nothing."""
    config = config_or_fail()
    from bot.doctor import examine

    findings = finish(examine(config))
    for finding in findings:
        say(finding.line)
    if any(finding.bad for finding in findings):
        raise typer.Exit(1)


def stats(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Print the tables that the lead released; nothing else is counted for anybody."""
    config = config_or_fail()
    existing(config)
    from bot.statistics import lines_of, read_tables

    tables = finish(read_tables(config.data_dir))
    if as_json:
        say(json.dumps([table.document() for table in tables], indent=1))
        return
    for line in lines_of(tables):
        say(line)


def rotate_keys() -> None:
    """Seal everything that the service keeps field by field anew, with a new key.

    The service must be stopped. Cut short, it goes on when called again.
    """
    layout = existing(config_or_fail())
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from storage.rotation import rotate

    with Progress(
        TextColumn("Sealing anew"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    ) as bar:
        # A refusal comes before anything is sealed: then there is no bar.
        task = bar.add_task("", total=None, visible=False)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=True)

        count = finish(rotate(layout, progress=show))
    say(f"The keys were changed; {count} fields were sealed anew.")
    say("Start the service, and make a backup now: a database copied before opens with the keys")
    say("that were copied before, and with no others. Throw those away as soon as you can.")


def _both_or_neither(first: Path | None, second: Path | None) -> None:
    if (first is None) != (second is None):
        fail("Two directories are needed: the database's, then the keys'.")


def _newest(config: Config) -> tuple[Path, Path]:
    from bot import readings

    shelf = readings.shelf_of(config)
    if shelf is None:
        fail("Name the two directories of a backup, or set BACKUP_DIR and BACKUP_KEYS_DIR.")
    pair = shelf.newest()
    if pair is None:
        fail("There is no complete backup in BACKUP_DIR and BACKUP_KEYS_DIR.")
    return pair.database, pair.keys


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).strftime("%Y-%m-%d %H:%M UTC")
