"""What a bot sends: messages, answers to buttons and inline queries, chat actions.

Here: those calls. Never here: changing or deleting what was sent.
"""

from sandbox import markup
from sandbox.errors import bad_request
from sandbox.limits import CALLBACK_ANSWER_MAX, CALLBACK_WINDOW_SECONDS
from sandbox.methods.content import replied, reply_markup, text_of
from sandbox.methods.recipients import chat_json, writable
from sandbox.params import Params
from sandbox.people import Person
from sandbox.rooms import Room
from sandbox.rows import Json
from sandbox.world import World

CHAT_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def send_message(world: World, params: Params) -> Json:
    """sendMessage: the Message that was sent."""
    found = writable(world, params)
    content = text_of(params)
    keyboard = reply_markup(params)
    message: Json = {"chat": chat_json(found), "date": world.now()}
    if isinstance(found, Room) and found.kind == "channel":
        message["sender_chat"] = message["chat"]
    else:
        message["from"] = world.bot_user()
    answered = replied(world, params, chat_id=found.id)
    if answered:
        message["reply_to_message"] = answered
    message |= content
    if params.flag("protect_content"):
        message["has_protected_content"] = True
    _add_preview(params, message)
    with world.batch():
        _set_keyboard(world, to=found, message=message, given=keyboard)
        message = {"message_id": world.messages.next_id(), **message}
        world.messages.put(message)
    world.tell(found.id)
    return message


def _add_preview(params: Params, message: Json) -> None:
    options = params.data("link_preview_options")
    has_link = any(one["type"] in {"url", "text_link"} for one in message.get("entities", ()))
    if isinstance(options, dict) and options.get("is_disabled") and has_link:
        message["link_preview_options"] = {"is_disabled": True}


def _set_keyboard(world: World, *, to: Person | Room, message: Json, given: Json | None) -> None:
    """Put an inline keyboard under the message, or change the chat's reply keyboard."""
    if not given:
        return
    private = isinstance(to, Person)
    if "inline_keyboard" in given:
        checked = markup.inline(given, private=private)
        if checked:
            message["reply_markup"] = checked
    elif "keyboard" in given:
        world.set_keyboard(to.id, markup.reply(given, private=private))
    elif given.get("remove_keyboard"):
        world.set_keyboard(to.id, None)
    elif not given.get("force_reply"):
        raise bad_request("object expected as reply markup")


def send_chat_action(world: World, params: Params) -> bool:
    """sendChatAction."""
    found = writable(world, params)
    if params.text("action") not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.events.publish({"type": "action", "id": found.id, "action": params.text("action")})
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """answerCallbackQuery: once, and in time."""
    text = params.text("text")
    if len(text) > CALLBACK_ANSWER_MAX:
        raise bad_request("MESSAGE_TOO_LONG")
    pressed = world.answered(params.text("callback_query_id"))
    if pressed is None or world.clock() - pressed.at > CALLBACK_WINDOW_SECONDS:
        raise bad_request(TOO_OLD)
    world.events.publish(
        {
            "type": "answer",
            "id": pressed.person_id,
            "text": text,
            "alert": params.flag("show_alert"),
            "url": params.text("url"),
        }
    )
    return True


def answer_inline_query(world: World, params: Params) -> bool:
    """answerInlineQuery: the results are counted, not shown."""
    results = params.data("results")
    if not isinstance(results, list):
        raise bad_request("can't parse results: Array expected")
    pressed = world.answered(params.text("inline_query_id"))
    if pressed is None:
        raise bad_request(TOO_OLD)
    shown = "No results." if not results else f"{len(results)} results."
    world.events.publish(
        {"type": "answer", "id": pressed.person_id, "text": shown, "alert": False, "url": ""}
    )
    return True
