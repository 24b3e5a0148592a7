"""The bot is added to groups and channels, thrown out, or leaves.

Here: those changes and the updates that they cause. Never here: messages in rooms.
"""

from sandbox import shapes
from sandbox.acts.posting import ADMITTED, post
from sandbox.errors import Misuse
from sandbox.people import Person
from sandbox.rooms import Room
from sandbox.rows import Json
from sandbox.world import World


def _becomes(world: World, room: Room, status: str, *, by: Json) -> Room:
    channel, bot = room.kind == "channel", world.bot_user()
    after = world.rooms.bot_becomes(room, status)
    world.updates.add(
        "my_chat_member",
        shapes.membership(
            chat=shapes.room_chat(room),
            by=by,
            date=world.now(),
            old=shapes.member(bot, room.bot_status, channel=channel),
            new=shapes.member(bot, status, channel=channel),
        ),
    )
    world.tell(room.id)
    return after


def create(world: World, *, by: Person, kind: str, title: str) -> Room:
    """Make a group, supergroup or channel, and add the bot; channels take it as administrator."""
    with world.batch():
        room = world.rooms.add(kind=kind, title=title, member_ids=(by.id,))
        world.people.change(by.id, met=True)
        status = "administrator" if room.kind == "channel" else "member"
        room = _becomes(world, room, status, by=shapes.user(by))
        if room.kind != "channel":
            joined = {"new_chat_members": [world.bot_user()]}
            post(world, by=by, content=joined, room=room, service=True)
    return room


def remove_bot(world: World, *, by: Person, room: Room) -> Room:
    """Throw the bot out."""
    if room.bot_status not in ADMITTED:
        raise Misuse("The bot is not there.")
    with world.batch():
        return _becomes(world, room, "kicked", by=shapes.user(by))


def bot_leaves(world: World, room: Room) -> None:
    """The bot leaves by itself."""
    with world.batch():
        _becomes(world, room, "left", by=world.bot_user())
