"""What a bot's message consists of, checked before anything is kept.

Here: text with entities, keyboards, the message answered. Never here: sending or editing.
"""

from sandbox import markup
from sandbox.entities import parse
from sandbox.errors import bad_request
from sandbox.limits import TEXT_MAX
from sandbox.params import Params
from sandbox.rows import Json
from sandbox.world import World

ENTITY_FIELDS = ("type", "offset", "length", "url", "language")


def text_of(params: Params) -> Json:
    """`text` and `entities`, from the text and its parse mode or explicit entities."""
    raw = params.text("text")
    given = params.data("entities")
    if isinstance(given, list) and given and not params.text("parse_mode"):
        text, entities = raw, [_entity(one) for one in given]
    else:
        text, entities = parse(raw, params.text("parse_mode") or None)
        lead = len(text) - len(text.lstrip())
        if lead and not entities:
            text = text.lstrip()
    text = text.rstrip()
    if not text.strip():
        raise bad_request("message text is empty")
    if len(text) > TEXT_MAX:
        raise bad_request("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def _entity(value: object) -> Json:
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        raise bad_request("can't parse MessageEntity: Object expected")
    if not all(isinstance(value.get(name), int) for name in ("offset", "length")):
        raise bad_request("can't parse MessageEntity: Object expected")
    return {name: value[name] for name in ENTITY_FIELDS if value.get(name) is not None}


def reply_markup(params: Params) -> Json | None:
    """`reply_markup` as an object, or None; raises Refusal 400 for anything else."""
    value = params.data("reply_markup")
    if value is None or value == "":
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    return value


def inline_keyboard(params: Params, *, private: bool) -> Json | None:
    """The inline keyboard of a call that takes no other kind."""
    value = reply_markup(params)
    if value is None or not value:
        return None
    if "inline_keyboard" not in value:
        raise bad_request("inline keyboard expected")
    return markup.inline(value, private=private)


def replied(world: World, params: Params, *, chat_id: int) -> Json | None:
    """The message that is answered, without what it answered itself; None when there is none."""
    value = params.data("reply_parameters")
    wanted = value.get("message_id") if isinstance(value, dict) else None
    loose = bool(value.get("allow_sending_without_reply")) if isinstance(value, dict) else False
    wanted = wanted or params.integer("reply_to_message_id")
    if not isinstance(wanted, int):
        return None
    found = world.messages.find(chat_id=chat_id, message_id=wanted)
    if found is None and not loose:
        raise bad_request("message to be replied not found")
    return {k: v for k, v in found.items() if k != "reply_to_message"} if found else None
