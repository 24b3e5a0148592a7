"""What every service reads and works out when it begins, once: hundreds begin in one process.

Of shipped files, which no test changes. Never here: a test's own files, which are read each time.
"""

from functools import cache
from pathlib import Path

import pytest

from bot.helplines import elsewhere_line
from handlers.web.settings import ElsewhereLine
from policy.signposts import Directory, load_directory
from policy.texts import Texts


def remember_lines(patch: pytest.MonkeyPatch) -> None:
    """Signposts and other countries' contacts, for as long as the patch holds."""

    @cache
    def shipped(country: str) -> Directory:
        return load_directory(country=country)

    def directory(*, country: str, path: Path | None = None) -> Directory:
        return shipped(country) if path is None else load_directory(country=country, path=path)

    known: dict[tuple[int, str | None], tuple[Texts, ElsewhereLine]] = {}

    def line(texts: Texts, *, here: str | None) -> ElsewhereLine:
        """Once for the same texts, which are kept: no others take their place."""
        if (id(texts), here) not in known:
            known[id(texts), here] = (texts, elsewhere_line(texts, here=here))
        return known[id(texts), here][1]

    patch.setattr("bot.words.load_directory", directory)
    patch.setattr("bot.web_settings.elsewhere_line", line)
