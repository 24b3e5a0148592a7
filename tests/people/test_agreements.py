"""What somebody agreed to is one text in one language: a receipt names both as they go together."""

import pytest

from people.accounts import Side
from people.consents import MAX_CONSENTS, Consents, Notice, read_agreement
from people.errors import Malformed, TooMany
from policy.wording import Variant
from tests.contracts.people_contract import new_account
from tests.fakes.devices import Device
from tests.fakes.stores import in_memory

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


async def test_what_was_agreed_to_can_be_taken_back_however_much_was_said() -> None:
    people, device = in_memory().people, Device(7_400_000_001)
    new = new_account(device)
    await people.enrol(new)
    consents = Consents(accounts=people, notices=NOTICES)

    async def say(scope: str, action: str, digest: int = 0) -> None:
        shown = digest.to_bytes(32, "big")
        await consents.add(new.account, device.consent(shown, action=action, scope=scope))

    for number in range(MAX_CONSENTS - 1):
        await say("statistics", "agree", number)
    # Nothing was ever said about notices, and yet a no to them is taken.
    await say("contact", "withdraw")
    await say("statistics", "withdraw")
    await say("conversation", "withdraw")
    for scope, action in (
        ("contact", "withdraw"),
        ("contact", "agree"),
        ("statistics", "refuse"),
        ("other", "withdraw"),
    ):
        with pytest.raises(TooMany):
            await say(scope, action, 7)
    assert len(await people.consents(new.account.id)) == MAX_CONSENTS + 3
