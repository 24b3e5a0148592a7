"""What keeps things from being destroyed on their day: postponements and holds; and how much
falls due when. Rules are supervision/keeping.py's (protocol.md section 8).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from crypto.wire import CaseId
from people.accounts import HOLDERS, Role
from storage.audit import Audit
from storage.clock import Clock, hour_of
from storage.database import Row
from storage.flagchain import FlagChain
from storage.flagrows import read_flag
from storage.rolesets import AMONG_HOLDERS, roles_of, text_of
from storage.transaction import Reads, Transaction
from storage.writer import Store
from supervision.errors import Exists, Full, NotFound
from supervision.flag_ports import Box
from supervision.flags import FlagId
from supervision.keeping import (
    DAY,
    MOST_ENDED,
    MOST_HOLDS,
    OPEN_LONG_DAYS,
    RECORDS,
    Hold,
    HoldId,
    HoldState,
    Keeping,
    Kind,
    Month,
    Postponement,
    Terms,
    Why,
)

IN_FORCE: Final = "h.state IN ('held', 'ending')"
FREE_RECORD: Final = f"""
NOT EXISTS (SELECT 1 FROM postponements p WHERE p.kind = :kind AND p.until > :now)
AND NOT EXISTS (SELECT 1 FROM holds h WHERE {IN_FORCE} AND (
    (h.kind = :kind AND h.reference = t.id) OR t.ended BETWEEN h.since AND h.until))
"""  # noqa: S608 -- conditions of our own
"""Whether a record `t` of the kind :kind may be destroyed :now."""
_ENDED_IN: Final = f"""
CASE WHEN t.ended IS NULL THEN t.due BETWEEN h.due_since AND h.due_until + {DAY}
ELSE t.ended BETWEEN h.since - {DAY - 1} AND h.until END
"""
"""Whether a closed case `t` ended in the period of a hold `h`, or may have: of an end its day is
kept, and where even that is not (before migration 26) the day on which the case is due."""
FREE_CASE: Final = f"""
NOT EXISTS (SELECT 1 FROM postponements p WHERE p.until > :erase
    AND p.kind = CASE WHEN t.about IS NULL THEN 'conversation' ELSE 'contact' END)
AND NOT EXISTS (SELECT 1 FROM holds h WHERE {IN_FORCE} AND (
    h.reference = t.case_id OR {_ENDED_IN}))
"""  # noqa: S608 -- conditions of our own
"""The same of a closed case `t` at :erase."""
_HELD: Final = f"""
SELECT 1 FROM cases t JOIN holds h ON {IN_FORCE} AND (h.reference = t.case_id OR
    CASE WHEN t.state = 'closed' THEN {_ENDED_IN}
    ELSE :now BETWEEN h.since AND h.until END)
WHERE t.case_id = :case LIMIT 1
"""  # noqa: S608 -- conditions of our own
_MINE: Final = {
    Kind.CONCERN: AMONG_HOLDERS,
    Kind.REPORT: AMONG_HOLDERS,
    Kind.NOTE: ":role IN ('coordinator', 'manager')",
    Kind.DISCLOSURE: ":role IN (requester, approver)",
}
TABLES: Final = {
    Kind.CONCERN: "flags",
    Kind.NOTE: "entries",
    Kind.DISCLOSURE: "disclosures",
    Kind.REPORT: "reports",
}
_ENDED: Final = {
    **{
        kind: f"SELECT ended FROM {TABLES[kind]} WHERE ended IS NOT NULL AND {_MINE[kind]}"  # noqa: S608
        for kind in RECORDS
    },
    # Kept from its hour on.
    Kind.ENQUIRY: "SELECT hour AS ended FROM enquiries",
    # In its own row `ended` says only whether it is over.
    Kind.AUDIT: "SELECT until AS ended FROM record_audits WHERE ended = 1",
}
"""When what a role may know of ended, by kind: not of cases, whose day stands in their rows."""
_BEGAN: Final = {
    Kind.CONCERN: "received",
    Kind.NOTE: "CAST(strftime('%s', substr(week, 1, 4) || '-01-01') AS INTEGER)"
    " + (CAST(substr(week, 7) AS INTEGER) - 1) * 604800",
    Kind.DISCLOSURE: "made",
    Kind.REPORT: "received",
}
_PUT: Final = """
INSERT INTO holds (id, state, reason, asked_by, agreed_by, ending_by, hour, kind, reference,
    since, until, due_since, due_until, known_to)
