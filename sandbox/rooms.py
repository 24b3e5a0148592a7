"""Groups and channels that the bot was added to.

Here: rooms and the bot's standing in each. Never here: messages.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Final, Literal

from sandbox.errors import Misuse
from sandbox.limits import NAME_OF_PERSON_MAX, ROOMS_MAX
from sandbox.rows import Rows

RoomKind = Literal["group", "supergroup", "channel"]
KINDS: Final[tuple[RoomKind, ...]] = ("group", "supergroup", "channel")
FIRST_SUPERGROUP: Final = -1002000000001
FIRST_GROUP: Final = -4000000001


@dataclass(frozen=True, kw_only=True)
class Room:
    """A group or channel; `bot_status` is the status of a ChatMember."""

    id: int
    kind: RoomKind
    title: str
    member_ids: tuple[int, ...]
    bot_status: str = "left"


class Rooms:
    """Every group and channel of the sandbox."""

    def __init__(self, *, rows: Rows) -> None:
        self._rows = rows
        self._by_id: dict[int, Room] = {}
        for body in rows.load(kind="room").values():
            room = Room(**{**body, "member_ids": tuple(body["member_ids"])})
            self._by_id[room.id] = room

    def __iter__(self) -> Iterator[Room]:
        return iter(tuple(self._by_id.values()))

    def add(self, *, kind: str, title: str, member_ids: tuple[int, ...]) -> Room:
        """Make a room; raises Misuse for an unknown kind or a bad title."""
        if not 0 < len(title.strip()) <= NAME_OF_PERSON_MAX:
            raise Misuse("A title has 1 to 64 characters.")
        if len(self._by_id) >= ROOMS_MAX:
            raise Misuse("The sandbox is full.")
        for known in KINDS:
            if kind == known:
                first = FIRST_GROUP if known == "group" else FIRST_SUPERGROUP
                new = first - len(self._by_id)
                return self.put(
                    Room(id=new, kind=known, title=title.strip(), member_ids=member_ids)
                )
        raise Misuse("A room is a group, a supergroup or a channel.")

    def get(self, room_id: int) -> Room:
        """The room with this id; raises Misuse when there is none."""
        try:
            return self._by_id[room_id]
        except KeyError:
            raise Misuse("There is no such room.") from None

    def find(self, room_id: int) -> Room | None:
        """The room with this id, or None."""
        return self._by_id.get(room_id)

    def put(self, room: Room) -> Room:
        """Keep a changed room."""
        self._rows.put(kind="room", key=str(room.id), body=asdict(room))
        self._by_id[room.id] = room
        return room

    def bot_becomes(self, room: Room, status: str) -> Room:
        """Change the bot's standing in a room."""
        return self.put(replace(room, bot_status=status))
