"""Which Telegram this process talks to: the real one, or the sandbox on this machine.

A frozen record that the wiring reads; nothing is called from here.
"""

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.config import Config
from storage.secrets import ServiceKeys

if TYPE_CHECKING:
    from bot.demo import Demo

TELEGRAM_WEB: Final = ("https://web.telegram.org",)
"""Telegram's own web clients, A and K, are both served from here."""


@dataclass(frozen=True, kw_only=True)
class TelegramSide:
    """`api` and `origin` are origins without a trailing slash; no `origin` means chat only.

    `frames` may show the Mini App in a frame. `webhook_secret` is None where the bot polls.
    """

    token: str = field(repr=False)
    api: str
    origin: str | None
    frames: tuple[str, ...]
    webhook_secret: str | None = field(repr=False)


def telegram_of(
    config: Config, *, demo: "Demo | None", origin: str, keys: ServiceKeys
) -> TelegramSide:
    """The sandbox when there is one, else what the configuration says."""
    if demo is not None:
        return TelegramSide(
            token=demo.world.bot_token,
            api=demo.sandbox.base_url,
            origin=origin,
            frames=(demo.sandbox.page_url,),
            webhook_secret=None,
        )
    if config.bot_token is None:
        raise ValueError("neither a token nor a sandbox")
    given = config.webhook_secret
    secret = given.get_secret_value() if given else _made_secret(keys)
    return TelegramSide(
        token=config.bot_token.get_secret_value(),
        api=config.bot_api_url,
        origin=config.public_url,
        frames=TELEGRAM_WEB,
        webhook_secret=secret if config.public_url else None,
    )


def _made_secret(keys: ServiceKeys) -> str:
    """A secret that stays the same over restarts without being written anywhere itself."""
    return hashlib.sha256(b"peerlink webhook\0" + keys.webhook).hexdigest()
