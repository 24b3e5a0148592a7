"""Whom a call is for, and whether the bot may reach them.

Here: chat ids and standing, with Telegram's refusals. Never here: what is sent.
"""

from sandbox import shapes
from sandbox.errors import bad_request, forbidden
from sandbox.params import Params
from sandbox.people import Person
from sandbox.rooms import Room
from sandbox.rows import Json
from sandbox.world import World

HERE = frozenset({"member", "administrator"})


def _chat_id(params: Params) -> int:
    if not params.text("chat_id"):
        raise bad_request("chat_id is empty")
    try:
        return int(params.text("chat_id"))
    except ValueError:
        raise bad_request("chat not found") from None


def known(world: World, params: Params) -> Person | Room:
    """The person or room of `chat_id`, if the bot may know of it; else 400 chat not found."""
    chat_id = _chat_id(params)
    found: Person | Room | None = world.rooms.find(chat_id)
    if found is None:
        person = world.people.find(chat_id)
        found = person if person is not None and person.met else None
    if found is None:
        raise bad_request("chat not found")
    return found


def writable(world: World, params: Params) -> Person | Room:
    """The person or room of `chat_id`, if the bot may write there; else 400 or 403."""
    found = known(world, params)
    if isinstance(found, Room):
        check_room(found)
    elif found.blocked:
        raise forbidden("bot was blocked by the user")
    elif not found.started:
        raise forbidden("bot can't initiate conversation with a user")
    return found


def check_room(room: Room) -> None:
    """Refuse when the bot is not, or no longer, in the room."""
    kind = f"{room.kind} chat"
    if room.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {kind}")
    if room.bot_status not in HERE:
        raise forbidden(f"bot is not a member of the {kind}")


def chat_json(found: Person | Room) -> Json:
    """Chat."""
    return shapes.room_chat(found) if isinstance(found, Room) else shapes.private_chat(found)
