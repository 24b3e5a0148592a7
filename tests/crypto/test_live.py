"""The live connection's binary frames: the shared vectors both ways, and what is none."""

import contextlib
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crypto import CryptoError
from crypto.wire import CaseId, live
from tests.crypto.test_vectors import raw, vectors

PLACE = ("epoch", "direction", "counter")


@pytest.mark.parametrize("vector", vectors("frames"))
def test_frames_are_written_and_read_as_the_vectors_say(vector: dict[str, Any]) -> None:
    case, message = CaseId(raw(vector["case"])), raw(vector["message"])
    encoded = raw(vector["encoded"])
    if vector["kind"] == "send":
        assert live.send_frame(ref=vector["ref"], case=case, message=message) == encoded
        assert live.read_send(encoded) == (vector["ref"], case, message)
    else:
        place = {name: vector[name] for name in PLACE}
        assert live.message_frame(case=case, message=message, **place) == encoded
        assert live.read_message(encoded) == (case, *place.values(), message)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x01",
        b"\x01" + bytes(24),
        b"\x00" + bytes(400),
        b"\x02" + bytes(400),
        b"\x01" + (2**53).to_bytes(8, "big") + bytes(400),
        b"\x01" + b"\xff" * 400,
    ],
)
def test_what_is_no_send_frame_is_refused(data: bytes) -> None:
    with pytest.raises(CryptoError):
        live.read_send(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x02" + bytes(33),
        b"\x01" + bytes(400),
        b"\x02" + bytes(16) + (2**53).to_bytes(8, "big") + bytes(400),
        b"\x02" + bytes(16 + 8) + b"\x02" + bytes(400),
        b"\x02" + bytes(16 + 8 + 1) + (2**53).to_bytes(8, "big") + bytes(400),
    ],
)
def test_what_is_no_message_frame_is_refused(data: bytes) -> None:
    with pytest.raises(CryptoError):
        live.read_message(data)


def test_a_frame_does_not_show_what_it_carries() -> None:
    vector = vectors("frames")[0]
    shown = repr(live.read_send(raw(vector["encoded"])))
    assert shown == f"SendFrame(ref={vector['ref']})"
    shown = repr(live.read_message(raw(vectors("frames")[2]["encoded"])))
    assert shown == "MessageFrame(epoch=1, counter=1)"


@given(data=st.one_of(st.binary(), st.builds(bytes.__add__, st.just(b"\x01"), st.binary())))
@example(data=b"\x01" + bytes(8 + 16 + 1))
@example(data=b"\x02" + bytes(16 + 8 + 1 + 8 + 1))
def test_whatever_is_read_is_written_the_same_again(data: bytes) -> None:
    """One spelling for each frame, and nothing but MalformedStructure for what is none."""
    read = False
    with contextlib.suppress(CryptoError):
        assert live.send_frame(**live.read_send(data)._asdict()) == data
        read = True
    with contextlib.suppress(CryptoError):
        assert live.message_frame(**live.read_message(data)._asdict()) == data
        assert not read
