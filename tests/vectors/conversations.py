"""Vectors of two epochs and what is said in them (protocol.md sections 6 and 7)."""

from dataclasses import dataclass

import crypto
from crypto import wire
from crypto.wire import Direction, Head
from crypto.wire.again import again_tag, again_word
from tests.vectors.book import draw
from tests.vectors.requests import SUPERVISION, Asked
from tests.vectors.world import CASE, NOW, STUDENT, WORKERS, Person, World

S, W = Direction.FROM_STUDENT, Direction.FROM_WORKER


@dataclass(frozen=True)
class Made:
    """An epoch's record, its wraps and its key."""

    record: wire.Signed[wire.Epoch]
    wraps: tuple[bytes, ...]
    key: bytes


def write(world: World, asked: Asked) -> tuple[Made, Made]:
    """Epoch 1 by worker 1, then epoch 2 with worker 2, made by the student."""
    first = _epoch(world, 1, wire.intake_hash(asked.intake), WORKERS["Worker 1"], by="worker")
    record = wire.epoch_hash(first.record)
    _acknowledge(world, first)
    heads = _say(world, first, _FIRST)
    change = wire.MemberChange(case=CASE, previous=record, certificate=world.id_of("Worker 2"))
    world.book.signed("member-change", change, STUDENT.sign)
    _again(world, first)
    second = _epoch(world, 2, record, WORKERS["Worker 2"], by="student")
    _say(world, second, _SECOND, carried={S: (heads[S], heads[W]), W: (wire.UNKNOWN_HEAD,) * 2})
    _statements(world, second)
    _longest(world)
    return first, second


def _again(world: World, made: Made) -> None:
    """Whether both would talk again (section 25)."""
    record = wire.epoch_hash(made.record)
    values = {
        "tag": again_tag(epoch_key=made.key, record=record),
        "word": again_word(epoch_key=made.key, record=record),
    }
    for number, (name, value) in enumerate(values.items()):
        data = record + crypto.u64(number)
        world.book.derived(f"again {name}", "pl.again", key=made.key, data=data, value=value)


@dataclass(frozen=True)
class Line:
    """One message: what it says and how much of the other side its writer has seen."""

    direction: Direction
    kind: str
    body: bytes
    seen: int


_FIRST = (
    Line(W, "text", b"Hello. I have read your letter.", 0),
    Line(S, "text", "Thank you 🙏".encode(), 1),
    Line(S, "text", "שלום, مرحبا".encode(), 1),
    Line(S, "unsend", crypto.u64(2), 1),
    Line(W, "seen", b"", 1),
    Line(W, "text", b"x" * 2_000, 3),
)
_SECOND = (
    Line(S, "text", b"Hello again.", 0),
    Line(W, "text", b"Hello, I am new here.", 1),
    Line(W, "consent", b"a signed statement", 1),
)


def _epoch(
    world: World, number: int, previous: wire.RecordHash, worker: Person, *, by: str
) -> Made:
    book = world.book
    key = draw(f"epoch key {number}")
    members = (
        _member("student", b"", STUDENT),
        _member("worker", world.id_of(worker.name), worker),
    )
    wraps = []
    for member, someone in zip(members, (STUDENT, worker), strict=True):
        book.structure(f"member {member.role} of epoch {number}", member)
        wrap = wire.EpochWrap(
            case=CASE,
            number=number,
            sign_key=member.sign_key,
            epoch_key=key,
            supervision=SUPERVISION,
        )
        wraps.append(book.boxed(f"epoch-wrap {number} for {member.role}", wrap, someone.box))
    body = wire.Epoch(
        case=CASE,
        number=number,
        previous=previous,
        roster_version=1,
        roster_hash=world.roster_pin.hash,
        members=members,
        wraps=tuple(wire.blob_hash(wrap) for wrap in wraps),
        made=NOW + number,
    )
    maker = worker.sign if by == "worker" else STUDENT.sign
    record = book.signed(f"epoch {number}", body, maker)
    book.digest(f"record hash {number}", "pl.epoch", record.raw, wire.epoch_hash(record))
    return Made(record, tuple(wraps), key)


