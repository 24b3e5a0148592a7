"""The sandbox as the service runs in it: its Telegram, its links, and the manager and deputy.

Only here is `sandbox` imported, and `client` beside the tests. In the sandbox two of the three
holders set themselves up, so that one newcomer need not play everybody; the page says so.
"""

from dataclasses import dataclass
from typing import Final

from bot.config import Config
from handlers.chat.links import Go, Links
from sandbox import Sandbox, World

FILE: Final = "sandbox.db"


@dataclass(frozen=True, kw_only=True)
class Demo:
    """The running sandbox."""

    world: World
    sandbox: Sandbox


async def open_demo(config: Config, *, origin: str) -> Demo:
    """Start the sandbox beside the service whose Mini App is at `origin`. Raises SandboxError."""
    world = World(config.data_dir / FILE)
    sandbox = Sandbox(world=world, host=config.host, port=config.sandbox_port)
    await sandbox.start()
    main = Links(base=origin).to(Go.ROOM)
    if main is not None:
        world.set_main_app(main)
    return Demo(world=world, sandbox=sandbox)
