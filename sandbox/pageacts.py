"""What the page may ask a phone to do: a name, a small JSON body, a JSON answer.

Here: reading the body and one call on Phone. Never here: HTTP, and the acts themselves.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Final

from sandbox.acts import Phone
from sandbox.errors import Misuse
from sandbox.launch import Launch, frame_url
from sandbox.rows import Json
from sandbox.world import World

THEME_PARAMS_MAX: Final = 40


class Body:
    """The page's JSON, read by type; a misfit is Misuse."""

    def __init__(self, values: Json) -> None:
        self._values = values

    def text(self, name: str, default: str | None = None) -> str:
        """A string; without a default it must be there."""
        value = self._values.get(name, default)
        if not isinstance(value, str):
            raise Misuse(f"'{name}' must be a text.")
        return value

    def number(self, name: str) -> int:
        """An integer that must be there."""
        value = self.maybe(name)
        if value is None:
            raise Misuse(f"'{name}' must be a whole number.")
        return value

    def maybe(self, name: str) -> int | None:
        """An integer or nothing."""
        value = self._values.get(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise Misuse(f"'{name}' must be a whole number.")
        return value

    def flag(self, name: str) -> bool:
        """A boolean, false when absent."""
        return self._values.get(name) is True

    def seconds(self, name: str, default: float) -> float:
        """A number."""
        value = self._values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Misuse(f"'{name}' must be a number.")
        return float(value)

    def object(self, name: str) -> Json:
        """A JSON object, empty when absent."""
        value = self._values.get(name) or {}
        if not isinstance(value, dict):
            raise Misuse(f"'{name}' must be an object.")
        return value


def _opened(launch: Launch, body: Body) -> Json:
    theme = {str(k): str(v) for k, v in body.object("theme_params").items()}
    if len(theme) > THEME_PARAMS_MAX:
        raise Misuse("Too many theme parameters.")
    return {"launch": asdict(launch) | {"frame_url": frame_url(launch, theme_params=theme)}}


def _text(phone: Phone, body: Body) -> Json:
    chat, answered = body.maybe("chat_id"), body.maybe("reply_to")
    return {"message": phone.text(body.text("text"), chat_id=chat, reply_to=answered)}


def _start(phone: Phone, body: Body) -> Json:
    return {"message": phone.start(body.text("payload", ""))}


def _attach(phone: Phone, body: Body) -> Json:
    kind, caption = body.text("kind"), body.text("caption", "")
    return {"message": phone.attach(kind, caption=caption, chat_id=body.maybe("chat_id"))}


def _edit(phone: Phone, body: Body) -> Json:
    chat = body.maybe("chat_id")
    return {"message": phone.edit(body.number("message_id"), body.text("text"), chat_id=chat)}


def _forward(phone: Phone, body: Body) -> Json:
    chat = body.maybe("chat_id")
    made = phone.forward(body.number("message_id"), chat_id=chat, to=body.maybe("to"))
    return {"message": made}


def _forward_foreign(phone: Phone, body: Body) -> Json:
    return {"message": phone.forward_foreign(body.text("text"))}


def _press(phone: Phone, body: Body) -> Json:
    chat = body.maybe("chat_id")
    return {"query_id": phone.press(body.number("message_id"), body.text("data"), chat_id=chat)}


def _inline(phone: Phone, body: Body) -> Json:
    return {"query_id": phone.inline_query(body.text("query", ""))}


def _block(phone: Phone, _: Body) -> Json:
    return {"blocked": phone.block().blocked}


def _unblock(phone: Phone, _: Body) -> Json:
    return {"blocked": phone.unblock().blocked}


def _language(phone: Phone, body: Body) -> Json:
    return {"language_code": phone.speak(body.text("language_code")).language_code}


def _device(phone: Phone, _: Body) -> Json:
    return {"device": phone.new_device().device}


def _room(phone: Phone, body: Body) -> Json:
    room = phone.create_room(kind=body.text("kind"), title=body.text("title"))
    return {"chat_id": room.id}


def _remove_bot(phone: Phone, body: Body) -> Json:
    return {"bot_status": phone.remove_bot(body.number("chat_id")).bot_status}


def _open_menu(phone: Phone, body: Body) -> Json:
    return _opened(phone.open_menu(), body)


def _open_button(phone: Phone, body: Body) -> Json:
    chat = body.maybe("chat_id")
    opened = phone.open_button(body.number("message_id"), body.text("url"), chat_id=chat)
    return _opened(opened, body)


def _open_keyboard(phone: Phone, body: Body) -> Json:
    return _opened(phone.open_keyboard(body.text("url")), body)


def _open_link(phone: Phone, body: Body) -> Json:
    followed = phone.open_link(body.text("url"))
    if isinstance(followed, Launch):
        return _opened(followed, body)
    return {"external": True} if followed is None else {"message": followed}


def _send_data(phone: Phone, body: Body) -> Json:
    return {"message": phone.send_data(body.text("data"), button_text=body.text("button_text"))}


def _allow_writing(phone: Phone, _: Body) -> Json:
    phone.allow_writing()
    return {"status": "allowed"}


ACTS: Final[Mapping[str, Callable[[Phone, Body], Json]]] = {
    "text": _text,
    "start": _start,
    "attach": _attach,
    "edit": _edit,
    "forward": _forward,
    "forward_foreign": _forward_foreign,
    "press": _press,
    "inline": _inline,
    "block": _block,
    "unblock": _unblock,
    "language": _language,
    "device": _device,
    "room": _room,
    "remove_bot": _remove_bot,
    "open_menu": _open_menu,
    "open_button": _open_button,
    "open_keyboard": _open_keyboard,
    "open_link": _open_link,
    "send_data": _send_data,
    "allow_writing": _allow_writing,
}


def cloud(world: World, person_id: int, body: Body) -> Json:
    """A custom method of a Mini App: {"result": …} or {"error": code}, as Telegram answers."""
    try:
        result = world.cloud.invoke(
            person_id=person_id, method=body.text("method"), params=body.object("params")
        )
    except Misuse as refused:
        return {"error": str(refused)}
    return {"result": result}
