"""What every command of the operator's does alike: read the configuration, run, answer in lines.

Faults whose text is made to be shown end with exit code 2 and that text; anything else is a bug.
"""

import asyncio
import errno
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

import typer

from bot.config import Config, ConfigError
from bot.shown import Shown
from policy.crisis import CrisisError
from policy.entries import TextsError
from policy.profiles import ProfileError
from policy.signposts import SignpostsError
from storage.errors import StorageError
from storage.layout import Layout

T = TypeVar("T")

BAD_INPUT: Final = 2


def config_or_fail() -> Config:
    """The configuration; its faults end the command."""
    try:
        return Config.load()
    except ConfigError as error:
        fail(str(error))


def there(path: Path) -> bool:
    """Whether something is there that this user can look at."""
    try:
        return path.exists()
    except OSError:
        return False


def existing(config: Config) -> Layout:
    """Where the store is; that there is none yet ends the command."""
    layout = Layout.at(config.data_dir)
    if not there(layout.database):
        fail("There is no database in DATA_DIR yet.")
    return layout


def finish(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end; faults whose text is made to be shown end with exit code 2."""
    try:
        return asyncio.run(work)
    except (
        Shown,
        StorageError,
        TextsError,
        CrisisError,
        ProfileError,
        SignpostsError,
    ) as error:
        fail(str(error))
    except OSError as error:
        fail(_of_the_system(error))
    except KeyboardInterrupt:
        sys.exit(130)


def _of_the_system(error: OSError) -> str:
    """What the system refused, without the path that it names."""
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return "This user may not use a directory that is needed: see its owner and mode."
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "The disk is full: make room."
    code = errno.errorcode.get(error.errno or 0, "unknown")
    return f"A directory or file that is needed cannot be used ({code})."


def say(line: str) -> None:
    """One line of the answer."""
    typer.echo(line)


def fail(lines: str) -> NoReturn:
    """End the command: its input, or what it found there, cannot be used."""
    typer.echo(lines, err=True)
    raise typer.Exit(BAD_INPUT)
