"""What the web edge is told of the deployment, put together of its settings and words."""

from typing import Final

from bot.config import Config
from bot.helplines import crisis_lines, directory_line, elsewhere_line
from bot.parts import MINI_APP
from bot.telegram_side import TelegramSide
from bot.words import Words
from handlers.web.settings import WebSettings

NAME: Final = "Peerlink"


def settings_of(config: Config, words: Words, telegram: TelegramSide, bot_name: str) -> WebSettings:
    """As a deployment's settings and words say."""
    return WebSettings(
        name=NAME,
        bot=bot_name,
        language=words.texts.default,
        languages=tuple(words.texts.languages),
        origin=telegram.origin or "",
        frame_origins=telegram.frames,
        retention_days=config.retention_days,
        claim_minutes=config.claim_minutes,
        staff_idle_minutes=config.staff_idle_minutes,
        crisis=crisis_lines(words.crisis, words.texts),
        elsewhere=elsewhere_line(words.texts, here=words.country),
        signposts=directory_line(words.directory, words.texts),
        policy=words.policy_line(),
        complaints=words.complaints,
        app=MINI_APP,
    )
