"""`peerlink init`: the holders' first links, for a service that is not running.

A running service prints its own links at start; two processes never share a store.
"""

import crypto
from bot.chat import make_bot, who_am_i
from bot.config import Config, ConfigError
from bot.starting import Say, links_of, print_links
from bot.stopped import opened
from bot.wiring import people_of
from handlers.web.hub import Hub
from storage.belonging import belong
from supervision.invites import Invites
from supervision.setup import SetUp


async def first_links(config: Config, *, again: bool, say: Say) -> None:
    """Make and print them. Raises ConfigError in the sandbox, which shows its own on its page."""
    if config.bot_token is None:
        raise ConfigError("BOT_TOKEN is missing: the sandbox shows its links on its own page")
    bot = make_bot(token=config.bot_token.get_secret_value(), api=config.bot_api_url)
    name = (await who_am_i(bot)).username or ""
    await bot.shutdown()
    async with opened(config) as core:
        await belong(core.store, sandboxed=False)
        stores, hub = people_of(core), Hub()
        invites = Invites(
            store=stores.invites, sockets=hub, clock=core.clock, random=crypto.random_bytes
        )
        set_up = SetUp(store=stores.team, invites=invites, sockets=hub, clock=core.clock)
        links = links_of(bot=name, tokens=await set_up.links(again=again))
    print_links(links, say=say)
    if not links:
        say("Nothing to do: every holder has an account or an unused link (--again replaces it).")
