"""How rows of a flag are sealed, under a key of its own, and read again.

protocol.md sections 8 and 12. No query lives here.
"""

from collections.abc import Mapping
from typing import Final

import crypto
from storage.casekeys import CaseKey
from storage.database import Row
from storage.fields import Fields
from storage.rolesets import roles_of
from storage.transaction import Params
from supervision.flag_ports import NewEvent, StoredEvent
from supervision.flags import Flag, FlagId, FlagState, Mark, NewFlag, Stage

PART: Final = "part"
LATE: Final = "late"


class FlagRows:
    """Names a flag's key with the service's own; knows no key of a flag itself."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def key_of(self, flag: FlagId) -> bytes:
        """The name of a flag's key in the key store."""
        return self._fields.key_name("flag-key", flag)


def wraps_of(new: NewFlag) -> Mapping[str, bytes]:
    """Everything that opens a new flag, by the name that it is kept under."""
    named = {role.value: wrap for role, wrap in new.wraps.items()}
    if new.late is None:
        return named
    return named | {PART: new.late.part, LATE: new.late.half}


def seal_flag(key: CaseKey, flag: FlagId, value: bytes) -> bytes:
    """The `sealed` column of `flags`."""
    return key.seal(table="flags", column="sealed", row_key=flag, value=value)


def open_flag(key: CaseKey, row: Row) -> bytes:
    """What the author's device sealed. Raises crypto.DoesNotOpen."""
    return key.open(table="flags", column="sealed", row_key=row["id"], sealed=row["sealed"])


def seal_wrap(key: CaseKey, flag: FlagId, name: str, value: bytes) -> Params:
    """A row of `flag_wraps`."""
    place = crypto.encode("flag-wrap-row", flag, name)
    sealed = key.seal(table="flag_wraps", column="sealed", row_key=place, value=value)
    return {"flag": flag, "name": name, "sealed": sealed}


def open_wrap(key: CaseKey, row: Row) -> bytes:
    """What stands in a row of `flag_wraps`. Raises crypto.DoesNotOpen."""
    place = crypto.encode("flag-wrap-row", bytes(row["flag"]), row["name"])
    return key.open(table="flag_wraps", column="sealed", row_key=place, sealed=row["sealed"])


def seal_event(key: CaseKey, new: NewEvent) -> Params:
    """A row of `flag_events`. The mark is part of its place: moved to another it does not open."""
    place = _event_place(new.flag, new.number, new.mark.value)
    sealed = key.seal(table="flag_events", column="sealed", row_key=place, value=new.event)
    return {"flag": new.flag, "number": new.number, "mark": new.mark.value, "sealed": sealed}


def open_event(key: CaseKey, row: Row) -> StoredEvent:
    """The event in a row of `flag_events`. Raises crypto.DoesNotOpen."""
    place = _event_place(bytes(row["flag"]), row["number"], row["mark"])
    event = key.open(table="flag_events", column="sealed", row_key=place, sealed=row["sealed"])
    return StoredEvent(number=row["number"], event=event, mark=Mark(row["mark"]))


def read_flag(row: Row) -> Flag:
    """The flag in a row of `flags`."""
    return Flag(
        id=FlagId(bytes(row["id"])),
        state=FlagState(row["state"]),
        stage=Stage(row["stage"]),
        holders=roles_of(row["holders"]),
        received=row["received"],
        due=row["due"],
        released=bool(row["released"]),
        has_late=bool(row["late"]),
        head=row["head"],
    )


def _event_place(flag: bytes, number: int, mark: str) -> bytes:
    return crypto.encode("flag-event-row", flag, number, mark)
