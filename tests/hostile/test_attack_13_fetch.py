"""Attack 13: wrapped keys without their fetch key, or a guessing oracle: one uniform failure."""

import re

import pytest

import crypto
from client.access import Person
from client.api import Json, Refused, b64, unb64
from client.keys import Secret, WrappedKey
from tests.client.test_holder import PASSPHRASE
from tests.hostile.proxy import Answer, Call
from tests.hostile.town import TELEGRAM, Stage

KINDS = ("words", "cloud", "passphrase", "kit")
TRIES = 5


async def guess(person: Person, kind: str, *, times: int = 1) -> list[Refused]:
    found = []
    for _ in range(times):
        body = {"kind": kind, "fetch_key": b64(crypto.random_bytes(32))}
        with pytest.raises(Refused) as refused:
            await person.api.post("/api/keys/fetch", body)
        found.append(refused.value)
    return found


async def launched(on: Stage, telegram: int, *, side: str = "staff") -> Person:
    person = on.person(telegram, side=side)
    await person.launch()
    return person


async def test_attack_13_every_failure_looks_alike_and_they_are_counted(on: Stage) -> None:
    known = await launched(on, TELEGRAM["Worker 1"])
    unknown = await launched(on, 123456789)
    for person in (known, unknown):
        for kind in KINDS:
            tries = await guess(person, kind, times=TRIES)
            assert {(t.status, t.code, str(t.answer)) for t in tries} == {
                (404, "not_found", "{'error': 'not_found'}")
            }
            (beyond,) = await guess(person, kind)
            assert (beyond.status, beyond.code) == (429, "slow_down")
    # The right key is refused too while the account is locked, and so it is no oracle.
    with pytest.raises(Refused) as refused:
        await known.recover(PASSPHRASE)
    assert refused.value.status == 429
    on.clock.pass_(3601)
    assert (await known.recover(PASSPHRASE))["role"] == "worker"


async def test_attack_13_salts_tell_nothing_of_who_is_here(on: Stage) -> None:
    answers: dict[tuple[int, str], Json] = {}
    for telegram in (TELEGRAM["Worker 1"], 123456789):
        person = await launched(on, telegram)
        for kind in KINDS:
            asked = {"kind": kind}
            answers[telegram, kind] = await person.api.post("/api/keys/salt", asked)
            assert await person.api.post("/api/keys/salt", asked) == answers[telegram, kind]
    salts = {answer["salt"] for answer in answers.values()}
    assert len(salts) == len(answers)
    rest = [{k: v for k, v in answer.items() if k != "salt"} for answer in answers.values()]
    assert all(each == rest[0] for each in rest)
    again = await launched(on, 123456789)
    stable = await again.api.post("/api/keys/salt", {"kind": "words"})
    assert stable == answers[123456789, "words"]


async def test_attack_13_the_server_cannot_use_the_device_as_an_oracle(on: Stage) -> None:
    """Whatever is served in place of wrapped key or bundle, one failure, and no sign-in."""
    liar = await on.liar()
    person = on.person(TELEGRAM["Worker 1"], side="staff", via=liar)
    spoiled = [
        lambda a: a.but(wrapped=b64(flipped(a.json()["wrapped"]))),
        lambda a: a.but(wrapped=b64(b"x")),
        lambda a: a.but(blob=b64(flipped(a.json()["blob"]))),
        lambda a: a.but(revision=a.json()["revision"] + 1),
    ]
    failures = set()
    for spoil in spoiled:

        def served(_: Call, answer: Answer, spoil: object = spoil) -> Answer:
            return spoil(answer)  # type: ignore[operator, no-any-return]

        liar.on_answer("POST /api/keys/fetch", served)
        with pytest.raises(crypto.DoesNotOpen) as caught:
            await person.recover(PASSPHRASE)
        failures.add(str(caught.value))
    assert len(failures) == 1
    assert liar.asked("POST /api/sessions") == []
    assert PASSPHRASE.value.decode() not in liar.left
    liar.repent()
    assert (await person.recover(PASSPHRASE))["role"] == "worker"


def flipped(text: str) -> bytes:
    data = bytearray(unb64(text))
    data[-1] ^= 1
    return bytes(data)


async def test_attack_13_what_the_server_keeps_of_a_secret_does_not_contain_it(on: Stage) -> None:
    liar = await on.liar()
    student = await on.student(via=liar)
    words = Secret.generate("words")
    await student.person.keep(words)
    (call,) = liar.asked("PUT /api/me/keys/words")
    assert set(call.json()) == {"salt", "verifier", "wrapped"}
    assert WrappedKey.__dataclass_fields__.keys() == {"kind", *call.json()}
    for spelling in (b64(words.value), words.value.hex()):
        assert f'"{spelling}"' not in liar.left
    # One word of the list may be a field's name, too; three of them in a row are none.
    spoken = crypto.words_of_secret(words.value)
    for some in zip(spoken, spoken[1:], spoken[2:], strict=False):
        assert not re.search(r"\W+".join(some), liar.left)
    assert b64(student.person.bundle_key) not in liar.left
    assert b64(student.person.ring.sign.seed) not in liar.left
    assert b64(student.person.ring.box.secret) not in liar.left
