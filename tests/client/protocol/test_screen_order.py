"""The order on the screen (protocol.md section 7): one on both devices, whatever their clocks."""

from collections.abc import Sequence
from typing import cast

from hypothesis import given
from hypothesis import strategies as some

from client.api import Api
from client.live import LiveRoom
from client.rooms import Conversation
from client.screen_order import Place, merged
from client.tracks import Envelope, Text
from tests.client.protocol.scenes import NOW, S, Scene, W, read, scene, taken_back

HOUR = 3600


class Talk:
    """Two devices, each with what it shows, and the clocks that their owners have."""

    def __init__(self, room: Scene) -> None:
        async def follow(_: object, __: object) -> Sequence[object]:
            return []

        self.sides = {S: room.ours, W: room.theirs}
        self.rooms = {
            side: LiveRoom(
                api=cast("Api", None),
                case=room.made.joined.epoch.body.case,
                conversation=conversation,
                now=lambda: NOW,
                follow=follow,  # type: ignore[arg-type]
            )
            for side, conversation in self.sides.items()
        }

    def write(self, by: Conversation, text: str, *, at: int) -> Envelope:
        """Said, and read by neither yet but its writer."""
        envelope = by.write(text, now=at)
        self.rooms[by.me]._happen(by.acknowledged(envelope))
        return envelope

    def hear(self, by: Conversation, envelope: Envelope) -> None:
        """Read and shown."""
        self.rooms[by.me]._happen(read(by, envelope.message))
        by.show(envelope.counter)

    def said(self) -> list[str]:
        """What both devices show, which is the same."""
        mine, theirs = (room.said() for room in self.rooms.values())
        assert mine == theirs
        return [text for _, text in mine]


def test_an_answer_follows_what_its_writer_had_seen_whatever_the_clocks_say() -> None:
    room = scene()
    student, worker, talk = room.ours, room.theirs, Talk(room)
    # The worker's phone is an hour ahead, the student's an hour behind.
    hello = talk.write(worker, "Hello.", at=NOW + HOUR)
    talk.hear(student, hello)
    answer = talk.write(student, "I can't sleep.", at=NOW - HOUR)
    talk.hear(worker, answer)
    more = talk.write(worker, "Since when?", at=NOW + HOUR + 60)
    talk.hear(student, more)
    assert talk.said() == ["Hello.", "I can't sleep.", "Since when?"]


def test_what_nobody_had_seen_goes_by_the_clocks_and_the_students_first() -> None:
    room = scene()
    student, worker, talk = room.ours, room.theirs, Talk(room)
    mine = [talk.write(student, text, at=NOW + n) for text, n in (("A.", 5), ("B.", 20))]
    theirs = [talk.write(worker, text, at=NOW + n) for text, n in (("1.", 5), ("2.", 10))]
    for envelope in theirs:
        talk.hear(student, envelope)
    for envelope in mine:
        talk.hear(worker, envelope)
    assert talk.said() == ["A.", "1.", "2.", "B."]


def test_one_whose_body_was_dropped_keeps_its_place_and_is_not_shown() -> None:
    room = scene()
    student, worker = room.ours, room.theirs
    first = worker.write("Taken back.", now=NOW + HOUR)
    worker.acknowledged(first)
    back = worker.unsend(1, now=NOW + HOUR)
    worker.acknowledged(back)
    read(student, taken_back(first))
    read(student, back.message)
    answer = student.write("Hello?", now=NOW)
    student.acknowledged(answer)
    assert [event.text for event in read(worker, answer.message) if isinstance(event, Text)] == [
        "Hello?"
    ]
    # Its writer's device has the words, and the other only that there was one: 0 is the earlier.
    assert worker.order == [(S, 1), (W, 1), (W, 2)]
    assert student.order == [(W, 1), (S, 1), (W, 2)]


places = some.lists(
    some.builds(Place, seen=some.integers(0, 6), time=some.integers(0, 9)), max_size=6
)


@given(student=places, worker=places)
def test_every_message_stands_once_and_in_its_writers_order(
    student: list[Place], worker: list[Place]
) -> None:
    found = merged({S: student, W: worker})
    for direction, track in ((S, student), (W, worker)):
        own = [counter for way, counter in found if way is direction]
        assert own == list(range(1, len(track) + 1))
