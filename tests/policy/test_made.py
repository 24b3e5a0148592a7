"""What is made from the profiles is as they are now: digests for the Mini App, a page to read."""

from scripts.policies import DIGESTS, PAGE, digests
from scripts.policytable import page


def test_the_digests_are_up_to_date() -> None:
    assert DIGESTS.read_text("utf-8") == digests(), "run `make policies`"


def test_the_table_of_policies_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `make policies`"
