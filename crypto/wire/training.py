"""What somebody of the team was trained in, as a holder recorded it (protocol.md section 18)."""

from dataclasses import dataclass, field
from typing import ClassVar, Final

from crypto.wire.ids import BYTES16, SIGN_KEY, TEXT, U64, SignPublic, part
from crypto.wire.structure import Structure, require

__all__ = ["Training"]

LONGEST_TRAINING_TEXT: Final = 120


@dataclass(frozen=True, kw_only=True, repr=False)
class Training(Structure):
    """Signed by the holder who recorded it. Unix seconds; `until` is exclusive, 0 without end.

    `member`: whose sign key; `by`: who trained them, in words.
    """

    LABEL: ClassVar[str] = "training"
    id: bytes = field(metadata=part(BYTES16))
    member: SignPublic = field(metadata=part(SIGN_KEY))
    what: str = field(metadata=part(TEXT))
    by: str = field(metadata=part(TEXT))
    done: int = field(metadata=part(U64))
    until: int = field(metadata=part(U64))
    made: int = field(metadata=part(U64))

    def check(self) -> None:
        """Says what and by whom, in a few words, and ends after it began."""
        for said in (self.what, self.by):
            fits = 1 <= len(said) <= LONGEST_TRAINING_TEXT
            require(fits, "A training says what it was and who gave it.")
        require(self.until == 0 or self.until > self.done, "A training ends after it was done.")

    def valid(self, now: int) -> bool:
        """Whether it counts at this time."""
        return self.until == 0 or now < self.until
