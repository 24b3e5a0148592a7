"""Every refusal, with Telegram's code and words, as the bot's library reports it.

Here: what a bot may not do. Never here: faults; those are nobody's refusal.
"""

import httpx
import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, WebAppInfo
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.ext import ExtBot

from sandbox import Sandbox, World
from sandbox.acts import Phone
from tests.sandbox.conftest import Clock, make_bot


def keys(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([buttons])


async def test_an_unknown_chat_is_not_found(bot: ExtBot[None], world: World) -> None:
    for chat in (1, -1001, world.people.named("Worker 2").id, "@nobody_here"):
        with pytest.raises(BadRequest, match=r"^Chat not found$"):
            await bot.send_message(chat, "hello")


async def test_text_has_to_be_there_and_bounded(bot: ExtBot[None], student: Phone) -> None:
    chat = student.start()["chat"]["id"]
    for empty in ("", "  \n "):
        with pytest.raises(BadRequest, match="Message text is empty"):
            await bot.send_message(chat, empty)
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(chat, "x" * 4097)
    assert len((await bot.send_message(chat, "x" * 4096)).text or "") == 4096
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.edit_message_text("x" * 4097, chat, 2)


@pytest.mark.parametrize("text", ["<b>open", "<script>x</script>", "</b>", "<b><i>x</b></i>"])
async def test_markup_that_does_not_parse(bot: ExtBot[None], student: Phone, text: str) -> None:
    chat = student.start()["chat"]["id"]
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await bot.send_message(chat, text, parse_mode=ParseMode.HTML)
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(chat, text, parse_mode=ParseMode.MARKDOWN_V2)


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        (InlineKeyboardButton("x", url="javascript:alert(1)"), "Button_url_invalid"),
        (InlineKeyboardButton("x", url="http://[broken"), "Button_url_invalid"),
        (InlineKeyboardButton("x", web_app=WebAppInfo("http://example.org")), "Button_url_invalid"),
        (InlineKeyboardButton("x", web_app=WebAppInfo("https://")), "Button_url_invalid"),
        (InlineKeyboardButton("x", callback_data="y" * 65), "Button_data_invalid"),
        (InlineKeyboardButton("x"), "Can't parse inline keyboard button"),
    ],
)
async def test_bad_buttons(
    bot: ExtBot[None], student: Phone, button: InlineKeyboardButton, expected: str
) -> None:
    chat = student.start()["chat"]["id"]
    with pytest.raises(BadRequest, match=expected):
        await bot.send_message(chat, "x", reply_markup=keys(button))


async def test_mini_app_buttons_are_for_private_chats(bot: ExtBot[None], student: Phone) -> None:
    room = student.create_room(kind="group", title="A room")
    app = InlineKeyboardButton("x", web_app=WebAppInfo("https://example.org"))
    with pytest.raises(BadRequest, match="Button_type_invalid"):
        await bot.send_message(room.id, "x", reply_markup=keys(app))


async def test_editing(bot: ExtBot[None], student: Phone) -> None:
    own = student.start()
    chat = own["chat"]["id"]
    markup = keys(InlineKeyboardButton("x", callback_data="y"))
    sent = await bot.send_message(chat, "hello", reply_markup=markup)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_text("hello", reply_markup=markup)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_reply_markup(markup)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("other", chat, 999)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("other", chat, own["message_id"])
    changed = await sent.edit_text("other")
    assert not isinstance(changed, bool)
    assert changed.reply_markup is None
    assert changed.edit_date


async def test_deleting(bot: ExtBot[None], student: Phone, world: World, clock: Clock) -> None:
    old = student.start()
    chat = old["chat"]["id"]
    clock.now += 47 * 3600
    young = student.text("young")
    assert await bot.delete_message(chat, young["message_id"])
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(chat, young["message_id"])
    clock.now += 2 * 3600
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(chat, old["message_id"])
    ids = [student.text(str(number))["message_id"] for number in range(3)]
    assert await bot.delete_messages(chat, [*ids, 999])
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_messages(chat, [old["message_id"]])
    assert list(world.messages.of(chat)) == [old]


async def test_in_groups_only_own_messages_can_be_deleted(
    bot: ExtBot[None], student: Phone
) -> None:
    room = student.create_room(kind="supergroup", title="A room")
    said = student.text("/hello", chat_id=room.id)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(room.id, said["message_id"])
    assert await (await bot.send_message(room.id, "neutral")).delete()


async def test_a_pressed_button_is_answered_once_and_in_time(
    bot: ExtBot[None], student: Phone, clock: Clock
) -> None:
    chat = student.start()["chat"]["id"]
    markup = keys(InlineKeyboardButton("x", callback_data="y"))
    sent = await bot.send_message(chat, "hello", reply_markup=markup)
    first = student.press(sent.message_id, "y")
    assert await bot.answer_callback_query(first, "fine", show_alert=True)
    too_old = "Query is too old and response timeout expired or query id is invalid"
    with pytest.raises(BadRequest, match=too_old):
        await bot.answer_callback_query(first)
    second = student.press(sent.message_id, "y")
    clock.now += 3600
    with pytest.raises(BadRequest, match=too_old):
        await bot.answer_callback_query(second)
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(second, "x" * 201)


