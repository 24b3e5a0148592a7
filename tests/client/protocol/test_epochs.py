"""Which epochs a device accepts, and what a lying server gains (attacks 5, 6, 8, 9)."""

from dataclasses import replace

import pytest

import crypto
from client.epochs import (
    Joined,
    accept_first,
    accept_next,
    acknowledge,
    agree_to_worker,
    change_keys,
    make_first,
    make_next,
    reopen,
    worker_member,
)
from client.keys import KeyRing
from client.rooms import Conversation
from client.tracks import Broken, Text
from crypto import CryptoError, Refused, wire
from crypto.wire import Changes
from tests.client.protocol.scenes import NOW, S, Scene, W, asked_by, broken, read, say, scene


@pytest.fixture
def room() -> Scene:
    return scene()


def resigned(room: Scene, by: crypto.SigningKey, **change: object) -> bytes:
    """Epoch 1 with something changed, signed again."""
    body = replace(room.made.joined.epoch.body, **change)  # type: ignore[arg-type]
    return wire.signed(body, key=by).raw


def test_the_ack_is_of_this_epoch_by_this_student(room: Scene) -> None:
    ack = acknowledge(room.ours.joined, ring=room.student)
    wire.check_ack(ack.raw, epoch=room.made.joined.epoch)
    forged = acknowledge(room.ours.joined, ring=KeyRing.generate(side="student"))
    with pytest.raises(Refused):
        wire.check_ack(forged.raw, epoch=room.made.joined.epoch)


def test_attack_05_a_swapped_worker_key_is_refused(room: Scene) -> None:
    stranger = KeyRing.generate(side="staff")
    members = room.made.joined.epoch.body.members
    swapped = replace(
        members[1],
        sign_key=wire.SignPublic(stranger.sign.public),
        box_key=wire.BoxPublic(stranger.box.public),
    )
    record = resigned(room, stranger.sign, members=(members[0], swapped))
    with pytest.raises(Refused, match="could not be checked"):
        room.accept(record, room.made.wraps[0])
    box_only = replace(members[1], box_key=wire.BoxPublic(stranger.box.public))
    record = resigned(room, room.ring().sign, members=(members[0], box_only))
    with pytest.raises(Refused, match="could not be checked"):
        room.accept(record, room.made.wraps[0])


def test_attack_05_a_worker_who_left_the_roster_or_was_avoided_is_refused(room: Scene) -> None:
    record, wrap = room.made.joined.epoch.raw, room.made.wraps[0]
    later = room.staff.team(before=room.team.pin, without="Worker 1")
    with pytest.raises(Refused, match="could not be checked"):
        room.accept(record, wrap, team=later)
    avoided = replace(room.asked, avoided=frozenset([room.staff.id_of("Worker 1")]))
    room.asked = avoided
    with pytest.raises(Refused, match="avoided"):
        room.accept(record, wrap)


def test_attack_05_a_worker_who_has_not_read_the_letter_is_refused(room: Scene) -> None:
    made = make_first(
        ring=room.ring(),
        me=room.staff.id_of("Worker 1"),
        intake=room.asked.intake,
        supervision=bytes(32),
        team=room.team,
        now=NOW,
    )
    with pytest.raises(Refused, match="letter"):
        room.accept(made.joined.epoch.raw, made.wraps[0])


def test_attack_06_a_swapped_student_key_is_refused(room: Scene) -> None:
    other = KeyRing.generate(side="student")
    members = room.made.joined.epoch.body.members
    swapped = replace(
        members[0],
        sign_key=wire.SignPublic(other.sign.public),
        box_key=wire.BoxPublic(other.box.public),
    )
    record = resigned(room, room.ring().sign, members=(swapped, members[1]))
    opened = wire.open_signed(record, wire.Epoch)
    with pytest.raises(Refused, match="another student"):
        wire.check_first_epoch(opened, intake=room.asked.intake)
    with pytest.raises(Refused):
        room.accept(record, room.made.wraps[0])


