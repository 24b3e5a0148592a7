"""The sandbox as the service runs in it: its Telegram, its links, and the manager and deputy.

Only here is `sandbox` imported, and `client` beside the tests. In the sandbox two of the three
holders set themselves up by the reference client, so that one newcomer need not play everybody;
the coordinator still checks and certifies them. The page says so, with their passphrase.
"""

import asyncio
import ssl
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import httpx

from bot.config import Config
from bot.starting import invite_link
from client.access import Person
from client.api import Api
from client.holder import Holder, fresh_kit
from client.keys import Secret
from people.accounts import Role
from sandbox import Launch, MovableClock, Sandbox, World
from sandbox.acts import Phone
from supervision.setup import SetUp

FILE: Final = "sandbox.db"
PASSPHRASE: Final = "sandbox passphrase"  # noqa: S105 - shown on the sandbox's page
PLAYED: Final = (Role.MANAGER, Role.DEPUTY)
LOOK_SECONDS: Final = 2.0


@dataclass(frozen=True, kw_only=True)
class Demo:
    """The running sandbox, and where the service's Mini App is."""

    world: World
    sandbox: Sandbox
    origin: str


def new_clock() -> MovableClock:
    """A clock that can be told to go ahead."""
    return MovableClock()


async def open_demo(config: Config, *, origin: str, clock: MovableClock) -> Demo:
    """Start the sandbox beside the service whose Mini App is at `origin`. Raises SandboxError.

    `clock` is the service's, too: the sandbox can let time pass for both.
    """
    world = World(config.data_dir / FILE, clock=clock)
    sandbox = Sandbox(world=world, host=config.host, port=config.sandbox_port)
    await sandbox.start()
    world.set_main_app(f"{origin}/app/")
    return Demo(world=world, sandbox=sandbox, origin=origin)


async def fill_roles(demo: Demo, *, set_up: SetUp) -> Mapping[Role, str]:
    """Enrol manager and deputy where they are missing; the links that are left, by role.

    Links are made anew at every start, since nothing keeps a token.
    """
    tokens = dict(await set_up.links(again=True))
    for role in PLAYED:
        if role in tokens:
            await _enrol(demo, role=role, token=tokens.pop(role))
    bot = demo.world.bot_username
    return {role: invite_link(bot=bot, token=token) for role, token in tokens.items()}


async def show_links(demo: Demo, *, links: Mapping[Role, str], set_up: SetUp) -> None:
    """Keep the page's panel true until cancelled: a link that was used is struck out."""
    played = [
        (f"{role.value.capitalize()}, passphrase “{PASSPHRASE}”", _desk(demo)) for role in PLAYED
    ]
    shown: list[tuple[str, str]] = []
    while True:
        missing = await set_up.missing()
        left = [
            (f"{role.value.capitalize()}: set up", links[role]) for role in missing if role in links
        ]
        if left + played != shown:
            shown = left + played
            demo.world.announce_links(shown)
        await asyncio.sleep(LOOK_SECONDS)


async def _enrol(demo: Demo, *, role: Role, token: bytes) -> None:
    nobody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # this machine is spoken to without TLS
    async with httpx.AsyncClient(base_url=demo.origin, verify=nobody) as http:
        launches = _launches(demo, role.value.capitalize())
        now: Callable[[], int] = demo.world.now
        person = Person(api=Api(http), side="staff", launches=launches, now=now)
        holder = Holder(person=person, role=role.value)
        code = urlsafe_b64encode(token).rstrip(b"=").decode("ascii")
        kept = [Secret.passphrase(PASSPHRASE), fresh_kit()]
        # Nobody holds this kit: without the note the desk would ask for it at the first unlock.
        notes = {"meta/kit": b"\1"}
        await holder.set_up(invite=code, name=role.value.capitalize(), kept=kept, notes=notes)


def _launches(demo: Demo, name: str) -> Callable[[], str]:
    phone = Phone(world=demo.world, person_id=demo.world.people.named(name).id)

    def launch() -> str:
        opened = phone.open_link(_desk(demo))
        if not isinstance(opened, Launch):
            raise TypeError("the sandbox did not open the Mini App")
        return opened.init_data

    return launch


def _desk(demo: Demo) -> str:
    return f"https://t.me/{demo.world.bot_username}?startapp=desk"
