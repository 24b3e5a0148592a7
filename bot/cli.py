"""The peerlink command: what an operator can ask of the service. Each answer is a few lines.

Configuration faults and bad input end with exit code 2 and one line each; nothing is created.
"""

import asyncio
import os
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer

from bot import logs
from bot.config import Config, ConfigError
from policy.crisis import CrisisError
from policy.profiles import ProfileError
from policy.texts import TextsError
from storage import secrets
from storage.audit import verify
from storage.backup import back_up, restore
from storage.clock import SystemClock
from storage.errors import StorageError
from storage.flagchain import verify_flags
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.opening import open_core

BAD_INPUT: Final = 2

app = typer.Typer(
    name="peerlink",
    help="End-to-end encrypted peer support from inside Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
audit = typer.Typer(help="The audit chain.", no_args_is_help=True)
app.add_typer(audit, name="audit")

Folder = Annotated[Path, typer.Argument(file_okay=False, resolve_path=True)]


def main() -> None:
    """The entry point of the command."""
    # python-telegram-bot warns at every 429 unless its periods are timedeltas.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    app()


@app.command()
def run() -> None:
    """Run the service: on Telegram with a token in .env, else in the sandbox."""
    from bot.server import serve  # noqa: PLC0415 - the other commands start without the web stack

    config = _config()
    logs.configure(level=config.log_level)
    _finish(serve(config, say=_say))


@app.command()
def init(
    again: Annotated[bool, typer.Option(help="Replace links that were not used yet.")] = False,
) -> None:
    """Print one-time links for the coordinator, the manager and the deputy."""
    from bot.init import first_links  # noqa: PLC0415 - as above

    config = _config()
    logs.configure(level=config.log_level)
    _finish(first_links(config, again=again, say=_say))


@app.command()
def backup(database_to: Folder, keys_to: Folder) -> None:
    """Copy the database and, to another place, the keys. The service must be stopped."""
    config = _config()

    async def copy() -> None:
        core = await open_core(
            layout=Layout.at(config.data_dir), clock=SystemClock(), forget=forget_erased
        )
        try:
            await back_up(core, database_to=database_to, keys_to=keys_to)
        finally:
            await core.close()

    _existing(config)
    _finish(copy())
    _say("Backed up. Keep the two apart, and the keys' copies only for a short time.")


@app.command(name="restore")
def restore_command(
    database_from: Folder,
    keys_from: Folder,
    tombstones: Annotated[
        Path | None, typer.Option(help="The newest tombstones file that survived.")
    ] = None,
) -> None:
    """Put a backup into the empty data directory. What was erased stays erased."""
    layout = Layout.at(_config().data_dir)
    _finish(
        restore(
            database_from=database_from, keys_from=keys_from, layout=layout, tombstones=tombstones
        )
    )
    _say("Restored. Sessions and open invites have ended; peerlink init --again makes new links.")
    _say("Who was suspended since the backup is not any more: suspend them again, sign the roster.")
    _say("Sign it on until its number is two past the last one before the loss: devices that saw")
    _say("that one refuse what does not follow it.")


@app.command(name="clock-was-ahead")
def clock_was_ahead() -> None:
    """Believe the machine's clock again after it ran ahead and was put right.

    What expired never lives again by a clock that is set back; so after a clock that was ahead
    nobody gets in until this is said, or until the time comes. The service must be stopped.
    """
    config = _config()

    async def believe() -> None:
        core = await open_core(
            layout=Layout.at(config.data_dir), clock=SystemClock(), forget=forget_erased
        )
        try:
            await core.onward.forget()
        finally:
            await core.close()

    _existing(config)
    _finish(believe())
    _say("The machine's clock counts again. Sessions from while it was ahead have ended.")


@audit.command(name="verify")
def verify_command(
    database: Annotated[
        Path | None, typer.Argument(help="A database file; else the live one.")
    ] = None,
) -> None:
    """Check a database's audit chain and the flags' own, and name the first row that breaks."""
    config = _config()
    layout = Layout.at(config.data_dir)
    file = database or layout.database
    if not file.exists():
        _fail("There is no database there.")
    try:
        keys = secrets.load(layout.service_keys)
        verdict, flags = verify(file, keys=keys), verify_flags(file, keys=keys)
    except StorageError as error:
        _fail(str(error))
    # How many rows the flags' chain has is not said: what is printed here gets passed on.
    if verdict.holds and flags.holds:
        _say(f"The chain holds: {verdict.rows} rows. The flags' own holds, too.")
        return
    if not verdict.holds:
        _say(f"The chain breaks at row {verdict.broken}.")
    if not flags.holds:
        _say(f"The flags' own chain breaks at row {flags.broken}.")
    raise typer.Exit(1)


def _config() -> Config:
    try:
        return Config.load()
    except ConfigError as error:
        _fail(str(error))


def _existing(config: Config) -> None:
    if not Layout.at(config.data_dir).database.exists():
        _fail("There is no database in DATA_DIR yet.")


def _finish(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end; faults whose text is made to be shown end with exit code 2."""
    from bot.chat import TokenRefused  # noqa: PLC0415 - as above
    from bot.listener import PortTaken  # noqa: PLC0415 - as above

    try:
        asyncio.run(work)
    except (
        ConfigError,
        StorageError,
        TextsError,
        CrisisError,
        ProfileError,
        PortTaken,
        TokenRefused,
    ) as error:
        _fail(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


def _say(line: str) -> None:
    typer.echo(line)


def _fail(lines: str) -> NoReturn:
    typer.echo(lines, err=True)
    raise typer.Exit(BAD_INPUT)
