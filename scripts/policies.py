"""Writes what is made from the policy profiles: docs/policies.md, and the digests of wordings.

Run by `make policies`. Tests hold the files equal to the profiles and texts; the Mini App's tests
find the same digests, so both sides show the same letters.
"""

import json
from itertools import product
from pathlib import Path
from typing import Final

import crypto
from policy.profiles import load_profile, names
from policy.texts import Texts
from policy.wording import TEXT_OF, Terms, Variant, Wordings
from scripts.policytable import page

ROOT: Final = Path(__file__).resolve().parent.parent
DIGESTS: Final = ROOT / "tests" / "policy" / "digests.json"
PAGE: Final = ROOT / "docs" / "policies.md"
DAYS: Final = (1, 180, 2192)


def digests() -> str:
    """The digests of each profile's policy and notices, for some terms, as JSON."""
    texts = Texts.load()
    rows = []
    for profile in names():
        for on, days in product((False, True), DAYS):
            switches = dict.fromkeys(sorted(load_profile(profile).switch_names()), on)
            if on and not switches:
                continue
            terms = Terms(profile=profile, switches=switches, retention_days=days)
            rows.append(_row(texts, terms))
    return json.dumps(rows, indent=1) + "\n"


def _row(texts: Texts, terms: Terms) -> dict[str, object]:
    wordings = Wordings.of(
        texts=texts, digest=lambda shown: crypto.digest("pl.wording", shown), terms=terms
    )
    students = (Variant.ADULT, Variant.UNDER_18)
    return {
        "profile": terms.profile,
        "switches": [name for name, on in terms.switches.items() if on],
        "retention_days": terms.retention_days,
        "policy": wordings.policy("en").digest.hex(),
        **{TEXT_OF[each]: wordings.show(each, "en").digest.hex() for each in students},
    }


def main() -> None:
    """Write them."""
    DIGESTS.write_text(digests(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
