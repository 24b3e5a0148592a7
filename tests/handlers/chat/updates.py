"""Updates as Telegram sends them, built by hand. Every text in them is a canary."""

from typing import Any

from telegram import Update

CANARY = "canary-sentence that a person wrote"
PERSON = 7_200_000_001
GROUP = -1_002_000_000_001

Json = dict[str, Any]


def user(language: str | None = "en", person: int = PERSON) -> Json:
    found: Json = {"id": person, "is_bot": False, "first_name": "Canary", "username": "canary"}
    return found | ({"language_code": language} if language else {})


def chat(person: int = PERSON) -> Json:
    return {"id": person, "type": "private", "first_name": "Canary"}


def group(kind: str = "supergroup") -> Json:
    return {"id": GROUP, "type": kind, "title": "Canary"}


def message(
    update_id: int = 1, *, message_id: int = 10, person: int = PERSON, **extra: object
) -> Json:
    body: Json = {"message_id": message_id, "date": 1_800_000_000}
    body |= {"chat": chat(person), "from": user(person=person)}
    return {"update_id": update_id, "message": body | extra}


def text(words: str, update_id: int = 1, **extra: object) -> Json:
    payload = message(update_id, text=words)
    payload["message"] |= extra
    return payload


def pressed(data: str, update_id: int = 1, *, message_id: int = 11, **extra: object) -> Json:
    bot = {"id": 7_000_000_001, "is_bot": True, "first_name": "Peerlink"}
    own = {"message_id": message_id, "date": 1_800_000_000, "chat": chat(), "from": bot}
    query: Json = {"id": "123456", "from": user(), "chat_instance": "1", "message": own}
    return {"update_id": update_id, "callback_query": query | {"data": data} | extra}


def membership(status: str, update_id: int = 1, *, where: Json | None = None) -> Json:
    bot = {"id": 7_000_000_001, "is_bot": True, "first_name": "Peerlink"}
    new: Json = {"user": bot, "status": status}
    new |= {"until_date": 0} if status == "kicked" else {}
    change = {"chat": where or chat(), "from": user(), "date": 1_800_000_000}
    change |= {"old_chat_member": {"user": bot, "status": "left"}, "new_chat_member": new}
    return {"update_id": update_id, "my_chat_member": change}


def parsed(payload: Json) -> Update:
    return Update.de_json(payload, None)
