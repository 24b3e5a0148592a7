"""Case records: a worker keeps one, the student and the holders read it (protocol.md section 24).

Sealing and opening are functions of their own; the classes join them with the API.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import crypto
from client.access import Person
from client.api import Json, b64, unb64
from client.author import or_uncertain, own_certificate
from client.epochs import Joined
from client.keys import KeyRing
from client.record_findings import Audited, audits_of, check_item, open_finding
from client.record_heads import RecordHead, check_goes_on, check_head, last_head, with_head
from crypto import BoxSecret, CryptoError, Random, Refused, wire
from crypto.wire import Author, CaseId, CertificateId, Team
from crypto.wire.case_record import (
    RECORD_READERS,
    RecordAd,
    RecordEntry,
    RecordFinding,
    RecordItem,
    RecordWrap,
    check_record_entry,
    record_chain,
    record_key,
)
from crypto.wire.ids import ZEROS

__all__ = [
    "Audited",
    "CaseRecorder",
    "Finding",
    "OpenedRecord",
    "RecordAuditor",
    "RecordDesk",
    "RecordWords",
    "SealedRecord",
    "open_finding",
    "open_record",
    "read_record",
    "seal_record",
]

DAY = 86_400


@dataclass(frozen=True, kw_only=True, repr=False)
class RecordWords:
    """What happened, on which day (since 1970-01-01), in at most 300 characters."""

    kind: str
    day: int
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class SealedRecord:
    """An entry as it is sent; `wraps` by role."""

    item: bytes = field(repr=False)
    wraps: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True, kw_only=True, repr=False)
class OpenedRecord:
    """An entry read; `author` is None where it is not certain who wrote it."""

    number: int
    entry: RecordEntry
    author: Author | None
    key: bytes


def seal_record(
    words: RecordWords,
    *,
    after: RecordHead,
    joined: Joined,
    ring: KeyRing,
    certificate: bytes,
    team: Team,
    now: int,
    random: Random = secrets.token_bytes,
) -> SealedRecord:
    """The next entry, for the epoch's members, coordinator and manager.

    Refused while the roster lacks one of the two. Draws a nonce (24), then an ephemeral secret
    for each wrap.
    """
    ad = RecordAd(
        case=joined.epoch.body.case,
        number=after.count + 1,
        previous=after.hash,
        epoch=joined.record,
    ).encode()
    key = record_key(epoch_key=joined.key, ad=ad)
    body = RecordEntry(ad=ad, certificate=certificate, written=now, **vars(words))
    plaintext = crypto.pad(wire.signed(body, key=ring.sign).raw)
    sealed = crypto.seal(key=key, ad=ad, plaintext=plaintext, random=random)
    item = RecordItem(ad=ad, sealed=sealed).encode()
    wraps = {}
    for role in RECORD_READERS:
        holder = team.holder(role)
        if holder is None:
            raise Refused("The roster lacks a holder.")
        wrap = wrap_of(item, to=role, version=holder.role_key_version, key=key)
        wraps[role] = crypto.box_to(recipient=holder.role_key, plaintext=wrap, random=random)
    return SealedRecord(item=item, wraps=wraps)


def wrap_of(item: bytes, *, to: str, version: int, key: bytes) -> bytes:
    """What is boxed to one more reader of an entry."""
    place = RecordItem.decode(item).place
    return RecordWrap(
        case=place.case,
        number=place.number,
        to=to,
        role_key_version=version,
        item=record_chain(item),
        key=key,
    ).encode()


def open_record(item: bytes, *, key: bytes, team: Team | None) -> OpenedRecord:
    """An entry under its key; Refused (or what reading raises) if parts do not fit.

    Without a team at hand it is not certain who wrote it.
    """
    kept = RecordItem.decode(item)
    raw = crypto.unpad(crypto.open_sealed(key=key, ad=kept.ad, sealed=kept.sealed))
    entry = wire.open_signed(raw, RecordEntry)
    if entry.body.ad != kept.ad:
        raise Refused("Another entry is inside.")
    author = None
    if team is not None:
        author = or_uncertain(lambda: check_record_entry(entry, ad=kept.ad, team=team))
    return OpenedRecord(number=kept.place.number, entry=entry.body, author=author, key=key)


def unwrap(item: bytes, *, wrap: bytes, to: str, secret: BoxSecret) -> bytes:
    """An entry's key, as this role's reader; Refused (or what reading raises) for another's."""
    opened = RecordWrap.decode(crypto.box_open(secret=secret, boxed=wrap))
    place = RecordItem.decode(item).place
    named = (opened.case, opened.number, opened.to, opened.item)
    if named != (place.case, place.number, to, record_chain(item)):
        raise Refused("The wrap is of another entry.")
    return opened.key


