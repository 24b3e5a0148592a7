"""The quick reading of a message's place says what the strict reader says, for every input."""

from hypothesis import given, settings
from hypothesis import strategies as st

import crypto
from crypto import wire
from crypto.errors import CryptoError
from crypto.wire import CaseId, ChainHash, Head, Message, MessageAd, Place, RecordHash

U64 = st.integers(min_value=0, max_value=2**53 - 1)
LATE = st.integers(min_value=2, max_value=2**53 - 1)


def strict(data: bytes) -> tuple[Place, int] | None:
    """The place by the reader of whole structures; None where it refuses."""
    try:
        header, message = wire.read_message(data)
    except CryptoError:
        return None
    ad = header.ad
    place = Place(
        ad.case,
        ad.epoch,
        ad.record,
        ad.direction,
        ad.counter,
        ad.previous,
        ad.seen_counter,
        header.head.hash,
    )
    return place, len(message.sealed)


def quick(data: bytes) -> tuple[Place, int] | None:
    try:
        return wire.read_place(data)
    except CryptoError:
        return None


def message(*, epoch: int, counter: int, seen: int, direction: int = 0, size: int = 400) -> bytes:
    carried = (Head(1, ChainHash(bytes(32))).encode(),) * 2 if epoch > 1 and counter == 1 else ()
    ad = MessageAd(
        suite=1,
        case=CaseId(b"c" * 16),
        epoch=epoch,
        record=RecordHash(b"r" * 32),
        direction=direction,
        counter=counter,
        previous=ChainHash(b"p" * 32),
        seen_counter=seen,
        seen_hash=ChainHash(b"s" * 32),
        carried=carried,
    )
    return Message(ad=ad.encode(), sealed=bytes(size)).encode()


@given(
    epoch=st.one_of(st.just(1), LATE),
    counter=st.one_of(st.just(1), LATE),
    seen=U64,
    direction=st.sampled_from((0, 1)),
    size=st.sampled_from((0, 1, 328, 1096)),
)
def test_every_message_is_read_alike(
    epoch: int, counter: int, seen: int, direction: int, size: int
) -> None:
    data = message(epoch=epoch, counter=counter, seen=seen, direction=direction, size=size)
    assert strict(data) is not None
    assert quick(data) == strict(data)


@settings(max_examples=3000, deadline=None)
@given(
    first=st.booleans(),
    at=st.integers(min_value=0, max_value=240),
    to=st.integers(min_value=0, max_value=255),
    cut=st.one_of(st.none(), st.integers(min_value=0, max_value=640)),
    more=st.binary(max_size=3),
)
def test_every_altered_message_is_refused_or_read_alike(
    first: bool, at: int, to: int, cut: int | None, more: bytes
) -> None:
    data = bytearray(message(epoch=2, counter=1 if first else 2, seen=7))
    data[at] = to
    altered = bytes(data)[:cut] + more
    assert quick(altered) == strict(altered)


def test_a_message_over_64_kib_is_refused() -> None:
    assert quick(message(epoch=1, counter=1, seen=0, size=64 * 1024)) is None


def test_the_chain_hash_is_that_of_the_whole() -> None:
    data = message(epoch=1, counter=3, seen=2)
    opened = Message.decode(data)
    named = crypto.digest("pl.chain", opened.ad + wire.body_hash(opened.sealed))
    place, size = wire.read_place(data)
    assert place.chain == named
    assert size == len(opened.sealed)