def _member(role: str, certificate: bytes, someone: Person) -> wire.Member:
    return wire.Member(
        role=role,
        certificate=certificate,
        sign_key=wire.SignPublic(someone.sign.public),
        box_key=wire.BoxPublic(someone.box.public),
    )


def _acknowledge(world: World, made: Made) -> None:
    ack = wire.EpochAck(case=CASE, number=1, record=wire.epoch_hash(made.record))
    world.book.signed("epoch-ack", ack, STUDENT.sign)


def _statements(world: World, made: Made) -> None:
    new = crypto.SigningKey(draw("new sign key"))
    change = wire.KeyChange(
        case=CASE,
        old_sign_key=wire.SignPublic(STUDENT.sign.public),
        sign_key=wire.SignPublic(new.public),
        box_key=wire.BoxPublic(crypto.BoxSecret(draw("new box key")).public),
    )
    world.book.signed("key-change", change, STUDENT.sign)
    close = wire.Close(
        case=CASE, record=wire.epoch_hash(made.record), by="student", time=NOW + 9_000
    )
    world.book.signed("close", close, STUDENT.sign)
    erase = wire.Erase(what="conversation", id=CASE, time=NOW + 9_500)
    world.book.signed("erase", erase, STUDENT.sign)


def _say(
    world: World,
    made: Made,
    lines: tuple[Line, ...],
    carried: dict[Direction, tuple[Head, ...]] | None = None,
) -> dict[Direction, Head]:
    """Seal the lines in order; the heads reached."""
    number, record = made.record.body.number, wire.epoch_hash(made.record)
    chains = {direction: [wire.genesis(record, direction)] for direction in Direction}
    keys = {}
    for direction, chain in chains.items():
        data = record + crypto.u64(direction)
        world.book.digest(
            f"genesis {direction} of epoch {number}", "pl.genesis", data, chain[0].hash
        )
        keys[direction] = wire.direction_key(epoch_key=made.key, record=record, direction=direction)
        world.book.derived(
            f"direction key {direction} of epoch {number}",
            "pl.direction",
            key=made.key,
            data=data,
            value=keys[direction],
        )
    for line in lines:
        own, other = chains[line.direction], chains[line.direction.other]
        first = number > 1 and len(own) == 1
        ad = wire.MessageAd(
            suite=wire.SUITE,
            case=CASE,
            epoch=number,
            record=record,
            direction=line.direction,
            counter=len(own),
            previous=own[-1].hash,
            seen_counter=other[line.seen].counter,
            seen_hash=other[line.seen].hash,
            carried=tuple(head.encode() for head in carried[line.direction])
            if carried and first
            else (),
        )
        own.append(_message(world, ad, line, key=keys[line.direction]))
    return {direction: chain[-1] for direction, chain in chains.items()}


def _message(world: World, ad: wire.MessageAd, line: Line, *, key: bytes) -> Head:
    name = f"message {ad.epoch}/{ad.direction}/{ad.counter}"
    content = wire.Content(
        kind=line.kind, id=draw(f"id of {name}", 16), time=NOW + 60 * ad.counter, body=line.body
    )
    sealed = world.book.sealed(
        name, world.book.structure(f"content of {name}", content), key=key, ad=ad
    )
    message = wire.Message(ad=ad.encode(), sealed=sealed)
    encoded = world.book.structure(name, message)
    body = wire.body_hash(sealed)
    world.book.digest(f"body hash of {name}", "pl.body", sealed, body)
    chain = wire.chain_hash(ad=message.ad, body=body)
    world.book.digest(f"chain hash of {name}", "pl.chain", message.ad + body, chain)
    world.book.add(
        "messages", name=name, direction_key=key, message=encoded, chain=chain, kind=line.kind
    )
    return Head(ad.counter, chain)


def _longest(world: World) -> None:
    """8,000 characters are counted as code points, not as bytes or UTF-16."""
    body = ("🌙" * wire.LONGEST_TEXT).encode()
    content = wire.Content(kind="text", id=draw("id of the longest", 16), time=NOW, body=body)
    world.book.structure("content of the longest", content)
