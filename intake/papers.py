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
