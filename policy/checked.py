"""Every text of every language, checked: read from the folders, or from what a build made of them.

Reading and checking them all takes most of a second and leaves 18 MB behind, at each start; the
build does it once (`python -m scripts.texts`). What it wrote counts only for the very files, and
the very code, that it was made of; otherwise the folders are read.
"""

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from fluent.syntax import FluentSerializer
from pydantic import ValidationError

from policy import entries, languages, reading
from policy.entries import Entry, TextsError
from policy.languages import Direction, Hex, Language, LanguageError, State, Strict, load_groups

BUILT: Final = Path(__file__).parent / "dist" / "texts.json"
"""Where the build keeps the shipped texts."""

Written = str | Entry
"""One text in Fluent's syntax: as it is written, or as it was read."""

_CODE: Final = tuple(
    Path(each) for each in (__file__, entries.__file__, languages.__file__, reading.__file__)
)


class Built(Strict):
    """What a build keeps. `texts`: what each language has of its own that may be shown, by id."""

    digest: Hex
    texts: dict[str, dict[str, str]]
    arguments: dict[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """Texts without a fault. `own`: by language and id, what may be shown there; `arguments`: what
    each text needs, also through those that it refers to.
    """

    about: Mapping[str, Language]
    own: Mapping[str, Mapping[str, Written]]
    arguments: Mapping[str, frozenset[str]]


def check(folder: Path, names: Sequence[str], source: str) -> Checked:
    """Read every `*.ftl` of these languages. Raises `TextsError` naming every fault."""
    faults: list[str] = []
    about = {name: _about(folder / name, faults) for name in names}
    found = {name: entries.read(folder / name, faults) for name in names}
    english, groups = found[source], load_groups(folder)
    for name in names:
        if name != source:
            own = entries.reviewed(found[name], english, groups, about[name], name, faults)
            found[name] = entries.fitting(own, english)
    uses = {name: entries.uses({**english, **own}, name, faults) for name, own in found.items()}
    if faults:
        raise TextsError("\n".join(faults))
    return Checked(about=about, own=found, arguments=MappingProxyType(uses[source]))


def built(folder: Path, names: Sequence[str], *, path: Path) -> Checked | None:
    """What a build wrote of this folder as it is now; None where nothing was, or it changed."""
    with contextlib.suppress(OSError, ValidationError):
        found = Built.model_validate_json(path.read_bytes())
        if found.digest == _digest(folder):
            return Checked(
                about={name: Language.load(folder / name) for name in names},
                own=found.texts,
                arguments={name: frozenset(given) for name, given in found.arguments.items()},
            )
    return None


def build(folder: Path, names: Sequence[str], source: str, *, path: Path) -> None:
    """Check a folder's texts and keep them at `path`. Raises `TextsError`, and keeps nothing."""
    found = check(folder, names, source)
    kept = Built(
        digest=_digest(folder),
        texts={
            language: {name: _source(entry) for name, entry in own.items()}
            for language, own in found.own.items()
        },
        arguments={name: tuple(sorted(given)) for name, given in found.arguments.items()},
    )
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(kept.model_dump_json(), encoding="utf-8")
    beside.replace(path)


def _source(entry: Written) -> str:
    if isinstance(entry, str):
        return entry
    entry.comment = None  # for whoever translates
    source: str = FluentSerializer().serialize_entry(entry)
    return source


def _digest(folder: Path) -> str:
    """64 hex digits over every file of the folder, and over the code that reads them."""
    whole = hashlib.sha256()
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in {".ftl", ".json"})
    for path in (*files, *_CODE):
        written = path.read_bytes()
        name = path.name if path in _CODE else path.relative_to(folder).as_posix()
        whole.update(f"{name} {len(written)}\n".encode() + written)
    return whole.hexdigest()


def _about(folder: Path, faults: list[str]) -> Language:
    try:
        return Language.load(folder)
    except LanguageError as error:
        faults.append(str(error))
        return Language(name=folder.name, direction=Direction.LTR, state=State.DRAFT)
