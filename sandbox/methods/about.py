"""What a bot says about itself, and what it may ask about chats and files.

Here: getMe, names, descriptions, commands, menu buttons, chats, files. Never here: messages.
"""

import re
from typing import Final

from sandbox import shapes
from sandbox.acts.rooms import bot_leaves
from sandbox.errors import bad_request
from sandbox.limits import (
    COMMAND_DESCRIPTION_MAX,
    COMMANDS_MAX,
    DESCRIPTION_MAX,
    NAME_MAX,
    SHORT_DESCRIPTION_MAX,
)
from sandbox.markup import web_app_url
from sandbox.methods.recipients import chat_json, check_room, known
from sandbox.params import Params
from sandbox.rooms import Room
from sandbox.rows import Json
from sandbox.world import World

COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
SCOPES: Final = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def get_me(world: World, params: Params) -> Json:  # noqa: ARG001 - takes none
    """getMe."""
    has_main = world.main_app_url is not None
    return world.bot_user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": has_main,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_guest_queries": False,
    }


def log_out(world: World, params: Params) -> bool:  # noqa: ARG001 - takes none
    """logOut and close: nothing to do for a bot that has one server."""
    return True


def get_chat(world: World, params: Params) -> Json:
    """getChat: ChatFullInfo."""
    found = known(world, params)
    if isinstance(found, Room):
        check_room(found)
    return shapes.full_chat(chat_json(found))


def leave_chat(world: World, params: Params) -> bool:
    """leaveChat: groups and channels only."""
    found = known(world, params)
    if not isinstance(found, Room):
        raise bad_request("chat member status can't be changed in private chats")
    check_room(found)
    bot_leaves(world, found)
    return True


def get_file(world: World, params: Params) -> Json:  # noqa: ARG001 - every id is refused alike
    """getFile: no file can be had here, and that one was asked for is counted."""
    world.file_requests += 1
    raise bad_request("invalid file_id")


def _scope(params: Params) -> Json:
    value = params.data("scope") or {"type": "default"}
    if not isinstance(value, dict) or value.get("type") not in SCOPES:
        raise bad_request("can't parse BotCommandScope")
    needed = SCOPES[value["type"]]
    if any(name not in value for name in needed):
        raise bad_request("chat not found")
    return {"type": value["type"], **{name: int(value[name]) for name in needed}}


def _command(value: object) -> Json:
    if not isinstance(value, dict):
        raise bad_request("can't parse BotCommand: Object expected")
    command = str(value.get("command", "")).removeprefix("/")
    description = str(value.get("description", ""))
    if not COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 0 < len(description) <= COMMAND_DESCRIPTION_MAX:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def _profile_changed(world: World) -> bool:
    world.events.publish({"type": "profile"})
    return True


def set_commands(world: World, params: Params) -> bool:
    """setMyCommands."""
    commands = params.data("commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: Array expected")
    if len(commands) > COMMANDS_MAX:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.profile.set_commands(
        [_command(one) for one in commands],
        scope=_scope(params),
        language=params.text("language_code"),
    )
    return _profile_changed(world)


def get_commands(world: World, params: Params) -> list[Json]:
    """getMyCommands."""
    return world.profile.commands(scope=_scope(params), language=params.text("language_code"))


def delete_commands(world: World, params: Params) -> bool:
    """deleteMyCommands."""
    language = params.text("language_code")
    world.profile.set_commands(None, scope=_scope(params), language=language)
    return _profile_changed(world)


def _set(world: World, params: Params, *, which: str, longest: int) -> bool:
    text = params.text(which)
    if len(text) > longest:
        raise bad_request(f"{which} is too long")
    world.profile.set_text(which, text, language=params.text("language_code"))
    return _profile_changed(world)


def _get(world: World, params: Params, *, which: str) -> Json:
    return {which: world.profile.text(which, language=params.text("language_code"))}


def set_name(world: World, params: Params) -> bool:
    """setMyName."""
    return _set(world, params, which="name", longest=NAME_MAX)


def get_name(world: World, params: Params) -> Json:
    """getMyName."""
    return _get(world, params, which="name")


def set_description(world: World, params: Params) -> bool:
    """setMyDescription: what an empty chat shows."""
    return _set(world, params, which="description", longest=DESCRIPTION_MAX)


def get_description(world: World, params: Params) -> Json:
    """getMyDescription."""
    return _get(world, params, which="description")


def set_short_description(world: World, params: Params) -> bool:
    """setMyShortDescription."""
    return _set(world, params, which="short_description", longest=SHORT_DESCRIPTION_MAX)


def get_short_description(world: World, params: Params) -> Json:
    """getMyShortDescription."""
    return _get(world, params, which="short_description")


def _private_chat_id(world: World, params: Params) -> int | None:
    if not params.text("chat_id"):
        return None
    found = known(world, params)
    if isinstance(found, Room):
        raise bad_request("menu buttons are for private chats")
    return found.id


def set_menu_button(world: World, params: Params) -> bool:
    """setChatMenuButton, for one private chat or for all."""
    chat_id = _private_chat_id(world, params)
    button = params.data("menu_button") or {"type": "default"}
    kind = button.get("type") if isinstance(button, dict) else None
    if kind not in {"default", "commands", "web_app"}:
        raise bad_request("MenuButton has unsupported type")
    made: Json = {"type": kind}
    if kind == "web_app":
        invalid = bad_request("BUTTON_URL_INVALID")
        app = button.get("web_app")
        text = str(button.get("text") or "")
        if not text:
            raise bad_request("BUTTON_TEXT_INVALID")
        url = web_app_url(app.get("url") if isinstance(app, dict) else None, refusal=invalid)
        made |= {"text": text, "web_app": {"url": url}}
    world.profile.set_menu(made, chat_id=chat_id)
    return _profile_changed(world)


def get_menu_button(world: World, params: Params) -> Json:
    """getChatMenuButton."""
    return world.profile.menu(chat_id=_private_chat_id(world, params))
