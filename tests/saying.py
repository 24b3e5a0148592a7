"""The shipped texts, read once and each said once with the same arguments.

They do not change while tests run, and every service that is begun says all that people agree to.
Never here: a test's own texts, which are read and said each time.
"""

from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Final

import pytest

from policy.checked import BUILT
from policy.entries import LOCALES
from policy.languages import SOURCE
from policy.texts import Argument, Texts

SAID: Final = 8192
"""Texts that are remembered, of some hundred bytes each."""
Given = tuple[str, type, Argument]
"""An argument with its type: 1 and True are equal, and said differently."""


def remember_texts(patch: pytest.MonkeyPatch) -> None:
    """For as long as the patch holds."""
    load, render = Texts.load, Texts.render
    ours: set[int] = set()

    @cache
    def shipped(default: str) -> Texts:
        loaded = load(default=default)
        ours.add(id(loaded))
        return loaded

    def texts(*, folder: Path = LOCALES, default: str = SOURCE, kept: Path = BUILT) -> Texts:
        own = partial(load, folder=folder, default=default, kept=kept)
        return shipped(default) if folder == LOCALES else own()

    @lru_cache(maxsize=SAID)
    def said(default: str, text: str, language: str, given: tuple[Given, ...]) -> str:
        arguments = {name: value for name, _, value in given}
        return render(shipped(default), text, language, **arguments)

    def rendered(texts: Texts, text: str, language: str, /, **arguments: Argument) -> str:
        if id(texts) not in ours:
            return render(texts, text, language, **arguments)
        given = ((name, type(value), value) for name, value in sorted(arguments.items()))
        return said(texts.default, text, language, tuple(given))

    patch.setattr(Texts, "load", texts)
    patch.setattr(Texts, "render", rendered)
