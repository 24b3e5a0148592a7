"""Released tables as lines and documents, for `peerlink stats`. Nothing is counted here.

Every number is shown as the lead's device signed it: small ones as 1-7, others rounded.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import control
from crypto import CryptoError, wire
from storage.errors import StorageUnavailable
from storage.layout import Layout
from storage.released import released_of_files


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table of one period. Counts are texts: as they are shown."""

    period: str
    name: str
    cells: Sequence[tuple[str, str]]
    total: str

    def document(self) -> dict[str, object]:
        """As JSON has it."""
        return {
            "period": self.period,
            "name": self.name,
            "counts": dict(self.cells),
            "total": self.total,
        }


async def read_tables(data: Path) -> Sequence[Table]:
    """Ask the running service, else read its files.

    Raises StorageUnavailable, KeysRefused or control.Refused.
    """
    answer = await control.ask(data, "stats")
    if answer is None:
        signed = await asyncio.to_thread(released_of_files, Layout.at(data))
    else:
        tables = answer["tables"]
        signed = [bytes.fromhex(each) for each in tables] if isinstance(tables, list) else []
    return [_read(each) for each in signed]


def lines_of(tables: Iterable[Table]) -> Sequence[str]:
    """For people."""
    lines = list[str]()
    for table in tables:
        widest = max(len(label) for label, _ in (*table.cells, ("total", "")))
        lines.append(f"{table.period}  {table.name}")
        lines += [f"  {label:<{widest}}  {shown:>7}" for label, shown in table.cells]
        lines.append(f"  {'total':<{widest}}  {table.total:>7}")
    return lines or ["No table has been released yet."]


def _read(signed: bytes) -> Table:
    try:
        body = wire.open_signed(signed, wire.NumbersTable).body
    except CryptoError:
        raise StorageUnavailable("A released table cannot be read.") from None
    return Table(
        period=body.period,
        name=body.name,
        cells=[(cell.label, cell.shown) for cell in body.cells],
        total=body.total,
    )
