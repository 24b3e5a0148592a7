"""A request as sent, held against what the student signed (docs/protocol.md §5).

The check lives here, pure. Whether the request may be made now is asking.py's.
What a card or letter says is sealed and stays unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import crypto
from crypto import wire
from intake import papers
from intake.errors import Malformed


@dataclass(frozen=True, kw_only=True)
class CheckedRequest:
    """A request whose signatures and hashes hold: the signed record, its hash, its papers."""

    record: wire.Intake = field(repr=False)
    hash: wire.RecordHash = field(repr=False)
    papers: Mapping[str, bytes] = field(repr=False)


def check_request(sent: wire.Request, *, sign_key: bytes, box_key: bytes) -> CheckedRequest:
    """Hold a request against what the student signed (docs/protocol.md §5). Raises Malformed.

    Signed by the account's own key, naming its own keys; card, letter, every wrap and the
    capsule's record hash to what is signed.
    """
    try:
        signed = wire.open_signed(sent.intake, wire.Intake)
        record = signed.body
        if (signed.key, record.sign_key, record.box_key) != (sign_key, sign_key, box_key):
            raise Malformed
        _check_papers(sent, record)
        if sent.capsule is not None:
            _check_capsule(sent.capsule, record)
    except crypto.CryptoError:
        raise Malformed from None
    return CheckedRequest(record=record, hash=wire.intake_hash(signed), papers=_papers_of(sent))


def _check_papers(sent: wire.Request, record: wire.Intake) -> None:
    signed = [(r.certificate, r.card_wrap, r.letter_wrap) for r in record.recipients]
    given = [(w.certificate, wire.blob_hash(w.card), wire.blob_hash(w.letter)) for w in sent.wraps]
    # That recipients ascend, after the student's own entry, is the record's own rule.
    fits = (
        signed == given
        and record.card == wire.blob_hash(sent.card)
        and record.letter == wire.blob_hash(sent.letter)
        and bool(record.capsule) == (sent.capsule is not None)
    )
    if not fits:
        raise Malformed


def _check_capsule(capsule: wire.CapsuleParts, record: wire.Intake) -> None:
    signed = wire.check_capsule(capsule, sign_key=record.sign_key)
    named = (wire.blob_hash(signed.raw), signed.body.case, signed.body.version)
    if named != (record.capsule, record.case, record.revision):
        raise Malformed


def _papers_of(sent: wire.Request) -> Mapping[str, bytes]:
    kept = {papers.INTAKE: sent.intake, papers.CARD: sent.card, papers.LETTER: sent.letter}
    for place, wrap in enumerate(sent.wraps):
        kept[papers.card_wrap(place)] = wrap.card
        kept[papers.letter_wrap(place)] = wrap.letter
    if sent.capsule is not None:
        kept[papers.CAPSULE] = sent.capsule.sealed
        kept[papers.CAPSULE_RECORD] = sent.capsule.record
        kept |= {papers.half(place): half for place, half in enumerate(sent.capsule.halves)}
    return kept
