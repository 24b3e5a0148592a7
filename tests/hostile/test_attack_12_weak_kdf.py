"""Attack 12: weak (or crushing) KDF parameters from the server are refused before any work."""

import pytest

import crypto
from client.api import b64
from client.keys import Secret
from tests.hostile.town import TELEGRAM, Stage

GIB = 1024 * 1024
WEAK = [
    {"memory": 8},
    {"memory": 64 * 1024 - 1},
    {"passes": 2},
    {"passes": 0},
    {"lanes": 2},
    {"lanes": 0},
    {"memory": GIB + 1},
    {"memory": 2**40},
    {"passes": 17},
    {"passes": 2**31},
    {"memory": -1},
]


def never(*_: object) -> bytes:
    raise AssertionError("a secret was stretched")


async def test_attack_12_weak_parameters_are_refused_and_no_fetch_key_leaves(
    on: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    liar = await on.liar()
    monkeypatch.setattr(crypto.kdf, "crypto_pwhash_alg", never)
    for weak in WEAK:
        person = on.person(TELEGRAM["Worker 1"], side="staff", via=liar)
        liar.on_answer("POST /api/keys/salt", lambda _, a, weak=weak: a.but(**weak))  # type: ignore[misc]
        with pytest.raises(crypto.WeakParameters):
            await person.recover(Secret.passphrase("correct horse battery"))
    assert len(liar.asked("POST /api/keys/salt")) == len(WEAK)
    assert liar.asked("POST /api/keys/fetch") == []
    assert liar.asked("POST /api/sessions") == []


async def test_attack_12_other_parameters_or_salt_than_those_sealed_do_not_open(on: Stage) -> None:
    """Parameters within bounds but not one's own: the fetch key is another, and gets nothing."""
    liar = await on.liar()
    person = on.person(TELEGRAM["Worker 1"], side="staff", via=liar)
    for change in ({"passes": 4}, {"salt": b64(bytes(16))}):
        liar.on_answer("POST /api/keys/salt", lambda _, a, change=change: a.but(**change))  # type: ignore[misc]
        with pytest.raises(Exception, match="404 not_found"):
            await person.recover(Secret.passphrase("correct horse battery"))
    liar.repent()
    me = await person.recover(Secret.passphrase("correct horse battery"))
    assert me["role"] == "worker"
