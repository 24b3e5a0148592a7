"""Makes the conversations of a bench once, in a directory that later runs start from.

Run: python -m bench.prepare DIRECTORY PAIRS
"""

import asyncio
import pickle
import shutil
import sys
from pathlib import Path

from bench.population import populate
from bench.processes import Process


def prepare(home: Path, *, pairs: int) -> None:
    """`pairs` open conversations in `home`; nothing is done when they are there."""
    done = home / "pairs"
    if done.exists() and len(pickle.loads(done.read_bytes())) >= pairs:  # noqa: S301 - our own file
        return
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    server = Process.start("bench.serve", str(home / "data"), "--generous")
    try:
        said = server.read()
        url = f"http://127.0.0.1:{said['port']}"
        made = asyncio.run(populate(url, said["links"], pairs=pairs))
    finally:
        server.stop()
    done.write_bytes(pickle.dumps(made))


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), pairs=int(sys.argv[2]))
