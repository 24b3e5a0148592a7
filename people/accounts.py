"""What an account is. No rule about signing in or about the team lives here.

An account belongs to one side. One Telegram account has at most one on each side, and nothing
in an `Account` joins the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType, Protocol

AccountId = NewType("AccountId", bytes)
"""16 random bytes. Says nothing about the person; may be logged."""

TelegramId = NewType("TelegramId", int)
"""Never logged; sealed wherever it is stored; looked up by a keyed digest only."""


class Side(StrEnum):
    """The two halves of the service; a bundle, a launch and a session belong to one of them."""

    STUDENT = "student"
    STAFF = "staff"


class Role(StrEnum):
    """What a person is here (protocol.md §3.1, §16; `student` has no certificate)."""

    STUDENT = "student"
    WORKER = "worker"
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    DEPUTY = "deputy"
    CONSULTANT = "consultant"
    AUDITOR = "auditor"

    @property
    def side(self) -> Side:
        """The side that a role belongs to."""
        return Side.STUDENT if self is Role.STUDENT else Side.STAFF

    @property
    def holds(self) -> bool:
        """Whether this is one of the three holders' roles."""
        return self in HOLDERS

    @property
    def visits(self) -> bool:
        """Whether access lasts exactly as long as a certificate that the roster lists (§16)."""
        return self in VISITORS


HOLDERS: tuple[Role, Role, Role] = (Role.COORDINATOR, Role.MANAGER, Role.DEPUTY)
"""The roles that hold flags and identity halves, in the protocol's order (§3.4, §5.1)."""

VISITORS: tuple[Role, Role] = (Role.CONSULTANT, Role.AUDITOR)
"""The roles that look at a part of the team's work and talk with nobody (§16)."""


class AccountState(StrEnum):
    """Where an account stands. Students are active from enrolment on."""

    WAITING = "waiting"  # enrolled, not certified
    ACTIVE = "active"
    SUSPENDED = "suspended"
    LEFT = "left"  # staff whose service ended: kept for the team's file, found by none
    LOST = "lost"  # a student lost every key and started over: kept for its consents, found by none

    @property
    def usable(self) -> bool:
        """Whether whoever holds the keys may sign in."""
        return self in (AccountState.WAITING, AccountState.ACTIVE)


@dataclass(frozen=True, kw_only=True)
class PublicKeys:
    """A person's public halves: Ed25519 `sign`, X25519 `box`, holders' X25519 `role` or empty."""

    sign: bytes = field(repr=False)
    box: bytes = field(repr=False)
    role: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, kw_only=True)
class Account:
    """One person on one side. `name` is what staff chose to be shown as; empty for students."""

    id: AccountId
    role: Role
    state: AccountState
    keys: PublicKeys
    name: str = field(default="", repr=False)
    language: str = "en"

    @property
    def side(self) -> Side:
        """The side this account is on."""
        return self.role.side


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Where a content-free notice for an account goes: the private chat, and its language.

    `reachable` is False once the person has blocked the bot.
    """

    chat: TelegramId = field(repr=False)
    language: str
    reachable: bool


class Accounts(Protocol):
    """What the services ask about accounts. Writing one is enrolment's (people/enrolment.py)."""

    async def get(self, account: AccountId) -> Account | None:
        """The account with this id, or None."""
        ...

    async def find(self, *, side: Side, telegram: TelegramId) -> Account | None:
        """The account that this Telegram account has on this side, or None."""
        ...

    async def contact(self, account: AccountId) -> Contact | None:
        """Where to write to an account, or None when there is no such account or it was lost."""
        ...

    async def other_side(self, account: AccountId) -> AccountId | None:
        """The same Telegram account's id on the other side, or None.

        Asked only so that nobody is offered their own request (R25); never shown.
        """
        ...

    async def speak(self, account: AccountId, language: str) -> None:
        """Keep the language of the notices to an account. Raises NotFound (people/errors.py)."""
        ...

    async def consents(self, account: AccountId) -> Sequence[bytes]:
        """The signed consents of an account, as given, oldest first (R3)."""
        ...

    async def add_consent(self, account: AccountId, signed: bytes) -> None:
        """Keep a further receipt, with its audit row, in one transaction."""
        ...
