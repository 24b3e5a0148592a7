"""Check the texts of policy/locales and write them down as a start reads them (`make build`).

One line per fault and exit code 1 where there is one; nothing is written then.
"""

import sys

from policy.checked import BUILT, build
from policy.entries import LOCALES, TextsError, available
from policy.languages import SOURCE


def main() -> int:
    """The command. 0 when every text was fit to be kept."""
    try:
        build(LOCALES, available(), SOURCE, path=BUILT)
    except TextsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
