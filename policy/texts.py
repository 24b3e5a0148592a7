"""Loading and rendering the Fluent texts in policy/locales.

Strict: what is missing in English is an error when the texts are loaded or required, never a hole
in a sentence that somebody reads; what another language lacks, or what nobody has reviewed in it
where that is needed, is shown in English. Holds no wording itself and knows nothing of who reads.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from fluent.runtime import FluentBundle
from fluent.runtime.builtins import BUILTINS
from fluent.syntax import FluentSerializer, ast

from policy.languages import (
    SOURCE,
    Direction,
    Groups,
    Language,
    LanguageError,
    State,
    digest_of,
    load_groups,
    members,
)
from policy.reading import QuickParser

LOCALES: Final = Path(__file__).parent / "locales"

Argument = str | int


class TextsError(Exception):
    """The wording cannot be used: the lines say which text in which file. Fix it and start again.

    They name texts and arguments, never their contents.
    """


@dataclass(frozen=True, kw_only=True)
class Texts:
    """Every text of every language, by the ids and arguments that the source language has.

    `languages` are the folders of policy/locales, the default first; `about` says what is known
    of each.
    """

    languages: Sequence[str]
    about: Mapping[str, Language]
    source: str
    _bundles: Mapping[str, FluentBundle] = field(repr=False)
    _own: Mapping[str, frozenset[str]] = field(repr=False)
    _arguments: Mapping[str, frozenset[str]] = field(repr=False)

    @classmethod
    def load(cls, *, folder: Path = LOCALES, default: str = SOURCE) -> "Texts":
        """Read every `*.ftl` of every language; raises `TextsError` naming every fault."""
        languages = available(folder=folder)
        if default not in languages:
            raise TextsError(f"there are no texts for the default language {default!r}")
        source = SOURCE if SOURCE in languages else default
        faults: list[str] = []
        about = {name: _about(folder / name, faults) for name in languages}
        entries = {name: _read(folder / name, faults) for name in languages}
        english, groups = entries[source], load_groups(folder)
        for name in languages:
            if name != source:
                own = _reviewed(entries[name], english, groups, about[name], name, faults)
                entries[name] = _fitting(own, english)
        whole = {name: {**english, **found} for name, found in entries.items()}
        uses = {name: _uses(found, name, faults) for name, found in whole.items()}
        if faults:
            raise TextsError("\n".join(faults))
        return cls(
            languages=(default, *(name for name in languages if name != default)),
            about=MappingProxyType(about),
            source=source,
            _bundles=MappingProxyType(
                {n: _bundle(n, found, about[n].direction) for n, found in whole.items()}
            ),
            _own=MappingProxyType({n: frozenset(found) for n, found in entries.items()}),
            _arguments=MappingProxyType(uses[source]),
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
        known = language if language in self._bundles else self.default
        bundle = self._bundles[self.spoken(text, known)]
        pattern = bundle.get_message(text).value
        if pattern is None:
            raise TextsError(f"{text} has no words of its own")
        value, errors = bundle.format_pattern(pattern, arguments)
        if errors:
            raise TextsError(f"{text} could not be rendered")
        return str(value)


def available(*, folder: Path = LOCALES) -> tuple[str, ...]:
    """The languages there are texts for, by name of folder, sorted."""
    return tuple(sorted(path.name for path in folder.iterdir() if any(path.glob("*.ftl"))))


Entry = ast.Message | ast.Term

Entries = dict[str, Entry]
"""Message ids, and term ids with their leading '-', to Fluent syntax entries."""


def _read(folder: Path, faults: list[str]) -> Entries:
    entries: Entries = {}
    for path in sorted(folder.glob("*.ftl")):
        where = f"{folder.name}/{path.name}"
        written = path.read_text(encoding="utf-8")
        for item in QuickParser().parse(written).body:
            if isinstance(item, ast.Junk):
                start = written.find(item.content or "")
                faults.append(f"{where}: not Fluent syntax at character {start}")
            elif isinstance(item, ast.Message | ast.Term):
                name = _name(item)
                if name in entries:
                    faults.append(f"{where}: {name} is written twice")
                entries[name] = item
    return entries


def _uses(entries: Entries, language: str, faults: list[str]) -> dict[str, frozenset[str]]:
    """Arguments per message id, also those of the messages it refers to."""
    uses = {}
    for name, entry in entries.items():
        if isinstance(entry, ast.Term) or entry.value is None:
            continue
        needed: set[str] = set()
        problems = _walk(entry, entries, needed, (name,))
        faults += [f"{language}: {name} {problem}" for problem in problems]
        uses[name] = frozenset(needed)
    return uses


def _walk(entry: Entry, entries: Entries, needed: set[str], seen: tuple[str, ...]) -> Iterator[str]:
    for node in _nodes(entry):
        if isinstance(node, ast.VariableReference):
            needed.add(node.id.name)
        elif isinstance(node, ast.FunctionReference) and node.id.name not in BUILTINS:
            yield f"calls the unknown function {node.id.name}"
        elif isinstance(node, ast.MessageReference | ast.TermReference):
            name = _name(node)
            if name not in entries:
                yield f"refers to {name}, which is missing"
            elif name in seen:
                yield f"refers to itself through {name}"
            else:
                # A term sees only what it is called with; a message sees the caller's arguments.
                inner: set[str] = set()
                yield from _walk(entries[name], entries, inner, (*seen, name))
                if isinstance(node, ast.MessageReference):
                    needed |= inner
                elif lacking := inner - _given(node):
                    yield f"calls {name} without ${', $'.join(sorted(lacking))}"


def _name(node: Entry | ast.MessageReference | ast.TermReference) -> str:
    prefix = "-" if isinstance(node, ast.Term | ast.TermReference) else ""
    return prefix + str(node.id.name)


def _given(term: ast.TermReference) -> set[str]:
    return {named.name.name for named in term.arguments.named} if term.arguments else set()


def _nodes(node: ast.BaseNode) -> Iterator[ast.BaseNode]:
    """Every syntax node below one, itself included."""
    left: list[object] = [node]
    while left:
        found = left.pop()
        if isinstance(found, list):
            left += found
        elif isinstance(found, ast.BaseNode):
            yield found
            left += found.__dict__.values()


def _about(folder: Path, faults: list[str]) -> Language:
    try:
        return Language.load(folder)
    except LanguageError as error:
        faults.append(str(error))
        return Language(name=folder.name, direction=Direction.LTR, state=State.DRAFT)


def _reviewed(
    own: Entries,
    english: Entries,
    groups: Groups,
    about: Language,
    language: str,
    faults: list[str],
) -> Entries:
    """What may be shown: not what needs a named reviewer and has none for the texts as they are."""
    kept = dict(own)
    for group, patterns in groups.items():
        names = members(english, patterns)
        review = about.reviews.get(group)
        if review is None:
            kept = {name: entry for name, entry in kept.items() if name not in names}
        elif review.digest != review_digest(names, english=english, own=own):
            faults.append(f"{language}: {group} changed since {review.on} and needs a new review")
    return kept


def review_digest(names: Iterable[str], *, english: Entries, own: Entries) -> str:
    """What a review of these texts has to name (`policy.languages.digest_of`)."""
    kept = sorted(names)
    return digest_of(
        {name: _plain(english[name]) for name in kept},
        {name: _plain(own[name]) for name in kept if name in own},
    )


def _plain(entry: Entry) -> str:
    return "".join(
        line
        for line in FluentSerializer().serialize_entry(entry).splitlines(keepends=True)
        if line[0] != "#"
    )


def read_entries(folder: Path) -> Entries:
    """All that is written in a language's folder, reviewed or not. Raises `TextsError`."""
    faults: list[str] = []
    entries = _read(folder, faults)
    if faults:
        raise TextsError("\n".join(faults))
    return entries


