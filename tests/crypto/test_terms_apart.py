"""Last term's pseudonyms cannot be joined to this term's by who has not the case's secret
(protocol.md section 11), but for the same secret they are one derivation."""

from collections.abc import Callable, Iterator
from hashlib import sha256

import pytest

import crypto
from client.supervision import EntryWords, SealedEntry, seal_entry
from crypto import wire
from tests.crypto.thief import NOW, House

CASES = 300
DAY = 86_400
LATER = NOW + 150 * DAY
RUN = 8
"""So many bytes alike are no accident."""

SECRETS = [sha256(b"case %d" % number).digest() for number in range(CASES)]

Guess = Callable[[bytes, str], bytes]
GUESSES: dict[str, Guess] = {
    "the tag itself": lambda tag, _: tag,
    "its hash": lambda tag, _: sha256(tag).digest()[:16],
    "a tag of the tag": lambda tag, term: wire.supervision_tag(secret=tag + bytes(16), term=term),
    "a tag of its hash": lambda tag, term: wire.supervision_tag(
        secret=sha256(tag).digest(), term=term
    ),
    "a tag of its words": lambda tag, term: wire.supervision_tag(
        secret=sha256(" ".join(crypto.tag_name(tag, count=11)).encode()).digest(), term=term
    ),
}


def tags(term: str) -> list[bytes]:
    """What the service is shown of every case in one term."""
    return [wire.supervision_tag(secret=secret, term=term) for secret in SECRETS]


def test_two_terms_are_two() -> None:
    assert wire.term_of(NOW) != wire.term_of(LATER)


def joined(guess: Guess) -> int:
    """How many of last term's tags are followed to one of this term's."""
    before, after = tags(wire.term_of(NOW)), set(tags(wire.term_of(LATER)))
    return sum(guess(tag, wire.term_of(LATER)) in after for tag in before)


@pytest.mark.parametrize("guess", GUESSES)
def test_no_tag_gives_the_next_terms(guess: str) -> None:
    assert joined(GUESSES[guess]) == 0


def test_with_the_secrets_every_one_is_found() -> None:
    secret_of = dict(zip(tags(wire.term_of(NOW)), SECRETS, strict=True))
    assert len(secret_of) == CASES
    by_secret: Guess = lambda tag, term: wire.supervision_tag(secret=secret_of[tag], term=term)  # noqa: E731 - as the guesses
    assert joined(by_secret) == CASES


def test_names_of_a_case_are_as_unlike_as_those_of_two() -> None:
    before = [set(crypto.tag_name(tag, count=2)) for tag in tags(wire.term_of(NOW))]
    after = [set(crypto.tag_name(tag, count=2)) for tag in tags(wire.term_of(LATER))]
    own = sum(len(one & two) for one, two in zip(before, after, strict=True))
    others = sum(len(one & two) for one in before for two in after) / CASES
    # Two words of 2,048 against two, 300 times: by chance 0.6 of them are the same.
    assert own <= 5 * others + 5
    assert others < 2


def shown(made: SealedEntry) -> dict[str, bytes]:
    """All that the service is given of an entry but its term."""
    wraps = {f"wrap of {role}": wrap for role, wrap in made.wraps.items()}
    return {"id": made.id, "tag": made.tag, "sealed": made.sealed} | wraps


def alike(one: SealedEntry, two: SealedEntry) -> Iterator[str]:
    """Fields of the one from which a run of bytes is anywhere in the other."""
    other = b"|".join(shown(two).values())
    for name, value in shown(one).items():
        if any(value[at : at + RUN] in other for at in range(len(value) - RUN + 1)):
            yield name


def test_entries_of_one_case_share_a_tag_in_a_term_and_nothing_in_two() -> None:
    house = House()
    team = house.team
    made = [
        seal_entry(
            EntryWords(theme="study", happened="The same words.", wish="The same wish."),
            ring=house.rings["worker"],
            certificate=house.certificates["worker"],
            supervision=SECRETS[0],
            team=team,
            now=now,
        )
        for now in (NOW, NOW + 60, LATER)
    ]
    assert list(alike(made[0], made[1])) == ["tag"]
    assert list(alike(made[0], made[2])) == []