def test_attack_06_keys_lost_in_an_open_case_is_refused_without_the_old_keys_word(
    room: Scene,
) -> None:
    new = KeyRing.generate(side="student")
    before = room.made.joined
    student = replace(
        before.epoch.body.student,
        sign_key=wire.SignPublic(new.sign.public),
        box_key=wire.BoxPublic(new.box.public),
    )
    members = (student, before.epoch.body.worker)
    forged = change_keys(before, old=new, new=new)
    claimed = wire.KeyChange(**{**vars(forged.body), "old_sign_key": room.student.sign.public})
    for word in (None, wire.signed(claimed, key=new.sign).raw):
        with pytest.raises(Refused):
            make_next(
                ring=room.ring(),
                before=before,
                members=members,
                team=room.team,
                now=NOW,
                changes=Changes(student=word),
            )
    said = change_keys(before, old=room.student, new=new)
    changes = Changes(student=said.raw)
    made = make_next(
        ring=room.ring(), before=before, members=members, team=room.team, now=NOW, changes=changes
    )
    joined = accept_next(
        made.joined.epoch.raw,
        wrap=made.wraps[0],
        ring=new,
        before=before.epoch,
        supervision=room.asked.supervision,
        team=room.team,
        now=NOW,
        changes=changes,
    )
    assert joined.key == made.joined.key


def test_attack_08_a_ghost_member_is_refused(room: Scene) -> None:
    body = room.made.joined.epoch.body
    ghost = replace(body.worker, sign_key=wire.SignPublic(room.ring("Worker 2").sign.public))
    crowd = [item.encode() for item in (*body.members, ghost)]
    wraps = [*body.wraps, body.wraps[1]]
    fields = (body.case, 1, body.previous, body.roster_version, body.roster_hash)
    encoded = crypto.encode("epoch", *fields, crowd, wraps, body.made)
    for key in (room.ring().sign, crypto.SigningKey.generate()):
        raw = crypto.encode("signed", encoded, key.public, key.sign(encoded))
        with pytest.raises(crypto.MalformedStructure):
            room.accept(raw, room.made.wraps[0])
    record = bytearray(room.made.joined.epoch.raw)
    record[120] ^= 1
    with pytest.raises(CryptoError):
        room.accept(bytes(record), room.made.wraps[0])


@pytest.mark.parametrize("change", [{"case": bytes(16)}, {"number": 2}, {"sign_key": None}])
def test_attack_07_a_wrap_made_for_another_place_is_refused(
    room: Scene, change: dict[str, object]
) -> None:
    body = room.made.joined.epoch.body
    if "sign_key" in change:
        change = {"sign_key": body.worker.sign_key}
    fields = {
        "case": body.case,
        "number": 1,
        "sign_key": body.student.sign_key,
        "epoch_key": room.made.joined.key,
        "supervision": room.asked.supervision,
    }
    wrap = wire.EpochWrap(**{**fields, **change})  # type: ignore[arg-type]
    boxed = crypto.box_to(recipient=room.student.box.public, plaintext=wrap.encode())
    wraps = (wire.blob_hash(boxed), body.wraps[1])
    with pytest.raises(Refused, match="belongs elsewhere"):
        room.accept(resigned(room, room.ring().sign, wraps=wraps), boxed)


def test_an_expired_roster_accepts_nobody_new(room: Scene) -> None:
    record, wrap = room.made.joined.epoch.raw, room.made.wraps[0]
    with pytest.raises(Refused, match="expired"):
        accept_first(
            record,
            wrap=wrap,
            ring=room.student,
            asked=room.asked,
            team=room.team,
            now=NOW + 31 * wire.DAY,
        )


