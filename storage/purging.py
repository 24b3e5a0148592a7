"""Destroying what has been kept for its time, all at once, and saying so under a signature (R14).

Which cases are due stands in their rows (intake/lapses.py). The running service does the same by
itself, a few at a time; what it destroyed in a month is certified afterwards.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

import crypto
from crypto import wire
from crypto.wire.destroying import (
    Destroyed,
    Destruction,
    Disposed,
    Purged,
    destruction_key,
)
from people.accounts import Role
from storage.clock import Clock
from storage.endedaudits import SqlEndedAudits
from storage.enquiries import SqlEnquiries
from storage.flagchain import FlagChain
from storage.holds import FREE_CASE, SqlHolds, destroyed
from storage.keeping import SqlKeeping, month_of
from storage.opening import Core
from storage.tombstones import Erased, Tombstone
from storage.transaction import Reads
from storage.writer import Store
from supervision.flag_ports import Box
from supervision.keeping import RECORDS, Kind, Terms

BATCH: Final = 50
FORMAT: Final = "peerlink-destruction"
T = TypeVar("T", Disposed, Purged, Destroyed, Destruction)
Certificate = Disposed | Purged | Destroyed | Destruction
"""One of now, or of an earlier version, which says nothing of what it did not count."""

_DUE: Final = f"""
SELECT case_id, about FROM cases t WHERE state = 'closed' AND due <= :erase AND {FREE_CASE}
ORDER BY due
"""  # noqa: S608 -- conditions of our own


@dataclass(frozen=True, kw_only=True)
class Due:
    """What has had its time, by the time that destroying goes by: cases, contacts, records, notes
    that somebody asked whether a student comes here, and ended audits of case records."""

    now: int
    conversations: Sequence[bytes]
    contacts: Sequence[bytes]
    records: Mapping[Kind, int]
    enquiries: int
    audits: int

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many of each kind."""
        cases = {Kind.CONVERSATION: len(self.conversations), Kind.CONTACT: len(self.contacts)}
        return {
            **cases,
            **self.records,
            Kind.ENQUIRY: self.enquiries,
            Kind.AUDIT: self.audits,
        }

    @property
    def total(self) -> int:
        """How many."""
        return sum(self.counts.values())


async def find_due(core: Core, *, terms: Terms) -> Due:
    """What is to be destroyed now."""
    now = int(core.unhurried.now())
    keeping = keeping_of(core)

    async def query(reads: Reads) -> Sequence[tuple[bytes, bool]]:
        rows = await reads.all(_DUE, {"erase": now})
        return [(bytes(row["case_id"]), row["about"] is not None) for row in rows]

    cases = await core.store.read(query)
    return Due(
        now=now,
        conversations=[case for case, contact in cases if not contact],
        contacts=[case for case, contact in cases if contact],
        records={kind: await keeping.due(kind, terms) for kind in RECORDS},
        enquiries=await enquiries_of(core).due(
            before=terms.ended_by(Kind.ENQUIRY, now=now), now=now
        ),
        audits=await audits_of(core).due(terms),
    )


async def purge(
    core: Core, due: Due, *, terms: Terms, box: Box, told: Callable[[int], None]
) -> Due:
    """Destroy it; what was. `told` hears how many are done.

    Cut short, the rest is due the next time. `box`: how rows about flags are boxed.
    """
    cases, done = [*due.conversations, *due.contacts], 0
    for start in range(0, len(cases), BATCH):
        batch = cases[start : start + BATCH]
        await core.erasure.erase(*(Tombstone(erased=Erased.CASE, reference=c) for c in batch))
        done += len(batch)
        told(done)
    keeping, records = keeping_of(core), dict.fromkeys(RECORDS, 0)
    for kind in RECORDS:
        while found := await keeping.destroy(kind, terms, box=box, counted=False):
            records[kind] += found
            done += found
            told(done)
    before = terms.ended_by(Kind.ENQUIRY, now=due.now)
    enquiries = await enquiries_of(core).forget(before=before, now=due.now, counted=False)
    # Before this its findings may have gone with the conversations.
    audits = await audits_of(core).destroy(terms, counted=False)
    if enquiries + audits:
        told(done + enquiries + audits)
    return replace(due, records=records, enquiries=enquiries, audits=audits)


def enquiries_of(core: Core) -> SqlEnquiries:
    """The store's side of enquiries, over an open core."""
    return SqlEnquiries(store=core.store, fields=core.fields, audit=core.audit, clock=core.clock)


