"""Opening Mini Apps and links.

Here: launch data for each way in, and t.me links. Never here: signing (launch.py).
"""

import re
import secrets
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlsplit

from sandbox import shapes
from sandbox.errors import Misuse
from sandbox.launch import Launch, init_data, on_device, user_field, with_start_param
from sandbox.limits import START_PARAM_MAX, STARTAPP_PARAM_MAX
from sandbox.markup import is_loopback
from sandbox.people import Person
from sandbox.rows import Json
from sandbox.world import World

PARAM: Final = re.compile(r"[A-Za-z0-9_-]*")
TELEGRAM_HOSTS: Final = frozenset({"t.me", "telegram.me", "telegram.dog"})


@dataclass(frozen=True, kw_only=True)
class TelegramLink:
    """What a t.me link to the bot asks for: one of the two, or just the chat."""

    start: str | None = None
    startapp: str | None = None


def read_link(url: str, *, bot_username: str) -> TelegramLink | None:
    """Read a t.me or tg:// link to this bot; None for any other address.

    Raises Misuse for a parameter that Telegram would not pass on.
    """
    try:
        parts = urlsplit(url.strip())
        query = parse_qs(parts.query, keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise Misuse("That is not a link.") from None
    if parts.scheme == "tg" and parts.netloc == "resolve":
        name = query.get("domain", [""])[0]
    elif parts.scheme in {"http", "https"} and parts.hostname in TELEGRAM_HOSTS:
        name = parts.path.strip("/").partition("/")[0]
    else:
        return None
    if name.lower() != bot_username.lower():
        raise Misuse("That is a link to somebody else; the sandbox knows one bot.")
    start = _param(query, "start", START_PARAM_MAX)
    return TelegramLink(start=start, startapp=_param(query, "startapp", STARTAPP_PARAM_MAX))


def _param(query: dict[str, list[str]], name: str, longest: int) -> str | None:
    value = query.get(name, [None])[0]
    if value is not None and (len(value) > longest or not PARAM.fullmatch(value)):
        raise Misuse("A start parameter has letters, digits, - and _ only, and a bounded length.")
    return value


def _signed(world: World, person: Person, fields: dict[str, str], *, at: int) -> str:
    user = user_field(shapes.user(person), may_write=person.started and not person.blocked)
    before = {name: value for name, value in fields.items() if name == "query_id"}
    after = {name: value for name, value in fields.items() if name != "query_id"}
    whole = {**before, "user": user, **after, "auth_date": str(at)}
    return init_data(bot_token=world.bot_token, seed=world.seed, fields=whole)


def _launch(world: World, person: Person, url: str, *, title: str, signed: str) -> Launch:
    label = f"p{person.id}-{person.device}"
    if world.own_origins and is_loopback(urlsplit(url).hostname):
        url = on_device(url, label=label)
    found = re.search(r"query_id=([^&]+)", signed)
    query_id = found[1] if found else None
    return Launch(url=url, init_data=signed, query_id=query_id, title=title)


def from_button(world: World, *, person: Person, url: str) -> Launch:
    """From the menu button or a button under a message: with a query id."""
    world.people.change(person.id, met=True)
    fields = {"query_id": f"AAH{secrets.token_urlsafe(15)}"}
    signed = _signed(world, person, fields, at=world.now())
    return _launch(world, person, url, title=_title(world), signed=signed)


def from_keyboard(world: World, *, person: Person, url: str) -> Launch:
    """From a button of a reply keyboard: Telegram gives no launch data."""
    return _launch(world, person, url, title=_title(world), signed="")


def from_link(world: World, *, person: Person, start_param: str) -> Launch:
    """From `t.me/<bot>?startapp=…`; raises Misuse while the bot has no main Mini App."""
    url = world.main_app_url
    if url is None:
        raise Misuse("The bot has no Mini App yet: set a menu button or a main Mini App.")
    world.people.change(person.id, met=True)
    fields = {"chat_instance": world.chat_instance(person.id), "chat_type": "sender"}
    if start_param:
        fields["start_param"] = start_param
    signed = _signed(world, person, fields, at=world.tapped(person.id))
    url = with_start_param(url, start_param or None)
    return _launch(world, person, url, title=_title(world), signed=signed)


def _title(world: World) -> str:
    return world.profile.text("name", language="")


def menu_url(world: World, person: Person) -> str:
    """The Mini App behind the menu button; raises Misuse when there is none."""
    menu: Json = world.profile.menu(chat_id=person.id)
    if menu["type"] != "web_app":
        raise Misuse("The menu button opens no Mini App.")
    return str(menu["web_app"]["url"])
