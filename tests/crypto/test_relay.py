"""What the server lets pass: the next message of the epoch, in its direction, and no other."""

import pytest

from crypto import MalformedStructure, Refused, wire
from crypto.wire import Direction, Head, Header, NotNext, check_next, read_header, read_message
from tests.crypto.test_vectors import raw, vectors


def headers(direction: Direction) -> list[Header]:
    """Of epoch 1's messages in one direction."""
    found = [
        read_message(raw(vector["message"]))[0]
        for vector in vectors("messages")
        if vector["name"].startswith(f"message 1/{int(direction)}/")
    ]
    assert len(found) > 2
    return found


def place(header: Header, head: Head) -> dict[str, object]:
    """Where this message belongs, with the head that it continues."""
    ad = header.ad
    return {
        "case": ad.case,
        "epoch": ad.epoch,
        "record": ad.record,
        "direction": Direction(ad.direction),
        "head": head,
    }


@pytest.mark.parametrize("direction", Direction)
def test_messages_pass_in_their_order_and_no_other(direction: Direction) -> None:
    some = headers(direction)
    head = wire.genesis(some[0].ad.record, direction)
    for header in some:
        for other in some:
            if other is not header:
                with pytest.raises(NotNext):
                    check_next(other, **place(other, head))  # type: ignore[arg-type]
        check_next(header, **place(header, head))  # type: ignore[arg-type]
        head = header.head


def test_a_fork_is_not_next() -> None:
    first = headers(Direction.FROM_WORKER)[0]
    head = wire.genesis(first.ad.record, Direction.FROM_WORKER)
    forked = head._replace(hash=wire.ChainHash(bytes(32)))
    with pytest.raises(NotNext):
        check_next(first, **place(first, forked))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [{"case": bytes(16)}, {"epoch": 2}, {"record": bytes(32)}, {"direction": Direction(0)}],
)
def test_attack_07_a_message_of_another_place_is_refused(change: dict[str, object]) -> None:
    first = headers(Direction.FROM_WORKER)[0]
    head = wire.genesis(first.ad.record, Direction.FROM_WORKER)
    with pytest.raises(Refused) as caught:
        check_next(first, **{**place(first, head), **change})  # type: ignore[arg-type]
    assert not isinstance(caught.value, NotNext)


def test_a_header_chains_the_same_without_its_body() -> None:
    for header in headers(Direction.FROM_STUDENT):
        assert read_header(header.raw, body=header.body) == header


def test_a_message_over_64_kib_is_refused_unread() -> None:
    with pytest.raises(MalformedStructure, match="too large"):
        read_message(bytes(64 * 1024 + 1))
