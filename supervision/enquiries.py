"""Enquiries from outside (R2, protocol.md §23): that the script was given, and nothing of whom for.

No field here could hold words, a name or a case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType, Protocol

from people.accounts import Account, AccountId
from people.clock import Clock
from supervision.errors import NotFound
from supervision.holding import holding
from supervision.keeping import Kind, Terms
from supervision.ports import TeamSockets, TeamStore

HOUR: Final = 3600
MOST: Final = 500
"""Enquiries in one answer, the newest."""

EnquiryId = NewType("EnquiryId", bytes)
"""16 random bytes made by the device: noted twice is noted once."""


class Who(StrEnum):
    """Who asked, in general."""

    PARENT = "parent"
    TUTOR = "tutor"
    PRESS = "press"
    POLICE = "police"
    COURT = "court"  # with an order: passed on to the coordinator
    FRIEND = "friend"
    OTHER = "other"


class Channel(StrEnum):
    """How they asked."""

    MAIL = "mail"
    PHONE = "phone"
    PERSON = "person"
    MESSAGE = "message"


@dataclass(frozen=True, kw_only=True)
class Enquiry:
    """That somebody asked and was given the script. `by`: who of the staff noted it."""

    id: EnquiryId
    hour: int
    kind: Who
    channel: Channel
    by: AccountId


@dataclass(frozen=True, kw_only=True)
class NotedEnquiry:
    """The same with a name for who noted it; empty for one who left."""

    enquiry: Enquiry
    name: str


class EnquiryStore(Protocol):
    """Where enquiries are kept, each with its audit row."""

    async def keep(self, new: Enquiry, *, role: str) -> None:
        """Keep it; again under the same id changes nothing."""
        ...

    async def newest(self, *, limit: int) -> Sequence[Enquiry]:
        """The newest first."""
        ...

    async def forget(self, *, before: int, now: int, counted: bool = True) -> int:
        """Destroy those of hours before this that nothing keeps longer `now`; how many.

        `counted`: among what was destroyed in the month.
        """
        ...


class EnquiryDesk:
    """Notes enquiries, shows them to holders, and destroys them after their time."""

    def __init__(
        self,
        *,
        store: EnquiryStore,
        team: TeamStore,
        sockets: TeamSockets,
        clock: Clock,
        destroying: Clock,
        terms: Terms,
    ) -> None:
        self._store = store
        self._team = team
        self._sockets = sockets
        self._clock = clock
        self._destroying = destroying
        self._terms = terms

    async def note(
        self, staff: Account, enquiry: EnquiryId, *, kind: Who, channel: Channel
    ) -> None:
        """Note that the script was given."""
        now = int(self._clock.now())
        new = Enquiry(id=enquiry, hour=now - now % HOUR, kind=kind, channel=channel, by=staff.id)
        await self._store.keep(new, role=staff.role.value)
        self._sockets.team()

    async def noted(self, holder: Account) -> Sequence[NotedEnquiry]:
        """The newest. Raises NotFound for one who holds no more."""
        team = await self._team.team()
        if holding(team, holder.id) is None:
            raise NotFound
        names = {member.account.id: member.account.name for member in team.members}
        found = await self._store.newest(limit=MOST)
        return [NotedEnquiry(enquiry=each, name=names.get(each.by, "")) for each in found]

    async def sweep(self) -> int:
        """Destroy what has had its days, and one more (attack 35), and is neither postponed nor
        held (keeping.py)."""
        now = int(self._destroying.now())
        return await self._store.forget(before=self._terms.ended_by(Kind.ENQUIRY, now=now), now=now)
