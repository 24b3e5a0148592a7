"""What was said of a dispute stays with the worker to whom it was said (protocol.md 7 and 20)."""

import pytest

from client.epochs import Joined, agree_to_worker, change_keys, make_next, worker_member
from client.keys import KeyRing
from client.live import LiveRoom
from client.rooms import Conversation
from client.sharing import ledger_of
from client.tracks import Stated
from crypto import wire
from crypto.wire import Changes
from crypto.wire.dispute import DISPUTE_WORDS, DisputeWord
from tests.client.protocol.scenes import NOW, S, Scene, W, scene


@pytest.fixture
def room() -> Scene:
    return scene()


def handed(room: Scene, before: Joined, worker: str) -> Joined:
    """The next epoch, with this worker, as the student has it."""
    name = room.staff.id_of(worker)
    members = (before.epoch.body.student, worker_member(room.team, name))
    word = agree_to_worker(before, certificate=name, ring=room.student)
    made = make_next(
        ring=room.student,
        before=before,
        members=members,
        team=room.team,
        now=NOW,
        changes=Changes(worker=word.raw),
    )
    return made.joined


def rekeyed(room: Scene, before: Joined) -> Joined:
    """The next epoch with the same worker: the student has new keys."""
    new = KeyRing.generate(side="student")
    change = change_keys(before, old=room.student, new=new)
    member = wire.Member(
        role="student",
        certificate=b"",
        sign_key=wire.SignPublic(new.sign.public),
        box_key=wire.BoxPublic(new.box.public),
    )
    made = make_next(
        ring=room.student,
        before=before,
        members=(member, before.epoch.body.members[1]),
        team=room.team,
        now=NOW,
        changes=Changes(student=change.raw),
    )
    return made.joined


def said(room: Scene, word: str) -> bytes:
    body = DisputeWord(case=room.ours.joined.epoch.body.case, word=word, made=NOW)
    return wire.signed(body, key=room.student.sign).raw


@pytest.mark.parametrize("word", DISPUTE_WORDS)
def test_what_waits_is_not_said_to_another_worker(room: Scene, word: str) -> None:
    # A server that withholds it until the student chose somebody else gains nothing by it.
    room.ours.state(said(room, word), now=NOW)
    room.ours.write("And this.", now=NOW)
    after = Conversation(handed(room, room.ours.joined, "Worker 2"), before=room.ours)
    after.carry_on()
    assert [content.kind for _, content in after._pending] == ["text"]


def test_what_waits_goes_on_with_the_worker_who_stays(room: Scene) -> None:
    word = said(room, "stop")
    room.ours.state(word, now=NOW)
    after = Conversation(rekeyed(room, room.ours.joined), before=room.ours)
    after.carry_on()
    assert [content.body for _, content in after._pending] == [word]


def test_who_comes_back_was_told_nothing_and_is_asked_anew(room: Scene) -> None:
    away = Conversation(handed(room, room.ours.joined, "Worker 2"), before=room.ours)
    back = Conversation(handed(room, away.joined, "Worker 1"), before=away)
    live = LiveRoom(api=None, case=None, conversation=back, now=lambda: NOW, follow=None)  # type: ignore[arg-type]
    live.case = back.joined.epoch.body.case
    words = [
        (S, "dispute", room.student.sign),
        (S, "content", room.student.sign),
        (W, "content", room.ring().sign),
    ]

    def say(epoch: int) -> None:
        for count, (way, word, key) in enumerate(words, start=1):
            body = DisputeWord(case=live.case, word=word, made=NOW)
            raw = wire.signed(body, key=key).raw
            live.stated.append((epoch, Stated(direction=way, counter=count, raw=raw)))

    say(1)
    assert ledger_of(live).dispute.state == "none"
    say(3)
    assert ledger_of(live).dispute.state == "content"
