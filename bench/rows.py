"""A figure of the bench beside its target: how it is judged, shown and written down.

Pure; what is measured, and how, is not known here.
"""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure. `target` and `aim` bound it from below, or from above where `most`.

    Without a target it is shown and not judged. `beside`: what it was made from.
    """

    name: str
    value: float
    unit: str
    beside: str
    target: float | None = None
    aim: float | None = None
    most: bool = False

    def reaches(self, bound: float | None) -> bool | None:
        """Whether the value is on the right side of `bound`; None without one."""
        if bound is None:
            return None
        if math.isnan(self.value):
            return False
        return self.value <= bound if self.most else self.value >= bound

    @property
    def verdict(self) -> str:
        """`pass`, `MISS`, or `-` where nothing is asked; with the aim where there is one."""
        met = self.reaches(self.target)
        if met is None:
            return "-"
        said = "pass" if met else "MISS"
        return f"{said}, aim" if self.reaches(self.aim) else said

    @property
    def asked(self) -> str:
        """The bounds as text."""
        if self.target is None:
            return ""
        bound = f"{'≤' if self.most else '≥'} {self.target:g}"
        return bound if self.aim is None else f"{bound} (aim {self.aim:g})"

    def fields(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self) | {"met": self.reaches(self.target), "aim_met": self.reaches(self.aim)}


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown, as docs/performance.md shows them."""
    lines = ["| figure | value | asked | | from |", "|---|---|---|---|---|"]
    for row in rows:
        value = f"{shown(row.value)} {row.unit}"
        lines.append(f"| {row.name} | {value} | {row.asked} | {row.verdict} | {row.beside} |")
    return "\n".join(lines)


def shown(value: float) -> str:
    """Three digits that count."""
    if math.isnan(value) or value == 0:
        return f"{value:g}"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{digits}f}"
