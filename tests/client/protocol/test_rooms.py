"""What two devices make of each other's messages, and of a server that lies (attacks 1 to 4, 7)."""

import pytest

import crypto
from client.rooms import Conversation
from client.tracks import Broken, Envelope, Seen, Text, Unsent, Withheld
from crypto import wire
from tests.client.protocol.scenes import NOW, S, Scene, W, broken, read, say, scene, taken_back


@pytest.fixture
def room() -> Scene:
    return scene()


def texts(reader: Conversation, envelope: Envelope) -> list[str]:
    return [event.text for event in read(reader, envelope.message) if isinstance(event, Text)]


def test_both_read_what_the_other_wrote(room: Scene) -> None:
    hello = say(room.theirs, "Hello.")
    assert texts(room.ours, hello) == ["Hello."]
    answer = say(room.ours, "Thank you 🙏 שלום")
    assert texts(room.theirs, answer) == ["Thank you 🙏 שלום"]
    assert room.ours.head(S) == room.theirs.head(S)
    assert room.ours.head(W) == room.theirs.head(W)


def test_seen_moves_with_what_was_shown(room: Scene) -> None:
    read(room.ours, say(room.theirs, "One.").message)
    read(room.ours, say(room.theirs, "Two.").message)
    read(room.theirs, say(room.ours, "Not looked yet.").message)
    assert room.theirs.peer_saw == 0
    room.ours.show(2)
    ticks = room.ours.tell_seen(now=NOW)
    assert read(room.theirs, ticks.message) == [Seen(direction=S, upto=2)]
    assert room.theirs.peer_saw == 2


def test_nothing_is_shown_that_was_not_opened(room: Scene) -> None:
    with pytest.raises(crypto.Refused):
        room.ours.show(1)


@pytest.mark.parametrize("text", ["", "x" * 8001, "\ud800"])
def test_texts_have_1_to_8000_characters(room: Scene, text: str) -> None:
    with pytest.raises(crypto.MalformedStructure):
        room.ours.write(text, now=NOW)
    assert texts(room.theirs, say(room.ours, "🌙" * 8000)) == ["🌙" * 8000]


def test_attack_01_a_replay_changes_nothing(room: Scene) -> None:
    first, second = say(room.theirs, "One."), say(room.theirs, "Two.")
    read(room.ours, first.message)
    read(room.ours, second.message)
    before = room.ours.head(W)
    for envelope in (first, second):
        assert read(room.ours, envelope.message) == []
    assert room.ours.head(W) == before


def test_attack_02_reordered_and_dropped_messages_leave_a_visible_gap(room: Scene) -> None:
    first, second, third = (say(room.theirs, text) for text in ("One.", "Two.", "Three."))
    assert broken(room.ours, second.message) == "gap"
    read(room.ours, first.message)
    assert broken(room.ours, third.message) == "gap"
    read(room.ours, second.message)
    assert texts(room.ours, third) == ["Three."]


def test_attack_03_a_withheld_tail_shows_as_not_seen(room: Scene) -> None:
    first, kept_back = say(room.ours, "One."), say(room.ours, "Two.")
    read(room.theirs, first.message)
    room.theirs.show(1)
    read(room.ours, say(room.theirs, "I read one.").message)
    assert room.ours.peer_saw == 1 < kept_back.counter
    told = {S: room.ours.head(S), W: room.ours.head(W)}
    assert Broken(what="gap", direction=S, counter=2) in room.theirs.compare(told)


def test_attack_04_a_fork_is_detected_at_the_next_message(room: Scene) -> None:
    another = Conversation(room.ours.joined)
    shown, hidden = say(room.ours, "To one."), say(another, "To another.")
    read(room.theirs, shown.message)
    assert broken(room.theirs, hidden.message) == "fork"
    assert broken(room.theirs, say(another, "More.").message) == "fork"


def test_attack_04_a_fork_of_the_readers_own_messages_is_detected(room: Scene) -> None:
    another = Conversation(room.ours.joined)
    read(room.theirs, say(another, "What the worker was shown.").message)
    room.theirs.show(1)
    say(room.ours, "What the student wrote.")
    assert broken(room.ours, say(room.theirs, "Yes.").message) == "fork"


