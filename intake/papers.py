"""What the service keeps of a case for people's devices: names of the sealed papers, and sets.

A paper is bytes that some device sealed or signed; storage seals each once more under the case's
key (docs/protocol.md §8). Nothing here opens one.
"""

from collections.abc import Iterable
from typing import Final

INTAKE: Final = "intake"
CONTACT: Final = "contact"
"""A contact's own paper, signed by its holder: it stands where a case has its request (§14)."""
CARD: Final = "card"
LETTER: Final = "letter"
CAPSULE: Final = "capsule"
CAPSULE_RECORD: Final = "capsule-record"
CLOSE: Final = "close"
CANNOT_ACT: Final = "cannot-act"
"""A holder's signed word that the service cannot act on a request (R26)."""
WISH: Final = "wish"
"""A student's signed word that one worker is asked first (section 25); gone when a room opens."""
HALVES: Final = 6
OWN: Final = 0
"""The student's own place among the wraps; workers' places start at 1."""


def half(place: int) -> str:
    """One of the six capsule halves, from 0 in the protocol's order (§5.1)."""
    return f"half/{place}"


def card_wrap(place: int) -> str:
    """The card key boxed to the recipient at this place."""
    return f"card-wrap/{place}"


def letter_wrap(place: int) -> str:
    """The letter key boxed to the recipient at this place."""
    return f"letter-wrap/{place}"


def epoch(number: int) -> str:
    """A signed epoch record."""
    return f"epoch/{number}"


def ack(number: int) -> str:
    """The student's signed acknowledgement of an epoch."""
    return f"ack/{number}"


def epoch_wrap(number: int, role: str) -> str:
    """The epoch key boxed to the member with this role (`student`, `worker`).

    The second member's is `worker`'s, in a contact too, where it is a holder.
    """
    return f"epoch-wrap/{number}/{role}"


def member_change(number: int) -> str:
    """The student's signed word for another worker in this epoch."""
    return f"member-change/{number}"


def key_change(number: int) -> str:
    """The student's signed word, by the old key, for new keys in this epoch."""
    return f"key-change/{number}"


def record(number: int) -> str:
    """An entry of the case's record (section 24)."""
    return f"record/{number}"


def record_wrap(number: int, role: str) -> str:
    """An entry's key, boxed to the holder of this role."""
    return f"record-wrap/{number}/{role}"


def audit_wrap(audit: bytes, number: int) -> str:
    """An entry's key, boxed to the auditor of one audit (R15): gone when its time is over."""
    return f"record-audit/{audit.hex()}/{number}"


def audit_finding(audit: bytes, role: str) -> str:
    """What that auditor found of the record, boxed to the holder of this role."""
    return f"record-finding/{audit.hex()}/{role}"


HANDOVER: Final = "handover"
"""The student's signed wish for another worker (section 17)."""
HANDOVER_CARD: Final = "handover-card"


def handover_wrap(place: int) -> str:
    """The key of the handover's card, boxed to the worker who is asked at this place."""
    return f"handover-wrap/{place}"


def of_handover(asked: int) -> frozenset[str]:
    """Every paper of a handover to this many workers."""
    wraps = {handover_wrap(place) for place in range(1, asked + 1)}
    return frozenset({HANDOVER, HANDOVER_CARD} | wraps)


def wraps_of(places: Iterable[int]) -> frozenset[str]:
    """Both wraps of the recipients at these places."""
    return frozenset(name for place in places for name in (card_wrap(place), letter_wrap(place)))


def worker_epoch_wraps(epochs: int) -> frozenset[str]:
    """The worker's wraps of all epochs up to this number."""
    return frozenset(epoch_wrap(number, "worker") for number in range(1, epochs + 1))


def of_request(recipients: int) -> frozenset[str]:
    """Every paper of one revision of a request with this many recipients."""
    fixed = {INTAKE, CARD, LETTER, CAPSULE, CAPSULE_RECORD, *(half(n) for n in range(HALVES))}
    return frozenset(fixed) | wraps_of(range(recipients + 1))
