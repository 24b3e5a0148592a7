"""What is said about consent in a conversation (protocol.md section 20): asks, words, deeds.
Shapes and hashes; what follows from them is in ledger.py. The server never sees one."""

from dataclasses import dataclass, field
from typing import ClassVar, Final, NewType

from crypto.codec import bounded, choice
from crypto.hashing import digest
from crypto.wire.access import Consent
from crypto.wire.ids import BYTES, BYTES16, BYTES32, BYTES32_OR_NONE, U64, CaseId, part
from crypto.wire.structure import Signed, Structure, open_signed, require

__all__ = [
    "LONGEST_ASK_DAYS",
    "SHARE_NATURES",
    "SHARE_PURPOSES",
    "STANDING_PURPOSES",
    "AskHash",
    "ConsentWord",
    "ShareAsk",
    "ShareDone",
    "WordHash",
    "ask_hash",
    "open_word_consent",
    "word_hash",
]

AskHash = NewType("AskHash", bytes)
"""H("pl.consent", signed ask), 32 bytes."""
WordHash = NewType("WordHash", bytes)
"""H("pl.consent", signed word), 32 bytes."""

SHARE_PURPOSES: Final = ("referral", "contact")
"""What is asked for: passing the student on, or getting in touch with somebody about something."""
STANDING_PURPOSES: Final = ("supervision", "statistics")
"""What a student agrees to with the notice, and may take back in the room."""
SHARE_NATURES: Final = ("room", "person", "phone", "video", "writing")
"""Where consent was asked for: here, or how it was spoken before (R3)."""
LONGEST_ASK_DAYS: Final = 366
_DAY: Final = 86_400
_ACTIONS: Final = ("agree", "refuse", "withdraw")


@dataclass(frozen=True, kw_only=True, repr=False)
class ShareAsk(Structure):
    """May this be passed on, to whom, until when? Signed by the worker, or a contact's holder."""

    LABEL: ClassVar[str] = "share-ask"
    case: CaseId = field(metadata=part(BYTES16))
    purpose: str = field(metadata=part(choice(*SHARE_PURPOSES)))
    what: str = field(metadata=part(bounded(1, 2_000)))
    recipient: str = field(metadata=part(bounded(1, 200)))
    wording: str = field(metadata=part(bounded(1, 4_000)))
    language: str = field(metadata=part(bounded(1, 40)))
    nature: str = field(metadata=part(choice(*SHARE_NATURES)))
    spoken: int = field(metadata=part(U64))
    until: int = field(metadata=part(U64))
    made: int = field(metadata=part(U64))

    def check(self) -> None:
        """An end, within a year; a time exactly of what was spoken before."""
        require(
            self.made < self.until <= self.made + LONGEST_ASK_DAYS * _DAY,
            "A consent to share ends, within a year.",
        )
        here = self.nature == "room"
        require((self.spoken == 0) == here, "What was spoken has its time, and nothing else.")
        require(self.spoken <= self.made, "Nothing is spoken after it was noted.")


@dataclass(frozen=True, kw_only=True, repr=False)
class ConsentWord(Structure):
    """The student's word, on an ask or (`ask` empty) of their own; `consent` is the receipt."""

    LABEL: ClassVar[str] = "consent-word"
    case: CaseId = field(metadata=part(BYTES16))
    ask: bytes = field(metadata=part(BYTES32_OR_NONE))
    avoid: str = field(metadata=part(choice("named", "nobody", "")))
    whom: str = field(metadata=part(bounded(0, 2_000)))
    consent: bytes = field(metadata=part(BYTES))

    def check(self) -> None:
        """Whom not to contact is said on agreeing to an ask, and never otherwise (R4)."""
        receipt = open_signed(self.consent, Consent).body
        asked = bool(self.ask) and receipt.action == "agree"
        require(bool(self.avoid) == asked, "Who agrees says whom not to contact, or nobody.")
        require((self.avoid == "named") == bool(self.whom), "Whom is there where it is named.")
        scopes = SHARE_PURPOSES if self.ask else STANDING_PURPOSES
        require(receipt.scope in scopes, "This purpose is none of these.")
        actions = _ACTIONS if self.ask else ("agree", "withdraw")
        require(receipt.action in actions, "A word agrees, refuses or withdraws.")


@dataclass(frozen=True, kw_only=True, repr=False)
class ShareDone(Structure):
    """What was passed on, on which word; signed by who asked."""

    LABEL: ClassVar[str] = "share-done"
    case: CaseId = field(metadata=part(BYTES16))
    ask: AskHash = field(metadata=part(BYTES32))
    word: WordHash = field(metadata=part(BYTES32))
    done: str = field(metadata=part(bounded(1, 2_000)))
    made: int = field(metadata=part(U64))


def ask_hash(ask: Signed[ShareAsk]) -> AskHash:
    """By which words and deeds name an ask."""
    return AskHash(digest("pl.consent", ask.raw))


def word_hash(word: Signed[ConsentWord]) -> WordHash:
    """By which a deed names the word that it rests on."""
    return WordHash(digest("pl.consent", word.raw))


def open_word_consent(word: Signed[ConsentWord]) -> Consent:
    """The receipt inside, by the same person. MalformedStructure otherwise."""
    receipt = open_signed(word.body.consent, Consent)
    same = receipt.key == receipt.body.sign_key == word.key
    require(same, "The receipt in a word is somebody else's.")
    return receipt.body
