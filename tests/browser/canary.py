"""Searching for a sentence in everything, in every disguise that bytes wear on their way.

Here: the disguises and the search. Never here: where to look.
"""

import json
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, quote_plus

OFFSETS = 3
"""Base64 takes three bytes at a time: inside something longer, a text has one of three forms."""
RANDOM: Final = re.compile(r"(?<![\w-])(?=[a-z_-]*[A-Z0-9])[\w-]{22,}", re.ASCII)
"""Base64url of 16 bytes and more; what is written in small letters alone is somebody's word."""


@dataclass(frozen=True, kw_only=True)
class Canary:
    """A sentence that must be nowhere, and all the ways it could be written."""

    text: str

    def disguises(self) -> dict[str, bytes]:
        """Every form searched for, by name. Base64 leaves out what neighbours change."""
        raw = self.text.encode()
        found = {
            "raw": raw,
            "json": json.dumps(self.text)[1:-1].encode(),
            "url": quote(self.text, safe="").encode(),
            "form": quote_plus(self.text).encode(),
            "utf-16-le": self.text.encode("utf-16-le"),
            "utf-16-be": self.text.encode("utf-16-be"),
            "hex": raw.hex().encode(),
            "HEX": raw.hex().upper().encode(),
        }
        for offset in range(OFFSETS):
            found[f"base64+{offset}"] = _inner(b64encode(bytes(offset) + raw), offset=offset)
            found[f"base64url+{offset}"] = _inner(
                urlsafe_b64encode(bytes(offset) + raw), offset=offset
            )
        return found

    def seen_in(self, places: Mapping[str, bytes]) -> list[str]:
        """Where it is, and in which disguise: `place: disguise`."""
        return list(self._seen(places))

    def _seen(self, places: Mapping[str, bytes]) -> Iterator[str]:
        for place, content in places.items():
            for name, form in self.disguises().items():
                if form in content:
                    yield f"{place}: {name}"


def without_random(text: str) -> str:
    """The text without ids, keys and sealed values, in which any short word comes up by chance."""
    return RANDOM.sub("", text)


def _inner(encoded: bytes, *, offset: int) -> bytes:
    """The characters that the text alone decides."""
    start = 0 if offset == 0 else 4
    return encoded.rstrip(b"=")[start:-1]
