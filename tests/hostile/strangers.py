"""What a stranger's device would send about a case, by the route that takes it (attack 19).

Well-formed and signed by whoever sends it; what comes of it is test_attack_19_matrix.py's to say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import crypto
from client.access import Person
from client.api import b64
from client.asking import Story, ask
from client.capsules import Identity
from client.keys import KeyRing
from client.student import request_body
from crypto import wire
from crypto.wire.case_record import RECORD_READERS, RecordAd, RecordItem
from crypto.wire.handover import Handover, HandoverRecipient
from tests.hostile.inside import Inside
from tests.hostile.town import START


@dataclass(kw_only=True)
class Town19:
    """Strangers' objects, and people of every role who have no part in them."""

    at: Inside
    people: dict[str, Person]
    objects: dict[str, str]
    own: str
    schema: Any
    roster: tuple[int, bytes]


def epoch(world: Town19, who: Person, case: bytes) -> tuple[str, list[str]]:
    """A well-formed epoch record of a case, by whoever."""
    wraps = [crypto.random_bytes(300), crypto.random_bytes(300)]
    other = KeyRing.generate(side="student")
    student, worker = (who.ring, other) if who.side == "student" else (other, who.ring)
    body = wire.Epoch(
        case=wire.CaseId(case),
        number=1,
        previous=wire.RecordHash(bytes(32)),
        roster_version=world.roster[0],
        roster_hash=wire.RosterHash(world.roster[1]),
        members=(
            member("student", student),
            member("worker", worker),
        ),
        wraps=tuple(wire.blob_hash(wrap) for wrap in wraps),
        made=START,
    )
    return b64(wire.signed(body, key=who.ring.sign).raw), [b64(wrap) for wrap in wraps]


def member(role: str, ring: KeyRing) -> wire.Member:
    return wire.Member(
        role=role,
        certificate=b"" if role == "student" else bytes(32),
        sign_key=wire.SignPublic(ring.sign.public),
        box_key=wire.BoxPublic(ring.box.public),
    )


def message(case: bytes) -> bytes:
    ad = wire.MessageAd(
        suite=1,
        case=wire.CaseId(case),
        epoch=1,
        record=wire.RecordHash(bytes(32)),
        direction=0,
        counter=1,
        previous=wire.ChainHash(bytes(32)),
        seen_counter=0,
        seen_hash=wire.ChainHash(bytes(32)),
        carried=(),
    )
    return wire.Message(ad=ad.encode(), sealed=crypto.random_bytes(400)).encode()


async def a_request(world: Town19, who: Person, case: bytes) -> Any:  # noqa: ANN401 -- JSON
    """A first request under this id, by this person's keys."""
    team = await world.people["student"].team()
    drawn = iter([case])

    def random(size: int) -> bytes:
        return next(drawn, None) or crypto.random_bytes(size)

    made = ask(
        Story(text="Whose is it?"),
        ring=who.ring,
        team=team,
        now=who.now(),
        identity=Identity(telegram_id=""),
        random=random,
    )
    assert made.case == case
    return request_body(made.request)


async def an_ack(_: Town19, who: Person, case: bytes) -> Any:  # noqa: ANN401 -- JSON
    body = wire.EpochAck(case=wire.CaseId(case), number=1, record=wire.RecordHash(bytes(32)))
    return {"ack": b64(wire.signed(body, key=who.ring.sign).raw)}


async def a_close(_: Town19, who: Person, case: bytes) -> Any:  # noqa: ANN401 -- JSON
    body = wire.Close(
        case=wire.CaseId(case),
        record=wire.RecordHash(bytes(32)),
        by="student" if who.side == "student" else "worker",
        time=START,
    )
    return {"close": b64(wire.signed(body, key=who.ring.sign).raw)}


async def an_erase(_: Town19, who: Person, case: bytes) -> Any:  # noqa: ANN401 -- JSON
    body = wire.Erase(what="conversation", id=case, time=START)
    return {"erase": b64(wire.signed(body, key=who.ring.sign).raw)}


async def an_unsend(_: Town19, __: Person, ___: bytes) -> Any:  # noqa: ANN401 -- JSON
    return {"epoch": 1, "counter": 1}


async def an_acceptance(world: Town19, who: Person, case: bytes) -> Any:  # noqa: ANN401 -- JSON
    record, wraps = epoch(world, who, case)
    return {"record": record, "wraps": wraps, "message": b64(message(case))}


async def a_next_epoch(world: Town19, who: Person, case: bytes) -> Any:  # noqa: ANN401 -- JSON
    record, wraps = epoch(world, who, case)
    return {"record": record, "wraps": wraps}


async def a_handover(world: Town19, who: Person, case: bytes) -> Any:  # noqa: ANN401 -- JSON
    card, wrap = crypto.random_bytes(400), crypto.random_bytes(250)
    named = HandoverRecipient(certificate=wire.CertificateId(bytes(32)), wrap=wire.blob_hash(wrap))
    body = Handover(
        case=wire.CaseId(case),
        previous=wire.RecordHash(bytes(32)),
        roster_version=world.roster[0],
        roster_hash=wire.RosterHash(world.roster[1]),
        card=wire.blob_hash(card),
        recipients=(named,),
        made=START,
    )
    signed = wire.signed(body, key=who.ring.sign).raw
    return {"handover": b64(signed), "card": b64(card), "wraps": [b64(wrap)]}


async def an_entry(_: Town19, __: Person, case: bytes) -> Any:  # noqa: ANN401 -- JSON
    ad = RecordAd(
        case=wire.CaseId(case), number=1, previous=bytes(32), epoch=wire.RecordHash(bytes(32))
    )
    item = RecordItem(ad=ad.encode(), sealed=crypto.random_bytes(400)).encode()
    wraps = [{"role": role, "wrap": b64(crypto.random_bytes(300))} for role in RECORD_READERS]
    return {"item": b64(item), "wraps": wraps}


async def a_sample(_: Town19, __: Person, ___: bytes) -> Any:  # noqa: ANN401 -- JSON
    return {"wraps": [b64(crypto.random_bytes(300))]}


async def a_finding(_: Town19, __: Person, ___: bytes) -> Any:  # noqa: ANN401 -- JSON
    boxes = [{"role": role, "box": b64(crypto.random_bytes(600))} for role in RECORD_READERS]
    return {"boxes": boxes}


async def a_question(_: Town19, __: Person, ___: bytes) -> Any:  # noqa: ANN401 -- JSON
    return {"messages": [{"epoch": 1, "direction": 0, "counter": 1, "hash": b64(bytes(32))}]}


async def a_pause(_: Town19, __: Person, ___: bytes) -> Any:  # noqa: ANN401 -- JSON
    return {"days": 1}


MAKERS: Final[dict[str, Callable[[Town19, Person, bytes], Any]]] = {
    "PUT /api/requests/{case}": a_request,
    "POST /api/cases/{case}/ack": an_ack,
    "POST /api/cases/{case}/accept": an_acceptance,
    "POST /api/cases/{case}/close": a_close,
    "POST /api/cases/{case}/unsend": an_unsend,
    "POST /api/cases/{case}/erase": an_erase,
    "POST /api/cases/{case}/epochs": a_next_epoch,
    "PUT /api/cases/{case}/handover": a_handover,
    "POST /api/cases/{case}/stood": a_question,
    "POST /api/cases/{case}/record": an_entry,
    "PUT /api/cases/{case}/pause": a_pause,
    "PUT /api/record-audits/{audit}/records/{case}": a_sample,
    "PUT /api/record-audits/{audit}/records/{case}/finding": a_finding,
}
