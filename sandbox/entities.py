"""Marked-up text: what Telegram finds in it, and the HTML that a bot may send.

Here: entities with UTF-16 offsets (core.telegram.org/bots/api#messageentity). Never here:
Markdown; the sandbox refuses it, in words.
"""

import re
from html.parser import HTMLParser
from typing import Final

from sandbox.errors import bad_request
from sandbox.rows import Json

FOUND: Final = (
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}(?:@\w{5,32})?")),
    ("url", re.compile(r"https?://[^\s<>\"]+")),
    ("mention", re.compile(r"(?<![\w@])@\w{5,32}")),
)
TAGS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "a": "text_link",
}


def utf16(text: str) -> int:
    """The length of a text in UTF-16 code units, the unit of every offset."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def found_in(text: str) -> list[Json]:
    """The commands, links and mentions in plain text, in order."""
    entities = [
        {
            "type": kind,
            "offset": utf16(text[: match.start()]),
            "length": utf16(match.group()),
        }
        for kind, pattern in FOUND
        for match in pattern.finditer(text)
    ]
    return sorted(entities, key=lambda one: int(one["offset"]))


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.entities: list[Json] = []
        self._open: list[tuple[str, Json]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise bad_request("can't parse entities: unsupported start tag")
        entity: Json = {"type": TAGS[tag], "offset": utf16(self.text)}
        if tag == "a":
            entity["url"] = dict(attrs).get("href") or ""
        self._open.append((tag, entity))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            raise bad_request("can't parse entities: unexpected end tag")
        entity = self._open.pop()[1]
        entity["length"] = utf16(self.text) - int(entity["offset"])
        if entity["length"]:
            self.entities.append(entity)

    def handle_data(self, data: str) -> None:
        self.text += data

    def close(self) -> None:
        super().close()
        if self._open:
            raise bad_request("can't parse entities: can't find end tag")


def parse(text: str, mode: str | None) -> tuple[str, list[Json]]:
    """The plain text and its entities; raises Refusal 400 for markup that does not parse."""
    if not mode:
        return text, found_in(text)
    if mode.lower() != "html":
        raise bad_request("unsupported parse_mode (the sandbox reads HTML only)")
    parser = _Html()
    parser.feed(text)
    parser.close()
    entities = parser.entities + found_in(parser.text)
    return parser.text, sorted(entities, key=lambda one: int(one["offset"]))
