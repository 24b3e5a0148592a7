"""Keyboards under messages: checked, and cut down to what Telegram gives back.

Here: reply_markup of every kind. Never here: what happens when a button is pressed.
"""

import ipaddress
from typing import Final
from urllib.parse import urlsplit

from sandbox.errors import bad_request
from sandbox.limits import CALLBACK_DATA_MAX
from sandbox.rows import Json

ROWS_MAX: Final = 100
ACTIONS: Final = ("url", "callback_data", "web_app", "copy_text", "switch_inline_query")
REPLY_EXTRAS: Final = ("resize_keyboard", "one_time_keyboard", "is_persistent")


def is_loopback(host: str | None) -> bool:
    """Whether a host name or address stays on this machine."""
    if host is None:
        return False
    name = host.lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def web_app_url(value: object, *, refusal: Exception) -> str:
    """A Mini App's address: https, or plain http on loopback, which only the sandbox allows."""
    if not isinstance(value, str):
        raise refusal
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise refusal from None
    secure = parts.scheme == "https" and bool(host)
    if not secure and not (parts.scheme == "http" and is_loopback(host)):
        raise refusal
    return value


def _link(value: object) -> str:
    try:
        if isinstance(value, str) and urlsplit(value).scheme in {"http", "https", "tg"}:
            return value
    except ValueError:
        pass  # falls through to the same refusal
    raise bad_request("BUTTON_URL_INVALID")


def _callback(value: object) -> str:
    if isinstance(value, str) and 0 < len(value.encode()) <= CALLBACK_DATA_MAX:
        return value
    raise bad_request("BUTTON_DATA_INVALID")


def _web_app(value: object, *, private: bool) -> Json:
    if not private:
        raise bad_request("BUTTON_TYPE_INVALID")
    url = value.get("url") if isinstance(value, dict) else None
    return {"url": web_app_url(url, refusal=bad_request("BUTTON_URL_INVALID"))}


def _copy(value: object) -> Json:
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str) or not text:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return {"text": text}


def _inline_button(button: object, *, private: bool) -> Json:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be Object")
    chosen = [name for name in ACTIONS if name in button]
    if not button["text"] or len(chosen) != 1:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed")
    action, value = chosen[0], button[chosen[0]]
    made: object
    if action == "web_app":
        made = _web_app(value, private=private)
    elif action == "copy_text":
        made = _copy(value)
    elif action == "switch_inline_query":
        made = str(value)
    else:
        made = _link(value) if action == "url" else _callback(value)
    return {"text": button["text"], action: made}


def _grid(rows: object) -> list[list[object]]:
    if not isinstance(rows, list) or len(rows) > ROWS_MAX:
        raise bad_request("can't parse keyboard: Array of Arrays expected")
    if not all(isinstance(row, list) and len(row) <= ROWS_MAX for row in rows):
        raise bad_request("can't parse keyboard: Array of Arrays expected")
    return rows


def inline(markup: Json, *, private: bool) -> Json | None:
    """InlineKeyboardMarkup, checked; None for one without buttons."""
    rows = [
        [_inline_button(button, private=private) for button in row]
        for row in _grid(markup["inline_keyboard"])
        if row
    ]
    return {"inline_keyboard": rows} if rows else None


def _reply_button(button: object, *, private: bool) -> Json:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: KeyboardButton must be Object")
    made: Json = {"text": button["text"]}
    if "web_app" in button:
        made["web_app"] = _web_app(button["web_app"], private=private)
    if button.get("request_contact"):
        made["request_contact"] = True
    return made


def reply(markup: Json, *, private: bool) -> Json:
    """ReplyKeyboardMarkup, checked."""
    rows = [
        [_reply_button(button, private=private) for button in row]
        for row in _grid(markup["keyboard"])
    ]
    return {"keyboard": rows, **{name: True for name in REPLY_EXTRAS if markup.get(name)}}
