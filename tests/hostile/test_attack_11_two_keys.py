"""Attack 11: a ciphertext that the plain cipher opens under two keys opens under none."""

import pytest

import crypto
from client.api import b64, unb64
from client.asking import Story
from crypto import CryptoError, wire
from tests.hostile.proxy import Answer, Call
from tests.hostile.town import HELLO, LETTER, Stage, whats
from tests.vectors.twokeys import opens_under_both


def expanded(key: bytes, ad: bytes, nonce: bytes) -> bytes:
    """Cipher key and commitment (protocol.md section 1.2)."""
    data = len(ad).to_bytes(4, "big") + ad + nonce
    return crypto.derive("pl.seal", key=key, data=data, size=64)


async def test_attack_11_a_message_for_two_keys_opens_under_neither(on: Stage) -> None:
    """Made by a writer who knows both keys: the real one, and one to be shown to somebody else."""
    room = await on.room()
    conversation = room.theirs.conversation
    envelope = conversation.write("To be replaced.", now=int(on.clock.now()))
    header, _ = wire.read_message(envelope.message)
    real = wire.direction_key(
        epoch_key=conversation.joined.key,
        record=conversation.joined.record,
        direction=wire.Direction.FROM_WORKER,
    )
    other, nonce = crypto.random_bytes(32), crypto.random_bytes(24)
    ad = header.raw
    keys = [expanded(key, ad, nonce) for key in (real, other)]
    crafted = opens_under_both(first=keys[0][:32], second=keys[1][:32], nonce=nonce, ad=ad)
    opened = 0
    for commitment in (keys[0][32:], keys[1][32:]):
        sealed = nonce + commitment + crafted
        for key in (real, other):
            try:
                crypto.open_sealed(key=key, ad=ad, sealed=sealed)
                opened += 1
            except CryptoError:
                continue
        fresh = await room.student.enter(room.case)
        message = wire.Message(ad=ad, sealed=sealed).encode()
        fresh.take({"epoch": 1, "message": b64(message)})
        assert whats(fresh) in (["unreadable"], ["malformed"])
        assert [text for _, text in fresh.said()] == [HELLO]
    # The plain cipher takes both; each commitment holds one of them to its own key, no more.
    assert opened == 2


async def test_attack_11_a_letter_under_another_key_than_its_commitments_is_refused(
    on: Stage,
) -> None:
    liar = await on.liar()
    student, worker = await on.student(), await on.worker(via=liar)
    case = await student.ask(Story(text=LETTER))

    def recommitted(_: Call, answer: Answer) -> Answer:
        letter = unb64(answer.json()["letter"])
        return answer.but(letter=b64(letter[:24] + crypto.random_bytes(32) + letter[56:]))

    liar.on_answer("POST /api/queue/.*/claim", recommitted)
    with pytest.raises(CryptoError):
        await worker.claim(case)
    assert worker.letters == {}
    liar.repent()
    assert (await worker.claim(case)).text == LETTER
