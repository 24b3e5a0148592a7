"""The peerlink command: what an operator can ask of the service. Each answer is a few lines.

Configuration faults and bad input end with exit code 2 and one line each; nothing is created.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from typer._click import exceptions  # what typer raises; it has no public name of its own

from bot import cli_purge, cli_upkeep, control, logs
from bot.answers import BAD_INPUT, config_or_fail, existing, fail, finish, say
from storage import secrets
from storage.audit import Verdict, verify
from storage.clock import SystemClock
from storage.errors import StorageError
from storage.flagchain import verify_flags
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.opening import open_core

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
    from bot.server import serve  # noqa: PLC0415 - the other commands start without the web stack

    config = config_or_fail()
    logs.configure(level=config.log_level)
    finish(serve(config, say=say))


@app.command()
def init(
    again: Annotated[bool, typer.Option(help="Replace links that were not used yet.")] = False,
) -> None:
    """Print one-time links for the coordinator, the manager and the deputy."""
    from bot.init import first_links  # noqa: PLC0415 - as above

    config = config_or_fail()
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
        core = await open_core(
            layout=Layout.at(config.data_dir), clock=SystemClock(), forget=forget_erased
        )
        try:
            await core.onward.forget()
        finally:
            await core.close()

    existing(config)
    finish(believe())
    say("The machine's clock counts again. Sessions from while it was ahead have ended.")


@audit.command(name="verify")
def verify_command(
    database: Annotated[
        Path | None, typer.Argument(help="A database file; else the live one.")
    ] = None,
) -> None:
    """Check a database's audit chain and the flags' own, and name the first row that breaks."""
    config = config_or_fail()
    layout = Layout.at(config.data_dir)
    file = database or layout.database
    if not file.exists():
        fail("There is no database there.")
    answer = None if database else finish(control.ask(config.data_dir, "verify"))
    if answer is not None:
        verdict = Verdict(rows=_row(answer, "rows") or 0, broken=_row(answer, "broken"))
        flags = Verdict(rows=0, broken=_row(answer, "flags_broken"))
    else:
        try:
            keys = secrets.load(layout.service_keys)
            verdict, flags = verify(file, keys=keys), verify_flags(file, keys=keys)
        except StorageError as error:
            fail(str(error))
    # How many rows the flags' chain has is not said: what is printed here gets passed on.
    if verdict.holds and flags.holds:
        say(f"The chain holds: {verdict.rows} rows. The flags' own holds, too.")
        return
    if not verdict.holds:
        say(f"The chain breaks at row {verdict.broken}.")
    if not flags.holds:
        say(f"The flags' own chain breaks at row {flags.broken}.")
    raise typer.Exit(1)


def _row(answer: control.Answer, name: str) -> int | None:
    number = answer[name]
    return number if isinstance(number, int) else None