VALUES (:id, :state, :reason, :asked_by, NULL, NULL, :hour, :kind, :reference,
    :since, :until, :since + :shift, :until + :shift, :known_to)
"""
_COUNT: Final = "SELECT count(*) AS found FROM holds WHERE asked_by = :by AND state <> 'ended'"
_FORGET: Final = """
DELETE FROM holds WHERE asked_by = :by AND state = 'ended' AND id NOT IN (
    SELECT id FROM holds WHERE asked_by = :by AND state = 'ended'
    ORDER BY hour DESC, rowid DESC LIMIT :most)
"""


class SqlHolds:
    """The store's side; each change in one transaction with its row on record."""

    def __init__(self, *, store: Store, audit: Audit, chain: FlagChain, clock: Clock) -> None:
        self._store = store
        self._audit = audit
        self._chain = chain
        self._clock = clock

    async def keeping(self, role: Role, terms: Terms) -> Keeping:
        """What a role sees: of concerns and disclosures those that it holds itself, and no hold
        because of a concern that it may not read."""
        now = int(self._clock.now())

        async def query(reads: Reads) -> Keeping:
            due = [m for kind in _ENDED for m in await _due(reads, kind, role, terms)]
            due += await _due_cases(reads)
            holds = [_hold(row) for row in await reads.all("SELECT * FROM holds ORDER BY hour")]
            return Keeping(
                due=sorted(due, key=lambda each: (each.month, each.kind)),
                open_long={kind: await _open_long(reads, kind, role, now=now) for kind in RECORDS},
                destroyed=await destroyed(reads, role),
                postponed=await _postponed(reads, now=now),
                holds=[each for each in holds if each.shown_to(role)],
            )

        return await self._store.read(query)

    async def postpone(self, new: Postponement, *, by: Role) -> None:
        """Keep a postponement."""

        async def unit(tx: Transaction) -> None:
            row = {"kind": new.kind.value, "until": new.until, "reason": new.reason.value}
            await tx.execute(
                "INSERT INTO postponements (kind, until, reason, hour) "
                "VALUES (:kind, :until, :reason, :hour)",
                row | {"hour": hour_of(self._clock.now())},
            )
            await self._audit.append(tx, event="keeping.postponed", role=by.value)

        await self._store.write(unit)

    async def ask(self, new: Hold, *, shift: int, concern: FlagId | None, box: Box) -> Hold:
        """Keep a hold that nobody agreed to yet, as known to who may read `concern`.

        Raises Exists, Full; NotFound for a concern that who asks may not read.
        """

        async def unit(tx: Transaction) -> Hold:
            asked = replace(new, known_to=await _readers(tx, concern, by=new.asked_by))
            if await tx.one("SELECT 1 FROM holds WHERE id = :id", {"id": new.id}):
                raise Exists
            count = await tx.one(_COUNT, {"by": new.asked_by.value})
            if count is not None and count["found"] >= MOST_HOLDS:
                raise Full
            await tx.execute(_FORGET, {"by": new.asked_by.value, "most": MOST_ENDED})
            row = {
                "id": new.id,
                "state": new.state.value,
                "reason": new.reason.value,
                "asked_by": new.asked_by.value,
                "hour": hour_of(self._clock.now()),
                "kind": None if new.kind is None else new.kind.value,
                "reference": new.reference,
                "since": new.since,
                "until": new.until,
                "shift": shift,
                "known_to": text_of(asked.known_to or ()),
            }
            await tx.execute(_PUT, row)
            await self._record(tx, asked, concern, by=new.asked_by, box=box)
            return asked

        return await self._store.write(unit)

    async def move(self, hold: HoldId, step: Callable[[Hold], Hold], *, by: Role, box: Box) -> Hold:
        """Take a step of a hold, pure. Raises NotFound, or what it raises."""

        async def unit(tx: Transaction) -> Hold:
            row = await tx.one("SELECT * FROM holds WHERE id = :id", {"id": hold})
            if row is None:
                raise NotFound
            after = step(_hold(row))
            await tx.execute(
                "UPDATE holds SET state = :state, agreed_by = :agreed, ending_by = :ending "
                "WHERE id = :id",
                {
                    "id": hold,
                    "state": after.state.value,
                    "agreed": None if after.agreed_by is None else after.agreed_by.value,
                    "ending": None if after.ending_by is None else after.ending_by.value,
                },
            )
            named = after.reference if after.kind is Kind.CONCERN else None
            concern = None if named is None else FlagId(named)
            await self._record(tx, after, concern, by=by, box=box)
            return after

        return await self._store.write(unit)

    async def _record(
        self, tx: Transaction, hold: Hold, concern: FlagId | None, *, by: Role, box: Box
    ) -> None:
        """A step on record: of a hold because of a concern in the flags' own chain alone.

        Of its conversation's that is the first one: no row says later which concern it was.
        """
        event = f"hold.{hold.state.value}"
        if hold.known_to is None:
            await self._audit.append(tx, event=event, role=by.value)
        elif concern is not None:
            await self._chain.append(tx, box(concern, hold.known_to, event))

    async def any_held(self, cases: Sequence[CaseId]) -> bool:
        """Whether one of these must be kept (intake's `Held`)."""
        now = int(self._clock.now())
        return await self._store.read(lambda reads: held_in(reads, cases, now=now))