def member_key(item: bytes, *, joined: Sequence[Joined]) -> bytes:
    """An entry's key, as a member of the epoch in which it was written. Raises Refused."""
    kept = RecordItem.decode(item)
    for each in joined:
        if each.record == kept.place.epoch:
            return record_key(epoch_key=each.key, ad=kept.ad)
    raise Refused("The entry is of an epoch that is not one's own.")


Key = Callable[[bytes], bytes]
"""An item → its key; raises crypto.CryptoError where this reader has none."""


def read_record(
    items: Sequence[bytes], *, case: CaseId, key: Key, team: Team | None, whole: bool = True
) -> list[OpenedRecord | None]:
    """A record's entries in their order; None for one that does not open.

    `whole`: it begins with the first. Raises Refused where an entry is lacking, another case's
    or out of place.
    """
    found: list[OpenedRecord | None] = []
    before: tuple[int, bytes] | None = (0, ZEROS) if whole else None
    for item in items:
        place = RecordItem.decode(item).place
        follows = before is None or (place.number, place.previous) == (before[0] + 1, before[1])
        if place.case != case or not follows:
            raise Refused("The record does not hang together.")
        before = (place.number, record_chain(item))
        try:
            found.append(open_record(item, key=key(item), team=team))
        except CryptoError:
            found.append(None)
    return found


@dataclass
class CaseRecorder:
    """The side of one of the conversation's two; the worker alone adds."""

    person: Person

    async def add(self, words: RecordWords, *, joined: Sequence[Joined]) -> None:
        """Write the next entry of a conversation's record, in its newest epoch.

        Refused where the record is not what this person saw last, at an earlier sitting, too.
        """
        case = joined[-1].epoch.body.case
        _, head = await self._fetched(case)
        team = await self.person.team(in_conversation=True)
        made = seal_record(
            words,
            after=head,
            joined=joined[-1],
            ring=self.person.ring,
            certificate=own_certificate(team, ring=self.person.ring).raw,
            team=team,
            now=self.person.now(),
        )
        wraps = [{"role": role, "wrap": b64(wrap)} for role, wrap in made.wraps.items()]
        body: Json = {"item": b64(made.item), "wraps": wraps}
        await self.person.api.post(f"/api/cases/{b64(case)}/record", body)
        await self._remember(case, RecordHead(count=head.count + 1, hash=record_chain(made.item)))

    async def read(self, *, joined: Sequence[Joined]) -> list[OpenedRecord | None]:
        """What stands there, as a member of the conversation, student or worker. Raises Refused
        as `add`."""
        case = joined[-1].epoch.body.case
        items, _ = await self._fetched(case)
        return read_record(
            items,
            case=case,
            key=lambda item: member_key(item, joined=joined),
            team=await self.person.team(in_conversation=True),
            whole=False,
        )

    async def _fetched(self, case: CaseId) -> tuple[Sequence[bytes], RecordHead]:
        kept = await self.person.api.get(f"/api/cases/{b64(case)}/record")
        items = [unb64(item) for item in kept["entries"]]
        head = RecordHead(count=kept["count"], hash=unb64(kept["head"]))
        check_head(items, head)
        check_goes_on(last_head(self.person.ring, case), items, head)
        await self._remember(case, head)
        return items, head

    async def _remember(self, case: CaseId, head: RecordHead) -> None:
        """A worker's, for their next sitting."""
        ring = with_head(self.person.ring, case, head)
        if self.person.side == "staff" and ring is not self.person.ring:
            self.person.change(ring)
            await self.person.save()


