"""peerlink purge: destroy what has been kept for its time, with a certificate of it (R14).

Asks and answers in lines; what is due and how it is destroyed is storage/purging.py's.
"""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.answers import config_or_fail, existing, fail, finish, say
from bot.config import Config
from storage import secrets
from storage.clock import SystemClock
from storage.files import write_new
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.opening import open_core
from storage.purging import certificate_of, find_due, purge, read_certificate


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(name="purge")(purge_command)
    app.command(name="certificate")(certificate)


def purge_command(
    to: Annotated[Path, typer.Argument(help="Where to write the certificate.", dir_okay=False)],
    *,
    clock_is_right: Annotated[
        bool, typer.Option(help="You have looked at the machine's clock, and it is right.")
    ] = False,
) -> None:
    """Destroy ended conversations whose time is over. The service must be stopped.

    The running service does so by itself; this does it at once and certifies it.
    """
    config = config_or_fail()
    existing(config)
    if to.exists():
        fail("There is a file already where the certificate is to be; nothing was changed.")
    if not to.parent.is_dir():
        fail("There is no directory where the certificate is to be; nothing was changed.")
    for line in finish(_purged(config, to, clock_is_right=clock_is_right)):
        say(line)


async def _purged(config: Config, to: Path, *, clock_is_right: bool) -> list[str]:
    core = await open_core(
        layout=Layout.at(config.data_dir), clock=SystemClock(), forget=forget_erased
    )
    try:
        if clock_is_right:
            await core.unhurried.believe()
        elif core.unhurried.waiting:
            days = int((core.clock.now() - core.unhurried.now()) // 86_400)
            return [
                f"The machine's clock is {days} days ahead of when the service last ran.",
                "If it is right, say so with --clock-is-right. Nothing was destroyed.",
            ]
        due = await find_due(core)
        total = len(due.conversations) + len(due.contacts)
        bar = Progress(
            TextColumn("Destroying"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
        )
        with bar:
            task = bar.add_task("", total=total)
            await purge(core, due, told=lambda done: bar.update(task, completed=done))
        text = certificate_of(core, due, profile=config.policy, days=config.retention_days)
        write_new(to, text.encode())
        return [
            f"Destroyed: {len(due.conversations)} conversations, {len(due.contacts)} with holders.",
            "The certificate says so, and names nobody.",
        ]
    finally:
        await core.close()


def certificate(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
) -> None:
    """Check a certificate of destruction that this service signed, and say what it says."""
    layout = existing(config_or_fail())

    async def read() -> list[str] | None:
        text = file.read_text(encoding="utf-8", errors="replace")
        keys = secrets.load(layout.service_keys)
        found = read_certificate(text, audit_key=keys.audit)
        if found is None:
            return None
        counts = f"{found.conversations} conversations and {found.contacts} with holders"
        return [
            f"Signed by this service. Destroyed: {counts}.",
            f"They were kept for {found.days} days by the policy {found.profile}.",
        ]

    lines = finish(read())
    if lines is None:
        fail("This is no certificate of this service.")
    for line in lines:
        say(line)
