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
    renewed: Mapping[CertificateId, Listed] = field(default_factory=dict, repr=False)
    """Earlier certificates of workers, each with the listed one that stands in its place (§25)."""

    def standing(self, certificate: CertificateId) -> Listed | None:
        """The worker's entry for a certificate that a request names, listed or renewed since."""
        return self.workers.get(certificate) or self.renewed.get(certificate)

    def listed(self, account: AccountId) -> Listed | None:
        """The worker's own entry, or None when they are not in the roster or suspended."""
        return next((w for w in self.workers.values() if w.account == account and w.active), None)


def able(recipient: Recipient, roster: Roster | None) -> bool:
    """Whether this recipient could still take the request: listed, active, not passed, not out."""
    if recipient.passed or recipient.recused or roster is None:
        return False
    listed = roster.standing(recipient.certificate)
    return listed is not None and listed.active and listed.account == recipient.account


def stuck(case: Case, roster: Roster | None) -> bool:
    """Whether a waiting request has nobody left who can open it (shown to student and holders)."""
    return case.state is State.WAITING and not any(able(r, roster) for r in case.recipients)


def seen_alike(before: Case, after: Case, roster: Roster | None) -> bool:
    """Whether their student is shown the same of both: then they are not nudged to look either.

    A nudge after which nothing is new would tell that a worker stepped back (§25), or put the case
    before the holders.
    """
    return before.state is after.state and stuck(before, roster) is stuck(after, roster)


def asked_first(case: Case, roster: Roster | None, *, now: int) -> AccountId | None:
    """The one worker to whom a request is shown before all others, or None: it is everybody's.

    Who passed, stepped back, was suspended or left holds nobody off (§25).
    """
    first = case.first
    if first is None or first.fallen or (first.until is not None and now >= first.until):
        return None
    recipient = case.recipient(first.account)
    return first.account if recipient is not None and able(recipient, roster) else None


def offered_to(case: Case, roster: Roster | None, *, now: int) -> list[AccountId]:
    """The workers to whom a waiting request is shown now."""
    first = asked_first(case, roster, now=now)
    asked = [recipient.account for recipient in case.recipients if able(recipient, roster)]
    return asked if first is None else [first]


def may_take(case: Case, worker: AccountId, roster: Roster | None, *, now: int) -> Recipient | None:
    """The worker's entry in a request they may see and claim, or None.

    One that waits for the holders is nobody's, one that asks for somebody first theirs. A student
    who is also a worker never meets their own request: its place is recused from the start (R25).
    """
    recipient = case.recipient(worker)
    if recipient is None or case.student == worker or not able(recipient, roster) or case.held:
        return None
    return recipient if asked_first(case, roster, now=now) in {None, worker} else None


def in_queue(
    cases: Iterable[Case], worker: AccountId, roster: Roster | None, *, now: int
) -> list[tuple[Case, Recipient]]:
    """The waiting requests that a worker is shown, each with their entry, in the order given."""
    return [
        (case, recipient)
        for case in cases
        if case.state is State.WAITING
        and (recipient := may_take(case, worker, roster, now=now)) is not None
    ]


def waiting_minutes(case: Case, *, now: int) -> int:
    """How long a request has waited, rounded down to 5 minutes: enough to choose, no more."""
    minutes = max(0, now - case.submitted) // 60
    return minutes - minutes % WAITING_STEP_MINUTES


def roster_allows(certificates: Iterable[CertificateId], roster: Roster, *, under18: bool) -> bool:
    """Whether all are workers of the roster, certified for under-18s if need be (R24)."""
    found = [roster.workers.get(certificate) for certificate in certificates]
    return bool(found) and all(w is not None and (w.under18 or not under18) for w in found)
