"""Every update and every result, read by python-telegram-bot's own classes.

Here: that nothing is unknown to them, nothing missing and nothing lost. Never here: behaviour.
"""

import copy
from collections.abc import Callable, Iterable, Mapping

import httpx
import pytest
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    BotDescription,
    BotName,
    BotShortDescription,
    ChatFullInfo,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MenuButton,
    MenuButtonWebApp,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    TelegramObject,
    Update,
    User,
    WebAppInfo,
    WebhookInfo,
)
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from sandbox import Sandbox, World
from sandbox.acts import Phone

APP = "http://127.0.0.1:9/app"


def objects_in(value: object) -> Iterable[TelegramObject]:
    """Every Telegram object inside a parsed one, however deep."""
    if isinstance(value, TelegramObject):
        yield value
        for name in value.__slots__:
            yield from objects_in(getattr(value, name, None))
        for kind in type(value).__mro__[1:]:
            for name in getattr(kind, "__slots__", ()):
                if not name.startswith("_") and name != "api_kwargs":
                    yield from objects_in(getattr(value, name, None))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from objects_in(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from objects_in(inner)


def without_absent_flags(parsed: object, raw: object) -> object:
    """The library writes some absent booleans as False; take those away again."""
    if isinstance(parsed, dict) and isinstance(raw, dict):
        return {
            name: without_absent_flags(value, raw.get(name))
            for name, value in parsed.items()
            if value is not False or name in raw
        }
    if isinstance(parsed, (list, tuple)) and isinstance(raw, list) and len(parsed) == len(raw):
        return [without_absent_flags(one, two) for one, two in zip(parsed, raw, strict=True)]
    return parsed


def check(parsed: TelegramObject, raw: object) -> None:
    """Nothing unknown anywhere, and the classes give back exactly what came in."""
    for one in objects_in(parsed):
        assert not one.api_kwargs, (type(one).__name__, dict(one.api_kwargs))
    assert without_absent_flags(parsed.to_dict(), raw) == raw


def press_something(phone: Phone, world: World) -> None:
    phone.start()
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    number = world.messages.next_id()
    message = {
        "message_id": number,
        "chat": world.chat(phone.person.id),
        "date": world.now(),
        "from": world.bot_user(),
        "text": "Well?",
        "reply_markup": keyboard,
    }
    world.messages.put(message)
    phone.press(number, "yes")


def in_a_room(kind: str) -> Callable[[Phone, World], None]:
    def act(phone: Phone, world: World) -> None:
        room = phone.create_room(kind=kind, title="A room")
        said = phone.text("/start@peerlink_sandbox_bot", chat_id=room.id)
        phone.text(f"@{world.bot_username} hello", chat_id=room.id)
        if kind != "channel":
            phone.edit(said["message_id"], "/help", chat_id=room.id)
        phone.forward(said["message_id"], chat_id=room.id)
        phone.remove_bot(room.id)

    return act


def edited(phone: Phone, _: World) -> None:
    sent = phone.text("first https://example.org and @somebody_else")
    phone.edit(sent["message_id"], "second")


def replied(phone: Phone, _: World) -> None:
    sent = phone.text("first")
    again = phone.text("second", reply_to=sent["message_id"])
    phone.text("third", reply_to=again["message_id"])


def blocked(phone: Phone, _: World) -> None:
    phone.start()
    phone.block()
    phone.unblock()


def attaching(kind: str) -> Callable[[Phone, World], object]:
    return lambda phone, _: phone.attach(kind, caption="look")


ATTACHMENTS = (
    "photo",
    "voice",
    "video",
    "video_note",
    "sticker",
    "document",
    "location",
    "contact",
)
ACTS: dict[str, Callable[[Phone, World], object]] = {
    "start": lambda phone, _: phone.start("payload-1"),
    "text": lambda phone, _: phone.text("plain 👩‍🎓 text /help"),
    "edit": edited,
    "reply": replied,
    "forward": lambda phone, _: phone.forward(phone.text("mine")["message_id"]),
    "forward from hidden": lambda phone, _: phone.forward_foreign("not mine"),
    "press": press_something,
    "inline query": lambda phone, _: phone.inline_query("who"),
    "block and unblock": blocked,
    "group": in_a_room("group"),
    "supergroup": in_a_room("supergroup"),
    "channel": in_a_room("channel"),
    "write access": lambda phone, _: phone.allow_writing(),
    "web app data": lambda phone, _: phone.send_data("x", button_text="Open"),
    **{kind: attaching(kind) for kind in ATTACHMENTS},
}


@pytest.mark.parametrize("name", ACTS)
async def test_every_update_parses_with_nothing_unknown_and_nothing_missing(
    name: str, world: World, student: Phone, bot: ExtBot[None]
) -> None:
    ACTS[name](student, world)
    waiting = world.updates.pending()
    assert waiting
    for raw in waiting:
        parsed = Update.de_json(raw, bot)
        assert parsed.update_id == raw["update_id"]
        assert len(raw) == 2
        check(parsed, raw)
    assert [one.update_id for one in await bot.get_updates()] == [
        raw["update_id"] for raw in waiting
    ]


async def test_attachments_carry_what_their_kind_needs(student: Phone, bot: ExtBot[None]) -> None:
    for kind in ATTACHMENTS:
        student.attach(kind)
    received = [one.message for one in await bot.get_updates()]
    for kind, message in zip(ATTACHMENTS, received, strict=True):
        assert message is not None
        assert getattr(message, kind)
        assert message.effective_attachment


async def test_every_result_parses_with_nothing_unknown_and_nothing_missing(
    sandbox: Sandbox, world: World, student: Phone
) -> None:
    student.start()
    room = student.create_room(kind="supergroup", title="A room")
    chat = student.person.id
    buttons = [
        [{"text": "a", "callback_data": "a"}, {"text": "b", "url": "https://example.org"}],
        [{"text": "c", "web_app": {"url": APP}}, {"text": "d", "copy_text": {"text": "e"}}],
    ]
    keyboard = {"inline_keyboard": buttons}
    text = "<b>Hello</b> &amp; <i>good <u>day</u></i> https://example.org /help"
    calls: list[tuple[str, dict[str, object], type[TelegramObject]]] = [
        ("getMe", {}, User),
        ("sendMessage", {"chat_id": chat, "text": "hello"}, Message),
        (
            "sendMessage",
            {
                "chat_id": chat,
                "text": text,
                "parse_mode": "HTML",
                "reply_markup": keyboard,
                "protect_content": True,
                "link_preview_options": {"is_disabled": True},
                "reply_parameters": {"message_id": 1},
            },
            Message,
        ),
        ("editMessageText", {"chat_id": chat, "message_id": 3, "text": "changed"}, Message),
        (
            "editMessageReplyMarkup",
            {"chat_id": chat, "message_id": 3, "reply_markup": keyboard},
            Message,
        ),
        ("sendMessage", {"chat_id": room.id, "text": "hello"}, Message),
        ("getChat", {"chat_id": chat}, ChatFullInfo),
        ("getChat", {"chat_id": room.id}, ChatFullInfo),
        ("getWebhookInfo", {}, WebhookInfo),
        ("getMyName", {}, BotName),
        ("getMyDescription", {}, BotDescription),
        ("getMyShortDescription", {}, BotShortDescription),
        ("getChatMenuButton", {}, MenuButton),
    ]
    world.messages.put({**next(iter(world.messages.of(chat))), "message_id": 1})
    async with httpx.AsyncClient(trust_env=False) as client:
        sent = 0
        for method, values, kind in calls:
            if method.startswith("edit"):
                values["message_id"] = sent
            answer = await client.post(
                f"{sandbox.bot_base_url}{world.bot_token}/{method}", json=values
            )
            body = answer.json()
            assert body["ok"], body
            sent = body["result"].get("message_id", sent)
            check(kind.de_json(body["result"], None), body["result"])


async def test_html_becomes_entities_in_utf16_units(bot: ExtBot[None], student: Phone) -> None:
    student.start()
    sent = await bot.send_message(
        student.person.id,
        '👩‍🎓 <b>bold</b> <a href="https://example.org/x">link</a> /help',
        parse_mode=ParseMode.HTML,
    )
    assert sent.text == "👩‍🎓 bold link /help"
    found = {one.type: sent.parse_entity(one) for one in sent.entities}
    assert found == {"bold": "bold", "text_link": "link", "bot_command": "/help"}


async def test_keyboards_of_every_kind_are_taken_and_only_inline_ones_given_back(
    bot: ExtBot[None], student: Phone, world: World
) -> None:
    chat = student.person.id
    student.start()
    inline = InlineKeyboardMarkup([[InlineKeyboardButton("Go", web_app=WebAppInfo(APP))]])
    assert (await bot.send_message(chat, "a", reply_markup=inline)).reply_markup == inline
    keys = ReplyKeyboardMarkup(
        [["One", KeyboardButton("Two", web_app=WebAppInfo(APP))]], resize_keyboard=True
    )
    assert (await bot.send_message(chat, "b", reply_markup=keys)).reply_markup is None
    assert world.keyboard(chat) == {
        "keyboard": [[{"text": "One"}, {"text": "Two", "web_app": {"url": APP}}]],
        "resize_keyboard": True,
    }
    await bot.send_message(chat, "c", reply_markup=ForceReply())
    await bot.send_message(chat, "d", reply_markup=ReplyKeyboardRemove())
    assert world.keyboard(chat) is None


async def test_the_profile_is_kept_by_language_and_scope(
    bot: ExtBot[None], student: Phone, world: World
) -> None:
    student.start()
    chat = student.person.id
    everyone = [BotCommand("help", "What this is")]
    assert await bot.set_my_commands(everyone)
    assert await bot.set_my_commands([("help", "Aide")], language_code="fr")
    assert await bot.set_my_commands([("mine", "Mine")], scope=BotCommandScopeChat(chat))
    assert await bot.get_my_commands() == tuple(everyone)
    shown = world.profile.commands_for(chat_id=chat, language="en", private=True)
    assert shown == [{"command": "mine", "description": "Mine"}]
    assert await bot.delete_my_commands(scope=BotCommandScopeChat(chat))
    shown = world.profile.commands_for(chat_id=chat, language="fr", private=True)
    assert shown == [{"command": "help", "description": "Aide"}]

    await bot.set_my_description("All")
    await bot.set_my_description("Tous", language_code="fr")
    assert (await bot.get_my_description()).description == "All"
    assert (await bot.get_my_description(language_code="fr")).description == "Tous"
    assert (await bot.get_my_description(language_code="de")).description == "All"
    await bot.set_my_short_description("Short")
    assert (await bot.get_my_short_description()).short_description == "Short"
    await bot.set_my_name("Listening")
    assert (await bot.get_me()).first_name == "Listening"

    room = MenuButtonWebApp("Room", WebAppInfo(APP))
    await bot.set_chat_menu_button(menu_button=room)
    assert await bot.get_chat_menu_button() == room
    own = MenuButtonWebApp("Mine", WebAppInfo(APP))
    await bot.set_chat_menu_button(chat_id=chat, menu_button=own)
    assert await bot.get_chat_menu_button(chat_id=chat) == own
    assert await bot.get_chat_menu_button() == room


async def test_multipart_bodies_are_read(sandbox: Sandbox, student: Phone, world: World) -> None:
    student.start()
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(
            f"{sandbox.bot_base_url}{world.bot_token}/sendMessage",
            data={"chat_id": str(student.person.id), "text": "grüße"},
            files={"certificate": ("cert.pem", b"not read")},
        )
    assert answer.json()["result"]["text"] == "grüße"


def test_the_check_itself_notices_unknown_missing_and_lost_fields(
    student: Phone, world: World
) -> None:
    student.attach("voice")
    (raw,) = world.updates.pending()
    check(Update.de_json(raw, None), raw)
    unknown = copy.deepcopy(raw)
    unknown["message"]["voice"]["surprise"] = 1
    with pytest.raises(AssertionError):
        check(Update.de_json(unknown, None), unknown)
    missing = copy.deepcopy(raw)
    del missing["message"]["voice"]["duration"]
    with pytest.raises(TypeError):
        Update.de_json(missing, None)
