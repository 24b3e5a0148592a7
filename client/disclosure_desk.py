"""Disclosures over the network, as one of the two holders or an auditor (protocol.md section 13).
What is sealed, opened and judged is in disclosing.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from client.access import Person
from client.api import Json, b64, unb64
from client.author import own_certificate
from client.disclosing import (
    DisclosureWords,
    Half,
    MadeDisclosure,
    ReadDisclosure,
    capsule_signer,
    complete,
    decide,
    make_disclosure,
    open_disclosed,
    read_disclosure,
    wrap_for_auditors,
)
from client.flags import OpenedFlag
from client.holder import Holder
from client.notes import seal_note
from crypto import Refused, wire
from crypto.wire import Capsule, CapsuleRecord, CertificateId, Completion, DisclosureNote

__all__ = ["Done", "HolderDisclosures", "TellStudent", "audited_disclosures"]

AT_ONCE: Final = 0


@dataclass(frozen=True, kw_only=True, repr=False)
class TellStudent:
    """What the student reads of it, and from when on (Unix seconds; `wire.NEVER`: not yet)."""

    why: str
    tell: int = AT_ONCE


@dataclass(frozen=True, kw_only=True, repr=False)
class Done:
    """What was done after opening, who answers for it, when, and who was told what."""

    done: str
    by: str
    at: int
    recipients: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass
class HolderDisclosures:
    """What one holder does with disclosures of theirs. `at_once`: those of one page."""

    holder: Holder
    at_once: int = 50

    @property
    def person(self) -> Person:
        """The holder's keys and calls."""
        return self.holder.person

    async def rows(self) -> list[Json]:
        """Those in which this holder's role asks or decides, every page, the newest first."""
        return await _rows(self.person, at_once=self.at_once)

    async def record(
        self,
        words: DisclosureWords,
        *,
        flag: OpenedFlag,
        capsule_version: int,
        approver: str,
        student: TellStudent,
        closed_to: Sequence[CertificateId] = (),
    ) -> bytes:
        """Ask the other holder. Its id; api.Refused 409 `refused` for a ground refused before."""
        team, now = await self.person.team(), self.person.now()
        made = make_disclosure(
            words,
            flag=flag,
            capsule_version=capsule_version,
            roles=(self.holder.role, approver),
            ring=self.person.ring,
            certificate=own_certificate(team, ring=self.person.ring).raw,
            team=team,
            now=now,
        )
        note = DisclosureNote(
            id=made.record.body.id,
            ground=words.ground,
            why=student.why,
            recipients=words.recipients,
            fields=words.fields,
            made=now,
        )
        box = seal_note(note, student=flag.flag.student_box_key, ring=self.person.ring)
        body = _recorded(made) | {
            "tell": student.tell,
            "note": b64(box),
            "closed_to": [b64(name) for name in closed_to],
        }
        await self.person.api.post("/api/disclosures", body)
        return made.record.body.id

    async def read(self, row: Json) -> ReadDisclosure:
        """A row's parts, opened and judged. Raises crypto.CryptoError when they do not fit."""
        return read_disclosure(
            _parts(row),
            disclosure=unb64(row["id"]),
            wrap=unb64(row["wrap"]),
            role=self.holder.role,
            secret=self.holder.role_key,
            team=await self.person.team(),
        )

    async def decide(
        self, row: Json, choice: str, reasons: str, *, flag: OpenedFlag | None
    ) -> Json:
        """`approve` or `refuse`, reasoned. Raises api.Refused 409 when it was decided already.

        `flag` is None for a deputy who stands in and has it not. crypto.Refused for an approval on
        a ground that the policy in force has not (R16).
        """
        team, read = await self.person.team(), await self.read(row)
        policy = await self.person.api.get("/api/policy")
        if choice == "approve" and read.record.body.ground not in policy["grounds"]:
            raise Refused("The ground is none of the policy's.")
        found = await self.person.api.get(f"/api/disclosures/{row['id']}/half")
        decided = decide(
            choice,
            reasons,
            read=read,
            flag=flag,
            mark=unb64(row["mark"]),
            half=self._half(found),
            ring=self.person.ring,
            certificate=own_certificate(team, ring=self.person.ring).raw,
            team=team,
            now=self.person.now(),
        )
        body: Json = {"decision": choice, "part": b64(decided.part)}
        if decided.release is not None:
            body["release"] = b64(decided.release)
        return await self.person.api.post(f"/api/disclosures/{row['id']}/decision", body)

    async def open(self, row: Json, *, flag: OpenedFlag) -> Capsule:
        """The identity, once the other holder has approved."""
        read = await self.read(row)
        if read.decision is None:
            raise LookupError("nothing was decided yet")
        found = await self.person.api.get(f"/api/disclosures/{row['id']}/half")
        half = self._half(found)
        intake = unb64(found["intake"]) if found.get("intake") else None
        return open_disclosed(
            record=read.record,
            decision=read.decision.raw,
            release=unb64(found["release"]),
            half=half,
            capsule=unb64(found["capsule"]),
            student=capsule_signer(flag, intake=intake, record=half.record),
            team=await self.person.team(),
        )

    async def complete(self, row: Json, done: Done) -> Json:
        """What was done, as the last part. Raises crypto.Refused before there is a decision."""
        read = await self.read(row)
        if read.decision is None:
            raise LookupError("nothing was decided yet")
        team = await self.person.team()
        body = Completion(
            id=read.record.body.id,
            record=wire.disclosure_hash(read.record),
            decision=wire.disclosure_hash(read.decision),
            certificate=own_certificate(team, ring=self.person.ring).raw,
            made=self.person.now(),
            **vars(done),
        )
        part = complete(body, read=read, ring=self.person.ring, team=team)
        path = f"/api/disclosures/{row['id']}/completion"
        return await self.person.api.post(path, {"part": b64(part)})

    async def withdraw(self, row: Json) -> Json:
        """Take one's own request back before anything is opened."""
        return await self.person.api.post(f"/api/disclosures/{row['id']}/withdraw")

    async def show_auditors(self, row: Json, *, closed_to: Sequence[CertificateId] = ()) -> None:
        """Seal the record to the auditors of the roster, less those it is closed to."""
        made = wrap_for_auditors(
            await self.read(row),
            sealed_record=_parts(row)[0],
            closed_to=closed_to,
            team=await self.person.team(),
            now=self.person.now(),
        )
        wraps = [{"certificate": b64(to), "wrap": b64(wrap)} for to, wrap in made.items()]
        await self.person.api.post(f"/api/disclosures/{row['id']}/wraps", {"wraps": wraps})

    def _half(self, found: Json) -> Half:
        return Half(
            boxed=unb64(found["half"]),
            record=wire.open_signed(unb64(found["capsule_record"]), CapsuleRecord),
            secret=self.holder.role_key,
        )


