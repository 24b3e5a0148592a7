"""What Telegram shows about the bot before anybody writes: commands, menu button, descriptions.

The description holds the crisis contacts, because it shows in an empty chat even when the
service is down. Set at start, only where it differs; a fault is logged and never stops the start.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import structlog
from telegram import BotCommand, MenuButton, MenuButtonCommands, MenuButtonWebApp, WebAppInfo
from telegram.error import TelegramError
from telegram.ext import ExtBot

from handlers.chat.links import Go, Links
from policy.crisis import Crisis
from policy.entries import TextsError
from policy.texts import Texts

COMMANDS: Final = ("room", "policy", "help", "mydata", "withdraw", "language", "crisis", "complain")
MAX_DESCRIPTION: Final = 512
MAX_SHORT: Final = 120

T = TypeVar("T")

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Face:
    """The profile in one language; `code` is empty for the default, which everybody else sees."""

    code: str
    commands: Sequence[BotCommand] = field(repr=False)
    description: str = field(repr=False)
    short: str = field(repr=False)


def faces(*, texts: Texts, crisis: Crisis) -> list[Face]:
    """The profile in every language, the default first. Raises `TextsError` when one is too long.

    The limits are Telegram's (Bot API, setMyDescription and setMyShortDescription).
    """
    return [_face(texts, crisis, language) for language in texts.languages]


async def publish(bot: ExtBot[Any], *, texts: Texts, crisis: Crisis, links: Links) -> bool:
    """Bring the profile up to date; False when something could not be set (it is logged)."""
    outcomes = [await _try(_menu(bot, texts, links))]
    for face in faces(texts=texts, crisis=crisis):
        outcomes += [await _try(part(bot, face)) for part in (_commands, _description, _short)]
    return all(outcomes)


def _face(texts: Texts, crisis: Crisis, language: str) -> Face:
    contacts = crisis.arguments(texts, language)
    description = texts.render("bot-description", language, **contacts)
    short = texts.render("bot-short-description", language, **contacts)
    if len(description) > MAX_DESCRIPTION or len(short) > MAX_SHORT:
        raise TextsError(f"{language}: the bot's description is longer than Telegram takes")
    return Face(
        code="" if language == texts.default else language,
        commands=[BotCommand(c, texts.render(f"command-{c}", language)) for c in COMMANDS],
        description=description,
        short=short,
    )


async def _try(part: Awaitable[None]) -> bool:
    try:
        await part
    except TelegramError as error:
        log.warning("profile_not_set", error=type(error).__name__)
        return False
    return True


async def _menu(bot: ExtBot[Any], texts: Texts, links: Links) -> None:
    wanted = _button(texts, links)
    if await _current(bot.get_chat_menu_button) != wanted:
        await bot.set_chat_menu_button(menu_button=wanted)


def _button(texts: Texts, links: Links) -> MenuButton:
    url = links.to(Go.ROOM)
    if url is None:
        return MenuButtonCommands()
    label = texts.render("button-menu", texts.default)
    return MenuButtonWebApp(text=label, web_app=WebAppInfo(url=url))


async def _commands(bot: ExtBot[Any], face: Face) -> None:
    now = await _current(lambda: bot.get_my_commands(language_code=face.code or None))
    if now is None or list(now) != list(face.commands):
        await bot.set_my_commands(face.commands, language_code=face.code or None)


async def _description(bot: ExtBot[Any], face: Face) -> None:
    now = await _current(lambda: bot.get_my_description(language_code=face.code or None))
    if now is None or now.description != face.description:
        await bot.set_my_description(face.description, language_code=face.code or None)


async def _short(bot: ExtBot[Any], face: Face) -> None:
    now = await _current(lambda: bot.get_my_short_description(language_code=face.code or None))
    if now is None or now.short_description != face.short:
        await bot.set_my_short_description(face.short, language_code=face.code or None)


async def _current(read: Callable[[], Awaitable[T]]) -> T | None:
    """What is set now, or None where that cannot be read: then it is simply set."""
    try:
        return await read()
    except TelegramError:
        return None
