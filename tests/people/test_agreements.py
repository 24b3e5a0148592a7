"""What somebody agreed to is one text in one language: a receipt names both as they go together."""

import pytest

from people.accounts import Side
from people.consents import Notice, read_agreement
from people.errors import Malformed
from policy.wording import Variant
from tests.fakes.devices import Device

ENGLISH, WELSH, STAFF = b"e" * 32, b"w" * 32, b"s" * 32
NOTICES = {
    ENGLISH: Notice(variant=Variant.ADULT, language="en", digest=ENGLISH),
    WELSH: Notice(variant=Variant.ADULT, language="cy", digest=WELSH),
    STAFF: Notice(variant=Variant.STAFF, language="en", digest=STAFF),
}


def read(digest: bytes, language: str) -> Notice:
    student = Device(7_400_000_001)
    signed = student.consent(digest, language=language)
    return read_agreement(signed, sign_key=student.keys.sign, side=Side.STUDENT, notices=NOTICES)


@pytest.mark.parametrize(("digest", "language"), [(ENGLISH, "en"), (WELSH, "cy")])
def test_a_reviewed_text_is_agreed_to_in_its_own_language(digest: bytes, language: str) -> None:
    assert read(digest, language) == NOTICES[digest]


@pytest.mark.parametrize(
    ("digest", "language"),
    [(ENGLISH, "cy"), (WELSH, "en"), (WELSH, "ar"), (STAFF, "en"), (b"u" * 32, "en")],
)
def test_no_other_pair_is_an_agreement(digest: bytes, language: str) -> None:
    with pytest.raises(Malformed):
        read(digest, language)
