"""What disclosures need from their store and from the case's papers. No rule lives here."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from crypto import wire
from crypto.wire import CaseId, CertificateId
from people.accounts import AccountId, Role
from supervision.disclosures import Disclosure, DisclosureId, NewDisclosure


@dataclass(frozen=True, kw_only=True)
class DisclosureReader:
    """Who looks: a holder's role, or an auditor; with the certificates the newest roster lists.

    `ever`: every certificate they ever had. What is closed to somebody stays so when they renew.
    """

    role: Role
    certificates: frozenset[CertificateId] = field(repr=False)
    ever: frozenset[CertificateId] = field(repr=False)

    def shut_out(self, closed_to: Collection[CertificateId]) -> bool:
        """Whether a record with this list is not to be handed to them (R22)."""
        return not self.ever.isdisjoint(closed_to)


@dataclass(frozen=True, kw_only=True)
class ShownDisclosure:
    """A disclosure with the reader's own wrap and the sealed parts that there are, by number."""

    disclosure: Disclosure
    wrap: bytes = field(repr=False)
    parts: Mapping[int, bytes] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class DisclosurePage:
    """Disclosures, the newest first."""

    disclosures: Sequence[ShownDisclosure]
    more: bool


@dataclass(frozen=True, kw_only=True)
class DisclosureChange:
    """A step: the disclosure after it, the audit row's event, and papers to keep."""

    disclosure: Disclosure
    event: str
    parts: Mapping[int, bytes] = field(default_factory=dict, repr=False)
    release: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class KeptDisclosure:
    """A disclosure as kept: with its parts by number and the approver's release, if any."""

    disclosure: Disclosure
    parts: Mapping[int, bytes] = field(repr=False)
    release: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class DueReminder:
    """An opened disclosure whose requester has not said what was done, and when that is told."""

    id: DisclosureId
    requester: Role
    at: int


Decide = Callable[[KeptDisclosure], DisclosureChange | None]
"""Pure: as it is → the step, None to leave all as it is, or an exception."""


@dataclass(frozen=True, kw_only=True)
class HeldCapsule:
    """A case's newest capsule and the intake that names it, as the student's device sealed them."""

    version: int
    intake: bytes = field(repr=False)
    record: bytes = field(repr=False)
    sealed: bytes = field(repr=False)
    halves: Sequence[bytes] = field(repr=False)

    @property
    def sealed_hash(self) -> wire.BlobHash:
        """What halves name the sealed capsule by."""
        return wire.blob_hash(self.sealed)


class Capsules(Protocol):
    """The student's side, seen as sealed capsules only."""

    async def capsule(self, case: CaseId) -> HeldCapsule | None:
        """The case's capsule, or None: no case, erased, or without one."""
        ...


class DisclosureStore(Protocol):
    """Where disclosures are kept. Each change, and each handing out of a half, is one transaction
    with its audit row, which refers to the case while its key lives."""

    async def keep(self, new: NewDisclosure, *, tell: Collection[AccountId]) -> None:
        """Keep a new record and owe its approver a notice; the same bytes again change nothing.

        Raises Exists; RefusedBefore for a mark that was refused; Full.
        """
        ...

    async def look(self, disclosure: DisclosureId) -> KeptDisclosure | None:
        """The disclosure as kept, or None. Not on record: nothing of it is handed out by this."""
        ...

    async def page(
        self, reader: DisclosureReader, *, before: DisclosureId | None, limit: int
    ) -> DisclosurePage:
        """Those that the reader is handed, the newest first; that they looked is on record.

        Raises NotFound for one to begin at that is none of theirs.
        """
        ...

    async def change(
        self, disclosure: DisclosureId, decide: Decide, *, by: Role, tell: Collection[AccountId]
    ) -> KeptDisclosure:
        """Decide and carry out, one after another for all callers; as it is then.

        Raises NotFound, or what `decide` raises, having changed nothing.
        """
        ...

    async def wrap(
        self, disclosure: DisclosureId, wraps: Mapping[CertificateId, bytes], *, by: Role
    ) -> None:
        """Keep auditors' wraps in place of those before. Raises NotFound; Malformed for one
        that the record is closed to."""
        ...

    async def due(self, *, now: int, limit: int) -> Sequence[DueReminder]:
        """Whose requester is to be reminded by now, the longest due first."""
        ...

    async def reminded(self, due: DueReminder, *, again: int, tell: Collection[AccountId]) -> bool:
        """Owe the notice, and the next one at `again`; False when that was done meanwhile."""
        ...
