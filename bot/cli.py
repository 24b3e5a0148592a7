"""The peerlink command: what an operator can ask of the service. Each answer is a few lines.

Configuration faults and bad input end with exit code 2 and one line each; nothing is created.
Each command imports what it needs when it is called: an answer is not kept waiting for the rest.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from typer._click import exceptions  # what typer raises; it has no public name of its own

from bot import cli_purge, cli_upkeep
from bot.answers import BAD_INPUT, config_or_fail, existing, fail, finish, say, there
from storage.errors import StorageError
from storage.layout import Layout

app = typer.Typer(
    name="peerlink",
    help="End-to-end encrypted peer support from inside Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
audit = typer.Typer(help="The audit chain.", no_args_is_help=True)
app.add_typer(audit, name="audit")
cli_upkeep.register(app)
cli_purge.register(app)


def main() -> None:
    """The entry point of the command."""
    # python-telegram-bot warns at every 429 unless its periods are timedeltas.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    try:
        sys.exit(app(prog_name="peerlink", standalone_mode=False) or 0)
    except exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(BAD_INPUT)
    except exceptions.UsageError as error:
        typer.echo(_usage(error), err=True)
        sys.exit(BAD_INPUT)
    except typer.Abort:
        sys.exit(130)


def _usage(error: exceptions.UsageError) -> str:
    """One line for a command that was not understood; what was typed is not repeated."""
    parameter = error.param if isinstance(error, exceptions.BadParameter) else None
    if isinstance(error, exceptions.NoSuchOption):
        what = "There is no such option"
    elif isinstance(error, exceptions.BadOptionUsage):
        what = "An option lacks its value, or takes none"
    elif parameter is not None and isinstance(error, exceptions.MissingParameter):
        what = f"{str(parameter.name).upper()} is missing"
    elif parameter is not None:
        what = f"{str(parameter.name).upper()} is not what is needed there"
    else:
        what = "There is no such command, or it takes less"
    command = error.ctx.command_path if error.ctx is not None else "peerlink"
    return f"{what}: see {command} --help."


@app.command()
def run() -> None:
    """Run the service: on Telegram with a token in .env, else in the sandbox."""
    config = config_or_fail()
    from bot import logs
    from bot.server import serve

    logs.configure(level=config.log_level)
    finish(serve(config, say=say))


@app.command()
def init(
    again: Annotated[bool, typer.Option(help="Replace links that were not used yet.")] = False,
) -> None:
    """Print one-time links for the coordinator, the manager and the deputy."""
    config = config_or_fail()
    from bot import logs
    from bot.init import first_links

    logs.configure(level=config.log_level)
    finish(first_links(config, again=again, say=say))


@app.command(name="clock-was-ahead")
def clock_was_ahead() -> None:
    """Believe the machine's clock again after it ran ahead and was put right.

    What expired never lives again by a clock that is set back; so after a clock that was ahead
    nobody gets in until this is said, or until the time comes. The service must be stopped.
    """
    config = config_or_fail()

    async def believe() -> None:
        from bot.stopped import opened

        async with opened(config) as core:
            await core.onward.forget()

    existing(config)
    finish(believe())
    say("The machine's clock counts again. Sessions from while it was ahead have ended.")


@audit.command(name="verify")
def verify_command(
    database: Annotated[
        Path | None, typer.Argument(help="A database file; else the live one.")
    ] = None,
) -> None:
    """Check a database's pages, its audit chain and the flags' own; name the first row that breaks.

    What is sealed in the rows is not opened: restore --drill does that. While the service runs,
    writing waits for as long as reading the whole file takes.
    """
    config = config_or_fail()
    layout = Layout.at(config.data_dir)
    file = database or layout.database
    if not there(file):
        fail("There is no database there.")
    from bot import control

    answer = None if database else finish(control.ask(config.data_dir, "verify"))
    found = _said(answer) if answer is not None else _read(file, layout)
    for line in found.lines:
        say(line)
    if not found.holds:
        raise typer.Exit(1)


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What was found. `rows`: of the audit chain; `broken`, `flags_broken`: the first row that
    breaks a chain; `read`: whether the chains could be; `intact`: SQLite's own check, None where it
    was not made."""

    rows: int = 0
    broken: int | None = None
    flags_broken: int | None = None
    read: bool = True
    intact: bool | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong in what was looked at."""
        chains = self.read and self.broken is None and self.flags_broken is None
        return chains and self.intact is not False

    @property
    def lines(self) -> Sequence[str]:
        """What was checked, what was found, and what was not checked."""
        lines = [*self._chains]
        if self.intact is False:
            lines.append(
                "The database is damaged: SQLite's own check finds a page or an index wrong. "
                "Copy its files away, and restore a backup."
            )
        if self.holds:
            lines += [] if self.intact is None else ["SQLite's own check finds every page intact."]
            lines.append(
                "Not checked: whether what is sealed opens, and the keys. "
                "peerlink restore --drill checks both in the newest backup."
            )
        return lines

    @property
    def _chains(self) -> Sequence[str]:
        if not self.read:
            return ["The chains could not be read."]
        # How many rows the flags' chain has is not said: what is printed here gets passed on.
        if self.broken is None and self.flags_broken is None:
            return [f"The chain holds: {self.rows} rows. The flags' own holds, too."]
        found = []
        if self.broken is not None:
            found.append(f"The chain breaks at row {self.broken}.")
        if self.flags_broken is not None:
            found.append(f"The flags' own chain breaks at row {self.flags_broken}.")
        return found


def _said(answer: Mapping[str, object]) -> Verified:
    """By the running service; one of an older version says nothing of pages."""

    def row(name: str) -> int | None:
        number = answer[name]
        return number if isinstance(number, int) else None

    intact = answer.get("intact")
    return Verified(
        rows=row("rows") or 0,
        broken=row("broken"),
        flags_broken=row("flags_broken"),
        intact=intact if isinstance(intact, bool) else None,
    )


def _read(file: Path, layout: Layout) -> Verified:
    """In files that no service has open."""
    from storage import secrets
    from storage.audit import verify
    from storage.flagchain import verify_flags
    from storage.pages import file_intact

    whole: bool | None = None
    try:
        keys = secrets.load(layout.service_keys)
        whole = file_intact(file)
        found, flags = verify(file, keys=keys), verify_flags(file, keys=keys)
    except StorageError as error:
        if whole is False:
            return Verified(read=False, intact=False)
        fail(str(error))
    return Verified(rows=found.rows, broken=found.broken, flags_broken=flags.broken, intact=whole)
