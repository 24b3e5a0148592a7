"""Collects vectors while a small world is built from fixed draws.
Knows how vectors are written as JSON; what is in them is in world.py and the files beside it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import Any, TypeVar

import crypto
from crypto.wire import Signed, Structure, signed

Json = dict[str, Any]
S = TypeVar("S", bound=Structure)


def draw(name: str, size: int = 32) -> bytes:
    """A fixed draw. The files give its value, so nobody else needs this recipe."""
    return blake2b(name.encode(), digest_size=size, person=b"vectors").digest()


def replay(*draws: bytes) -> Callable[[int], bytes]:
    """Randomness that gives these draws, in this order, and nothing more."""
    left = list(draws)

    def random(size: int) -> bytes:
        value = left.pop(0)
        assert len(value) == size
        return value

    return random


@dataclass
class Book:
    """The vectors of each file, in the order in which they were made."""

    pages: dict[str, list[Json]]

    def add(self, page: str, **entry: object) -> None:
        """One vector; bytes are written as hex."""
        self.pages.setdefault(page, []).append({key: _json(value) for key, value in entry.items()})

    def structure(self, name: str, body: Structure) -> bytes:
        """A structure, its fields spelled out, and its encoding."""
        encoded = body.encode()
        kind: Any = body
        spelled = [{"name": item.name, **_field(getattr(body, item.name))} for item in fields(kind)]
        self.add("structures", name=name, label=body.LABEL, fields=spelled, encoded=encoded)
        return encoded

    def signed(self, name: str, body: S, key: crypto.SigningKey) -> Signed[S]:
        """A structure and its signed form."""
        made = signed(body, key=key)
        encoded = self.structure(name, body)
        self.add(
            "signed",
            name=name,
            label=body.LABEL,
            seed=key.seed,
            key=key.public,
            body=encoded,
            signed=made.raw,
        )
        return made

    def sealed(
        self, name: str, body: bytes, *, key: bytes, ad: Structure, padded: bool = True
    ) -> bytes:
        """A sealed text: a structure, padded, or a bare key."""
        nonce = draw(f"nonce of {name}", 24)
        plaintext = crypto.pad(body) if padded else body
        ad_bytes = self.structure(f"ad of {name}", ad)
        made = crypto.seal(key=key, ad=ad_bytes, plaintext=plaintext, random=replay(nonce))
        self.add(
            "sealed",
            name=name,
            key=key,
            nonce=nonce,
            ad=ad_bytes,
            content=body,
            padded=padded,
            sealed=made,
        )
        return made

    def boxed(self, name: str, body: Structure, secret: crypto.BoxSecret) -> bytes:
        """A structure in a sealed box."""
        return self.boxed_bytes(name, self.structure(name, body), secret)

    def boxed_bytes(self, name: str, content: bytes, secret: crypto.BoxSecret) -> bytes:
        """Bytes in a sealed box: an encoded structure, or a signed one, padded."""
        ephemeral = draw(f"ephemeral of {name}")
        made = crypto.box_to(recipient=secret.public, plaintext=content, random=replay(ephemeral))
        self.add(
            "boxed",
            name=name,
            secret=secret.secret,
            recipient=secret.public,
            ephemeral=ephemeral,
            content=content,
            boxed=made,
        )
        return made

    def digest(self, name: str, person: str, data: bytes, value: bytes) -> None:
        """H(person, data), as some rule of the protocol asks for it."""
        self.add("digests", name=name, person=person, data=data, value=value)

    def derived(self, name: str, person: str, *, key: bytes, data: bytes, value: bytes) -> None:
        """K(person, key, data, length of value)."""
        self.add("derived", name=name, person=person, key=key, data=data, value=value)

    def files(self) -> dict[str, str]:
        """The text of each file by name."""
        return {
            f"{page}.json": json.dumps({"vectors": found}, indent=1, ensure_ascii=False) + "\n"
            for page, found in sorted(self.pages.items())
        }


def _field(value: object) -> Json:
    """The type, as the specification calls it, and the value."""
    if isinstance(value, bytes):
        return {"type": "bytes", "value": value.hex()}
    if isinstance(value, str):
        return {"type": "text", "value": value}
    if isinstance(value, int):
        return {"type": "u64", "value": int(value)}
    assert isinstance(value, tuple)
    return {"type": "list", "value": [list_item(item).hex() for item in value]}


def list_item(item: object) -> bytes:
    """An item's own bytes: a structure, a text, a number, or bytes."""
    if isinstance(item, Structure | str):
        return item.encode()
    if isinstance(item, int):
        return crypto.u64(item)
    assert isinstance(item, bytes)
    return item


def _json(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list | tuple):
        return [_json(item) for item in value]
    if isinstance(value, dict):
        return {key: _json(item) for key, item in value.items()}
    return value
