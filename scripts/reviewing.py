"""A copy of policy/locales in which languages count as reviewed: what would be shown if they were.

For the digests that both sides have to agree on before anybody reviews anything, and for tests.
Never for a deployment: its reviewers are people with a name.
"""

import json
import shutil
from pathlib import Path
from typing import Final

from policy.entries import LOCALES, read_entries, review_digest
from policy.languages import load_groups, members

REVIEWER: Final = {"by": "A reviewer of the tests", "on": "2026-01-01"}


def as_reviewed(folder: Path, *languages: str) -> Path:
    """Copies all texts to `folder`, which must not be there yet, every group of these reviewed."""
    shutil.copytree(LOCALES, folder)
    english = read_entries(folder / "en")
    for language in languages:
        own = read_entries(folder / language)
        path = folder / language / "language.json"
        about = json.loads(path.read_text(encoding="utf-8"))
        for group, patterns in load_groups(folder).items():
            digest = review_digest(members(english, patterns), english=english, own=own)
            about["reviews"][group] = {**REVIEWER, "digest": digest}
        path.write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    return folder
