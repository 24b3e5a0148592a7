"""Deleting messages, within what Telegram allows a bot.

Here: deleteMessage and deleteMessages. Never here: anything else about messages.
"""

from sandbox.errors import bad_request
from sandbox.limits import DELETE_MANY_MAX, DELETE_WINDOW_SECONDS
from sandbox.methods.recipients import check_room, known
from sandbox.params import Params
from sandbox.people import Person
from sandbox.rooms import Room
from sandbox.rows import Json
from sandbox.world import World


def _may_delete(world: World, message: Json, where: Person | Room) -> bool:
    """In private chats both sides' messages; elsewhere its own, as an administrator all."""
    if world.now() - int(message["date"]) > DELETE_WINDOW_SECONDS:
        return False
    if isinstance(where, Person):
        return True
    own = message.get("from", {}).get("id") == world.bot_id
    return own or where.bot_status == "administrator"


def _place(world: World, params: Params) -> Person | Room:
    where = known(world, params)
    if isinstance(where, Room):
        check_room(where)
    return where


def delete_message(world: World, params: Params) -> bool:
    """deleteMessage: up to 48 hours old."""
    where = _place(world, params)
    wanted = params.integer("message_id")
    if wanted is None:
        raise bad_request("message identifier is not specified")
    message = world.messages.find(chat_id=where.id, message_id=wanted)
    if message is None:
        raise bad_request("message to delete not found")
    if not _may_delete(world, message, where):
        raise bad_request("message can't be deleted for everyone")
    world.messages.remove(chat_id=where.id, message_id=wanted)
    world.tell(where.id)
    return True


def delete_messages(world: World, params: Params) -> bool:
    """deleteMessages: those that cannot be found are passed over."""
    where = _place(world, params)
    wanted = params.data("message_ids")
    if not isinstance(wanted, list) or not 0 < len(wanted) <= DELETE_MANY_MAX:
        raise bad_request("message identifiers are not specified")
    if not all(isinstance(one, int) for one in wanted):
        raise bad_request("message identifiers are not specified")
    found = [world.messages.find(chat_id=where.id, message_id=one) for one in wanted]
    there = [message for message in found if message is not None]
    if not all(_may_delete(world, message, where) for message in there):
        raise bad_request("message can't be deleted for everyone")
    with world.batch():
        for message in there:
            world.messages.remove(chat_id=where.id, message_id=message["message_id"])
    world.tell(where.id)
    return True
