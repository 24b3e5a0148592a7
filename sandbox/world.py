"""The world: one bot, the people around it, and all that Telegram knows of them.

Here: putting the parts together, and what the page is told. Never here: the rules of a call
(methods/), what people do (acts/), HTTP.
"""

import hmac
import re
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sandbox import shapes
from sandbox.clock import MovableClock
from sandbox.cloud import Cloud
from sandbox.errors import Misuse, SandboxError
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.markup import web_app_url
from sandbox.messages import Messages
from sandbox.people import People, Person
from sandbox.profile import Profile
from sandbox.rooms import Room, Rooms
from sandbox.rows import Json, Rows
from sandbox.updates import UpdateQueue
from sandbox.webhook import Webhook

# The shape of a real token and of no real bot; it opens nothing but this sandbox.
DEFAULT_TOKEN: Final = "7000000001:AAsandbox-sandbox-sandbox-sandbox-0"  # noqa: S105
TOKEN: Final = re.compile(r"([1-9][0-9]{5,15}):([A-Za-z0-9_-]{35})")
USERNAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,29}[Bb][Oo][Tt]")
CALLS_KEPT: Final = 5000
CALLBACKS_KEPT: Final = 1000


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call that the bot made: for tests that look at everything that went to Telegram."""

    method: str
    values: Json


@dataclass(frozen=True, kw_only=True)
class Link:
    """A one-time link that the wiring shows on the page."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """A pressed button that the bot has not answered yet."""

    person_id: int
    at: float


class World:
    """Telegram, as far as one bot can see it.

    `path`: the sandbox's file, None for memory only. `clock`: Unix seconds; a MovableClock goes on
    from where `pass_time` left it, also after a restart. `own_origins`: give
    each device's Mini App an origin of its own under `localhost` (see launch.on_device).
    """

    def __init__(
        self,
        path: Path | None,
        *,
        bot_token: str = DEFAULT_TOKEN,
        bot_username: str = "peerlink_sandbox_bot",
        bot_name: str = "Peerlink",
        clock: Callable[[], float] = time.time,
        own_origins: bool = True,
    ) -> None:
        """Open the world; raises SandboxError for a malformed token, username or file."""
        found = TOKEN.fullmatch(bot_token)
        if not found:
            raise SandboxError("A bot token is digits, a colon and 35 letters, digits, - or _.")
        if not USERNAME.fullmatch(bot_username):
            raise SandboxError("A bot's username has 5 to 32 characters and ends in 'bot'.")
        self.bot_id = int(found[1])
        self.bot_token = bot_token
        self.bot_username = bot_username
        self.clock = clock
        self.own_origins = own_origins
        self.rows = Rows(path=path)
        with self.rows.batch():
            self.people = People(rows=self.rows)
        self.rooms = Rooms(rows=self.rows)
        self.messages = Messages(rows=self.rows)
        self.faults = Faults(rows=self.rows)
        self.cloud = Cloud(rows=self.rows)
        self.profile = Profile(rows=self.rows, name=bot_name)
        self.updates = UpdateQueue(rows=self.rows, faults=self.faults)
        self.webhook = Webhook(
            rows=self.rows, updates=self.updates, faults=self.faults, clock=clock
        )
        self.events = Events()
        self.links: tuple[Link, ...] = ()
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.file_requests = 0
        self.seed = self._seed()
        self._keep_ahead()
        self._pressed: dict[str, Pressed] = {}
        self._tapped: dict[int, int] = {}
        self._keyboards = self.rows.load(kind="keyboard")

    def _seed(self) -> bytes:
        kept = self.rows.load(kind="setting").get("seed")
        if kept:
            return bytes.fromhex(kept["hex"])
        seed = secrets.token_bytes(32)
        self.rows.put(kind="setting", key="seed", body={"hex": seed.hex()})
        return seed

    def _keep_ahead(self) -> None:
        kept = self.rows.load(kind="setting").get("clock")
        if kept and isinstance(self.clock, MovableClock):
            self.clock.move(max(0.0, float(kept["ahead"]) - self.clock.ahead))

    def pass_time(self, seconds: float) -> None:
        """Let time pass at once, for good; raises Misuse when this world's clock cannot."""
        if not isinstance(self.clock, MovableClock):
            raise Misuse("This sandbox's clock cannot be moved.")
        self.clock.move(seconds)
        self.rows.put(kind="setting", key="clock", body={"ahead": self.clock.ahead})

    def close(self) -> None:
        """Let pollers and the page go, and close the file."""
        self.updates.close()
        self.events.close()
        self.rows.close()

    # The bot itself

    def bot_user(self) -> Json:
        """User, for the bot."""
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": self.profile.text("name", language=""),
            "username": self.bot_username,
        }

    @property
    def main_app_url(self) -> str | None:
        """What `t.me/<bot>?startapp=` opens: as set, else the menu button's Mini App."""
        kept = self.rows.load(kind="setting").get("main_app")
        if kept:
            return str(kept["url"])
        menu = self.profile.menu(chat_id=None)
        return str(menu["web_app"]["url"]) if menu["type"] == "web_app" else None

    def set_main_app(self, url: str) -> None:
        """Set the main Mini App, as its owner does with BotFather; raises SandboxError."""
        wrong = SandboxError("A Mini App is served over https, or over http on loopback.")
        self.rows.put(kind="setting", key="main_app", body={"url": web_app_url(url, refusal=wrong)})
        self.events.publish({"type": "profile"})

    def announce_links(self, links: Sequence[tuple[str, str]]) -> None:
        """Show one-time links, (label, url), on the page, in place of those shown before."""
        self.links = tuple(Link(label=label, url=url) for label, url in links)
        self.events.publish({"type": "links"})

    # Chats

    def now(self) -> int:
        """The time of a message: whole Unix seconds."""
        return int(self.clock())

    def tapped(self, person_id: int) -> int:
        """The time of a link that somebody opens: no two of theirs are of the same second.

        Nobody taps so fast, but a test does; and the launch data of links has no query id, so that
        both openings would be the same one.
        """
        self._tapped[person_id] = max(self.now(), self._tapped.get(person_id, 0) + 1)
        return self._tapped[person_id]

    def chat_instance(self, chat_id: int) -> str:
        """A stable number for a chat, as callbacks and launch data carry it."""
        digest = hmac.digest(self.seed, f"chat-instance {chat_id}".encode(), "sha256")
        return str(int.from_bytes(digest[:8], "big", signed=True))

    def tell(self, chat_id: int) -> None:
        """Tell the page that a chat has changed."""
        room = self.rooms.find(chat_id)
        for person_id in room.member_ids if room else (chat_id,):
            self.events.publish({"type": "person", "id": person_id})

    def rooms_of(self, person: Person) -> Iterator[Room]:
        """The groups and channels in which a person is."""
        return (room for room in self.rooms if person.id in room.member_ids)

    def chat(self, chat_id: int) -> Json:
        """Chat, of a room or of a person's private chat."""
        room = self.rooms.find(chat_id)
        return shapes.room_chat(room) if room else shapes.private_chat(self.people.get(chat_id))

    def press(self, *, query_id: str, person_id: int) -> None:
        """Remember a pressed button until the bot answers."""
        self._pressed[query_id] = Pressed(person_id=person_id, at=self.clock())
        while len(self._pressed) > CALLBACKS_KEPT:
            self._pressed.pop(next(iter(self._pressed)))

    def answered(self, query_id: str) -> Pressed | None:
        """Take the pressed button that is being answered, or None."""
        return self._pressed.pop(query_id, None)

    def set_keyboard(self, chat_id: int, keyboard: Json | None) -> None:
        """Show or remove the reply keyboard of a chat."""
        if keyboard:
            self._keyboards[str(chat_id)] = keyboard
            self.rows.put(kind="keyboard", key=str(chat_id), body=keyboard)
        else:
            self._keyboards.pop(str(chat_id), None)
            self.rows.remove(kind="keyboard", key=str(chat_id))

    def keyboard(self, chat_id: int) -> Json | None:
        """The reply keyboard that a chat shows."""
        return self._keyboards.get(str(chat_id))

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Everything inside is kept together or not at all."""
        with self.rows.batch():
            yield
