"""The wordings that people agree to: what they must say, and that a digest names one exactly."""

import hashlib

import pytest

from policy.texts import Texts
from policy.wording import Variant, Wordings


def digest(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=32, person=b"pl.wording".ljust(16, b"\0")).digest()


@pytest.fixture(scope="module")
def wordings() -> Wordings:
    return Wordings.of(texts=Texts.load(), digest=digest, retention_days=1800)


@pytest.mark.parametrize("variant", [Variant.ADULT, Variant.UNDER_18])
def test_both_notices_say_what_must_be_known_before_agreeing(
    wordings: Wordings, variant: Variant
) -> None:
    text = wordings.show(variant, "en").text
    for said in (
        "Only you and the student worker",
        "without using your name",
        "may be seriously harmed",
        "try to talk to you first",
        "not listed in My record",
        "kept even if you erase",
        "Two named people must agree",
        "Telegram can see that you use this bot",
        "1800 days",
        "works for the university",
    ):
        assert said in text


def test_the_limits_differ_for_people_under_18(wordings: Wordings) -> None:
    adult, young = (wordings.show(v, "en") for v in (Variant.ADULT, Variant.UNDER_18))
    assert "Being under 18 is not a worry in itself" in young.text
    assert "Being under 18" not in adult.text
    assert adult.digest != young.digest


def test_a_digest_names_exactly_what_was_shown(wordings: Wordings) -> None:
    for variant in Variant:
        shown = wordings.show(variant, "en")
        assert shown.digest == digest(shown.text.encode())
        assert wordings.find(shown.digest) == shown
        assert shown.version == shown.digest.hex()[:8]
    assert wordings.find(bytes(32)) is None


def test_another_retention_is_another_wording(wordings: Wordings) -> None:
    other = Wordings.of(texts=Texts.load(), digest=digest, retention_days=1)
    assert other.show(Variant.ADULT, "en").digest != wordings.show(Variant.ADULT, "en").digest
    assert "one day" in other.show(Variant.ADULT, "en").text


def test_an_unknown_language_gets_the_default_and_says_so(wordings: Wordings) -> None:
    assert wordings.show(Variant.STAFF, "xx").language == "en"
