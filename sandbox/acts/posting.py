"""How a message comes to be and reaches the bot.

Here: making messages and queueing their updates, with the privacy mode of groups. Never here:
what a message says.
"""

from sandbox import shapes
from sandbox.people import Person
from sandbox.rooms import Room
from sandbox.rows import Json
from sandbox.world import World

ADMITTED = frozenset({"member", "administrator"})


def post(
    world: World, *, by: Person, content: Json, room: Room | None = None, service: bool = False
) -> Json:
    """Make a message by a person, in the private chat or a room, and tell the bot of it."""
    head: Json = {
        "message_id": world.messages.next_id(),
        "chat": shapes.room_chat(room) if room else shapes.private_chat(by),
        "date": world.now(),
    }
    if room and room.kind == "channel":
        head["sender_chat"] = head["chat"]
    else:
        head["from"] = shapes.user(by)
    message = world.messages.put({**head, **content})
    if room is None or reaches_bot(world, message, room, service=service):
        kind = "channel_post" if room and room.kind == "channel" else "message"
        world.updates.add(kind, message)
    world.tell(message["chat"]["id"])
    return message


def reaches_bot(world: World, message: Json, room: Room, *, service: bool) -> bool:
    """Privacy mode: in groups a bot sees what is meant for it (core.telegram.org/bots/features)."""
    if room.bot_status not in ADMITTED:
        return False
    if room.kind == "channel" or room.bot_status == "administrator" or service:
        return True
    text = str(message.get("text", ""))
    answered = message.get("reply_to_message", {}).get("from", {}).get("id")
    named = f"@{world.bot_username}".lower() in text.lower()
    return text.startswith("/") or named or answered == world.bot_id


def edited(world: World, *, message: Json, room: Room | None) -> Json:
    """Keep an edited message and tell the bot of it."""
    after = world.messages.put(message | {"edit_date": world.now()})
    if room is None or reaches_bot(world, after, room, service=False):
        channel = room is not None and room.kind == "channel"
        world.updates.add("edited_channel_post" if channel else "edited_message", after)
    world.tell(after["chat"]["id"])
    return after
