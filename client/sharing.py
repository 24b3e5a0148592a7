"""Consents in a conversation, by the reference client (protocol.md section 20).
Makes and signs; what counts is crypto/wire/ledger.py's, and sending is live.py's."""

from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from client.keys import KeyRing
from client.live import LiveRoom
from crypto import Refused, wire
from crypto.wire import CaseId, Consent, ConsentWord, Ledger, ShareAsk, ShareDone
from crypto.wire.dispute import DisputeWord
from crypto.wire.ledger import AskRow, GivenWord
from crypto.wire.sharing import AskHash

__all__ = [
    "Asking",
    "Refusal",
    "answer",
    "ask_to_share",
    "done",
    "ledger_of",
    "say_dispute",
    "spoken_in",
    "stand",
]

RECIPIENT: Final = "Peer Link Workers"


class Refusal(Refused):
    """This device does not do it; `why` is the rule's word (`unspoken`, `expired`, …)."""

    def __init__(self, why: str) -> None:
        super().__init__("Nothing is passed on without the student's consent.")
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What is asked: `wording` as shown; `spoken` (Unix seconds) where it was said elsewhere."""

    what: str
    recipient: str
    wording: str
    until: int
    purpose: str = "referral"
    language: str = "en"
    nature: str = "room"
    spoken: int = 0


def ledger_of(room: LiveRoom) -> Ledger:
    """What the room's statements come to, with the keys that its epochs name.

    Of a dispute only what was said since this worker came, or came back.
    """
    epochs = [joined.epoch.body for joined in room.joined]
    other = epochs[-1].worker.sign_key
    student = {epoch.student.sign_key for epoch in epochs}
    stay = list(takewhile(lambda each: each.worker.sign_key == other, reversed(epochs)))

    def read(since: int) -> Ledger:
        said = room.statements(since=since)
        return wire.read_ledger(said, case=room.case, student=student, other=other)

    ledger = read(0)
    ledger.dispute = read(stay[-1].number).dispute
    return ledger


def spoken_in(room: LiveRoom) -> bool:
    """Whether both sides have written a text (R6)."""
    return {direction for _, direction, _ in room.texts} == set(wire.Direction)


def ask_to_share(room: LiveRoom, asking: Asking, *, ring: KeyRing) -> bytes:
    """A signed ask. Raises Refusal while the two have not spoken."""
    if not spoken_in(room):
        raise Refusal("unspoken")
    body = ShareAsk(
        case=room.case,
        purpose=asking.purpose,
        what=asking.what,
        recipient=asking.recipient,
        wording=asking.wording,
        language=asking.language,
        nature=asking.nature,
        spoken=asking.spoken,
        until=asking.until,
        made=room.now(),
    )
    return wire.signed(body, key=ring.sign).raw


def answer(
    row: AskRow, action: str, *, ring: KeyRing, now: int, whom: str = "", said_nobody: bool = False
) -> bytes:
    """The student's signed word on an ask. To agree they say whom not to contact, or nobody.

    Raises MalformedStructure where they have not (R4).
    """
    agrees = action == "agree"
    avoid = "named" if whom else "nobody" if said_nobody else ""
    return _word(
        row.ask.case,
        _receipt(action, row.ask, ring=ring, given=_after(row.words, now)),
        ring=ring,
        ask=row.hash,
        avoid=avoid if agrees else "",
        whom=whom if agrees else "",
    )


def stand(
    ledger: Ledger,
    purpose: str,
    action: str,
    *,
    case: CaseId,
    wording: str,
    ring: KeyRing,
    now: int,
) -> bytes:
    """The student's word about supervision or statistics: `agree` or `withdraw`."""
    receipt = Consent(
        action=action,
        scope=purpose,
        recipient=RECIPIENT,
        wording=wire.wording_digest(wording),
        language="en",
        given=_after(ledger.standing.get(purpose, []), now),
        sign_key=wire.SignPublic(ring.sign.public),
    )
    return _word(case, receipt, ring=ring)


def done(room: LiveRoom, ask: AskHash, what: str, *, ring: KeyRing) -> bytes:
    """A signed `share-done`. Raises Refusal unless it may be done now, by what was read so far."""
    ledger = ledger_of(room)
    verdict = wire.may_share(ledger, ask, spoken=spoken_in(room), now=room.now())
    row = ledger.row(ask)
    if verdict != "may" or row is None:
        raise Refusal(verdict)
    body = ShareDone(case=room.case, ask=ask, word=row.words[-1].hash, done=what, made=room.now())
    return wire.signed(body, key=ring.sign).raw


def say_dispute(room: LiveRoom, word: str, *, ring: KeyRing) -> bytes:
    """Either side's signed word on a dispute with the union's own services (R25)."""
    body = DisputeWord(case=room.case, word=word, made=room.now())
    return wire.signed(body, key=ring.sign).raw


def _after(words: list[GivenWord], now: int) -> int:
    """No two words of one moment: each is to be told from the one before."""
    return max([now, *(word.consent.given + 1 for word in words)])


def _receipt(action: str, ask: ShareAsk, *, ring: KeyRing, given: int) -> Consent:
    return Consent(
        action=action,
        scope=ask.purpose,
        recipient=ask.recipient,
        wording=wire.wording_digest(ask.wording),
        language=ask.language,
        given=given,
        sign_key=wire.SignPublic(ring.sign.public),
    )


def _word(
    case: CaseId,
    receipt: Consent,
    *,
    ring: KeyRing,
    ask: bytes = b"",
    avoid: str = "",
    whom: str = "",
) -> bytes:
    consent = wire.signed(receipt, key=ring.sign).raw
    body = ConsentWord(case=case, ask=ask, avoid=avoid, whom=whom, consent=consent)
    return wire.signed(body, key=ring.sign).raw
