"""Writes the shared vectors: `python -m tests.vectors.make` from the root of the repository.
Deterministic: the same files each time. README.md beside this file says how to read them."""

from pathlib import Path

from tests.vectors import (
    cannot_act,
    case_records,
    contacts,
    conversations,
    disclosures,
    entries,
    file,
    flags,
    frames,
    handovers,
    negative,
    numbers,
    primitives,
    refusals,
    reports,
    requests,
    sharing,
    successions,
    upward,
)
from tests.vectors.book import Book
from tests.vectors.world import World

HERE = Path(__file__).parent


def make() -> dict[str, str]:
    """Every vector file's text by name."""
    book = Book({})
    primitives.write(book)
    world = World(book)
    world.certify()
    world.list_team()
    primitives.write_team(world)
    asked = requests.write(world)
    epochs = conversations.write(world, asked)
    book.add("epochs", name="first", intake=asked.intake.raw, record=epochs[0].record.raw)
    negative.write(book)
    refusals.write(world, asked, epochs)
    successions.write(world, epochs[0])
    upward.certify_others(world)
    entries.write(world)
    raised = flags.write(world, asked)
    disclosures.write(world, asked, raised)
    contacts.write(world, asked)
    handovers.write(world, asked, epochs[0])
    cannot_act.write(world, asked)
    numbers.write(world)
    file.write(world)
    sharing.write(world)
    case_records.write(world, epochs[0])
    reports.write(world)
    frames.write(book)
    return book.files()


def main() -> None:
    """Write them beside this file."""
    for name, text in make().items():
        (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
