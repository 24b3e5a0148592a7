"""Reading Fluent's files and checking what is written in them, a line for each fault.

Strict: what is missing in English is a fault, never a hole in a sentence that somebody reads. Knows
nothing of how a text is rendered (texts.py) or where what was checked is kept (checked.py).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from fluent.runtime.builtins import BUILTINS
from fluent.syntax import FluentSerializer, ast

from policy.languages import Groups, Language, digest_of, members
from policy.reading import QuickParser

LOCALES: Final = Path(__file__).parent / "locales"


class TextsError(Exception):
    """The wording cannot be used: the lines say which text in which file. Fix it and start again.

    They name texts and arguments, never their contents.
    """


def available(*, folder: Path = LOCALES) -> tuple[str, ...]:
    """The languages there are texts for, by name of folder, sorted."""
    return tuple(sorted(path.name for path in folder.iterdir() if any(path.glob("*.ftl"))))


Entry = ast.Message | ast.Term

Entries = dict[str, Entry]
"""Message ids, and term ids with their leading '-', to Fluent syntax entries."""


def read(folder: Path, faults: list[str]) -> Entries:
    """Every entry of a language's folder; what cannot be one is named in `faults`."""
    entries: Entries = {}
    for path in sorted(folder.glob("*.ftl")):
        where = f"{folder.name}/{path.name}"
        written = path.read_text(encoding="utf-8")
        for item in QuickParser().parse(written).body:
            if isinstance(item, ast.Junk):
                start = written.find(item.content or "")
                faults.append(f"{where}: not Fluent syntax at character {start}")
            elif isinstance(item, ast.Message | ast.Term):
                name = name_of(item)
                if name in entries:
                    faults.append(f"{where}: {name} is written twice")
                entries[name] = item
    return entries


def uses(entries: Entries, language: str, faults: list[str]) -> dict[str, frozenset[str]]:
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
    for node in nodes(entry):
        if isinstance(node, ast.VariableReference):
            needed.add(node.id.name)
        elif isinstance(node, ast.FunctionReference) and node.id.name not in BUILTINS:
            yield f"calls the unknown function {node.id.name}"
        elif isinstance(node, ast.MessageReference | ast.TermReference):
            name = name_of(node)
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


def name_of(node: Entry | ast.MessageReference | ast.TermReference) -> str:
    """The id of an entry, or that it is referred to by."""
    prefix = "-" if isinstance(node, ast.Term | ast.TermReference) else ""
    return prefix + str(node.id.name)


def _given(term: ast.TermReference) -> set[str]:
    return {named.name.name for named in term.arguments.named} if term.arguments else set()


def nodes(node: ast.BaseNode) -> Iterator[ast.BaseNode]:
    """Every syntax node below one, itself included."""
    left: list[object] = [node]
    while left:
        found = left.pop()
        if isinstance(found, list):
            left += found
        elif isinstance(found, ast.BaseNode):
            yield found
            left += found.__dict__.values()


def reviewed(
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
    entries = read(folder, faults)
    if faults:
        raise TextsError("\n".join(faults))
    return entries


def needs(entries: Entries, name: str) -> frozenset[str]:
    """The arguments of one text, also of those that it refers to."""
    needed: set[str] = set()
    for _ in _walk(entries[name], entries, needed, (name,)):
        pass
    return frozenset(needed)


def fitting(own: Entries, english: Entries) -> Entries:
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
