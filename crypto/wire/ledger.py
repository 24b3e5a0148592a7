"""What follows from the consents of a conversation (protocol.md section 20): R1, R3, R4, R6.
Pure, and the same on both sides. Opening envelopes and their order are the caller's."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from crypto.errors import CryptoError
from crypto.wire.access import Consent, wording_digest
from crypto.wire.dispute import Dispute, DisputeWord
from crypto.wire.ids import CaseId, SignPublic
from crypto.wire.sharing import (
    AskHash,
    ConsentWord,
    ShareAsk,
    ShareDone,
    WordHash,
    ask_hash,
    open_word_consent,
    word_hash,
)
from crypto.wire.structure import open_signed

__all__ = ["AskRow", "GivenWord", "Ledger", "covered", "may_share", "read_ledger"]


@dataclass(frozen=True, kw_only=True, repr=False)
class GivenWord:
    """A word that counts, with the receipt in it."""

    hash: WordHash
    word: ConsentWord
    consent: Consent


@dataclass(kw_only=True, repr=False)
class AskRow:
    """One ask, the words on it in their order, and what was done on it."""

    hash: AskHash
    ask: ShareAsk
    words: list[GivenWord] = field(default_factory=list)
    done: list[ShareDone] = field(default_factory=list)


@dataclass(kw_only=True, repr=False)
class Ledger:
    """A conversation's consents. `unread`: statements that count for nothing."""

    asks: list[AskRow] = field(default_factory=list)
    standing: dict[str, list[GivenWord]] = field(default_factory=dict)
    unread: int = 0
    dispute: Dispute = field(default_factory=Dispute)

    def agrees(self, purpose: str) -> bool:
        """Whether a standing purpose goes on: the notice agreed to it, and nobody withdrew."""
        words = self.standing.get(purpose)
        return not words or words[-1].consent.action == "agree"

    @property
    def avoided(self) -> Sequence[str]:
        """All that the student said about whom not to contact, oldest first (R4)."""
        words = [word for row in self.asks for word in row.words]
        return [word.word.whom for word in words if word.word.whom]

    def row(self, ask: AskHash) -> AskRow | None:
        """The ask of this hash."""
        return next((row for row in self.asks if row.hash == ask), None)


def read_ledger(
    said: Iterable[tuple[bool, bytes]],
    *,
    case: CaseId,
    student: Collection[SignPublic],
    other: SignPublic,
) -> Ledger:
    """What statements come to: whether the student says it, and the bytes, each side's in order.

    `student` are the keys that the student has or had in the case, `other` the worker's (or in
    a contact the holder's).
    """
    ledger = Ledger()
    statements = list(said)
    theirs = [raw for by_student, raw in statements if not by_student]
    # A word names its ask by hash, so the ask came first, whichever side is read first.
    rest = [raw for raw in theirs if not _ask(ledger, raw, case, other)]
    words = [raw for by_student, raw in statements if by_student]
    counted = sum(
        _counts(_word, ledger, raw, case, student)
        or _counts(_says, ledger, raw, case, student, by_student=True)
        for raw in words
    )
    counted += sum(
        _counts(_done, ledger, raw, case, other)
        or _counts(_says, ledger, raw, case, [other], by_student=False)
        for raw in rest
    )
    ledger.unread = len(words) + len(rest) - counted
    return ledger


def may_share(ledger: Ledger, ask: AskHash, *, spoken: bool, now: int) -> str:
    """`may`, or why nothing may be done on this ask: the first that fits.

    `spoken`: both sides have written a text here. Of no ask that is there: `unanswered`.
    """
    row = ledger.row(ask)
    if not spoken:
        return "unspoken"
    if row is None or not row.words:
        return "unanswered"
    last = row.words[-1].consent.action
    if last != "agree":
        return "refused" if last == "refuse" else "withdrawn"
    if now >= row.ask.until:
        return "expired"
    if any(_plain(row.ask.recipient) in _plain(whom) for whom in ledger.avoided):
        return "avoided"
    return "may"


def _counts(read: Callable[..., bool], *given: object, **named: object) -> bool:
    """Whether it is what it claims to be."""
    try:
        return read(*given, **named)
    except CryptoError:
        return False


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _ask(ledger: Ledger, raw: bytes, case: CaseId, other: SignPublic) -> bool:
    try:
        paper = open_signed(raw, ShareAsk)
    except CryptoError:
        return False
    if paper.key != other or paper.body.case != case:
        return False
    hashed = ask_hash(paper)
    if ledger.row(hashed) is None:
        ledger.asks.append(AskRow(hash=hashed, ask=paper.body))
    return True


def _done(ledger: Ledger, raw: bytes, case: CaseId, other: SignPublic) -> bool:
    paper = open_signed(raw, ShareDone)
    row = ledger.row(paper.body.ask)
    if paper.key != other or paper.body.case != case or row is None:
        return False
    row.done.append(paper.body)
    return True


def _says(
    ledger: Ledger, raw: bytes, case: CaseId, keys: Collection[SignPublic], *, by_student: bool
) -> bool:
    paper = open_signed(raw, DisputeWord)
    if paper.key not in keys or paper.body.case != case:
        return False
    ledger.dispute.add(paper.body.word, by_student=by_student)
    return True


def _word(ledger: Ledger, raw: bytes, case: CaseId, student: Collection[SignPublic]) -> bool:
    paper = open_signed(raw, ConsentWord)
    if paper.key not in student or paper.body.case != case:
        return False
    given = GivenWord(hash=word_hash(paper), word=paper.body, consent=open_word_consent(paper))
    if not paper.body.ask:
        return _add(ledger.standing.setdefault(given.consent.scope, []), given)
    row = ledger.row(AskHash(paper.body.ask))
    if row is None or not _fits(row.ask, given.consent):
        return False
    return _add(row.words, given)


def _fits(ask: ShareAsk, consent: Consent) -> bool:
    """Whether a receipt is about what was asked, in the words that were shown."""
    named = (consent.scope, consent.recipient, consent.wording)
    return named == (ask.purpose, ask.recipient, wording_digest(ask.wording))


def _add(words: list[GivenWord], given: GivenWord) -> bool:
    if all(word.hash != given.hash for word in words):
        words.append(given)
    return True


def covered(row: AskRow, done: ShareDone, *, seen: Collection[WordHash]) -> bool:
    """Whether a deed rested on the student's word: `seen` are the words its writer had seen."""
    known = [word for word in row.words if word.hash in seen or word.hash == done.word]
    last = known[-1] if known else None
    fits = last is not None and last.hash == done.word and last.consent.action == "agree"
    return fits and done.made < row.ask.until
