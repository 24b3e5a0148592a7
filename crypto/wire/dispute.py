"""A dispute with the union's own services (protocol.md section 20): R25. Said in the sealed room.
Shapes and what they come to; the server never sees one."""

from dataclasses import dataclass, field
from typing import ClassVar, Final

from crypto.codec import choice
from crypto.errors import CryptoError
from crypto.wire.ids import BYTES16, U64, CaseId, part
from crypto.wire.messages import Content
from crypto.wire.structure import Structure, open_signed

__all__ = ["DISPUTE_WORDS", "Dispute", "DisputeWord", "goes_on"]

DISPUTE_WORDS: Final = ("dispute", "content", "stop")
"""That it is one; that one is content to go on; that one is not. Why is no word."""


@dataclass(frozen=True, kw_only=True, repr=False)
class DisputeWord(Structure):
    """One side's word; signed by it."""

    LABEL: ClassVar[str] = "dispute-word"
    case: CaseId = field(metadata=part(BYTES16))
    word: str = field(metadata=part(choice(*DISPUTE_WORDS)))
    made: int = field(metadata=part(U64))


def goes_on(content: Content, *, other_stays: bool) -> bool:
    """Whether what an epoch did not accept is sealed again in the next (section 7).

    Texts and consents are; what was said about a dispute only to the one to whom it was said.
    """
    if content.kind != "consent":
        return content.kind == "text"
    return other_stays or not _is_dispute(content.body)


def _is_dispute(raw: bytes) -> bool:
    try:
        open_signed(raw, DisputeWord)
    except CryptoError:
        return False
    return True


@dataclass(kw_only=True)
class Dispute:
    """What a student and this worker said: whether it is one, and each side's last answer."""

    raised: bool = False
    student: str = ""
    worker: str = ""

    def add(self, word: str, *, by_student: bool) -> None:
        """One more word, each side's in its order."""
        if word == "dispute":
            self.raised = True
        elif by_student:
            self.student = word
        else:
            self.worker = word

    @property
    def state(self) -> str:
        """`none`; `asked` until both have answered; `content` by both; `stopped` by either."""
        if not self.raised:
            return "none"
        answers = {self.student, self.worker}
        if "stop" in answers:
            return "stopped"
        return "content" if answers == {"content"} else "asked"
