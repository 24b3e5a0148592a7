"""What holds of records: who is in a room (R7), what is kept (R10), a copy of one's own (R13), a
decider who knows nobody (R23).

Here: small checks over the services themselves. Never here: a switch.
"""

import json
from dataclasses import fields, replace
from types import SimpleNamespace
from typing import Any, Final, cast

from crypto import CryptoError, wire
from crypto.wire import CaseId, CertificateId, RecordHash
from crypto.wire.case_record import RECORD_KINDS, RecordAd, RecordEntry
from crypto.wire.ids import ZEROS
from handlers.web import export
from handlers.web.fields import encode
from intake.errors import Malformed
from intake.errors import NotFound as NotFoundCase
from people.accounts import AccountId, Role
from policy.profiles import load_profile
from supervision import disclosure_desk
from supervision.disclosure_ports import DisclosureReader, KeptDisclosure
from supervision.disclosures import Disclosure, DisclosureId, DisclosureState
from supervision.errors import NotFound
from tests.fakes.cases import MemoryCases
from tests.fakes.contacts import holder_of
from tests.fakes.devices import Device
from tests.fakes.epochs import newest
from tests.fakes.house import House
from tests.fakes.quality import MemoryAudits, auditing_of
from tests.fakes.recording import entry_of, recording_of
from tests.policies.setting import NOW, house_under, refuses, refuses_async


async def copied(house: House, student: AccountId) -> list[tuple[str, list[str]]]:
    """The conversations in the copy that a student is given, with what is kept of each."""
    desk = cast("Any", SimpleNamespace(rooms=house.rooms, recording=recording_of(house)))
    lines = [json.loads(line) async for line in export._lines(student, desk, first=[])]
    assert lines[-1]["t"] == "end"
    cases: list[tuple[str, list[str]]] = []
    for line in lines:
        if line["t"] == "case":
            cases.append((line["content"]["case"], []))
        if line["t"] == "record":
            cases[-1][1].extend(line["content"]["entries"])
    return cases


async def two_in_a_room(name: str) -> None:
    """A conversation's members are a student and one other: no record with more is one (R7)."""
    house = house_under(name)
    body = await newest(house, await house.talk())
    student, worker = body.members
    assert not refuses(CryptoError, body.encode)
    for members in ((student,), (student, worker, worker), (student, student, worker)):
        wraps = body.wraps[:1] * len(members)
        assert refuses(CryptoError, replace(body, members=members, wraps=wraps).encode)


async def r10(name: str) -> None:
    """An entry is a dated action in a few words; its student and two holders can read each one."""
    assert LOOSE.isdisjoint(RECORD_KINDS)
    entry = _entry()
    for loose in (replace(entry, kind="said"), replace(entry, text="x" * 301)):
        assert refuses(CryptoError, loose.encode)
    house = house_under(name)
    talk = await house.talk()
    case = await house.cases.find(talk.case)
    assert case is not None
    recording, worker = recording_of(house), talk.worker.account.id
    alone = entry_of(talk.case, epoch=case.record_hash, wraps={})
    assert await refuses_async(Malformed, recording.add(worker, talk.case, alone))
    made = entry_of(talk.case, epoch=case.record_hash)
    assert await recording.add(worker, talk.case, made) == 1
    assert (await recording.read(talk.student.account.id, talk.case)).items == [made.item]


LOOSE: Final = {"said", "text", "note", "message", "opinion"}


def _entry() -> RecordEntry:
    ad = RecordAd(case=CaseId(bytes(16)), number=1, previous=ZEROS, epoch=RecordHash(b"e" * 32))
    return RecordEntry(
        ad=ad.encode(),
        kind="signposted",
        day=NOW // 86_400,
        text="x" * 300,
        certificate=b"",
        written=NOW,
    )


async def r13(name: str) -> None:
    """A student's copy has their conversations and what is kept of each, and nobody else's."""
    house = house_under(name)
    first, second = await house.talk(), await house.talk()
    for talk in (first, second):
        case = await house.cases.find(talk.case)
        assert case is not None
        kept = entry_of(talk.case, epoch=case.record_hash)
        await recording_of(house).add(talk.worker.account.id, talk.case, kept)
        expected = [(encode(talk.case), [encode(kept.item)])]
        assert await copied(house, talk.student.account.id) == expected


async def r23(name: str) -> None:
    """What is decided on has no room for a name; before it is approved nobody can open one."""
    assert load_profile(name).decision.briefed_without_identity
    assert {each.name for each in fields(wire.Disclosure)}.isdisjoint({"name", "contact", "phone"})
    asker = DisclosureReader(role=Role.COORDINATOR, certificates=frozenset(), ever=frozenset())
    for state in DisclosureState:
        found = Disclosure(
            id=DisclosureId(bytes(16)),
            case=CaseId(bytes(16)),
            capsule_version=1,
            mark=b"",
            requester=Role.COORDINATOR,
            approver=Role.MANAGER,
            state=state,
            revision=1,
            made=NOW,
            tell=0,
        )
        kept = KeptDisclosure(disclosure=found, parts={})

        def half(kept: KeptDisclosure = kept) -> object:
            return disclosure_desk._half_step(kept, asker, now=NOW, days=7)

        decided = state in (DisclosureState.APPROVED, DisclosureState.OPENED)
        assert refuses(NotFound, half) != decided


async def audited_until_its_day(name: str) -> None:
    """What an auditor is let read ends with its day, and is on record until then (R15)."""
    house, audits = house_under(name), MemoryAudits()
    assert isinstance(house.cases, MemoryCases)
    talk = await house.talk()
    case = await house.cases.find(talk.case)
    assert case is not None
    made = entry_of(talk.case, epoch=case.record_hash)
    await recording_of(house).add(talk.worker.account.id, talk.case, made)
    lead = holder_of(house, telegram=1).account
    auditor = house.accounts.add(Device.staff(9, Role.AUDITOR))
    audits.listed[APPOINTED] = auditor
    auditing, until = auditing_of(house, audits), int(house.clock.now()) + 86_400
    await auditing.begin(lead, AUDIT, certificate=APPOINTED, until=until)
    await auditing.sample(lead, AUDIT, talk.case, [b"w" * 100])
    assert len(await auditing.look(auditor, AUDIT, talk.case)) == 1
    assert house.cases.events[-1] == ("record.audited", "auditor")
    house.clock.pass_(86_400)
    assert await refuses_async(NotFoundCase, auditing.look(auditor, AUDIT, talk.case))


AUDIT: Final = b"a" * 16
APPOINTED: Final = CertificateId(b"c" * 32)
