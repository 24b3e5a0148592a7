"""Which audits of case records there are, and what an auditor found (protocol.md section 24).

Opening a finding and what it must be about; appointing, and the auditor's side, are recording.py's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import crypto
from client.access import Person
from client.api import Json
from crypto import BoxSecret, Refused, wire
from crypto.wire import CaseId, CertificateId, Team
from crypto.wire.case_record import RecordFinding, check_finding, record_chain

__all__ = ["Audited", "audits_of", "check_item", "open_finding"]


async def audits_of(person: Person) -> list[Json]:
    """Every audit that one is shown, the newest first."""
    found: list[Json] = []
    path = "/api/record-audits"
    while True:
        page = await person.api.get(path)
        found += page["audits"]
        if not page["more"]:
            return found
        path = f"/api/record-audits?before={page['audits'][-1]['id']}"


@dataclass(frozen=True, kw_only=True)
class Audited:
    """What a finding must be about: the audit, the record in whose place it came, and whose
    certificate the audit names."""

    audit: bytes = field(repr=False)
    case: CaseId = field(repr=False)
    auditor: CertificateId = field(repr=False)


def open_finding(box: bytes, *, secret: BoxSecret, about: Audited, team: Team) -> RecordFinding:
    """A finding of this audit; Refused (or what reading raises) for another's or nobody's."""
    opened = wire.open_signed(
        crypto.unpad(crypto.box_open(secret=secret, boxed=box)), RecordFinding
    )
    if (opened.body.audit, opened.body.case) != (about.audit, about.case):
        raise Refused("The finding is of another audit, or of another record in it.")
    check_finding(opened, team=team)
    if crypto.digest("pl.cert", opened.body.certificate) != about.auditor:
        raise Refused("The finding is another auditor's.")
    return opened.body


def check_item(finding: RecordFinding, items: Sequence[bytes]) -> None:
    """Refused where a record has not the entry up to which it was looked at: the auditor was
    shown another one, or entries are hidden now."""
    if finding.item not in {record_chain(item) for item in items}:
        raise Refused("What was found is about another record than this one.")
