"""Writes what is made from the policy profiles: docs/policies.md, and the digests of wordings.

Run by `make policies`. Tests hold the files equal to the profiles and texts; the Mini App's tests
find the same digests, so both sides show the same letters.
"""

import json
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import crypto
from policy.entries import available
from policy.languages import SOURCE
from policy.profiles import load_profile, names
from policy.texts import Texts
from policy.wording import TEXT_OF, Terms, Variant, Wordings
from scripts.policytable import page
from scripts.reviewing import as_reviewed

ROOT: Final = Path(__file__).resolve().parent.parent
DIGESTS: Final = ROOT / "tests" / "policy" / "digests.json"
PAGE: Final = ROOT / "docs" / "policies.md"
DAYS: Final = (1, 180, 2192)


def digests() -> str:
    """The digests of each profile's policy and notices, for some terms, as JSON."""
    texts = Texts.load()
    rows = _translated()
    for profile in names():
        for on, days in product((False, True), DAYS):
            switches = dict.fromkeys(sorted(load_profile(profile).switch_names()), on)
            if on and not switches:
                continue
            terms = Terms(profile=profile, switches=switches, retention_days=days)
            rows.append(_row(texts, terms, "en"))
    return json.dumps(rows, indent=1) + "\n"


def _translated() -> list[dict[str, object]]:
    """The same for each profile in the other languages, as if they had been reviewed."""
    others = [language for language in available() if language != SOURCE]
    with TemporaryDirectory() as folder:
        texts = Texts.load(folder=as_reviewed(Path(folder) / "locales", *others))
    return [
        _row(texts, Terms(profile=profile, switches={}, retention_days=days), language)
        for profile, language, days in product(names(), others, DAYS[:2])
        if not load_profile(profile).switch_names()
    ]


def _row(texts: Texts, terms: Terms, language: str) -> dict[str, object]:
    wordings = Wordings.of(
        texts=texts, digest=lambda shown: crypto.digest("pl.wording", shown), terms=terms
    )
    students = (Variant.ADULT, Variant.UNDER_18)
    shown = {each: wordings.show(each, language) for each in students}
    if {one.language for one in shown.values()} != {language}:
        raise ValueError("a translation of a notice is not shown")
    return {
        "profile": terms.profile,
        "language": language,
        "switches": [name for name, on in terms.switches.items() if on],
        "retention_days": terms.retention_days,
        "policy": wordings.policy(language).digest.hex(),
        **{TEXT_OF[each]: one.digest.hex() for each, one in shown.items()},
    }


def main() -> None:
    """Write them."""
    DIGESTS.write_text(digests(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
