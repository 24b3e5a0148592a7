"""What the liar puts in place of the service's answers, where a story needs more than a refusal.

Pure: an answer in, another out. When each is told is the story's (test_lying.py).
"""

from typing import Final

from client.api import b64, unb64
from crypto import SigningKey, wire
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


def swapped(_: Call, answer: Answer) -> Answer:
    """The worker's keys in their own record replaced by the liar's, and signed by it."""
    rows = answer.json()["epochs"]
    if not rows:
        return answer
    body = wire.open_signed(unb64(rows[0]["record"]), wire.Epoch).body
    key = SigningKey.generate()
    return answer.but(epochs=[rows[0] | {"record": b64(wire.signed(body, key=key).raw)}])
