"""The people of the sandbox: who they are and how they stand with the bot.

Here: persons, named by role. Never here: what they say or do.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Final

from sandbox.errors import Misuse
from sandbox.limits import NAME_OF_PERSON_MAX, PEOPLE_MAX
from sandbox.rows import Json, Rows

FIRST_ID: Final = 7200000001
DEFAULT_ROLES: Final = (
    "Student 1",
    "Student 2",
    "Worker 1",
    "Worker 2",
    "Coordinator",
    "Manager",
    "Deputy",
)


@dataclass(frozen=True, kw_only=True)
class Person:
    """One Telegram account and its standing with the bot.

    `met`: the bot may know the id (wrote, pressed, opened the Mini App, shares a group).
    `started`: the bot may write. `device` counts up when the person takes a new, empty device.
    """

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "en"
    met: bool = False
    started: bool = False
    blocked: bool = False
    device: int = 1


class People:
    """Everybody, in the order in which they came."""

    def __init__(self, *, rows: Rows) -> None:
        self._rows = rows
        loaded = (Person(**body) for body in rows.load(kind="person").values())
        self._by_id = {person.id: person for person in sorted(loaded, key=lambda one: one.id)}
        if not self._by_id:
            for role in DEFAULT_ROLES:
                self.add(first_name=role, username=role.lower().replace(" ", "_"))

    def __iter__(self) -> Iterator[Person]:
        return iter(tuple(self._by_id.values()))

    def add(
        self,
        *,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str = "en",
    ) -> Person:
        """Add a person; raises Misuse for a name that Telegram would not take."""
        for name in (first_name, last_name or "-", username or "-"):
            if not 0 < len(name.strip()) <= NAME_OF_PERSON_MAX:
                raise Misuse("A name has 1 to 64 characters.")
        if len(self._by_id) >= PEOPLE_MAX:
            raise Misuse("The sandbox is full.")
        person = Person(
            id=max(self._by_id, default=FIRST_ID - 1) + 1,
            first_name=first_name.strip(),
            last_name=last_name,
            username=username,
            language_code=language_code,
        )
        return self.put(person)

    def get(self, person_id: int) -> Person:
        """The person with this id; raises Misuse when there is none."""
        try:
            return self._by_id[person_id]
        except KeyError:
            raise Misuse("There is no such person.") from None

    def find(self, person_id: int) -> Person | None:
        """The person with this id, or None."""
        return self._by_id.get(person_id)

    def named(self, first_name: str) -> Person:
        """The first person of this name; raises Misuse when there is none."""
        for person in self:
            if person.first_name == first_name:
                return person
        raise Misuse("There is no such person.")

    def put(self, person: Person) -> Person:
        """Keep a changed person."""
        self._rows.put(kind="person", key=str(person.id), body=asdict(person))
        self._by_id[person.id] = person
        return person

    def change(self, person_id: int, **changes: bool | int | str) -> Person:
        """Change some fields of one person."""
        before = self.get(person_id)
        after = replace(before, **changes)  # type: ignore[arg-type]
        return before if after == before else self.put(after)


def public(person: Person) -> Json:
    """What the page is told about a person."""
    return asdict(person)
