"""The audit heads that rosters signed (protocol.md section 3.2): what a chain is held against.

Whoever has the audit key can make a whole chain anew; what a holder's device signed they cannot.
"""

from collections.abc import Iterable
from typing import Final

import crypto
from crypto import wire
from storage.fields import Fields
from storage.secrets import ServiceKeys

ROSTERS: Final = "SELECT hash, signed FROM rosters ORDER BY version"


def signed_heads(rows: Iterable[Iterable[bytes]], keys: ServiceKeys) -> dict[int, bytes]:
    """Audit row numbers with the hashes that rosters signed for them.

    A roster that does not open, or is signed wrongly, says nothing.
    """
    fields, found = Fields(keys), dict[int, bytes]()
    for hash_, sealed in rows:
        try:
            signed = fields.open(table="rosters", column="signed", row_key=hash_, sealed=sealed)
            body = wire.open_signed(signed, wire.Roster).body
        except crypto.CryptoError:
            continue
        found[body.audit_row] = body.audit_head
    return found
