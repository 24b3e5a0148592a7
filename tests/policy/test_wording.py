"""The wordings that people agree to: what they must say, and that a digest names one exactly."""

import hashlib
from pathlib import Path

import pytest

from policy.profiles import load_profile, names
from policy.texts import Texts
from policy.wording import Terms, Variant, Wordings
from scripts.reviewing import as_reviewed


def digest(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=32, person=b"pl.wording".ljust(16, b"\0")).digest()


def wordings_of(profile: str, *, on: str = "", days: int = 1800) -> Wordings:
    switches = {name: name == on for name in load_profile(profile).switch_names()}
    terms = Terms(profile=profile, switches=switches, retention_days=days)
    return Wordings.of(texts=Texts.load(), digest=digest, terms=terms)


@pytest.fixture(scope="module")
def wordings() -> Wordings:
    return wordings_of("ucl")


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
    other = wordings_of("ucl", days=1)
    assert other.show(Variant.ADULT, "en").digest != wordings.show(Variant.ADULT, "en").digest
    assert "one day" in other.show(Variant.ADULT, "en").text


@pytest.mark.parametrize("profile", names())
def test_only_where_it_counts_the_end_of_a_degree_is_agreed_to(profile: str) -> None:
    said = "a year after that instead" in wordings_of(profile).show(Variant.ADULT, "en").text
    assert said is (profile == "portsmouth")


def test_an_unknown_language_gets_the_default_and_says_so(wordings: Wordings) -> None:
    assert wordings.show(Variant.STAFF, "xx").language == "en"


@pytest.mark.parametrize("profile", names())
def test_every_profile_has_a_whole_policy_that_fits_one_message(profile: str) -> None:
    policy = wordings_of(profile).policy("en")
    assert policy.digest == digest(policy.text.encode())
    assert policy.version == policy.digest.hex()[:8]
    assert "1800 days" in policy.text
    assert len(policy.text) <= 4096
    for heading in ("What is private\n", "The limits\n", "Numbers\n", "Your record\n"):
        assert heading in policy.text


def test_no_two_profiles_have_a_wording_in_common() -> None:
    students = (Variant.ADULT, Variant.UNDER_18)
    shown = [wordings_of(profile) for profile in names()]
    digests = {w.show(variant, "en").digest for w in shown for variant in students}
    assert len(digests) == len(students) * len(shown)
    assert len({w.policy("en").digest for w in shown}) == len(shown)


@pytest.mark.parametrize("profile", names())
def test_a_notice_names_the_version_of_the_policy_behind_it(profile: str) -> None:
    wordings = wordings_of(profile)
    for variant in (Variant.ADULT, Variant.UNDER_18):
        assert f"version {wordings.policy('en').version}." in wordings.show(variant, "en").text


def test_what_is_switched_on_is_said_and_changes_what_is_agreed_to() -> None:
    off, on = wordings_of("city"), wordings_of("city", on="security_times")
    said = "Security is told when you come for an appointment"
    for variant in (Variant.ADULT, Variant.UNDER_18):
        assert said not in off.show(variant, "en").text
        assert said in on.show(variant, "en").text
    assert on.policy("en").digest != off.policy("en").digest


def test_a_reviewed_translation_has_digests_of_its_own_and_names_its_own_policy(
    tmp_path: Path,
) -> None:
    texts = Texts.load(folder=as_reviewed(tmp_path / "locales", "cy"))
    wordings = Wordings.of(texts=texts, digest=digest, terms=Terms(profile="ucl", retention_days=9))
    welsh, english = wordings.show(Variant.ADULT, "cy"), wordings.show(Variant.ADULT, "en")
    assert (welsh.language, english.language) == ("cy", "en")
    assert welsh.digest == digest(welsh.text.encode()) != english.digest
    assert wordings.policy("cy").version in welsh.text
    assert wordings.policy("en").version not in welsh.text
    # Arabic has no reviewer, and is agreed to in English as before.
    assert wordings.show(Variant.ADULT, "ar") == english
    shown = {"cy": wordings.policy("cy").digest, "en": wordings.policy("en").digest}
    assert wordings.policies() == shown
