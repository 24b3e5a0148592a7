"""What the page shows: the sandbox as a whole, and one person's phone.

Here: building those views. Never here: changing anything.
"""

from dataclasses import asdict

from sandbox import faults, people
from sandbox.limits import MESSAGES_SHOWN
from sandbox.people import Person
from sandbox.rows import Json
from sandbox.world import World


def whole(world: World) -> Json:
    """The bot, the people, the links and the faults."""
    return {
        "bot": world.bot_user(),
        "people": [people.public(person) for person in world.people],
        "links": [asdict(link) for link in world.links],
        "faults": [faults.public(fault) for fault in world.faults],
    }


def of_person(world: World, person: Person) -> Json:
    """One phone: its chats with their messages, and how the bot presents itself there."""
    language = person.language_code
    return {
        "person": people.public(person),
        "bot": world.bot_user() | {"first_name": world.profile.text("name", language=language)},
        "description": world.profile.text("description", language=language),
        "commands": world.profile.commands_for(chat_id=person.id, language=language, private=True),
        "menu_button": world.profile.menu(chat_id=person.id),
        "keyboard": world.keyboard(person.id),
        "chats": [
            {"chat": world.chat(person.id), "bot_status": "", "messages": _shown(world, person.id)},
            *(
                {
                    "chat": world.chat(room.id),
                    "bot_status": room.bot_status,
                    "messages": _shown(world, room.id),
                }
                for room in world.rooms_of(person)
            ),
        ],
    }


def _shown(world: World, chat_id: int) -> list[Json]:
    return list(world.messages.of(chat_id))[-MESSAGES_SHOWN:]
