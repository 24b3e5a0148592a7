"""Content-free notices to whoever is away: when one is owed, and that it says nothing.

A notice is the constant text `chat-update`. Who wrote, what happened and to which case never
reach a row; how it is sent is the courier's business.
"""

from base64 import urlsafe_b64encode
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Final

from intake.consents import may_notify
from intake.outbox import Act, ChatId, Outgoing
from intake.ports import Live
from people.accounts import AccountId, Accounts
from people.clock import Clock

NOTICE_TEXT: Final = "chat-update"
STUDENT_BUTTONS: Final = "update"
STAFF_BUTTONS: Final = "update-desk"
QUIET_SECONDS: Final = 15 * 60
KEPT: Final = 20_000


class Announcement:
    """The rows of one event. Take it back when the event turns out not to have happened."""

    def __init__(self, rows: Sequence[Outgoing]) -> None:
        self.rows = rows
        self.taken_back = False

    def take_back(self) -> None:
        """Nothing happened; the rows were not stored."""
        self.taken_back = True


class Notices:
    """Decides who is told. Remembers in bounded memory when, so that one visit means one notice.

    Forgetting it (a restart, too many people) costs at most one more notice each: the outbox
    keeps one waiting per chat and `key`.
    """

    def __init__(self, *, accounts: Accounts, live: Live, clock: Clock, kept: int = KEPT) -> None:
        self._accounts = accounts
        self._live = live
        self._clock = clock
        self._kept = kept
        self._told: OrderedDict[AccountId, float] = OrderedDict()

    def due(self, account: AccountId) -> bool:
        """Whether this person is away and was not told since they were last here."""
        if self._live.present(account):
            return False
        told = self._told.get(account)
        return told is None or abs(self._clock.now() - told) >= QUIET_SECONDS

    @asynccontextmanager
    async def announcing(
        self, accounts: Iterable[AccountId], *, buttons: str
    ) -> AsyncIterator["Announcement"]:
        """The notices to commit together with what they announce, which the body does.

        One row per person who is due, counted as told at once, so that of two events at the
        same moment one notice comes. When the body raises or takes it back, nobody was told.
        """
        told = [account for account in accounts if self.due(account)]
        for account in told:
            self._remember(account)
        kept = False
        try:
            rows = [row for account in told if (row := await self._row(account, buttons))]
            announcement = Announcement(rows)
            yield announcement
            kept = not announcement.taken_back
        finally:
            if not kept:
                for account in told:
                    self._told.pop(account, None)

    async def _row(self, account: AccountId, buttons: str) -> Outgoing | None:
        contact = await self._accounts.contact(account)
        if contact is None or not await self._wanted(account, buttons):
            return None
        return Outgoing(
            chat=ChatId(contact.chat),
            act=Act.SEND,
            text=NOTICE_TEXT,
            language=contact.language,
            buttons=buttons,
            key=notice_key(account),
        )

    async def _wanted(self, account: AccountId, buttons: str) -> bool:
        """Staff always; a student unless they said no to it (R5)."""
        if buttons != STUDENT_BUTTONS:
            return True
        return may_notify(await self._accounts.consents(account))

    def back(self, account: AccountId) -> None:
        """The person is here: the next event while they are away is worth a notice again."""
        self._told.pop(account, None)

    def _remember(self, account: AccountId) -> None:
        self._told[account] = self._clock.now()
        self._told.move_to_end(account)
        while len(self._told) > self._kept:
            self._told.popitem(last=False)


def notice_key(account: AccountId) -> str:
    """By which an account's notice waits in the outbox, once."""
    return "update/" + urlsafe_b64encode(account).rstrip(b"=").decode("ascii")
