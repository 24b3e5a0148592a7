"""Whether a case has ended by the word of somebody in it, or only by the server's (protocol.md 7).

Judges what the server hands over; nothing here talks to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import crypto
from client.api import unb64
from client.epochs import Joined
from client.keys import KeyRing
from crypto import CryptoError, wire
from crypto.wire import Close, Intake, Signed

__all__ = ["Ending", "judge_ending"]


@dataclass(frozen=True, kw_only=True)
class Ending:
    """The end of a case. `by` is who signed it; None: it is the server's bare word."""

    by: str | None


def judge_ending(
    found: Mapping[str, Any],
    *,
    ring: KeyRing,
    newest: Joined | None,
    intake: Signed[Intake],
) -> Ending | None:
    """Who ended a case of this student, as the API answers it; None while it goes on.

    `newest` is the newest epoch that this device has accepted, `intake` its own request.
    """
    if found["state"] != "closed":
        return None
    try:
        statement = wire.open_signed(unb64(found["close"]), Close)
    except (CryptoError, KeyError, TypeError, ValueError):
        return Ending(by=None)
    close = statement.body
    record = wire.intake_hash(intake) if newest is None else newest.record
    keys: Mapping[str, Sequence[bytes]] = {
        "student": [public for public, _ in ring.identities],
        "worker": [] if newest is None else [newest.epoch.body.worker.sign_key],
    }
    fits = close.case == intake.body.case and crypto.equal(close.record, record)
    return Ending(by=close.by if fits and statement.key in keys[close.by] else None)