async def test_a_blocked_bot_is_forbidden_until_unblocked(
    bot: ExtBot[None], student: Phone
) -> None:
    chat = student.start()["chat"]["id"]
    student.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(chat, "hello")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_chat_action(chat, "typing")
    student.start()
    assert (await bot.send_message(chat, "hello")).message_id


async def test_a_bot_cannot_begin(bot: ExtBot[None], student: Phone) -> None:
    student.create_room(kind="group", title="A room")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(student.person.id, "hello")


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_leaving_and_being_thrown_out(bot: ExtBot[None], student: Phone, kind: str) -> None:
    room = student.create_room(kind=kind, title="A room")
    assert await bot.leave_chat(room.id)
    with pytest.raises(Forbidden, match=f"bot is not a member of the {kind} chat"):
        await bot.send_message(room.id, "hello")
    other = student.create_room(kind=kind, title="Another")
    student.remove_bot(other.id)
    with pytest.raises(Forbidden, match=f"bot was kicked from the {kind} chat"):
        await bot.leave_chat(other.id)


async def test_private_chats_cannot_be_left(bot: ExtBot[None], student: Phone) -> None:
    student.start()
    with pytest.raises(BadRequest, match="Chat member status can't be changed in private chats"):
        await bot.leave_chat(student.person.id)


async def test_files_cannot_be_had_and_asking_is_counted(
    bot: ExtBot[None], student: Phone, world: World, sandbox: Sandbox
) -> None:
    sent = student.attach("voice")
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await bot.get_file(sent["voice"]["file_id"])
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{sandbox.bot_file_base_url}{world.bot_token}/voice/1.ogg")
    assert answer.status_code == 404
    assert world.file_requests == 2


@pytest.mark.parametrize(
    ("command", "description", "expected"),
    [
        ("Upper", "x", "Bot_command_invalid"),
        ("with space", "x", "Bot_command_invalid"),
        ("fine", "", "Bot_command_description_invalid"),
        ("fine", "x" * 257, "Bot_command_description_invalid"),
    ],
)
async def test_bad_commands(
    bot: ExtBot[None], command: str, description: str, expected: str
) -> None:
    with pytest.raises(BadRequest, match=expected):
        await bot.set_my_commands([(command, description)])


async def test_descriptions_are_bounded(bot: ExtBot[None]) -> None:
    for call, longest in (
        (bot.set_my_description, 512),
        (bot.set_my_short_description, 120),
        (bot.set_my_name, 64),
    ):
        assert await call("x" * longest)
        with pytest.raises(BadRequest, match="too long"):
            await call("x" * (longest + 1))


async def test_a_wrong_token_is_unauthorized_and_a_malformed_one_not_found(
    sandbox: Sandbox,
) -> None:
    stranger = make_bot(sandbox, token="7000000002:" + "A" * 35)
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()
    async with httpx.AsyncClient(trust_env=False) as client:
        wrong = await client.get(f"{sandbox.bot_base_url}7000000002:{'A' * 35}/getMe")
        malformed = await client.get(f"{sandbox.bot_base_url}nonsense/getMe")
    assert wrong.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert malformed.json() == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert (wrong.status_code, malformed.status_code) == (401, 404)


async def test_an_unknown_method_is_not_found(bot: ExtBot[None], student: Phone) -> None:
    with pytest.raises(TelegramError, match="not found in Bot API"):
        await bot.do_api_request("makeCoffee")
    student.start()
    with pytest.raises(InvalidToken, match="Not Found"):
        await bot.send_dice(student.person.id)


async def test_bodies_that_do_not_parse_are_refused_and_echo_nothing(
    sandbox: Sandbox, world: World
) -> None:
    canary = "canary-7f3a"
    url = f"{sandbox.bot_base_url}{world.bot_token}/sendMessage"
    bodies: list[tuple[str, bytes]] = [
        ("application/json", f'{{"text": "{canary}'.encode()),
        ("application/json", f'["{canary}"]'.encode()),
        ("application/json", b"[" * 100_000),
        ("application/json", f'{{"chat_id": {{"{canary}": 1}}, "text": "x"}}'.encode()),
        ("application/x-www-form-urlencoded", f"chat_id={canary}&text=x".encode()),
        ("application/x-www-form-urlencoded", f"chat_id=1&reply_markup={canary}".encode()),
        ("multipart/form-data", canary.encode()),
        ("multipart/form-data; boundary=x", b"\xff" * 1000),
    ]
    async with httpx.AsyncClient(trust_env=False) as client:
        for kind, body in bodies:
            answer = await client.post(url, content=body, headers={"Content-Type": kind})
            assert answer.status_code == 400
            assert answer.json()["description"].startswith("Bad Request: ")
            assert canary not in answer.text
        large = await client.post(url, content=b"x" * ((1 << 20) + 1))
        assert large.status_code == 413
        assert large.json()["description"] == "Request Entity Too Large"
