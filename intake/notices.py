"""Content-free notices to whoever is away: when one is owed, and that it says nothing.

A notice is the constant text `chat-update`. Who wrote, what happened and to which case never
reach a row; how it is sent is the courier's business.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
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
_KEY: Final = "update/"


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


class Wanted:
    """Whether a row may still be sent, asked by whoever sends it at that moment.

    A no that was said while a notice was being queued, or waits to be tried again, counts for
    that one, too (R5).
    """

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    async def __call__(self, outgoing: Outgoing) -> bool:
        """Everything but a notice to a student whose newest word about notices is no."""
        if outgoing.text != NOTICE_TEXT or outgoing.buttons != STUDENT_BUTTONS:
            return True
        account = _noticed(outgoing.key)
        return account is None or may_notify(await self._accounts.consents(account))


def notice_key(account: AccountId) -> str:
    """By which an account's notice waits in the outbox, once."""
    return _KEY + urlsafe_b64encode(account).rstrip(b"=").decode("ascii")


def _noticed(key: str) -> AccountId | None:
    """Whose notice waits by this key; None for another key."""
    if not key.startswith(_KEY):
        return None
    encoded = key.removeprefix(_KEY)
    return AccountId(urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