def audits_of(core: Core) -> SqlEndedAudits:
    """The store's side of audits of case records that are over, over an open core."""
    return SqlEndedAudits(
        store=core.store, fields=core.fields, clock=core.clock, destroying=core.unhurried
    )


def keeping_of(core: Core) -> SqlKeeping:
    """The store's side of keeping times, over an open core."""
    return SqlKeeping(
        store=core.store,
        erasure=core.erasure,
        audit=core.audit,
        chain=FlagChain(core.keys),
        clock=core.clock,
        destroying=core.unhurried,
    )


def holds_of(core: Core) -> SqlHolds:
    """The store's side of holds and postponements, over an open core."""
    chain = FlagChain(core.keys)
    return SqlHolds(store=core.store, audit=core.audit, chain=chain, clock=core.clock)


def certificate_of(core: Core, due: Due, *, profile: str, terms: Terms) -> str:
    """The operator's certificate of destruction, as JSON text: the rule and counts, nobody."""
    body = _body(due.counts, profile=profile, terms=terms, made=int(core.clock.now()))
    return certificate_text(body, audit_key=core.keys.audit)


def _body(
    counts: Mapping[Kind, int],
    *,
    profile: str,
    terms: Terms,
    made: int,
    month: str = "",
    reader: str = "",
) -> Disposed:
    return Disposed(
        profile=profile,
        month=month,
        reader=reader,
        days=terms.conversation_days,
        records_days=terms.days_of(Kind.CONCERN),
        conversations=counts.get(Kind.CONVERSATION, 0),
        contacts=counts.get(Kind.CONTACT, 0),
        concerns=counts.get(Kind.CONCERN, 0),
        notes=counts.get(Kind.NOTE, 0),
        disclosures=counts.get(Kind.DISCLOSURE, 0),
        reports=counts.get(Kind.REPORT, 0),
        enquiries=counts.get(Kind.ENQUIRY, 0),
        audits=counts.get(Kind.AUDIT, 0),
        made=made,
    )


class MonthCertificates:
    """Signs what was destroyed in a month, for a holder (port: keeping_desk.py).

    `destroying` is slow to believe a clock: by one that jumped ahead a month would be over, signed
    for, and then go on.
    """

    def __init__(
        self,
        *,
        store: Store,
        audit_key: bytes,
        clock: Clock,
        destroying: Clock,
        profile: str,
        terms: Terms,
    ) -> None:
        self._store = store
        self._audit_key = audit_key
        self._clock = clock
        self._destroying = destroying
        self._profile = profile
        self._terms = terms

    async def of(self, month: str, role: Role) -> str | None:
        """The certificate of a month that is over, as a file; None for any other."""
        if not month < month_of(self._destroying.now()):
            return None
        found = await self._store.read(lambda reads: destroyed(reads, role))
        counts = {each.kind: each.count for each in found if each.month == month}
        body = _body(
            counts,
            profile=self._profile,
            terms=self._terms,
            made=int(self._clock.now()),
            month=month,
            reader=role.value,
        )
        return certificate_text(body, audit_key=self._audit_key)


def certificate_text(body: Disposed, *, audit_key: bytes) -> str:
    """A certificate as the file that people keep."""
    signed = wire.signed(body, key=destruction_key(audit_key)).raw
    return json.dumps({"format": FORMAT, "signed": signed.hex()}, indent=2) + "\n"


def read_certificate(text: str, *, audit_key: bytes) -> Certificate | None:
    """What a certificate says, or None when this service did not sign it so.

    Earlier ones hold on: `purged`, from before audits of case records were counted, `destroyed`,
    from before reports and enquiries were, and `destruction`, from before records were destroyed
    at all.
    """
    try:
        read: Any = json.loads(text)
        raw = bytes.fromhex(read["signed"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return (
        _opened(raw, Disposed, audit_key)
        or _opened(raw, Purged, audit_key)
        or _opened(raw, Destroyed, audit_key)
        or _opened(raw, Destruction, audit_key)
    )


def _opened(raw: bytes, shape: type[T], audit_key: bytes) -> T | None:
    try:
        signed = wire.open_signed(raw, shape)
    except crypto.CryptoError:
        return None
    ours = crypto.equal(signed.key, destruction_key(audit_key).public)
    return signed.body if ours else None
