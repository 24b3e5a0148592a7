"""What a person's device keeps and how it is wrapped (protocol.md section 2).
Deriving and sealing are the client's work; here are the shapes."""

from dataclasses import dataclass, field
from typing import ClassVar

from crypto.codec import choice, listed
from crypto.wire.ids import BYTES, BYTES16, SIDE, TEXT, U64, part
from crypto.wire.structure import Structure, nested, require

__all__ = ["WRAPPING_KINDS", "Bundle", "BundleAd", "Entry", "Wrapped"]

WRAPPING_KINDS = ("words", "cloud", "passphrase", "kit")


@dataclass(frozen=True, kw_only=True, repr=False)
class Entry(Structure):
    """One named secret of a bundle."""

    LABEL: ClassVar[str] = "entry"
    name: str = field(metadata=part(TEXT))
    value: bytes = field(metadata=part(BYTES))


@dataclass(frozen=True, kw_only=True, repr=False)
class Bundle(Structure):
    """Everything secret that one side of one person has; sorted by name, names unique."""

    LABEL: ClassVar[str] = "bundle"
    side: str = field(metadata=part(SIDE))
    entries: tuple[Entry, ...] = field(metadata=part(listed(nested(Entry))))

    def check(self) -> None:
        """Order and uniqueness, so that there is one encoding."""
        names = [entry.name.encode() for entry in self.entries]
        require(names == sorted(set(names)), "A bundle's entries are sorted and unique.")


@dataclass(frozen=True, kw_only=True, repr=False)
class Wrapped(Structure):
    """The associated data of a wrapped bundle key; memory in KiB."""

    LABEL: ClassVar[str] = "wrapped"
    side: str = field(metadata=part(SIDE))
    kind: str = field(metadata=part(choice(*WRAPPING_KINDS)))
    salt: bytes = field(metadata=part(BYTES16))
    memory: int = field(metadata=part(U64))
    passes: int = field(metadata=part(U64))
    lanes: int = field(metadata=part(U64))


@dataclass(frozen=True, kw_only=True, repr=False)
class BundleAd(Structure):
    """The associated data of a sealed bundle."""

    LABEL: ClassVar[str] = "bundle-ad"
    side: str = field(metadata=part(SIDE))
    revision: int = field(metadata=part(U64))
