"""Who may say that a conversation ended: its members, each in their own name (protocol.md §7)."""

import pytest

from crypto import Refused, wire
from tests.client.protocol.scenes import NOW, Scene, scene


@pytest.fixture
def room() -> Scene:
    return scene()


def test_closing_is_the_members_own(room: Scene) -> None:
    body = room.made.joined.epoch.body
    record = room.made.joined.record
    for by, key in (("student", room.student.sign), ("worker", room.ring().sign)):
        close = wire.signed(wire.Close(case=body.case, record=record, by=by, time=NOW), key=key)
        wire.check_close(
            close.raw,
            case=body.case,
            record=record,
            student=body.student.sign_key,
            worker=body.worker.sign_key,
        )
        with pytest.raises(Refused):
            wire.check_close(
                close.raw,
                case=body.case,
                record=record,
                student=body.worker.sign_key,
                worker=None,
            )
