"""Intake's services over memory or over SQLite on a real file, with people who know each other.

What is faked is listed here: accounts, the team, the clock, who is looking. Storage is real
where a test asks for it.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import crypto
from crypto import wire
from intake.accepting import Accepting
from intake.asking import Asking
from intake.claiming import Claiming
from intake.closing import Closing
from intake.erasing import Erasing
from intake.lapses import Lapses
from intake.losing import Losing
from intake.matching import Listed, Roster
from intake.next_epochs import NextEpochs
from intake.notices import Notices
from intake.outbox import Outgoing
from intake.ports import Cases, Decide, Live, Messages, OwnSockets, Stored
from intake.rooms import Rooms
from people.accounts import Account, AccountId, Contact, Role, Side, TelegramId
from people.sessions import SessionId
from storage.caserows import CaseRows
from storage.cases import StoredCases, forget_cases
from storage.heads import Heads
from storage.layout import Layout
from storage.messages import StoredMessages
from storage.opening import Core, open_core
from storage.rekeying import Rekeying
from storage.tally import Tally
from tests.fakes.cases import MemoryCases
from tests.fakes.clock import FixedClock
from tests.fakes.devices import Device
from tests.fakes.outbox import MemoryOutbox
from tests.fakes.rooms import (
    Writer,
    acceptance_of,
    case_id,
    listed,
    request_of,
    roster_of,
)
from tests.fakes.stores import private

ADULT = crypto.digest("pl.wording", b"adult")
UNDER_18 = crypto.digest("pl.wording", b"under 18")
CLAIM_SECONDS = 1800
RETENTION_DAYS = 180


class KnownAccounts:
    """Implements `Accounts` over people that the tests add."""

    def __init__(self) -> None:
        self.known: dict[AccountId, tuple[Account, int, list[bytes]]] = {}

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
        return Contact(chat=TelegramId(found[1]), language="en", reachable=True)

    async def other_side(self, account: AccountId) -> AccountId | None:
        mine = self.known[account]
        for other, telegram, _ in self.known.values():
            if telegram == mine[1] and other.side is not mine[0].side:
                return other.id
        return None

    async def consents(self, account: AccountId) -> Sequence[bytes]:
        return list(self.known[account][2])

    async def add_consent(self, account: AccountId, signed: bytes) -> None:
        self.known[account][2].append(signed)


class KnownTeam:
    """Implements intake's `Team`."""

    def __init__(self) -> None:
        self.workers: list[Listed] = []
        self.holders: list[Listed] = []
        self.version = 1
        self.expired = False
        self.open = True
        self.complete = True

    def now(self) -> Roster:
        made = roster_of(self.workers, version=self.version, complete=self.complete)
        return replace(made, holders={each.certificate: each for each in self.holders})

    def suspend(self, account: AccountId) -> None:
        self.workers = [
            replace(w, active=False) if w.account == account else w for w in self.workers
        ]

    def leave(self, account: AccountId) -> None:
        """The next roster lists this worker no more."""
        self.workers = [w for w in self.workers if w.account != account]
        self.version += 1

    async def roster(self) -> Roster | None:
        return None if self.expired else self.now()

    async def newest(self) -> Roster | None:
        return self.now()

    async def revoked(self, account: AccountId) -> bool:
        return all(w.account != account for w in [*self.workers, *self.holders])

    async def intake_open(self) -> bool:
        return self.open and not self.expired


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


@dataclass(frozen=True, kw_only=True)
class Person:
    """A device with its account; a worker with their place in the roster."""

    device: Device
    account: Account
    listed: Listed | None = None

    @property
    def place(self) -> Listed:
        assert self.listed is not None
        return self.listed


@dataclass(frozen=True, kw_only=True)
class Talk:
    """An open conversation: its case, the request, and both writers after the first message."""

    case: wire.CaseId
    request: wire.Request
    student: Person
    worker: Person
    by_student: Writer
    by_worker: Writer

    @property
    def record(self) -> wire.RecordHash:
        return self.by_worker.record


