"""The Bot API's objects as JSON, built from what the sandbox knows.

Here: pure builders (core.telegram.org/bots/api#available-types). Never here: state or rules.
"""

from sandbox.people import Person
from sandbox.rooms import Room
from sandbox.rows import Json


def without_none(**fields: object) -> Json:
    """A JSON object without the fields that Telegram would leave out."""
    return {name: value for name, value in fields.items() if value is not None}


def user(person: Person) -> Json:
    """User, for a person."""
    return without_none(
        id=person.id,
        is_bot=False,
        first_name=person.first_name,
        last_name=person.last_name,
        username=person.username,
        language_code=person.language_code,
    )


def private_chat(person: Person) -> Json:
    """Chat, between the bot and a person."""
    return without_none(
        id=person.id,
        type="private",
        first_name=person.first_name,
        last_name=person.last_name,
        username=person.username,
    )


def room_chat(room: Room) -> Json:
    """Chat, for a group, supergroup or channel."""
    return {"id": room.id, "type": room.kind, "title": room.title}


def full_chat(chat: Json) -> Json:
    """ChatFullInfo (getChat), with the fields that are required of it."""
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    return {
        **chat,
        "accent_color_id": abs(int(chat["id"])) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, True),
    }


def member(bot: Json, status: str, *, channel: bool = False) -> Json:
    """ChatMember, for the bot, in one of the states that the sandbox knows."""
    if status == "kicked":
        return {"user": bot, "status": status, "until_date": 0}
    if status != "administrator":
        return {"user": bot, "status": status}
    rights = (
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
    )
    posting = ("can_post_messages", "can_edit_messages") if channel else ("can_pin_messages",)
    return {
        "user": bot,
        "status": status,
        "can_be_edited": False,
        "is_anonymous": False,
        **dict.fromkeys((*rights, *posting), True),
    }


def membership(*, chat: Json, by: Json, date: int, old: Json, new: Json) -> Json:
    """ChatMemberUpdated."""
    return {
        "chat": chat,
        "from": by,
        "date": date,
        "old_chat_member": old,
        "new_chat_member": new,
    }
