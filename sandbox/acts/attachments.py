"""What people attach: photos, voice, stickers and the rest.

Here: the content of such messages, with invented ids. Never here: any file; none exists.
"""

import secrets
from collections.abc import Callable, Mapping
from typing import Final

from sandbox.errors import Misuse
from sandbox.people import Person
from sandbox.rows import Json


def _file(prefix: str, size: int) -> Json:
    return {
        "file_id": f"{prefix}{secrets.token_urlsafe(36)}",
        "file_unique_id": f"AQAD{secrets.token_urlsafe(9)}",
        "file_size": size,
    }


def _photo(_: Person) -> Json:
    sizes = ((90, 67, 1_210), (320, 240, 18_300), (1280, 960, 142_000))
    return {
        "photo": [
            {**_file("AgACAgQAAx", size), "width": width, "height": height}
            for width, height, size in sizes
        ]
    }


def _voice(_: Person) -> Json:
    return {"voice": {**_file("AwACAgQAAx", 9_800), "duration": 4, "mime_type": "audio/ogg"}}


def _video(_: Person) -> Json:
    shape = {"width": 1280, "height": 720, "duration": 5, "mime_type": "video/mp4"}
    return {"video": {**_file("BAACAgQAAx", 310_000), **shape}}


def _video_note(_: Person) -> Json:
    return {"video_note": {**_file("DQACAgQAAx", 96_000), "length": 240, "duration": 3}}


def _sticker(_: Person) -> Json:
    shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
    kind = {"type": "regular", "emoji": "🙂", "set_name": "SandboxSet"}
    return {"sticker": {**_file("CAACAgQAAx", 21_000), **shape, **kind}}


def _document(_: Person) -> Json:
    named = {"file_name": "document.pdf", "mime_type": "application/pdf"}
    return {"document": {**_file("BQACAgQAAx", 52_000), **named}}


def _location(_: Person) -> Json:
    return {"location": {"latitude": 51.4778, "longitude": -0.0015}}


def _contact(person: Person) -> Json:
    # A number that Ofcom keeps free for fiction.
    return {
        "contact": {
            "phone_number": "+447700900123",
            "first_name": person.first_name,
            "user_id": person.id,
        }
    }


KINDS: Final[Mapping[str, Callable[[Person], Json]]] = {
    "photo": _photo,
    "voice": _voice,
    "video": _video,
    "video_note": _video_note,
    "sticker": _sticker,
    "document": _document,
    "location": _location,
    "contact": _contact,
}
WITH_CAPTION: Final = frozenset({"photo", "voice", "video", "document"})


def attachment(kind: str, *, person: Person, caption: str = "") -> Json:
    """The content of a message with an attachment; raises Misuse for an unknown kind."""
    if kind not in KINDS:
        raise Misuse("There is no such attachment.")
    content = KINDS[kind](person)
    if caption and kind in WITH_CAPTION:
        content["caption"] = caption
    return content