def test_a_worker_who_is_new_here_has_no_grace_and_may_have_renewed_since(room: Scene) -> None:
    record, wrap = room.made.joined.epoch.raw, room.made.wraps[0]
    old = room.staff.certificates["Worker 1"]
    by = room.staff.rings["coordinator"].sign

    def listing(certificate: wire.Certificate, *, earlier: bool = True) -> wire.Team:
        room.staff.certificates["Worker 1"] = wire.signed(certificate, key=by)
        listed = room.staff.team(before=room.team.pin)
        known = {wire.certificate_id(old): old.body} if earlier else {}
        return replace(listed, earlier=known)

    renewed = replace(old.body, serial=bytes(16))
    room.accept(record, wrap, team=listing(renewed))
    over = replace(renewed, not_before=NOW - 2 * wire.DAY, not_after=NOW - wire.DAY)
    bad = {
        "an id that nobody shows": listing(renewed, earlier=False),
        "run out": listing(over),
        "not for under-18s any more": listing(replace(renewed, under18=False)),
        "other keys": listing(replace(renewed, box_key=wire.BoxPublic(room.student.box.public))),
    }
    for team in bad.values():
        with pytest.raises(Refused, match=r"could not be checked|was not asked"):
            room.accept(record, wrap, team=team)


def test_attack_08_somebody_elses_wrap_is_refused(room: Scene) -> None:
    with pytest.raises(Refused, match="wrap"):
        room.accept(room.made.joined.epoch.raw, room.made.wraps[1])


def test_attack_09_a_rolled_back_roster_is_refused(room: Scene) -> None:
    later = room.staff.team(before=room.team.pin)
    ring = room.student.accepted(later)
    assert ring.newest_roster == later.pin
    with pytest.raises(Refused, match="older"):
        wire.accept_roster(
            roster=room.team.roster.raw,
            certificates=[item.raw for item in room.team.certificates.values()],
            root=wire.SignPublic(room.staff.root.public),
            newest=ring.newest_roster,
            now=NOW,
        )
    asked = asked_by(room.student, later)
    stale = replace(
        room.made.joined.epoch.body, case=asked.case, previous=wire.intake_hash(asked.intake)
    )
    with pytest.raises(Refused, match="older roster"):
        wire.check_first_epoch(wire.signed(stale, key=room.ring().sign), intake=asked.intake)


def test_attack_09_a_roster_nobody_here_has_seen_is_not_taken_on_trust(room: Scene) -> None:
    record = resigned(room, room.ring().sign, roster_version=9)
    with pytest.raises(Refused, match="not known here"):
        room.accept(record, room.made.wraps[0])


def test_attack_09_another_suite_is_refused(room: Scene) -> None:
    header, message = wire.read_message(say(room.theirs, "Hello.").message)
    ad = bytearray(header.raw)
    at = ad.index(crypto.u64(1))
    ad[at : at + 8] = crypto.u64(2)
    forged = wire.Message(ad=bytes(ad), sealed=message.sealed).encode()
    assert broken(room.ours, forged) == "malformed"


def handed_over(room: Scene) -> tuple[Joined, Joined]:
    """Epoch 2 with worker 2, made by the student: as the student and the worker have it."""
    members = (
        room.made.joined.epoch.body.student,
        worker_member(room.team, room.staff.id_of("Worker 2")),
    )
    word = agree_to_worker(
        room.ours.joined, certificate=room.staff.id_of("Worker 2"), ring=room.student
    )
    changes = Changes(worker=word.raw)
    made = make_next(
        ring=room.student,
        before=room.ours.joined,
        members=members,
        team=room.team,
        now=NOW,
        changes=changes,
    )
    theirs = accept_next(
        made.joined.epoch.raw,
        wrap=made.wraps[1],
        ring=room.ring("Worker 2"),
        before=room.made.joined.epoch,
        supervision=None,
        team=room.team,
        now=NOW,
        changes=changes,
    )
    return made.joined, theirs


def test_a_conversation_is_handed_over_and_goes_on(room: Scene) -> None:
    read(room.ours, say(room.theirs, "I am leaving.").message)
    ours, theirs = handed_over(room)
    student, worker = Conversation(ours, before=room.ours), Conversation(theirs)
    assert [e.text for e in read(worker, say(student, "Hello.").message) if isinstance(e, Text)]
    assert [e.text for e in read(student, say(worker, "Hello!").message) if isinstance(e, Text)]
    assert theirs.supervision == room.asked.supervision


