"""Who may have signed a disclosure's parts, and what they must fit (protocol.md section 13).
Needs no secret: both holders' devices judge alike, and an auditor's."""

from dataclasses import dataclass

from crypto.errors import Refused
from crypto.wire.authors import Author, holder_author
from crypto.wire.disclosures import Completion, Decision, Disclosure, disclosure_hash
from crypto.wire.flags import Flag
from crypto.wire.roster import Team
from crypto.wire.structure import Signed

__all__ = [
    "DecidedDisclosure",
    "check_completion",
    "check_decision",
    "check_disclosure",
    "check_fits_flag",
    "require_present",
]


@dataclass(frozen=True, kw_only=True)
class DecidedDisclosure:
    """A record with the decision on it, both verified."""

    record: Signed[Disclosure]
    decision: Signed[Decision]


def check_disclosure(record: Signed[Disclosure], *, team: Team) -> Author:
    """The requester, whose record this is. Refused, or what reading raises, for anybody else."""
    body = record.body
    return holder_author(body.certificate, key=record.key, team=team, roles=(body.requester,))


def check_decision(decision: Signed[Decision], *, record: Signed[Disclosure], team: Team) -> Author:
    """The approver that the record names, on this very record. Refused for anything else."""
    body = decision.body
    if (body.id, body.record) != (record.body.id, disclosure_hash(record)):
        raise Refused("The decision is on another record.")
    approver = record.body.approver
    return holder_author(body.certificate, key=decision.key, team=team, roles=(approver,))


def check_completion(
    completion: Signed[Completion], *, decided: DecidedDisclosure, team: Team
) -> Author:
    """The requester, of this record under this decision to approve. Refused for anything else."""
    body, record = completion.body, decided.record
    named = (body.id, body.record, body.decision)
    if named != (record.body.id, disclosure_hash(record), disclosure_hash(decided.decision)):
        raise Refused("The completion is of another disclosure.")
    if decided.decision.body.decision != "approve":
        raise Refused("A refused disclosure is not completed.")
    requester = record.body.requester
    return holder_author(body.certificate, key=completion.key, team=team, roles=(requester,))


def check_fits_flag(record: Disclosure, *, flag: Flag) -> None:
    """Refused unless the record is of this flag and case, by holders whom it does not leave out."""
    if (record.flag, record.case) != (flag.id, flag.case):
        raise Refused("The record is of another flag.")
    if flag.left_out in (record.requester, record.approver):
        raise Refused("The record is by a holder whom the flag leaves out.")


def require_present(author: Author) -> None:
    """Refused unless the holder holds the role today: nobody opens by a former holder's word."""
    if not author.listed:
        raise Refused("The holder has left the role.")
