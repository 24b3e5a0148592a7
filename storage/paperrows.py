"""Papers of a case, each sealed once more under the case's key (protocol.md section 8).

Names and bytes only; which paper means what is intake's.
"""

from collections.abc import Iterable, Mapping, Sequence

import crypto
from storage.casekeys import CaseKey
from storage.transaction import Params, Reads, Transaction

_PUT = """
INSERT INTO papers (conversation, name, sealed) VALUES (:conversation, :name, :sealed)
ON CONFLICT (conversation, name) DO UPDATE SET sealed = excluded.sealed
"""


def sealed(key: CaseKey, papers: Mapping[str, bytes]) -> Sequence[tuple[str, bytes]]:
    """Each paper with its name, sealed to this case and this name."""
    return [
        (
            name,
            key.seal(table="papers", column="sealed", row_key=_row_key(key, name), value=paper),
        )
        for name, paper in papers.items()
    ]


async def put(tx: Transaction, conversation: int, rows: Sequence[tuple[str, bytes]]) -> None:
    """Keep sealed papers in place of those with the same names."""
    params: list[Params] = [
        {"conversation": conversation, "name": name, "sealed": paper} for name, paper in rows
    ]
    if params:
        await tx.many(_PUT, params)


async def drop(tx: Transaction, conversation: int, names: Iterable[str]) -> None:
    """Delete papers; those that are not there are no error."""
    params: list[Params] = [{"conversation": conversation, "name": name} for name in names]
    if params:
        await tx.many(
            "DELETE FROM papers WHERE conversation = :conversation AND name = :name", params
        )


async def read(reads: Reads, key: CaseKey, names: frozenset[str]) -> Mapping[str, bytes]:
    """Those of the named papers that are kept. Raises crypto.DoesNotOpen when one was altered."""
    wanted = {f"n{number}": name for number, name in enumerate(sorted(names))}
    if not wanted:
        return {}
    places = ", ".join(f":{place}" for place in wanted)
    # Only placeholders of our own are put into the text.
    sql = (
        "SELECT name, sealed FROM papers WHERE conversation = "  # noqa: S608
        f"(SELECT conversation FROM cases WHERE case_id = :case) AND name IN ({places})"
    )
    rows = await reads.all(sql, {"case": key.case, **wanted})
    return {
        row["name"]: key.open(
            table="papers",
            column="sealed",
            row_key=_row_key(key, row["name"]),
            sealed=row["sealed"],
        )
        for row in rows
    }


def _row_key(key: CaseKey, name: str) -> bytes:
    return crypto.encode("paper", key.case, name)
