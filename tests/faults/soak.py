"""Thousands of kills by hand: python -m tests.faults.soak talks --cycles 3000 [--seed N]

Prints what was done as one line of JSON; ends with the seed and a traceback when a promise broke.
"""

import argparse
import asyncio
import json
import logging
import secrets
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.days import kill_days
from tests.faults.kills import kill_talks
from tests.faults.scene import make_team

KINDS = {"talks": kill_talks, "days": kill_days}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Kill the service again and again.")
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("--cycles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=secrets.randbits(32))
    asked = parser.parse_args()
    # The Telegram beside the service complains of every caller that dies in mid-call.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        team = make_team(home / "team")
        began = time.monotonic()
        work = KINDS[asked.kind](team, home / "data", cycles=asked.cycles, seed=asked.seed)
        counted = asyncio.run(work)
        took = round(time.monotonic() - began)
    found = {"kind": asked.kind, "seed": asked.seed, "seconds": took, **counted}
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