async def held_in(reads: Reads, cases: Sequence[CaseId], *, now: int) -> bool:
    """Whether one of these cases must be kept."""
    for case in cases:
        if await reads.one(_HELD, {"case": case, "now": now}) is not None:
            return True
    return False


async def _readers(reads: Reads, concern: FlagId | None, *, by: Role) -> frozenset[Role] | None:
    if concern is None:
        return None
    row = await reads.one("SELECT * FROM flags WHERE id = :id", {"id": concern})
    if row is None or not read_flag(row).readable_by(by):
        raise NotFound
    return frozenset(role for role in HOLDERS if read_flag(row).readable_by(role))


async def destroyed(reads: Reads, role: Role) -> Sequence[Month]:
    """How many were destroyed in which month, of what a role held."""
    rows = await reads.all(
        "SELECT month, kind, sum(count) AS count FROM destroyed "  # noqa: S608 -- a literal of ours
        f"WHERE holders = '' OR {AMONG_HOLDERS} "
        "GROUP BY month, kind ORDER BY month, kind",
        {"role": role.value},
    )
    return [Month(month=r["month"], kind=Kind(r["kind"]), count=r["count"]) for r in rows]


async def _due(reads: Reads, kind: Kind, role: Role, terms: Terms) -> Sequence[Month]:
    # Literals of this file are put into the text; values are bound.
    rows = await reads.all(
        "SELECT strftime('%Y-%m', ended + :kept, 'unixepoch') AS month, count(*) AS found "  # noqa: S608
        f"FROM ({_ENDED[kind]}) GROUP BY month",
        {"kept": terms.days_of(kind) * DAY, "role": role.value},
    )
    return [Month(month=row["month"], kind=kind, count=row["found"]) for row in rows]


async def _due_cases(reads: Reads) -> Sequence[Month]:
    rows = await reads.all(
        "SELECT strftime('%Y-%m', due, 'unixepoch') AS month, about IS NOT NULL AS contact, "
        "count(*) AS found FROM cases WHERE state = 'closed' AND due IS NOT NULL "
        "GROUP BY month, contact"
    )
    kinds = (Kind.CONVERSATION, Kind.CONTACT)
    return [Month(month=r["month"], kind=kinds[r["contact"]], count=r["found"]) for r in rows]


async def _open_long(reads: Reads, kind: Kind, role: Role, *, now: int) -> int:
    row = await reads.one(
        f"SELECT count(*) AS found FROM {TABLES[kind]} "  # noqa: S608 -- names of our own
        f"WHERE ended IS NULL AND {_BEGAN[kind]} < :before AND {_MINE[kind]}",
        {"before": now - OPEN_LONG_DAYS * DAY, "role": role.value},
    )
    return 0 if row is None else int(row["found"])


async def _postponed(reads: Reads, *, now: int) -> Sequence[Postponement]:
    rows = await reads.all(
        "SELECT * FROM postponements WHERE until > :now ORDER BY number", {"now": now}
    )
    return [
        Postponement(
            kind=Kind(r["kind"]), until=r["until"], reason=Why(r["reason"]), hour=r["hour"]
        )
        for r in rows
    ]


def _hold(row: Row) -> Hold:
    known_to = row["known_to"]
    return Hold(
        id=HoldId(bytes(row["id"])),
        state=HoldState(row["state"]),
        reason=Why(row["reason"]),
        asked_by=Role(row["asked_by"]),
        agreed_by=Role(row["agreed_by"]) if row["agreed_by"] else None,
        ending_by=Role(row["ending_by"]) if row["ending_by"] else None,
        hour=row["hour"],
        kind=Kind(row["kind"]) if row["kind"] else None,
        reference=row["reference"],
        since=row["since"],
        until=row["until"],
        known_to=roles_of(known_to) if known_to else None,
    )
