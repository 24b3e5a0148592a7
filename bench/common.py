"""What every process of a bench shares with the service it measures: how it speaks, and its bot.

Must not: import the service. A generator is another process, and would load all of it each time.
"""

import json
import sys
from collections.abc import Mapping
from typing import Final

BOT_TOKEN: Final = "7000000003:AAbench-bench-bench-bench-bench-bench0"  # noqa: S105 - of no bot


def say_line(values: Mapping[str, object]) -> None:
    """One JSON object, as one line on standard output."""
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()