def test_attack_07_a_spliced_message_does_not_open(room: Scene) -> None:
    elsewhere = scene()
    envelope = say(elsewhere.theirs, "Of another conversation.")
    assert broken(room.ours, envelope.message) == "elsewhere"
    header, message = wire.read_message(say(room.theirs, "Here.").message)
    turned = dict(vars(header.ad)) | {"direction": 0, "previous": room.ours.head(S).hash}
    spliced = wire.Message(ad=wire.MessageAd(**turned).encode(), sealed=message.sealed)
    assert broken(room.ours, spliced.encode()) == "unreadable"
    _, other = wire.read_message(envelope.message)
    swapped = wire.Message(ad=message.ad, sealed=other.sealed)
    assert broken(room.ours, swapped.encode()) == "unreadable"


def test_a_server_that_rolls_back_is_found_out(room: Scene) -> None:
    first = say(room.theirs, "One.")
    read(room.ours, first.message)
    early = {S: room.ours.head(S), W: room.ours.head(W)}
    read(room.ours, say(room.theirs, "Two.").message)
    assert room.ours.compare(early) == [Broken(what="rollback", direction=W, counter=1)]
    fresh = Conversation(room.ours.joined)
    read(fresh, first.message)
    assert not fresh.holds([(W, room.ours.head(W))])
    assert fresh.holds([(W, early[W])])


def test_own_messages_that_the_server_hides_are_found_out(room: Scene) -> None:
    read(room.theirs, say(room.ours, "One.").message)
    room.theirs.show(1)
    answer = say(room.theirs, "Yes.")
    fresh = Conversation(room.ours.joined)
    assert broken(fresh, answer.message) == "rollback"


def test_a_new_device_reads_both_directions_in_any_order(room: Scene) -> None:
    sent = []
    for number in range(4):
        mine = say(room.ours, f"Question {number}.")
        read(room.theirs, mine.message)
        room.theirs.show(mine.counter)
        theirs = say(room.theirs, f"Answer {number}.")
        read(room.ours, theirs.message)
        room.ours.show(theirs.counter)
        sent += [mine.message, theirs.message]
    fresh = Conversation(room.ours.joined)
    events, findings = fresh.receive_all(sorted(sent))
    assert not findings
    assert len([event for event in events if isinstance(event, Text)]) == 8
    assert fresh.head(S) == room.ours.head(S)
    assert fresh.shown == room.ours.shown - 1
    assert texts(room.theirs, say(fresh, "From the new device.")) == ["From the new device."]


def test_unsend_hides_until_seen_and_not_after(room: Scene) -> None:
    slip = say(room.ours, "A slip.")
    back = room.ours.unsend(slip.counter, now=NOW)
    room.ours.acknowledged(back)
    fresh = Conversation(room.theirs.joined)
    assert read(fresh, slip.message)
    assert read(fresh, back.message) == [Unsent(direction=S, counter=1)]
    stays = say(room.ours, "This stays.")
    for envelope in (slip, back, stays):
        read(room.theirs, envelope.message)
    room.theirs.show(3)
    read(room.ours, say(room.theirs, "Read.").message)
    with pytest.raises(crypto.Refused):
        room.ours.unsend(stays.counter, now=NOW)


def test_an_unsend_of_no_earlier_message_is_not_taken(room: Scene) -> None:
    slip = say(room.ours, "A slip.")
    read(room.theirs, slip.message)
    for counter in (0, 2, 3):
        wrong = room.ours._compose(
            "unsend", crypto.u64(counter), now=NOW, random=crypto.random_bytes
        )
        room.ours._pending.clear()
        assert broken(room.theirs, wrong.message) == "malformed"
    assert texts(room.theirs, say(room.ours, "Next.")) == ["Next."]


def test_a_body_may_be_missing_when_its_writer_took_it_back(room: Scene) -> None:
    slip = say(room.ours, "A slip.")
    assert read(room.theirs, taken_back(slip)) == [Withheld(direction=S, counter=1)]
    heads = {S: room.ours.head(S), W: room.ours.head(W)}
    assert room.theirs.compare(heads) == [Broken(what="missing", direction=S, counter=1)]
    back = room.ours.unsend(slip.counter, now=NOW)
    room.ours.acknowledged(back)
    assert read(room.theirs, back.message) == [Unsent(direction=S, counter=1)]
    assert room.theirs.compare({S: room.ours.head(S), W: room.ours.head(W)}) == []


