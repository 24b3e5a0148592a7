"""Whom intake's services meet in tests: accounts, the team, who is looking, who has room.

Fakes of intake's ports and nothing else; the services over them are in house.py.
"""

from collections.abc import Sequence
from dataclasses import replace

from crypto import wire
from intake.claiming import Claiming
from intake.matching import Listed, Roster
from intake.ports import Cases, Decide, Stored
from people.accounts import Account, AccountId, Contact, Side, TelegramId
from people.errors import NotFound
from people.sessions import SessionId
from tests.fakes.devices import Device
from tests.fakes.rooms import roster_of


class KnownAccounts:
    """Implements `Accounts` over people that the tests add."""

    def __init__(self) -> None:
        self.known: dict[AccountId, tuple[Account, int, list[bytes]]] = {}
        self.languages: dict[AccountId, str] = {}

    def add(self, device: Device, *consents: bytes) -> Account:
        account = device.account()
        self.known[account.id] = (account, device.telegram, list(consents))
        return account

    async def get(self, account: AccountId) -> Account | None:
        found = self.known.get(account)
        return None if found is None else found[0]

    async def find(self, *, side: Side, telegram: TelegramId) -> Account | None:
        for account, theirs, _ in self.known.values():
            if account.side is side and theirs == telegram:
                return account
        return None

    async def contact(self, account: AccountId) -> Contact | None:
        found = self.known.get(account)
        if found is None:
            return None
        language = self.languages.get(account, "en")
        return Contact(chat=TelegramId(found[1]), language=language, reachable=True)

    async def other_side(self, account: AccountId) -> AccountId | None:
        mine = self.known[account]
        for other, telegram, _ in self.known.values():
            if telegram == mine[1] and other.side is not mine[0].side:
                return other.id
        return None

    async def speak(self, account: AccountId, language: str) -> None:
        if account not in self.known:
            raise NotFound
        self.languages[account] = language

    async def consents(self, account: AccountId) -> Sequence[bytes]:
        return list(self.known[account][2])

    async def add_consent(self, account: AccountId, signed: bytes) -> None:
        self.known[account][2].append(signed)


class KnownTeam:
    """Implements intake's `Team`."""

    def __init__(self) -> None:
        self.workers: list[Listed] = []
        self.ever: set[AccountId] = set()
        self.holders: list[Listed] = []
        self.version = 1
        self.expired = False
        self.open = True
        self.complete = True
        self.renewed: dict[wire.CertificateId, Listed] = {}

    def now(self) -> Roster:
        made = roster_of(self.workers, version=self.version, complete=self.complete)
        holders = {each.certificate: each for each in self.holders}
        return replace(made, holders=holders, renewed=dict(self.renewed))

    def suspend(self, account: AccountId) -> None:
        self.workers = [
            replace(w, active=False) if w.account == account else w for w in self.workers
        ]

    def leave(self, account: AccountId) -> None:
        """The next roster lists this worker no more."""
        self.ever.add(account)
        self.workers = [w for w in self.workers if w.account != account]
        self.version += 1

    async def roster(self) -> Roster | None:
        return None if self.expired else self.now()

    async def newest(self) -> Roster | None:
        return self.now()

    async def revoked(self, account: AccountId) -> bool:
        return all(w.account != account for w in [*self.workers, *self.holders])

    def revoked_at_hand(self, account: AccountId) -> bool | None:
        return all(w.account != account for w in [*self.workers, *self.holders])

    async def all_workers(self) -> Sequence[AccountId]:
        return sorted(self.ever | {w.account for w in self.workers})

    async def intake_open(self) -> bool:
        return self.open and not self.expired


class KnownSigns:
    """Implements `Signs`: the days that tests say."""

    def __init__(self) -> None:
        self.days: dict[AccountId, int] = {}

    async def last_day(self, account: AccountId) -> int | None:
        return self.days.get(account)


class RecordingLive:
    """Implements `Live`: who is here, and what they were told."""

    def __init__(self) -> None:
        self.here: set[AccountId] = set()
        self.told: list[tuple[str, AccountId | None]] = []
        self.messages: list[tuple[AccountId, Stored]] = []
        self.changed: list[wire.CaseId] = []

    def present(self, account: AccountId) -> bool:
        return account in self.here

    def message(self, account: AccountId, case: wire.CaseId, message: Stored) -> None:
        self.messages.append((account, message))
        self.changed.append(case)

    def case(self, account: AccountId, case: wire.CaseId) -> None:
        self.told.append(("case", account))
        self.changed.append(case)

    def queue(self, account: AccountId) -> None:
        self.told.append(("queue", account))

    def team(self) -> None:
        self.told.append(("team", None))


class RecordingSockets:
    """Implements `OwnSockets`: whose other sessions were ended."""

    def __init__(self) -> None:
        self.ended: list[tuple[AccountId, SessionId]] = []

    def end_others(self, account: AccountId, *, but: SessionId) -> None:
        self.ended.append((account, but))


class CasesAlone:
    """Implements `Destroying` without the account's own end, which is the wiring's."""

    def __init__(self, cases: Cases) -> None:
        self._cases = cases
        self.forgotten: list[AccountId] = []

    async def forget(self, student: AccountId, decide: Decide) -> None:
        for case in await self._cases.of_student(student):
            await self._cases.change(case.id, decide)
            await self._cases.erase(case.id)
        self.forgotten.append(student)


class HasRoom:
    """Implements `Fitness` as the deployment does, without a team's file."""

    def __init__(self, claiming: Claiming) -> None:
        self._claiming = claiming

    async def lacking(self, worker: AccountId) -> str | None:
        return await self._claiming.no_more(worker)
