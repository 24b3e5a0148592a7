"""What the liar puts in place of the service's answers, where a story needs more than a refusal.

Pure: an answer in, another out. When each is told is the story's (test_lying.py).
"""

from dataclasses import replace
from typing import Final

from client.api import b64, unb64
from client.keys import KeyRing
from crypto import SigningKey, random_bytes, wire
from tests.hostile.forging import boxed, with_worker
from tests.hostile.proxy import Answer, AnswerRule, Call, Json
from tests.hostile.test_attack_08_ghost import GHOST, third_member

NO_TEAM: Final[Json] = {"root": None, "roster": None, "certificates": []}
"""There is no roster, as before the first was signed."""


def instead(fields: Json) -> AnswerRule:
    """These fields of an answer, whatever the service says."""
    return lambda _, answer: answer.but(**fields)


def without(text_of: int, answer: Answer) -> Answer:
    """A page of messages without the worker's from this counter on, its heads as they are."""
    kept = [m for m in answer.json()["messages"] if m["direction"] == 0 or m["counter"] < text_of]
    return answer.but(messages=kept)


def ghostly(_: Call, answer: Answer) -> Answer:
    """A third member in the worker's record, signed by the ghost."""
    rows = answer.json()["epochs"]
    if not rows:
        return answer
    record = wire.open_signed(unb64(rows[0]["record"]), wire.Epoch)
    crowded = third_member(record.body, GHOST.sign)
    return answer.but(epochs=[rows[0] | {"record": b64(crowded)}])


def by_a_stranger(_: Call, answer: Answer) -> Answer:
    """The worker's record as it is, signed by the liar's key."""
    rows = answer.json()["epochs"]
    if not rows:
        return answer
    key = SigningKey.generate()
    return answer.but(epochs=[rows[0] | {"record": b64(wire.signed(_first(rows), key=key).raw)}])


def swapped(_: Call, answer: Answer) -> Answer:
    """The liar's keys in the worker's place and a key boxed to both, all signed by the liar."""
    rows = answer.json()["epochs"]
    if not rows:
        return answer
    body, false = _first(rows), KeyRing.generate(side="staff")
    members = with_worker(body, sign_key=false.sign.public, box_key=false.box.public)
    named, wraps = boxed(replace(body, members=members), supervision=random_bytes(32))
    record = wire.signed(named, key=false.sign).raw
    return answer.but(epochs=[rows[0] | {"record": b64(record), "wrap": b64(wraps[0])}])


def _first(rows: list[Json]) -> wire.Epoch:
    return wire.open_signed(unb64(rows[0]["record"]), wire.Epoch).body


FALSE_WORKERS: Final = (ghostly, by_a_stranger, swapped)
"""Records of somebody who is not the worker that answered, or not alone."""
