"""Intake's services over memory or over SQLite on a real file, with people who know each other.

What is faked is in known.py, and the clock. Storage is real where a test asks for it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import crypto
from crypto import wire
from intake.absence import Absence
from intake.accepting import Accepting
from intake.again import Again, Answer
from intake.asking import Asking
from intake.claiming import Claiming
from intake.closing import Closing
from intake.erasing import Erasing
from intake.first import Firsts, Wished, Wishes
from intake.handing import Handing
from intake.lapses import Lapses
from intake.losing import Losing
from intake.matching import Listed
from intake.next_epochs import NextEpochs
from intake.notices import Notices
from intake.outbox import Outgoing
from intake.pausing import Pausing
from intake.ports import Cases, Live, Messages, OwnSockets
from intake.requests import Otherwise
from intake.rooms import Rooms
from people.accounts import Account, Role
from storage.caserows import CaseRows
from storage.cases import StoredCases
from storage.forgetting import forget_erased
from storage.heads import Heads
from storage.layout import Layout
from storage.messages import StoredMessages
from storage.opening import Core, open_core
from storage.rekeying import Rekeying
from storage.tally import Tally
from tests.fakes.again import KnownShift, MemoryAnswers, new_tag, wished
from tests.fakes.cases import MemoryCases
from tests.fakes.clock import FixedClock
from tests.fakes.devices import Device
from tests.fakes.known import (
    CasesAlone,
    HasRoom,
    KnownAccounts,
    KnownSigns,
    KnownTeam,
    RecordingLive,
    RecordingSockets,
)
from tests.fakes.outbox import MemoryOutbox
from tests.fakes.rooms import (
    Writer,
    acceptance_of,
    case_id,
    listed,
    request_of,
)
from tests.fakes.shifts import MemoryDuties
from tests.fakes.stores import private

ADULT = crypto.digest("pl.wording", b"adult")
UNDER_18 = crypto.digest("pl.wording", b"under 18")
CLAIM_SECONDS = 1800
RETENTION_DAYS = 180
SILENT_DAYS = 7


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
    signs: KnownSigns = field(default_factory=KnownSigns)
    absence: Absence = field(init=False)
    handing: Handing = field(init=False)
    duties: MemoryDuties = field(default_factory=MemoryDuties)
    answers: MemoryAnswers = field(default_factory=MemoryAnswers)
    shift: KnownShift = field(default_factory=KnownShift)
    again: Again = field(init=False)
    firsts: Firsts = field(init=False)
    pausing: Pausing = field(init=False)
    _people: int = 0

    def __post_init__(self) -> None:
        cases, team, live, clock = self.cases, self.team, self.live, self.clock
        self.notices = Notices(accounts=self.accounts, live=live, clock=clock)
        self.absence = Absence(
            cases=cases,
            team=team,
            signs=self.signs,
            notices=self.notices,
            live=live,
            clock=clock,
            silent_days=SILENT_DAYS,
        )
        self.claiming = Claiming(
            cases=cases,
            team=team,
            notices=self.notices,
            live=live,
            clock=clock,
            claim_seconds=CLAIM_SECONDS,
            load_limit=3,
            duties=self.duties,
        )
        self.handing = Handing(
            cases=cases,
            messages=self.messages,
            team=team,
            accounts=self.accounts,
            absence=self.absence,
            notices=self.notices,
            live=live,
            clock=clock,
            under18_digests=frozenset({self.under18}),
            fitness=HasRoom(self.claiming),
        )
        self.again = Again(answers=self.answers, team=team, clock=clock, keep_days=RETENTION_DAYS)
        self.firsts = Firsts(
            cases=cases,
            team=team,
            hours=self.shift,
            notices=self.notices,
            live=live,
            clock=clock,
        )
        self.pausing = Pausing(cases=cases, live=live, clock=clock)
        self.asking = Asking(
            cases=cases,
            team=team,
            accounts=self.accounts,
            notices=self.notices,
            live=live,
            clock=clock,
            under18_digests=frozenset({self.under18}),
            wishes=Wishes(again=self.again, hours=self.shift),
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
            absence=self.absence,
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

    async def meet(self, student: Person, worker: Person) -> bytes:
        """Both say that they would talk again; the tag."""
        tag = new_tag()
        await self.again.say(student.account, Answer(tag=tag))
        await self.again.say(worker.account, Answer(tag=tag, word=bytes(32)))
        return tag

    async def ask_first(
        self,
        student: Person,
        first: Person,
        *others: Person,
        otherwise: Otherwise = Otherwise.AFTER,
        hours: int = 24,
    ) -> wire.CaseId:
        """A request to all of these that asks one of them first."""
        tag = await self.meet(student, first)
        request = self.request(student, first, *others)
        wish: Wished = wished(
            student.device,
            request,
            first.place.certificate,
            tag,
            otherwise=otherwise,
            hours=hours,
        )
        return await self.asking.submit(student.account, request, wish)

    def renew(self, worker: Person) -> Person:
        """A new certificate for the same keys, on the next roster."""
        old = worker.place
        name = wire.CertificateId(crypto.digest("pl.cert", old.certificate))
        new = replace(old, certificate=name)
        self.team.workers = [new if w == old else w for w in self.team.workers]
        self.team.renewed[old.certificate] = new
        self.team.version += 1
        return replace(worker, listed=new)

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
        layout=Layout.at(home), clock=clock, forget=forget_erased, ticks=clock.ticks
    )
    try:
        yield over(core, clock, live=live)
    finally:
        await core.close()
