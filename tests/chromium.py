"""Which Chromium opens the pages, and how it is started.

Debian builds two from one source: the browser, and its headless shell, which draws and runs the
same pages with a quarter less processor time, since it has no windows to keep. Stories take the
shell where it is installed; the whole path, the sandbox's own page and the pictures always take the
browser.
"""

from pathlib import Path
from typing import Final

BROWSER: Final = "/usr/bin/chromium"
SHELL: Final = "/usr/bin/chromium-headless-shell"
ARGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def quickest() -> str:
    """The shell, or the browser on a machine that has only that."""
    return SHELL if Path(SHELL).exists() else BROWSER
