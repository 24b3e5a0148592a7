"""Case records over a house's people and cases: the service, and what a worker's device sends."""

from collections.abc import Mapping

import crypto
from crypto import wire
from crypto.wire.case_record import RECORD_READERS, RecordAd, RecordItem
from crypto.wire.ids import ZEROS
from intake.recording import NewEntry, Recording
from tests.fakes.house import House


def recording_of(house: House) -> Recording:
    """The service."""
    return Recording(cases=house.cases, team=house.team, accounts=house.accounts, clock=house.clock)


def entry_of(
    case: wire.CaseId,
    *,
    epoch: wire.RecordHash,
    number: int = 1,
    previous: bytes = ZEROS,
    wraps: Mapping[str, bytes] | None = None,
) -> NewEntry:
    """An entry at this place; what is sealed in it is nobody's business here."""
    ad = RecordAd(case=case, number=number, previous=previous, epoch=epoch).encode()
    item = RecordItem(ad=ad, sealed=crypto.random_bytes(400)).encode()
    made = {role: crypto.random_bytes(300) for role in RECORD_READERS}
    return NewEntry(item=item, wraps=made if wraps is None else wraps)
