"""Frames of the live connection as objects, for whoever looks into them or makes them up.

What has a binary form is given it; anything else goes as JSON, also what the service refuses.
"""

import json
from typing import Any

from crypto.wire import CaseId, live
from handlers.web.fields import decode, encode

Json = dict[str, Any]


def written(frame: Json) -> str | bytes:
    """A frame as it travels."""
    if frame.get("t") == "send" and frame.keys() >= {"ref", "case", "message"}:
        case, message = CaseId(decode(frame["case"])), decode(frame["message"])
        return live.send_frame(ref=frame["ref"], case=case, message=message)
    if frame.get("t") == "message" and "message" in frame:
        return live.message_frame(
            case=CaseId(decode(frame["case"])),
            epoch=frame["epoch"],
            direction=frame["direction"],
            counter=frame["counter"],
            message=decode(frame["message"]),
        )
    return json.dumps(frame)


def read(said: str | bytes) -> Json:
    """What travelled, as an object."""
    if isinstance(said, str):
        return dict(json.loads(said))
    if said[:1] == b"\x01":
        sent = live.read_send(said)
        fields = {"ref": sent.ref, "case": encode(sent.case), "message": encode(sent.message)}
        return {"t": "send", **fields}
    found = live.read_message(said)
    return {
        "t": "message",
        "case": encode(found.case),
        "epoch": found.epoch,
        "direction": found.direction,
        "counter": found.counter,
        "message": encode(found.message),
    }
