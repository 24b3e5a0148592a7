"""A student's wish for another worker as a device would sign it; wraps of random bytes."""

import crypto
from crypto import wire
from crypto.wire.handover import Handover, HandoverRecipient
from intake.handing import SentHandover
from tests.fakes.devices import Device
from tests.fakes.house import House, Person, Talk


async def handover_for(
    house: House, talk: Talk, *to: Person, by: Device | None = None, **changes: object
) -> SentHandover:
    """A handover of this conversation to these workers; `changes` are fields of it."""
    found = await house.cases.find(talk.case)
    assert found is not None
    roster = house.team.now()
    asked = sorted(to, key=lambda worker: worker.place.certificate)
    card, wraps = crypto.random_bytes(400), tuple(crypto.random_bytes(250) for _ in asked)
    fields: dict[str, object] = {
        "case": talk.case,
        "previous": found.record_hash,
        "roster_version": roster.version,
        "roster_hash": roster.hash,
        "card": wire.blob_hash(card),
        "recipients": tuple(
            HandoverRecipient(certificate=worker.place.certificate, wrap=wire.blob_hash(wrap))
            for worker, wrap in zip(asked, wraps, strict=True)
        ),
        "made": int(house.clock.now()),
    }
    body = Handover(**(fields | changes))  # type: ignore[arg-type] # the tests' own fields
    signed = wire.signed(body, key=(by or talk.student.device).sign)
    return SentHandover(handover=signed.raw, card=card, wraps=wraps)
