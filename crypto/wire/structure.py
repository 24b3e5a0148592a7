"""Frozen dataclasses that are structures, and signed structures (protocol.md section 1.1).
The protocol's own structures are in the files beside this one."""

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar, Generic, Self, TypeVar

from crypto.codec import BYTES, Codec, decode, encode, fixed
from crypto.errors import MalformedStructure
from crypto.signing import SIGNATURE_BYTES, SigningKey, verify
from crypto.wire.ids import SignPublic

__all__ = ["Signed", "Structure", "nested", "open_signed", "require", "signed"]

SIGNED_FIELDS = (BYTES, fixed(32), fixed(SIGNATURE_BYTES))


class Structure:
    """A structure's fields, in order, each with its codec as metadata.

    Subclasses are frozen dataclasses with a LABEL. Nothing of the content is in the repr: many
    of them hold what a person wrote, or a key.
    """

    LABEL: ClassVar[str]

    def check(self) -> None:
        """Raise MalformedStructure if the fields contradict each other."""

    def encode(self) -> bytes:
        """The one encoding; MalformedStructure or BadKey for values that have none."""
        self.check()
        kind: Any = type(self)
        parts = [codec.write(getattr(self, name)) for name, codec in _layout(kind)]
        return encode(self.LABEL, *parts)

    @classmethod
    def decode(cls, data: bytes) -> Self:
        """Read strictly; MalformedStructure or BadKey for anything else."""
        kind: Any = cls
        layout = _layout(kind)
        values = decode(data, label=cls.LABEL, fields=[codec for _, codec in layout])
        made: Self = kind(**dict(zip([name for name, _ in layout], values, strict=True)))
        made.check()
        return made

    def __repr__(self) -> str:
        return f"<{self.LABEL}>"


S = TypeVar("S", bound=Structure)


@dataclass(frozen=True, repr=False)
class Signed(Generic[S]):
    """A verified signed structure: its body, who signed, and the bytes to hash and send."""

    body: S
    key: SignPublic
    raw: bytes

    def __repr__(self) -> str:
        return f"<signed {self.body.LABEL}>"


def signed(body: S, *, key: SigningKey) -> Signed[S]:
    """Sign a structure."""
    inner = body.encode()
    raw = encode("signed", inner, key.public, key.sign(inner))
    return Signed(body, SignPublic(key.public), raw)


def open_signed(data: bytes, kind: type[S]) -> Signed[S]:
    """Verify, then read a body of this kind and no other.

    Raises MalformedStructure, BadSignature or BadKey. Whether the key is the right one is the
    caller's question.
    """
    body, key, signature = decode(data, label="signed", fields=SIGNED_FIELDS)
    verify(key=key, data=body, signature=signature)
    return Signed(kind.decode(body), SignPublic(key), data)


def nested(kind: type[S]) -> Codec[S]:
    """A field or list item that is itself a structure."""
    return Codec(lambda value: value.encode(), kind.decode)


def require(condition: bool, reason: str) -> None:
    """MalformedStructure with a constant reason unless the condition holds."""
    if not condition:
        raise MalformedStructure(reason)


@cache
def _layout(kind: Any) -> tuple[tuple[str, Codec[Any]], ...]:  # noqa: ANN401 - a dataclass that is a Structure
    return tuple((field.name, field.metadata["codec"]) for field in fields(kind))
