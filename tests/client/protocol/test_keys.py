"""Bundles under secrets, and a holder's backups (attacks 12, 13)."""

import pytest

import crypto
from client.keys import KeyRing, Secret, open_bundle, seal_bundle, unwrap, wrap
from client.team import change_root, make_backup, open_backup_half, restore
from crypto import DoesNotOpen, Refused, Wrapping, wire
from tests.client.protocol.scenes import staff


def test_a_bundle_comes_back_by_any_of_its_secrets() -> None:
    ring = KeyRing.generate(side="student").with_entry("draft", "Ça va mal.".encode())
    key = crypto.random_bytes(32)
    blob = seal_bundle(ring, bundle_key=key, revision=4)
    words = Secret.generate("words")
    spoken = " ".join(crypto.words_of_secret(words.value))
    for secret, again in (
        (words, Secret.from_words(spoken)),
        (Secret.passphrase("ﬁve words"), Secret.passphrase("five words")),
    ):
        kept = wrap(secret, side="student", bundle_key=key)
        opened = unwrap(
            again, side="student", salt=kept.salt, wrapping=Wrapping(), wrapped=kept.wrapped
        )
        assert opened == key
        found = open_bundle(blob, bundle_key=opened, side="student", revision=4)
        assert found.to_bundle().encode() == ring.to_bundle().encode()
        _, fetch_key = again.keys(salt=kept.salt, wrapping=Wrapping())
        assert kept.verifier == wire.verifier(fetch_key)


def test_attack_13_a_wrong_secret_or_place_gives_one_uniform_failure() -> None:
    key = crypto.random_bytes(32)
    secret = Secret.generate("words")
    kept = wrap(secret, side="student", bundle_key=key)
    tries = [
        (Secret.generate("words"), "student", kept.salt, kept.wrapped),
        (Secret(kind="kit", value=secret.value), "student", kept.salt, kept.wrapped),
        (secret, "staff", kept.salt, kept.wrapped),
        (secret, "student", bytes(16), kept.wrapped),
        (secret, "student", kept.salt, kept.wrapped[:-1] + bytes([kept.wrapped[-1] ^ 1])),
        (secret, "student", kept.salt, b""),
    ]
    failures = set()
    for tried, side, salt, wrapped in tries:
        with pytest.raises(DoesNotOpen) as caught:
            unwrap(tried, side=side, salt=salt, wrapping=Wrapping(), wrapped=wrapped)
        failures.add(str(caught.value))
    assert len(failures) == 1


def test_an_older_or_other_bundle_does_not_open_as_this_one() -> None:
    key = crypto.random_bytes(32)
    blob = seal_bundle(KeyRing.generate(side="staff"), bundle_key=key, revision=1)
    for side, revision in (("staff", 2), ("student", 1)):
        with pytest.raises(DoesNotOpen):
            open_bundle(blob, bundle_key=key, side=side, revision=revision)


def test_a_bundle_of_another_side_inside_is_refused() -> None:
    key = crypto.random_bytes(32)
    inner = KeyRing.generate(side="student").to_bundle().encode()
    ad = wire.BundleAd(side="staff", revision=1).encode()
    blob = crypto.seal(key=key, ad=ad, plaintext=crypto.pad(inner))
    with pytest.raises(DoesNotOpen):
        open_bundle(blob, bundle_key=key, side="staff", revision=1)


def test_secrets_do_not_show_in_representations() -> None:
    ring = KeyRing.generate(side="student")
    shown = repr([ring, ring.sign, ring.box, ring.to_bundle(), Secret.generate("kit")])
    for value in (ring.sign.seed, ring.box.secret):
        assert value.hex() not in shown
        assert repr(value)[2:10] not in shown


def test_a_backup_comes_back_from_both_others_and_from_one_alone_does_not() -> None:
    people = staff()
    team = people.team()
    secret = people.roles["manager"].secret
    made = make_backup(
        role="manager", version=1, secret=secret, team=team, by=people.rings["manager"].sign
    )
    wire.check_backup(
        made.record.raw,
        halves=made.halves,
        role="manager",
        version=1,
        sign_key=wire.SignPublic(people.rings["manager"].sign.public),
    )
    others = ("coordinator", "deputy")
    halves = [
        open_backup_half(boxed, secret=people.roles[role], to=role)
        for role, boxed in zip(others, made.halves, strict=True)
    ]
    assert restore(halves) == secret
    assert secret not in (halves[0].half, halves[1].half)
    misled = crypto.box_to(recipient=people.roles["deputy"].public, plaintext=halves[0].encode())
    with pytest.raises(Refused):
        open_backup_half(misled, secret=people.roles["deputy"], to="deputy")
    for some in (halves[:1], [halves[0], halves[0]]):
        with pytest.raises(Refused):
            restore(some)
    with pytest.raises(Refused):
        wire.check_backup(
            made.record.raw,
            halves=made.halves[::-1],
            role="manager",
            version=1,
            sign_key=wire.SignPublic(people.rings["manager"].sign.public),
        )


def test_a_root_is_followed_by_its_own_word_alone() -> None:
    first, second, third = (crypto.SigningKey.generate() for _ in range(3))
    pinned = wire.SignPublic(first.public)
    changes = [
        change_root(old=first, new=second, number=1).raw,
        change_root(old=second, new=third, number=2).raw,
    ]
    assert wire.follow_root(pinned=pinned, changes=changes) == third.public
    assert wire.follow_root(pinned=wire.SignPublic(second.public), changes=changes) == third.public
    body = wire.RootChange(number=1, root=wire.SignPublic(third.public), previous=pinned)
    forged = wire.signed(body, key=third).raw
    for bad in ([forged], changes[::-1]):
        with pytest.raises(Refused):
            wire.follow_root(pinned=pinned, changes=bad)
