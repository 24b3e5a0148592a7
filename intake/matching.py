"""Who may see which request: recipients, passes, recusals, and when nobody is left.

Pure rules over a case and the roster in force. Nothing about topics or people: the server knows
only to whom a request was sealed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from crypto.wire import BoxPublic, CertificateId, RosterHash, SignPublic
from intake.requests import Case, Recipient, State
from people.accounts import AccountId

WAITING_STEP_MINUTES: Final = 5


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A worker's or holder's certificate in the roster. `active`: they are not suspended."""

    account: AccountId = field(repr=False)
    certificate: CertificateId = field(repr=False)
    sign_key: SignPublic = field(repr=False)
    box_key: BoxPublic = field(repr=False)
    under18: bool
    active: bool


@dataclass(frozen=True, kw_only=True)
class Roster:
    """The roster in force: version, hash (docs/protocol.md §3.2), its workers and its holders.

    `complete`: all three holders are in it, so that a request carries a capsule (§5.1).
    """

    version: int
    hash: RosterHash = field(repr=False)
    workers: Mapping[CertificateId, Listed] = field(repr=False)
    complete: bool
    holders: Mapping[CertificateId, Listed] = field(default_factory=dict, repr=False)

    def listed(self, account: AccountId) -> Listed | None:
        """The worker's own entry, or None when they are not in the roster or suspended."""
        return next((w for w in self.workers.values() if w.account == account and w.active), None)


def able(recipient: Recipient, roster: Roster | None) -> bool:
    """Whether this recipient could still take the request: listed, active, not passed, not out."""
    if recipient.passed or recipient.recused or roster is None:
        return False
    listed = roster.workers.get(recipient.certificate)
    return listed is not None and listed.active and listed.account == recipient.account


def stuck(case: Case, roster: Roster | None) -> bool:
    """Whether a waiting request has nobody left who can open it (shown to student and holders)."""
    return case.state is State.WAITING and not any(able(r, roster) for r in case.recipients)


def may_take(case: Case, worker: AccountId, roster: Roster | None) -> Recipient | None:
    """The worker's entry in a request they may see and claim, or None.

    A student who is also a worker never meets their own request: its place is recused from the
    start (R25).
    """
    recipient = case.recipient(worker)
    if recipient is None or case.student == worker or not able(recipient, roster):
        return None
    return recipient


def in_queue(
    cases: Iterable[Case], worker: AccountId, roster: Roster | None
) -> list[tuple[Case, Recipient]]:
    """The waiting requests that a worker is shown, each with their entry, in the order given."""
    return [
        (case, recipient)
        for case in cases
        if case.state is State.WAITING and (recipient := may_take(case, worker, roster)) is not None
    ]


def waiting_minutes(case: Case, *, now: int) -> int:
    """How long a request has waited, rounded down to 5 minutes: enough to choose, no more."""
    minutes = max(0, now - case.submitted) // 60
    return minutes - minutes % WAITING_STEP_MINUTES


def roster_allows(certificates: Iterable[CertificateId], roster: Roster, *, under18: bool) -> bool:
    """Whether all are workers of the roster, certified for under-18s if need be (R24)."""
    found = [roster.workers.get(certificate) for certificate in certificates]
    return bool(found) and all(w is not None and (w.under18 or not under18) for w in found)