def test_a_worker_who_joins_cannot_speak_for_the_epoch_before(room: Scene) -> None:
    read(room.ours, say(room.theirs, "I am leaving.").message)
    ours, theirs = handed_over(room)
    student = Conversation(ours, before=room.ours)
    knowing = Conversation(theirs, before=room.theirs)
    assert broken(student, knowing.write("I was here.", now=NOW).message) == "carried"
    with pytest.raises(Refused):
        Conversation(room.ours.joined, before=student)


def test_a_text_said_again_in_the_next_epoch_is_not_shown_twice(room: Scene) -> None:
    first = say(room.ours, "Once.")
    ours, _ = handed_over(room)
    again, reader = Conversation(ours, before=room.ours), Conversation(ours, before=room.ours)
    content = wire.Content(kind="text", id=first.id, time=NOW, body=b"Once.")
    copy = again._seal(content, random=crypto.random_bytes)
    assert read(reader, copy.message) == []
    assert reader.head(S).counter == 1


def test_the_worker_who_left_cannot_make_the_next_epoch(room: Scene) -> None:
    ours, _ = handed_over(room)
    record = wire.signed(ours.epoch.body, key=room.ring().sign)
    with pytest.raises(Refused, match="worker was changed"):
        wire.check_next_epoch(record, before=room.made.joined.epoch)
    with pytest.raises(Refused):
        reopen(record.raw, wrap=b"", ring=room.ring(), known=[])


def test_attack_03_what_was_lost_at_the_end_of_an_epoch_shows_in_the_next(room: Scene) -> None:
    read(room.ours, say(room.theirs, "One.").message)
    lost = say(room.theirs, "Withheld.")
    made = make_next(
        ring=room.ring(),
        before=room.made.joined,
        members=(room.made.joined.epoch.body.student, room.made.joined.epoch.body.worker),
        team=room.team,
        now=NOW,
    )
    joined = accept_next(
        made.joined.epoch.raw,
        wrap=made.wraps[0],
        ring=room.student,
        before=room.made.joined.epoch,
        supervision=room.asked.supervision,
        team=room.team,
        now=NOW,
    )
    ours = Conversation(joined, before=room.ours)
    theirs = Conversation(made.joined, before=room.theirs)
    first = say(theirs, "Next.")
    assert ours.receive(first.message) == Broken(what="carried", direction=W, counter=1)
    read(room.ours, lost.message)
    assert read(ours, first.message)
    assert ours.head(S).counter == 0


def test_a_worker_who_stays_goes_on_through_renewal_grace_and_no_further(room: Scene) -> None:
    certificate = room.staff.certificates["Worker 1"].body
    worker = room.made.joined.epoch.body.worker
    after = certificate.not_after
    assert room.team.tolerates(worker, now=after + 13 * wire.DAY)
    assert not room.team.tolerates(worker, now=after + 15 * wire.DAY)
    assert not room.team.certifies(worker, now=after + wire.DAY)
    gone = room.staff.team(before=room.team.pin, without="Worker 1")
    assert not gone.tolerates(worker, now=NOW)
    renewed = replace(certificate, serial=bytes(16))
    by = room.staff.rings["coordinator"].sign
    room.staff.certificates["Worker 1"] = wire.signed(renewed, key=by)
    assert room.staff.team(before=room.team.pin).tolerates(worker, now=NOW)


def test_reopening_needs_something_of_this_persons(room: Scene) -> None:
    record, wrap = room.made.joined.epoch.raw, room.made.wraps[0]
    with pytest.raises(Refused):
        reopen(record, wrap=wrap, ring=room.student, known=[])
    again = reopen(record, wrap=wrap, ring=room.student, known=[room.ours.joined.record])
    assert again.key == room.ours.joined.key
    mine = reopen(record, wrap=room.made.wraps[1], ring=room.ring(), known=[])
    assert mine.me == W
