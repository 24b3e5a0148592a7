"""One person's phone: everything that this person can do.

Here: the acts of a person, with what Telegram's clients would not let them do refused as
Misuse. Never here: what the bot answers.
"""

import secrets

from sandbox import shapes
from sandbox.acts import opening, rooms
from sandbox.acts.attachments import attachment
from sandbox.acts.posting import edited, post
from sandbox.entities import found_in
from sandbox.errors import Misuse
from sandbox.launch import Launch
from sandbox.limits import TEXT_MAX
from sandbox.people import Person
from sandbox.rooms import Room
from sandbox.rows import Json
from sandbox.world import World


class Phone:
    """What one person does. Every method takes effect at once and queues its update."""

    def __init__(self, *, world: World, person_id: int) -> None:
        """Raises Misuse when there is no such person."""
        self._world = world
        self._id = world.people.get(person_id).id

    @property
    def person(self) -> Person:
        """The person, as they are now."""
        return self._world.people.get(self._id)

    def _meet(self) -> Person:
        """The person, now known to the bot and writable for it."""
        if self.person.blocked:
            raise Misuse("The bot is blocked: unblock it first.")
        return self._world.people.change(self._id, met=True, started=True)

    def _room(self, chat_id: int | None) -> Room | None:
        if chat_id is None or chat_id == self._id:
            return None
        room = self._world.rooms.get(chat_id)
        if self._id not in room.member_ids:
            raise Misuse("This person is not in that room.")
        return room

    def _message(self, message_id: int, chat_id: int | None) -> Json:
        chat = chat_id or self._id
        self._room(chat)
        found = self._world.messages.find(chat_id=chat, message_id=message_id)
        if found is None:
            raise Misuse("There is no such message.")
        return found

    def _post(self, content: Json, *, chat_id: int | None = None) -> Json:
        with self._world.batch():
            room = self._room(chat_id)
            by = self._meet() if room is None else self.person
            return post(self._world, by=by, content=content, room=room)

    # Writing

    def text(self, text: str, *, chat_id: int | None = None, reply_to: int | None = None) -> Json:
        """Send a text, a command included; returns the Message."""
        content = _text(text)
        if reply_to is not None:
            answered = self._message(reply_to, chat_id)
            answered = {k: v for k, v in answered.items() if k != "reply_to_message"}
            content = {"reply_to_message": answered, **content}
        return self._post(content, chat_id=chat_id)

    def start(self, payload: str = "") -> Json:
        """Press START, or follow `t.me/<bot>?start=payload`; unblocks first, as clients do."""
        if self.person.blocked:
            self.unblock()
        return self.text(f"/start {payload}" if payload else "/start")

    def attach(self, kind: str, *, caption: str = "", chat_id: int | None = None) -> Json:
        """Send a photo, voice, video, video_note, sticker, document, location or contact."""
        return self._post(attachment(kind, person=self.person, caption=caption), chat_id=chat_id)

    def edit(self, message_id: int, text: str, *, chat_id: int | None = None) -> Json:
        """Edit the text of an own message."""
        before = self._message(message_id, chat_id)
        if before.get("from", {}).get("id") != self._id or "text" not in before:
            raise Misuse("Only an own text can be edited.")
        gone = {"text", "entities"}
        after = {k: v for k, v in before.items() if k not in gone} | _text(text)
        with self._world.batch():
            return edited(self._world, message=after, room=self._room(chat_id))

    def forward(
        self, message_id: int, *, chat_id: int | None = None, to: int | None = None
    ) -> Json:
        """Forward a message from one of this person's chats to another, or to the bot."""
        source = self._message(message_id, chat_id)
        gone = {"message_id", "from", "sender_chat", "chat", "date", "edit_date", "reply_markup"}
        gone |= {"reply_to_message", "forward_origin"}
        content = {k: v for k, v in source.items() if k not in gone}
        origin = source.get("forward_origin") or _origin(source)
        return self._post({"forward_origin": origin, **content}, chat_id=to)

    def forward_foreign(self, text: str) -> Json:
        """Forward a text by somebody who hides their account."""
        origin = {
            "type": "hidden_user",
            "sender_user_name": "Somebody else",
            "date": self._world.now(),
        }
        return self._post({"forward_origin": origin, **_text(text)})

    def press(self, message_id: int, data: str, *, chat_id: int | None = None) -> str:
        """Press a callback button; returns the query's id."""
        message = self._message(message_id, chat_id)
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        if not any(button.get("callback_data") == data for row in rows for button in row):
            raise Misuse("There is no such button.")
        query_id = str(secrets.randbits(63))
        world = self._world
        with world.batch():
            world.people.change(self._id, met=True)
            world.press(query_id=query_id, person_id=self._id)
            world.updates.add(
                "callback_query",
                {
                    "id": query_id,
                    "from": shapes.user(self.person),
                    "message": message,
                    "chat_instance": world.chat_instance(message["chat"]["id"]),
                    "data": data,
                },
            )
        return query_id

    def inline_query(self, query: str) -> str:
        """Type `@bot …` in another chat; returns the query's id."""
        query_id = str(secrets.randbits(63))
        with self._world.batch():
            self._world.people.change(self._id, met=True)
            self._world.press(query_id=query_id, person_id=self._id)
            self._world.updates.add(
                "inline_query",
                {
                    "id": query_id,
                    "from": shapes.user(self.person),
                    "query": query[:256],
                    "offset": "",
                    "chat_type": "sender",
                },
            )
        return query_id

    # Standing

    def block(self) -> Person:
        """Block the bot."""
        return self._standing(blocked=True)

    def unblock(self) -> Person:
        """Unblock the bot."""
        return self._standing(blocked=False)

    def _standing(self, *, blocked: bool) -> Person:
        before, bot = self.person, self._world.bot_user()
        if before.blocked == blocked:
            return before
        statuses = ("member", "kicked") if blocked else ("kicked", "member")
        with self._world.batch():
            after = self._world.people.change(self._id, blocked=blocked, met=True)
            self._world.updates.add(
                "my_chat_member",
                shapes.membership(
                    chat=shapes.private_chat(before),
                    by=shapes.user(before),
                    date=self._world.now(),
                    old=shapes.member(bot, statuses[0]),
                    new=shapes.member(bot, statuses[1]),
                ),
            )
        self._world.tell(self._id)
        return after

    def speak(self, language_code: str) -> Person:
        """Change the language of this person's Telegram."""
        if not language_code.replace("-", "").isalpha() or len(language_code) > 12:  # noqa: PLR2004 - IETF tags
            raise Misuse("A language is an IETF tag such as en or pt-br.")
        after = self._world.people.change(self._id, language_code=language_code)
        self._world.tell(self._id)
        return after

    def new_device(self) -> Person:
        """Take a new device: Mini Apps find their local storage empty there."""
        after = self._world.people.change(self._id, device=self.person.device + 1)
        self._world.tell(self._id)
        return after

    # Rooms

    def create_room(self, *, kind: str, title: str) -> Room:
        """Make a group, supergroup or channel with the bot in it."""
        return rooms.create(self._world, by=self.person, kind=kind, title=title)

    def remove_bot(self, chat_id: int) -> Room:
        """Throw the bot out of a room."""
        room = self._room(chat_id)
        if room is None:
            raise Misuse("That is not a room.")
        return rooms.remove_bot(self._world, by=self.person, room=room)

    # Mini Apps

    def open_menu(self) -> Launch:
        """Open the Mini App behind the menu button."""
        url = opening.menu_url(self._world, self.person)
        return opening.from_button(self._world, person=self.person, url=url)

    def open_button(self, message_id: int, url: str, *, chat_id: int | None = None) -> Launch:
        """Open the Mini App of a button under a message."""
        rows = self._message(message_id, chat_id).get("reply_markup", {}).get("inline_keyboard", [])
        if not any(one.get("web_app", {}).get("url") == url for row in rows for one in row):
            raise Misuse("There is no such button.")
        return opening.from_button(self._world, person=self.person, url=url)

    def open_keyboard(self, url: str) -> Launch:
        """Open the Mini App of a reply keyboard's button: without launch data."""
        rows = (self._world.keyboard(self._id) or {}).get("keyboard", [])
        if not any(one.get("web_app", {}).get("url") == url for row in rows for one in row):
            raise Misuse("There is no such button.")
        return opening.from_keyboard(self._world, person=self.person, url=url)

    def open_link(self, url: str) -> Launch | Json | None:
        """Follow a link: a Launch, the Message that it sent, or None for the outside world."""
        link = opening.read_link(url, bot_username=self._world.bot_username)
        if link is None:
            return None
        if link.startapp is not None:
            return opening.from_link(self._world, person=self.person, start_param=link.startapp)
        return self.start(link.start or "")

    def send_data(self, data: str, *, button_text: str) -> Json:
        """Mini App's sendData, from a reply keyboard."""
        return self._post({"web_app_data": {"data": data[:TEXT_MAX], "button_text": button_text}})

    def allow_writing(self) -> Json | None:
        """Let the bot write, asked for by its Mini App; None when it already may."""
        if self.person.started and not self.person.blocked:
            return None
        return self._post({"write_access_allowed": {"from_request": True}})


def _text(text: str) -> Json:
    stripped = text.strip()
    if not stripped:
        raise Misuse("There is nothing to send.")
    if len(stripped) > TEXT_MAX:
        raise Misuse("A message has at most 4096 characters.")
    entities = found_in(stripped)
    return {"text": stripped, "entities": entities} if entities else {"text": stripped}


def _origin(source: Json) -> Json:
    date = source["date"]
    if "sender_chat" in source:
        where = {"chat": source["chat"], "message_id": source["message_id"]}
        return {"type": "channel", "date": date, **where}
    return {"type": "user", "sender_user": source["from"], "date": date}