@dataclass
class RecordDesk:
    """A holder's side: `role` is coordinator or manager, `secret` their role key's."""

    person: Person
    role: str
    secret: BoxSecret = field(repr=False)

    async def rows(self) -> list[Json]:
        """Every record that this holder is shown: case, state and how many entries."""
        found: list[Json] = []
        path = "/api/records"
        while True:
            page = await self.person.api.get(path)
            found += page["records"]
            if not page["more"]:
                return found
            path = f"/api/records?before={page['records'][-1]['case']}"

    async def read(
        self, case: CaseId, *, findings: Sequence[RecordFinding] = ()
    ) -> list[OpenedRecord | None]:
        """A record, opened; that it was looked at is on record.

        Refused where one of `findings` about this case is of another record than this one.
        """
        found = await self.person.api.get(f"/api/records/{b64(case)}")
        rows = [(unb64(row["item"]), unb64(row["wrap"])) for row in found["entries"]]
        wraps = dict(rows)
        for finding in findings:
            if finding.case == case:
                check_item(finding, list(wraps))
        return read_record(
            [item for item, _ in rows],
            case=case,
            key=lambda item: unwrap(item, wrap=wraps[item], to=self.role, secret=self.secret),
            team=await self.person.team(),
        )

    async def appoint(
        self, auditor: CertificateId, *, until: int, cases: Sequence[CaseId]
    ) -> bytes:
        """Let an auditor read these records until then; the audit's id."""
        team = await self.person.team()
        audit, box_key = secrets.token_bytes(16), team.certificates[auditor].body.box_key
        body: Json = {"id": b64(audit), "certificate": b64(auditor), "until": until}
        await self.person.api.post("/api/record-audits", body)
        for case in cases:
            wraps = [
                b64(crypto.box_to(recipient=box_key, plaintext=wrap))
                for wrap in await self._for_an_auditor(case)
            ]
            path = f"/api/record-audits/{b64(audit)}/records/{b64(case)}"
            await self.person.api.put(path, {"wraps": wraps})
        return audit

    async def _for_an_auditor(self, case: CaseId) -> list[bytes]:
        found = await self.person.api.get(f"/api/records/{b64(case)}")
        made = []
        for row in found["entries"]:
            item, wrap = unb64(row["item"]), unb64(row["wrap"])
            key = unwrap(item, wrap=wrap, to=self.role, secret=self.secret)
            made.append(wrap_of(item, to="auditor", version=0, key=key))
        return made

    async def findings(self, audit: bytes) -> list[RecordFinding]:
        """What the auditor found so far, by an auditor whom a holder certified."""
        team = await self.person.team()
        rows = await audits_of(self.person)
        return [
            open_finding(
                unb64(one["finding"]),
                secret=self.secret,
                about=Audited(
                    audit=audit,
                    case=CaseId(unb64(one["case"])),
                    auditor=CertificateId(unb64(row["certificate"])),
                ),
                team=team,
            )
            for row in rows
            if unb64(row["id"]) == audit
            for one in row["samples"]
            if one.get("finding")
        ]


@dataclass(frozen=True, kw_only=True, repr=False)
class Finding:
    """What an auditor says of a record: a mark and at most 1,000 characters."""

    mark: str
    comment: str = ""


@dataclass
class RecordAuditor:
    """An auditor's side."""

    person: Person

    async def samples(self) -> list[tuple[bytes, CaseId]]:
        """Every record that one may read now, with its audit."""
        rows = await audits_of(self.person)
        return [
            (unb64(row["id"]), CaseId(unb64(one["case"]))) for row in rows for one in row["samples"]
        ]

    async def read(self, audit: bytes, case: CaseId) -> list[OpenedRecord | None]:
        """A record, opened. That it was looked at is on record."""
        wraps = dict(await self._entries(audit, case))
        secret = self.person.ring.box
        return read_record(
            list(wraps),
            case=case,
            key=lambda item: unwrap(item, wrap=wraps[item], to="auditor", secret=secret),
            team=await self.person.team(),
        )

    async def judge(self, audit: bytes, case: CaseId, finding: Finding) -> None:
        """Say what one found, to both holders."""
        team = await self.person.team()
        ring = self.person.ring
        (item, _) = (await self._entries(audit, case))[-1]
        body = RecordFinding(
            audit=audit,
            case=case,
            item=record_chain(item),
            certificate=own_certificate(team, ring=ring).raw,
            made=self.person.now(),
            **vars(finding),
        )
        plaintext = crypto.pad(wire.signed(body, key=ring.sign).raw)
        boxes = []
        for role in RECORD_READERS:
            holder = team.holder(role)
            if holder is None:
                raise Refused("The roster lacks a holder.")
            box = crypto.box_to(recipient=holder.role_key, plaintext=plaintext)
            boxes.append({"role": role, "box": b64(box)})
        path = f"/api/record-audits/{b64(audit)}/records/{b64(case)}/finding"
        await self.person.api.put(path, {"boxes": boxes})

    async def _entries(self, audit: bytes, case: CaseId) -> list[tuple[bytes, bytes]]:
        path = f"/api/record-audits/{b64(audit)}/records/{b64(case)}"
        found = await self.person.api.get(path)
        return [(unb64(row["item"]), unb64(row["wrap"])) for row in found["entries"]]
