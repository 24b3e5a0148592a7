"""Changing what a bot has sent.

Here: editMessageText and editMessageReplyMarkup. Never here: what people edit themselves.
"""

from sandbox.errors import bad_request
from sandbox.methods.content import inline_keyboard, text_of
from sandbox.methods.recipients import writable
from sandbox.params import Params
from sandbox.people import Person
from sandbox.rows import Json
from sandbox.world import World

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the"
    " same as a current content and reply markup of the message"
)


def _own_message(world: World, params: Params) -> tuple[Json, bool]:
    if params.text("inline_message_id"):
        raise bad_request("message to edit not found")
    found = writable(world, params)
    wanted = params.integer("message_id")
    if wanted is None:
        raise bad_request("message identifier is not specified")
    message = world.messages.find(chat_id=found.id, message_id=wanted)
    if message is None:
        raise bad_request("message to edit not found")
    own = message.get("from", {}).get("id") == world.bot_id or "sender_chat" in message
    if not own or "text" not in message:
        raise bad_request("message can't be edited")
    return message, isinstance(found, Person)


def _keep(world: World, *, before: Json, after: Json) -> Json:
    parts = ("text", "entities", "reply_markup")
    if all(before.get(part) == after.get(part) for part in parts):
        raise bad_request(SAME)
    after["edit_date"] = world.now()
    world.messages.put(after)
    world.tell(after["chat"]["id"])
    return after


def edit_text(world: World, params: Params) -> Json:
    """editMessageText; a keyboard that is not given again disappears."""
    before, private = _own_message(world, params)
    gone = {"text", "entities", "reply_markup", "link_preview_options"}
    after = {name: value for name, value in before.items() if name not in gone}
    after |= text_of(params)
    keyboard = inline_keyboard(params, private=private)
    if keyboard:
        after["reply_markup"] = keyboard
    return _keep(world, before=before, after=after)


def edit_reply_markup(world: World, params: Params) -> Json:
    """editMessageReplyMarkup; without a keyboard, the one there disappears."""
    before, private = _own_message(world, params)
    after = {name: value for name, value in before.items() if name != "reply_markup"}
    keyboard = inline_keyboard(params, private=private)
    if keyboard:
        after["reply_markup"] = keyboard
    return _keep(world, before=before, after=after)