async def audited_disclosures(auditor: Person, *, at_once: int = 50) -> list[ReadDisclosure]:
    """The records that were sealed to this auditor, every page, opened and judged."""
    rows = await _rows(auditor, at_once=at_once)
    team = await auditor.team()
    return [
        read_disclosure(
            _parts(row),
            disclosure=unb64(row["id"]),
            wrap=unb64(row["wrap"]),
            role="auditor",
            secret=auditor.ring.box,
            team=team,
        )
        for row in rows
    ]


async def _rows(person: Person, *, at_once: int) -> list[Json]:
    found: list[Json] = []
    before, more = "", True
    while more:
        page = await person.api.get(f"/api/disclosures?limit={at_once}{before}")
        found += page["disclosures"]
        more = bool(page["more"] and page["disclosures"])
        before = f"&before={found[-1]['id']}" if more else ""
    return found


def _parts(row: Json) -> list[bytes]:
    """The sealed parts in order, as far as they are there."""
    ordered = sorted(row["parts"], key=lambda part: int(part["n"]))
    return [unb64(part["sealed"]) for part in ordered]


def _recorded(made: MadeDisclosure) -> Json:
    body = made.record.body
    return {
        "id": b64(body.id),
        "case": b64(body.case),
        "capsule_version": body.capsule_version,
        "mark": b64(made.mark),
        "requester": body.requester,
        "approver": body.approver,
        "record": b64(made.sealed),
        "wraps": [{"role": role, "wrap": b64(wrap)} for role, wrap in made.wraps.items()],
    }
