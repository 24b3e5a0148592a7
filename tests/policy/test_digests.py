"""The digests that the Mini App's tests compare with are those of the texts as they are now."""

from scripts.policies import DIGESTS, digests


def test_the_digests_are_up_to_date() -> None:
    assert DIGESTS.read_text("utf-8") == digests(), "run `make policies`"
