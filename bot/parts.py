"""Where the parts of the service that are no code of this package lie. Paths only."""

from pathlib import Path
from typing import Final

MINI_APP: Final = Path(__file__).resolve().parent.parent / "miniapp" / "dist"