def needs(entries: Entries, name: str) -> frozenset[str]:
    """The arguments of one text, also of those that it refers to."""
    needed: set[str] = set()
    for _ in _walk(entries[name], entries, needed, (name,)):
        pass
    return frozenset(needed)


def _fitting(own: Entries, english: Entries) -> Entries:
    """What can stand for English's: the same id, and no argument that English's is not given.

    The rest is left out, and English stands there: an English text may change any day, and a
    translation that lags behind must not stop the service (`scripts.locales` names it).
    """
    known = {name: entry for name, entry in own.items() if name in english or name[0] == "-"}
    whole = {**english, **known}
    return {name: entry for name, entry in known.items() if _fits(name, whole, english)}


def _fits(name: str, whole: Entries, english: Entries) -> bool:
    if name not in english:
        return True  # a term of its own: whatever uses it is looked at with it
    needed: set[str] = set()
    problems = list(_walk(whole[name], whole, needed, (name,)))
    return not problems and needed <= needs(english, name)


def _bundle(language: str, entries: Entries, direction: Direction) -> FluentBundle:
    # Isolation marks keep numbers and names in one piece where lines run from the right. Elsewhere
    # they are left away: Telegram does not always recognise a telephone number beside one.
    bundle = FluentBundle([language], use_isolating=direction is Direction.RTL)
    bundle.add_resource(ast.Resource(body=list(entries.values())))
    return bundle
