"""peerlink purge: destroy what has been kept for its time, with a certificate of it (R14).

Asks and answers in lines; what is due and how it is destroyed is storage/purging.py's.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.answers import config_or_fail, existing, fail, finish, say, there
from bot.config import Config
from bot.under_policy import terms_of

if TYPE_CHECKING:
    from storage.purging import Certificate


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
    """Destroy conversations and records whose time is over. The service must be stopped.

    The running service does so by itself; this does it at once and certifies it.
    """
    config = config_or_fail()
    existing(config)
    if there(to):
        fail("There is a file already where the certificate is to be; nothing was changed.")
    if not there(to.parent):
        fail("There is no directory where the certificate is to be; nothing was changed.")
    if not _takes_it(to):
        fail("The certificate cannot be written there; nothing was changed.")
    for line in finish(_purged(config, to, clock_is_right=clock_is_right)):
        say(line)


def _takes_it(to: Path) -> bool:
    """Whether the certificate can be written: what is destroyed without one is certified never."""
    from storage.files import write_new

    try:
        write_new(to, b"")
        to.unlink()
    except OSError:
        return False
    return True


async def _purged(config: Config, to: Path, *, clock_is_right: bool) -> list[str]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from bot.stopped import opened
    from storage.files import write_new
    from storage.purging import certificate_of, find_due, purge
    from storage.team import SqlTeam
    from supervision.flag_desk import boxing
    from supervision.keeping import Kind

    async with opened(config) as core:
        if clock_is_right:
            await core.unhurried.believe()
        elif core.unhurried.waiting:
            days = int((core.clock.now() - core.unhurried.now()) // 86_400)
            return [
                f"The machine's clock is {days} days ahead of when the service last ran.",
                "If it is right, say so with --clock-is-right. Nothing was destroyed.",
            ]
        terms = terms_of(config)
        due = await find_due(core, terms=terms)
        team = await SqlTeam(store=core.store, fields=core.fields, audit=core.audit).team()
        box = boxing(team, by="service", now=int(core.clock.now()))
        bar = Progress(
            TextColumn("Destroying"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
        )
        with bar:
            task = bar.add_task("", total=due.total)
            done = await purge(
                core,
                due,
                terms=terms,
                box=box,
                told=lambda done: bar.update(task, completed=done),
            )
        text = certificate_of(core, done, profile=config.policy, terms=terms)
        lines = ["The certificate says so, and names nobody."]
        try:
            write_new(to, text.encode())
        except OSError:
            lines = ["The certificate could not be written. Keep these lines as a file:", text]
        records = done.records
        return [
            f"Destroyed: {len(due.conversations)} conversations, {len(due.contacts)} with holders,",
            f"{records[Kind.CONCERN]} concerns, {records[Kind.NOTE]} notes,",
            f"{records[Kind.DISCLOSURE]} disclosures, {records[Kind.REPORT]} reports of what",
            f"went wrong, {done.enquiries} notes of enquiries, {done.audits} audits of records.",
            *lines,
        ]


def certificate(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
) -> None:
    """Check a certificate of destruction that this service signed, and say what it says."""
    layout = existing(config_or_fail())
    from storage import secrets
    from storage.purging import read_certificate

    async def read() -> list[str] | None:
        text = file.read_text(encoding="utf-8", errors="replace")
        keys = secrets.load(layout.service_keys)
        found = read_certificate(text, audit_key=keys.audit)
        return None if found is None else _said(found)

    lines = finish(read())
    if lines is None:
        fail("This is no certificate of this service.")
    for line in lines:
        say(line)


def _said(found: "Certificate") -> list[str]:
    """What a certificate says, and what one of an earlier version did not count."""
    from crypto.wire.destroying import Destruction, Disposed, Purged

    month = "" if isinstance(found, Destruction) else found.month
    lines = [
        f"Signed by this service. Destroyed{f' in {month}' if month else ''}:",
        f"{found.conversations} conversations and {found.contacts} with holders,",
        f"kept for {found.days} days;",
    ]
    if isinstance(found, Destruction):
        return [*lines, "it counts nothing else.", f"The policy was {found.profile}."]
    counts = [f"{found.concerns} concerns", f"{found.notes} notes"]
    counts += [f"{found.disclosures} disclosures"]
    theirs = "Concerns and disclosures"
    if isinstance(found, Purged | Disposed):
        counts += [f"{found.reports} reports of what went wrong"]
        counts += [f"{found.enquiries} notes of enquiries"]
        theirs = "Concerns, disclosures and reports"
    if isinstance(found, Disposed):
        counts += [f"{found.audits} audits of records"]
    lines += [f"{', '.join(counts)},", f"kept for {found.records_days} days."]
    if not isinstance(found, Disposed):
        what = "audits of records" if isinstance(found, Purged) else "reports, enquiries and audits"
        lines.append(f"It is of before {what} were counted, and says nothing of them.")
    if found.reader:
        lines.append(f"{theirs} are those that the {found.reader} holds.")
    return [*lines, f"The policy was {found.profile}."]
