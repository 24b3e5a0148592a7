"""What the languages of policy/locales lack, have too much, or have in another shape than English.

Run `python -m scripts.locales`: one line per fault, exit code 1 when there is one. With
`--review ar crisis` it prints what a review of these texts has to name as its digest.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from fluent.syntax import ast

from policy.entries import LOCALES, Entries, available, needs, read_entries, review_digest
from policy.languages import SOURCE, load_groups, members


def faults(folder: Path = LOCALES) -> Iterator[str]:
    """A line per text that is missing, not English's, in another file or of another shape."""
    english = read_entries(folder / SOURCE)
    for language in available(folder=folder):
        if language == SOURCE:
            continue
        own = read_entries(folder / language)
        yield from (f"{language}: {name} is missing" for name in english if name not in own)
        yield from (f"{language}: {name} is not in English" for name in own if name not in english)
        for name in sorted(own.keys() & english.keys()):
            yield from (f"{language}: {name} {why}" for why in _shape(name, own, english))
        yield from _files(folder, language)


def _shape(name: str, own: Entries, english: Entries) -> Iterator[str]:
    theirs, ours = needs(own, name), needs(english, name)
    yield from (f"has not ${argument}" for argument in sorted(ours - theirs))
    yield from (f"has ${argument}, which English has not" for argument in sorted(theirs - ours))
    if _attributes(own[name]) != _attributes(english[name]):
        yield "has other attributes than English"


def _attributes(entry: ast.Message | ast.Term) -> list[str]:
    return sorted(each.id.name for each in entry.attributes)


def _files(folder: Path, language: str) -> Iterator[str]:
    """A file whose texts are English's of another file would be loaded at another time."""
    for path in sorted((folder / language).glob("*.ftl")):
        if not (folder / SOURCE / path.name).exists():
            yield f"{language}: there is no {path.name} in English"


def _review(language: str, group: str) -> str:
    english, own = read_entries(LOCALES / SOURCE), read_entries(LOCALES / language)
    names = members(english, load_groups(LOCALES)[group])
    return review_digest(names, english=english, own=own)


def main(arguments: list[str]) -> int:
    """The command. 0 when every language has what English has."""
    if arguments[:1] == ["--review"]:
        language, group = arguments[1:]
        sys.stdout.write(f"{_review(language, group)}\n")
        return 0
    found = list(faults())
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