def test_a_body_that_the_server_dropped_stays_a_finding(room: Scene) -> None:
    lost = say(room.ours, "Lost.")
    read(room.theirs, taken_back(lost))
    assert texts(room.theirs, say(room.ours, "Next.")) == ["Next."]
    heads = {S: room.ours.head(S), W: room.ours.head(W)}
    assert room.theirs.compare(heads) == [Broken(what="missing", direction=S, counter=1)]


def test_an_invented_header_does_not_count_and_breaks_the_chain(room: Scene) -> None:
    real = say(room.ours, "Real.")
    header, _ = wire.read_message(real.message)
    read(room.theirs, say(room.theirs, "x").message)
    forged = dict(vars(header.ad)) | {
        "seen_counter": 1,
        "seen_hash": room.theirs.head(W).hash,
    }
    invented = wire.TakenBack(ad=wire.MessageAd(**forged).encode(), body=header.body)
    assert read(room.theirs, invented) == [Withheld(direction=S, counter=1)]
    assert room.theirs.peer_saw == 0
    assert broken(room.theirs, real.message) == "fork"
    assert broken(room.theirs, say(room.ours, "More.").message) == "fork"


def test_a_missing_bodys_header_is_judged_once_it_is_vouched_for(room: Scene) -> None:
    read(room.ours, say(room.theirs, "One.").message)
    liar = Conversation(room.ours.joined)
    read(liar, say(Conversation(room.theirs.joined), "Another one.").message)
    liar.show(1)
    dropped, forgetful = say(liar, "I saw another."), Conversation(liar.joined)
    forgetful._tracks[S].heads.append(dropped.head)
    following = forgetful.write("I saw nothing.", now=NOW)
    assert read(room.theirs, taken_back(dropped)) == [Withheld(direction=S, counter=1)]
    assert broken(room.theirs, following.message) == "fork"


def test_a_content_id_counts_once_after_resealing_at_a_new_head(room: Scene) -> None:
    laptop = Conversation(room.ours.joined)
    waiting = room.ours.write("From the phone.", now=NOW)
    first = say(laptop, "From the laptop.")
    read(room.ours, first.message)
    again = room.ours.reseal()
    assert [item.id for item in again] == [waiting.id]
    assert again[0].counter == 2
    room.ours.acknowledged(again[0])
    read(room.theirs, first.message)
    assert texts(room.theirs, again[0]) == ["From the phone."]
    copy = room.ours._seal(
        wire.Content(kind="text", id=waiting.id, time=NOW, body=b"x"), random=crypto.random_bytes
    )
    assert texts(room.theirs, copy) == []


def test_an_envelope_is_kept_until_acknowledged_and_sent_again_as_it_is(room: Scene) -> None:
    first, second = room.ours.write("One.", now=NOW), room.ours.write("Two.", now=NOW)
    assert room.ours.pending == [first, second]
    with pytest.raises(crypto.Refused):
        room.ours.acknowledged(second)
    room.ours.acknowledged(first)
    assert room.ours.pending == [second]
    assert texts(room.theirs, first) == ["One."]
    assert texts(room.theirs, second) == ["Two."]


def test_the_peers_seen_stands_for_a_lost_acknowledgement(room: Scene) -> None:
    envelope = room.ours.write("One.", now=NOW)
    read(room.theirs, envelope.message)
    room.theirs.show(1)
    events = read(room.ours, say(room.theirs, "Got it.").message)
    assert not room.ours.pending
    assert {type(event) for event in events} == {Text, Seen}
    assert room.ours.head(S) == envelope.head


def test_seen_never_goes_down(room: Scene) -> None:
    read(room.ours, say(room.theirs, "One.").message)
    forgetful = Conversation(room.ours.joined)
    room.ours.show(1)
    first = say(room.ours, "I saw it.")
    read(room.theirs, first.message)
    forgetful._tracks[S].heads.append(room.ours.head(S))
    assert broken(room.theirs, forgetful.write("I did not.", now=NOW).message) == "seen"


@pytest.mark.parametrize("data", [b"", b"\x01", bytes(70_000), b"\x01\x07message"])
def test_what_is_no_message_is_malformed(room: Scene, data: bytes) -> None:
    assert broken(room.ours, data) == "malformed"
