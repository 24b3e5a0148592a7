"""Handing over: the shared vectors, every bit of a line flipped, and who reads what then."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import crypto
from client.epochs import MadeEpoch, agree_to_worker, make_next, worker_member
from client.handing import open_handover_card, read_line, show
from client.rooms import Conversation
from crypto import BoxSecret, CryptoError, wire
from crypto.wire.handover import EarlierLine, Shared, open_wish
from tests.characters import ANY
from tests.client.protocol.scenes import NOW, Scene, read, say, scene
from tests.crypto.test_flips import flips
from tests.crypto.test_vectors import Vector, named, raw, vectors


def line_of(vector: Vector, **changed: bytes) -> EarlierLine:
    given_ = {"message": raw(vector["message"]), "key": raw(vector["key"])} | changed
    return EarlierLine(epoch=vector["epoch"], **given_)


def card(vector: Vector) -> object:
    return open_handover_card(
        raw(vector["handover"]),
        card=raw(vector["card"]),
        wrap=raw(vector["wrap"]),
        case=wire.CaseId(raw(vector["case"])),
        me=wire.CertificateId(raw(vector["certificate"])),
        box=BoxSecret(raw(vector["secret"])),
    )


def line(vector: Vector) -> object:
    return read_line(
        line_of(vector), case=wire.CaseId(raw(vector["case"])), now_in=vector["now_in"]
    )


def wish(vector: Vector) -> object:
    found = open_wish(
        raw(vector["wish"]),
        case=wire.CaseId(raw(vector["case"])),
        student=wire.SignPublic(raw(vector["student"])),
    )
    if found != raw(vector["certificate"]):
        raise crypto.Refused("It names somebody else.")
    return found


def handed_over(room: Scene) -> MadeEpoch:
    """Epoch 2 with worker 2, made by the student."""
    to = room.staff.id_of("Worker 2")
    word = agree_to_worker(room.ours.joined, certificate=to, ring=room.student)
    return make_next(
        ring=room.student,
        before=room.ours.joined,
        members=(room.made.joined.epoch.body.student, worker_member(room.team, to)),
        team=room.team,
        now=NOW,
        changes=wire.Changes(worker=word.raw),
    )


DOING: Mapping[str, Callable[[Vector], object]] = {"handover": card, "line": line, "wish": wish}


@named("handovers")
def test_what_is_handed_over_opens_or_is_refused(vector: Vector) -> None:
    if vector["fits"] == "all":
        assert DOING[vector["do"]](vector)
        return
    with pytest.raises(CryptoError):
        DOING[vector["do"]](vector)


def test_attack_15_no_line_opens_with_a_bit_flipped() -> None:
    lines = [v for v in vectors("handovers") if (v["do"], v["fits"]) == ("line", "all")]
    assert lines
    for vector in lines:
        case = wire.CaseId(raw(vector["case"]))
        wrong = [line_of(vector, key=key) for key in flips(raw(vector["key"]))]
        wrong += [line_of(vector, message=message) for message in flips(raw(vector["message"]))]
        opened = 0
        for each in wrong:
            try:
                read_line(each, case=case, now_in=2)
                opened += 1
            except CryptoError:
                continue
        assert opened == 0, vector["name"]


@settings(max_examples=15, deadline=None)
@given(said=st.lists(st.tuples(st.booleans(), st.text(ANY, min_size=1, max_size=40)), max_size=5))
def test_after_a_handover_the_old_worker_opens_nothing_of_the_new_epoch(
    said: list[tuple[bool, str]],
) -> None:
    """Whatever the one who left still has: their keys, the old epoch's key, its supervision."""
    room = scene()
    read(room.ours, say(room.theirs, "Before.").message)
    made = handed_over(room)
    student = Conversation(made.joined, before=room.ours)
    left = [room.made.joined.key, room.made.joined.supervision]
    keys = left + [
        wire.direction_key(epoch_key=key, record=record, direction=way)
        for key in left
        for record in (room.made.joined.record, made.joined.record)
        for way in wire.Direction
    ]
    theirs = replace(made.joined, me=wire.Direction.FROM_WORKER)
    worker = Conversation(theirs)
    for by_student, text in (*said, (True, "After.")):
        envelope = say(student if by_student else worker, text)
        read(worker if by_student else student, envelope.message)
        _, message = wire.read_message(envelope.message)
        for key in keys:
            with pytest.raises(CryptoError):
                crypto.open_sealed(key=key, ad=message.ad, sealed=message.sealed)
    for boxed in made.wraps:
        with pytest.raises(CryptoError):
            crypto.box_open(secret=room.ring().box, boxed=boxed)


@settings(max_examples=15, deadline=None)
@given(
    texts=st.lists(st.text(ANY, min_size=1, max_size=60), min_size=1, max_size=6),
    shown=st.sets(st.integers(min_value=0, max_value=5)),
)
def test_who_comes_reads_the_lines_that_were_shared_and_no_others(
    texts: list[str], shown: set[int]
) -> None:
    room = scene()
    first = say(room.theirs, "Hello.")
    read(room.ours, first.message)
    sent = [say(room.ours, text) for text in texts]
    lines = [show(room.ours.joined, each.message) for n, each in enumerate(sent) if n in shown]
    got = [read_line(each, case=room.asked.case, now_in=2) for each in lines]
    assert [each.content.text for each in got] == [t for n, t in enumerate(texts) if n in shown]
    for each in lines:
        for n, other in enumerate(sent):
            _, message = wire.read_message(other.message)
            if n not in shown:
                with pytest.raises(CryptoError):
                    crypto.open_with_message_key(
                        message_key=each.key, ad=message.ad, sealed=message.sealed
                    )


def test_a_paper_is_said_and_read_like_a_text_and_shows_as_none() -> None:
    room = scene()
    paper = Shared(case=room.asked.case, fields=())
    envelope = room.ours.hand_in(paper, now=NOW)
    room.ours.acknowledged(envelope)
    (event,) = read(room.theirs, envelope.message)
    assert event.paper == paper.encode()  # type: ignore[union-attr]