@dataclass(kw_only=True)
class House:
    """Everything of intake, built once per test."""

    cases: Cases
    messages: Messages
    accounts: KnownAccounts
    team: KnownTeam
    live: Live
    clock: FixedClock
    core: Core | None = None
    memory: MemoryOutbox | None = None
    under18: bytes = UNDER_18
    notices: Notices = field(init=False)
    asking: Asking = field(init=False)
    claiming: Claiming = field(init=False)
    accepting: Accepting = field(init=False)
    rooms: Rooms = field(init=False)
    closing: Closing = field(init=False)
    losing: Losing = field(init=False)
    erasing: Erasing = field(init=False)
    next_epochs: NextEpochs = field(init=False)
    sockets: OwnSockets = field(default_factory=RecordingSockets)
    lapses: Lapses = field(init=False)
    _people: int = 0

    def __post_init__(self) -> None:
        cases, team, live, clock = self.cases, self.team, self.live, self.clock
        self.notices = Notices(accounts=self.accounts, live=live, clock=clock)
        self.asking = Asking(
            cases=cases,
            team=team,
            accounts=self.accounts,
            notices=self.notices,
            live=live,
            clock=clock,
            under18_digests=frozenset({self.under18}),
        )
        self.claiming = Claiming(
            cases=cases,
            team=team,
            notices=self.notices,
            live=live,
            clock=clock,
            claim_seconds=CLAIM_SECONDS,
            load_limit=3,
        )
        self.accepting = Accepting(
            cases=cases, team=team, notices=self.notices, live=live, clock=clock
        )
        self.rooms = Rooms(
            cases=cases,
            messages=self.messages,
            team=team,
            notices=self.notices,
            live=live,
            clock=clock,
        )
        self.closing = Closing(
            cases=cases,
            team=team,
            notices=self.notices,
            live=live,
            clock=clock,
            retention_days=RETENTION_DAYS,
        )
        self.losing = Losing(
            cases=cases,
            notices=self.notices,
            live=live,
            clock=clock,
            retention_days=RETENTION_DAYS,
        )
        self.erasing = Erasing(
            cases=cases,
            destroying=CasesAlone(cases),
            notices=self.notices,
            live=live,
            clock=clock,
            retention_days=RETENTION_DAYS,
        )
        self.next_epochs = NextEpochs(
            cases=cases,
            team=team,
            accounts=self.accounts,
            notices=self.notices,
            live=live,
            sockets=self.sockets,
            clock=clock,
            under18_digests=frozenset({self.under18}),
        )
        self.lapses = Lapses(cases=cases, claiming=self.claiming, clock=clock, destroying=clock)

    def student(self, *, wording: bytes = ADULT, telegram: int | None = None) -> Person:
        device = Device(telegram or self._next())
        account = self.accounts.add(device, device.consent(wording))
        return Person(device=device, account=account)

    def worker(self, *, under18: bool = False, telegram: int | None = None) -> Person:
        device = Device.staff(telegram or self._next(), Role.WORKER)
        account = self.accounts.add(device)
        place = listed(device, account, under18=under18)
        self.team.workers.append(place)
        return Person(device=device, account=account, listed=place)

    def _next(self) -> int:
        self._people += 1
        return 8_100_000_000 + self._people

    def request(
        self, student: Person, *to: Person, case: wire.CaseId | None = None
    ) -> wire.Request:
        return request_of(
            student.device,
            case or case_id(),
            self.team.now(),
            to=[worker.place for worker in to],
        )

    async def ask(self, student: Person, *to: Person) -> tuple[wire.CaseId, wire.Request]:
        request = self.request(student, *to)
        return await self.asking.submit(student.account, request), request

    async def talk(self, *others: Person) -> Talk:
        """A student asks, a worker claims and accepts; `others` were asked too."""
        student, worker = self.student(), self.worker()
        case, request = await self.ask(student, worker, *others)
        await self.claiming.claim(worker.account.id, case)
        sent, by_worker, by_student = acceptance_of(
            worker.device, worker.place, student.device, request, self.team.now()
        )
        await self.accepting.accept(worker.account, case, sent)
        return Talk(
            case=case,
            request=request,
            student=student,
            worker=worker,
            by_student=by_student,
            by_worker=by_worker,
        )

    async def owed(self) -> list[Outgoing]:
        """What waits in the outbox, the oldest of each chat."""
        if self.memory is not None:
            return [row.outgoing for row in await self.memory.due(now=self.clock.now())]
        assert self.core is not None
        return [row.outgoing for row in await self.core.outbox.due(now=self.clock.now())]


def in_memory(*, live: Live | None = None) -> House:
    outbox = MemoryOutbox()
    cases = MemoryCases(outbox)
    return House(
        cases=cases,
        messages=cases,
        accounts=KnownAccounts(),
        team=KnownTeam(),
        live=live or RecordingLive(),
        clock=FixedClock(),
        memory=outbox,
    )


def over(core: Core, clock: FixedClock, *, live: Live | None = None) -> House:
    """Services over an open core."""
    rows = CaseRows(core.fields)
    heads = Heads(rows=rows)
    return House(
        cases=StoredCases(
            store=core.store,
            rows=rows,
            case_keys=core.case_keys,
            audit=core.audit,
            outbox=core.outbox,
            erasure=core.erasure,
            heads=heads,
            rekeying=Rekeying(fields=core.fields, audit=core.audit),
            tally=Tally(clock=clock),
        ),
        messages=StoredMessages(store=core.store, heads=heads, outbox=core.outbox),
        accounts=KnownAccounts(),
        team=KnownTeam(),
        live=live or RecordingLive(),
        clock=clock,
        core=core,
    )


@asynccontextmanager
async def on_sqlite(
    home: Path, *, clock: FixedClock | None = None, live: Live | None = None
) -> AsyncIterator[House]:
    """Over files in `home`, closed at the end; the same home opens the same files again."""
    private(home)
    clock = clock or FixedClock()
    core = await open_core(
        layout=Layout.at(home), clock=clock, forget=forget_cases, ticks=clock.ticks
    )
    try:
        yield over(core, clock, live=live)
    finally:
        await core.close()
