"""Loading and rendering the Fluent texts in policy/locales.

Strict: what is missing is an error when the texts are loaded or required, never a hole in a
sentence that somebody reads. Holds no wording itself and knows nothing of who reads it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from fluent.runtime import FluentBundle
from fluent.runtime.builtins import BUILTINS
from fluent.syntax import FluentParser, ast

LOCALES: Final = Path(__file__).parent / "locales"

Argument = str | int


class TextsError(Exception):
    """The wording cannot be used: the lines say which text in which file. Fix it and start again.

    They name texts and arguments, never their contents.
    """


@dataclass(frozen=True, kw_only=True)
class Texts:
    """Every text of every language, complete: the same ids and no argument more than the default's.

    `languages` are the folders of policy/locales, the default first.
    """

    languages: Sequence[str]
    _bundles: Mapping[str, FluentBundle] = field(repr=False)
    _arguments: Mapping[str, frozenset[str]] = field(repr=False)

    @classmethod
    def load(cls, *, folder: Path = LOCALES, default: str = "en") -> "Texts":
        """Read every `*.ftl` of every language; raises `TextsError` naming every fault."""
        languages = available(folder=folder)
        if default not in languages:
            raise TextsError(f"there are no texts for the default language {default!r}")
        languages = (default, *(name for name in languages if name != default))
        faults: list[str] = []
        entries = {name: _read(folder / name, faults) for name in languages}
        uses = {name: _uses(found, name, faults) for name, found in entries.items()}
        for name in languages[1:]:
            faults += _differences(name, uses[name], uses[default])
        if faults:
            raise TextsError("\n".join(faults))
        return cls(
            languages=languages,
            _bundles=MappingProxyType({n: _bundle(n, found) for n, found in entries.items()}),
            _arguments=MappingProxyType(uses[default]),
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

        Raises `TextsError` when the id is unknown or an argument that the text needs is missing;
        surplus arguments are ignored, so that a caller can offer what it has.
        """
        missing = self.arguments(text) - arguments.keys()
        if missing:
            raise TextsError(f"{text} was rendered without ${', $'.join(sorted(missing))}")
        bundle = self._bundles.get(language) or self._bundles[self.default]
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
        for item in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(item, ast.Junk):
                start = item.span.start if item.span else 0
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


def _nodes(node: object) -> Iterator[ast.BaseNode]:
    """Every syntax node below one, itself included."""
    if isinstance(node, list):
        for item in node:
            yield from _nodes(item)
    elif isinstance(node, ast.BaseNode):
        yield node
        for value in vars(node).values():
            yield from _nodes(value)


def _differences(
    language: str, own: Mapping[str, frozenset[str]], default: Mapping[str, frozenset[str]]
) -> Iterator[str]:
    for text in sorted(default.keys() - own.keys()):
        yield f"{language}: {text} is missing"
    for text in sorted(own.keys() - default.keys()):
        yield f"{language}: {text} is not a text of the default language"
    for text in sorted(own.keys() & default.keys()):
        for name in sorted(own[text] - default[text]):
            yield f"{language}: {text} needs ${name}, which the default language does not"


def _bundle(language: str, entries: Entries) -> FluentBundle:
    # Isolation marks around arguments would end up inside telephone numbers, which Telegram then
    # no longer recognises; our arguments are numbers and names of ours, not people's words.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(ast.Resource(body=list(entries.values())))
    return bundle
