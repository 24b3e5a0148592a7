"""Rendering the Fluent texts in policy/locales.

Strict: what is missing in English is an error when the texts are loaded or required, never a hole
in a sentence that somebody reads; what another language lacks, or what nobody has reviewed in it
where that is needed, is shown in English. Holds no wording itself and knows nothing of who reads.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from fluent.runtime import FluentBundle
from fluent.syntax import ast

from policy import cldr
from policy.checked import BUILT, Checked, Written, built, check
from policy.entries import LOCALES, Entry, TextsError, available, name_of, nodes
from policy.languages import SOURCE, Direction, Language
from policy.reading import QuickParser

Argument = str | int


@dataclass(frozen=True, kw_only=True)
class Texts:
    """Every text of every language, by the ids and arguments that the source language has.

    `languages` are the folders of policy/locales, the default first; `about` says what is known
    of each.
    """

    languages: Sequence[str]
    about: Mapping[str, Language]
    source: str
    _shelves: Mapping[str, "_Shelf"] = field(repr=False)
    _own: Mapping[str, Mapping[str, Written]] = field(repr=False)
    _arguments: Mapping[str, frozenset[str]] = field(repr=False)

    @classmethod
    def load(cls, *, folder: Path = LOCALES, default: str = SOURCE, kept: Path = BUILT) -> "Texts":
        """Every `*.ftl` of every language, as the build checked them (`kept`) or, where it did not
        see these very files, read and checked now. Raises `TextsError` naming every fault.
        """
        names = available(folder=folder)
        if default not in names:
            raise TextsError(f"there are no texts for the default language {default!r}")
        source = SOURCE if SOURCE in names else default
        found = built(folder, names, path=kept) or check(folder, names, source)
        shelves = {name: _shelf(name, found, source) for name in names}
        cldr.let_go(names)
        return cls(
            languages=(default, *(name for name in names if name != default)),
            about=MappingProxyType(found.about),
            source=source,
            _shelves=MappingProxyType(shelves),
            _own=MappingProxyType(found.own),
            _arguments=found.arguments,
        )

    @property
    def default(self) -> str:
        """The language that stands in where a person's own is not available."""
        return self.languages[0]

    def choose(self, wanted: str) -> str:
        """The available language nearest to an IETF tag such as Telegram's `language_code`."""
        tag = wanted.replace("_", "-").lower()
        known = {name.lower(): name for name in self.languages}
        return known.get(tag) or known.get(tag.split("-")[0]) or self.default

    def spoken(self, text: str, language: str) -> str:
        """The language in which a text is shown to somebody who reads `language`."""
        return language if text in self._own.get(language, ()) else self.source

    def arguments(self, text: str) -> frozenset[str]:
        """The names of the arguments a text needs. Raises `TextsError` for an unknown id."""
        try:
            return self._arguments[text]
        except KeyError:
            raise TextsError("there is no text with that id") from None

    def require(self, needed: Mapping[str, Iterable[str]]) -> None:
        """Check at start that the code's texts exist and need only the arguments it gives.

        `needed` maps text ids to argument names. Raises one `TextsError` with every fault.
        """
        faults = []
        for text, given in needed.items():
            if text not in self._arguments:
                faults.append(f"{text} is missing")
                continue
            faults += [
                f"{text} needs the argument ${name}, which nothing gives it"
                for name in sorted(self._arguments[text] - frozenset(given))
            ]
        if faults:
            raise TextsError("\n".join(faults))

    def render(self, text: str, language: str, /, **arguments: Argument) -> str:
        """A text in an available language (the default otherwise), without markup.

        In the source language where the language has none that may be shown.

        Raises `TextsError` when the id is unknown or an argument that the text needs is missing;
        surplus arguments are ignored, so that a caller can offer what it has.
        """
        missing = self.arguments(text) - arguments.keys()
        if missing:
            raise TextsError(f"{text} was rendered without ${', $'.join(sorted(missing))}")
        known = language if language in self._shelves else self.default
        bundle = self._shelves[self.spoken(text, known)].with_text(text)
        pattern = bundle.get_message(text).value
        if pattern is None:
            raise TextsError(f"{text} has no words of its own")
        value, errors = bundle.format_pattern(pattern, arguments)
        if errors:
            raise TextsError(f"{text} could not be rendered")
        return str(value)


class _Shelf:
    """One language's texts. Each is read, and held as Fluent needs it, when it is first said: the
    chat says a hundredth of them, the Mini App brings its own.
    """

    def __init__(
        self,
        language: str,
        direction: Direction,
        *,
        own: Mapping[str, Written],
        source: Mapping[str, Written],
    ) -> None:
        # Isolation marks keep numbers and names in one piece where lines run from the right.
        # Elsewhere they are left away: Telegram does not always recognise a telephone number
        # beside one.
        self._bundle = FluentBundle([language], use_isolating=direction is Direction.RTL)
        self._own, self._source = own, source
        self._read: set[str] = set()

    def with_text(self, text: str) -> FluentBundle:
        """A bundle that has this text and whatever it refers to."""
        wanted = [text]
        while wanted:
            name = wanted.pop()
            if name in self._read:
                continue
            entry = _entry(self._own[name] if name in self._own else self._source[name])
            self._bundle.add_resource(ast.Resource(body=[entry]))
            self._read.add(name)
            referred = (ast.MessageReference, ast.TermReference)
            wanted += [name_of(node) for node in nodes(entry) if isinstance(node, referred)]
        return self._bundle


def _shelf(language: str, found: Checked, source: str) -> _Shelf:
    own, direction = found.own[language], found.about[language].direction
    return _Shelf(language, direction, own=own, source=found.own[source])


def _entry(written: Written) -> Entry:
    if not isinstance(written, str):
        return written
    entry = QuickParser().parse(written).body[0]
    if not isinstance(entry, ast.Message | ast.Term):
        raise TextsError("the texts that were built cannot be read: build again")
    return entry
