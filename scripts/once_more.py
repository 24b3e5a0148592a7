"""Tries the files of stories that failed in the crowd once more, alone; exit 1 if they fail.

Here: what happens after a run of all tests that failed. Never here: a second try for anything but a
story in the browser, or for more of them than chance explains.

A story drives three phones in a real browser while every core is busy with others. What fails then
and holds alone is printed twice, as the failure that it was and by name at the end. Whatever is
broken fails again. The whole file is tried: its stories share a service, and what one leaves the
next may need. Usage: `python -m scripts.once_more STATUS`, pytest's own of that run.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
FAILED: Final = ROOT / ".pytest_cache/v/cache/lastfailed"
TESTS_FAILED: Final = 1
"""Pytest's status when every test was run and some failed; any other is no story's."""
MOST: Final = 3
"""More files than this at once is a fault of the app or the service."""
IN_THE_BROWSER: Final = ("tests/browser/", "tests/sandbox/test_page.py")


def worth_another_try(status: int, failed: list[str]) -> bool:
    """Whether the run ended as a whole, with nothing wrong but a few files of stories."""
    stories = all(one.startswith(IN_THE_BROWSER) for one in failed)
    return status == TESTS_FAILED and stories and 0 < len(files(failed)) <= MOST


def files(failed: list[str]) -> list[str]:
    """The files that these tests are in, each once."""
    return sorted({one.split("::")[0] for one in failed})


def main(status: int) -> int:
    """The status that the whole run ends with."""
    failed = sorted(json.loads(FAILED.read_text())) if FAILED.is_file() else []
    if not worth_another_try(status, failed):
        return status
    print("Failed beside the others, and tried once more alone:", *failed, sep="\n  ", flush=True)  # noqa: T201 - a command's answer
    again = subprocess.run([sys.executable, "-m", "pytest", *files(failed)], cwd=ROOT, check=False)  # noqa: S603 - our own tests
    if again.returncode == 0:
        print("HELD ONLY ALONE (see above how each failed):", *failed, sep="\n  ")  # noqa: T201 - a command's answer
    return again.returncode


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
