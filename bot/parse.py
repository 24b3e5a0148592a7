"""Checks of single settings. Each raises a bare ValueError that repeats nothing of what it read."""

import re
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

MAX_SECRET_FILE: Final = 4096

_TOKEN: Final = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{30,64}")
# Telegram takes 1 to 256 of these characters (Bot API, setWebhook); fewer than 16 can be guessed.
_WEBHOOK_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{16,256}")
_HOST: Final = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|[0-9a-f:]+:[0-9a-f:.]*")


def token(text: str) -> None:
    """A bot token's shape, as BotFather gives it."""
    if _TOKEN.fullmatch(text) is None:
        raise ValueError


def webhook_secret(text: str) -> None:
    """A secret that Telegram takes and nobody guesses."""
    if _WEBHOOK_SECRET.fullmatch(text) is None:
        raise ValueError


def secret_file(path: Path) -> str:
    """The contents of a small UTF-8 file, without the line's end."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_SECRET_FILE + 1)
    except OSError:
        raise ValueError from None
    if not 0 < len(raw) <= MAX_SECRET_FILE:
        raise ValueError
    return raw.decode("utf-8").strip()


def given_or_from_file(value: str | None, path: Path | None) -> str | None:
    """A secret from the environment or from its file; both at once are a fault."""
    if path is None:
        return value
    if value is not None:
        raise PydanticCustomError("mend", "is given twice: keep it or its file, not both")
    return secret_file(path)


def may_be_directory(path: Path) -> None:
    """Either a directory already, or nothing yet below one that exists."""
    try:
        nearest = next(p for p in (path, *path.absolute().parents) if p.exists())
        if not nearest.is_dir():
            raise ValueError
    except OSError:
        raise ValueError from None


def origin(url: str, *, schemes: set[str]) -> str:
    """`scheme://host[:port]`, in lower case, no trailing slash; anything more is refused."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    more = (parts.path.strip("/"), parts.query, parts.fragment, parts.username, parts.password)
    if parts.scheme not in schemes or any(more) or _HOST.fullmatch(host) is None:
        raise ValueError
    port = f":{parts.port}" if parts.port is not None else ""
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}"
