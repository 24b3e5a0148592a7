"""A student's own record, opened from the server's bundle with their keys alone (R13).

Reads lines that were fetched before; nothing here talks to a server.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from client.api import Api, Json, b64, unb64
from client.asking import open_letter
from client.history import note, reopen_known, rows_of
from client.keys import KeyRing
from client.live import LiveRoom
from crypto import Refused, wire
from crypto.wire import STUDENT_ENTRY, CaseId, Direction, Intake

__all__ = ["Export", "Exported", "open_export"]


@dataclass(frozen=True, kw_only=True)
class Exported:
    """One conversation. `letter` is None of a contact; `said` stands, by who wrote it."""

    case: CaseId
    letter: str | None = field(repr=False)
    said: Sequence[tuple[Direction, str]] = field(repr=False)
    whole: bool


@dataclass(frozen=True, kw_only=True)
class Export:
    """Everything of a bundle: `me` and `accesses` as docs/api.md says."""

    me: Json = field(repr=False)
    accesses: Json = field(repr=False)
    conversations: Sequence[Exported]


class _Kept(Api):
    """The pages of one case, answered as the server answered them."""

    def __init__(self, pages: Sequence[Json]) -> None:
        self._pages = pages

    async def messages(
        self,
        case: bytes,  # noqa: ARG002 - there is one
        *,
        epoch: int,
        after: Sequence[int],
        limit: int = 200,  # noqa: ARG002 - all of it is at hand
    ) -> Json:
        """The epoch's messages beyond `after`, all at once."""
        pages = [page for page in self._pages if page["heads"]["epoch"] == epoch]
        if not pages:
            raise Refused("The bundle lacks an epoch's messages.")
        fresh = [m for p in pages for m in p["messages"] if m["counter"] > after[m["direction"]]]
        return {"messages": fresh, "heads": pages[-1]["heads"], "more": False}


async def open_export(text: str, *, ring: KeyRing) -> Export:
    """Open a bundle. Raises Refused when it was cut short or is not this person's."""
    try:
        lines: list[Json] = [json.loads(line) for line in text.splitlines()]
        kinds = [line["t"] for line in lines]
    except (ValueError, KeyError, TypeError):
        raise Refused("This is no bundle.") from None
    if kinds[:2] != ["me", "accesses"] or kinds[-1] != "end" or kinds.count("end") != 1:
        raise Refused("The bundle is not whole.")
    cases: list[tuple[Json, list[Json]]] = []
    for line in lines[2:-1]:
        if line["t"] == "case":
            cases.append((line["content"], []))
        elif cases:
            cases[-1][1].append(line["content"])
    return Export(
        me=lines[0]["content"],
        accesses=lines[1]["content"],
        conversations=[await _opened(found, pages, ring) for found, pages in cases],
    )


async def _opened(found: Json, pages: Sequence[Json], ring: KeyRing) -> Exported:
    case = CaseId(unb64(found["case"]))
    kept = ring.others.get(note(case))
    newest = None if kept is None else wire.RecordHash(kept)
    joined = reopen_known(rows_of(found), ring=ring, newest=newest)
    letter = _letter(found, ring) if "intake" in found else None
    if not joined:
        return Exported(case=case, letter=letter, said=(), whole=not found["epochs"])

    async def follow(_: Json, __: object) -> Sequence[object]:
        return ()

    room = await LiveRoom.read(joined, api=_Kept(pages), now=int, follow=follow)  # type: ignore[arg-type]
    whole = not room.findings and len(joined) == len(found["epochs"])
    return Exported(case=case, letter=letter, said=room.said(), whole=whole)


def _letter(found: Json, ring: KeyRing) -> str:
    intake = wire.open_signed(unb64(found["intake"]), Intake)
    box = dict(ring.identities).get(intake.key)
    if box is None or b64(intake.body.case) != found["case"]:
        raise Refused("The request is not one's own.")
    opened = open_letter(
        unb64(found["letter"]),
        wrap=unb64(found["wraps"]["letter"]),
        intake=intake,
        box=box,
        me=STUDENT_ENTRY,
    )
    return opened.text
