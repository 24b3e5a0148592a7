"""The same ports over memory and over SQLite on a real file, for tests that run on both."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from people.accounts import Account, Role
from storage.accounts import SqlAccounts
from storage.audit import Audit
from storage.casekeys import CaseKeys
from storage.database import STORE_ID, Database
from storage.fields import Fields
from storage.invites import SqlInvites
from storage.migrate import read_migrations
from storage.personkeys import SqlKeys
from storage.secrets import ServiceKeys
from storage.sessions import SqlSessions
from storage.team import SqlTeam
from storage.writer import Store
from tests.fakes.clock import FixedClock
from tests.fakes.migrating import migrate_once
from tests.fakes.people import MemoryPeople, MemorySessions
from tests.fakes.team import MemoryInvites, MemoryTeam

AnyPeople = MemoryPeople | SqlAccounts
AnyKeys = MemoryPeople | SqlKeys
AnySessions = MemorySessions | SqlSessions
AnyInvites = MemoryInvites | SqlInvites
AnyTeam = MemoryTeam | SqlTeam


@dataclass(frozen=True, kw_only=True)
class OpenFile:
    """What repositories of other subjects stand on."""

    store: Store
    case_keys: CaseKeys
    keys: ServiceKeys


@dataclass(frozen=True, kw_only=True)
class Stores:
    """Every port of people/ and supervision/ over one memory or one file."""

    people: AnyPeople
    keys: AnyKeys
    sessions: AnySessions
    invites: AnyInvites
    team: AnyTeam
    fields: Fields
    clock: FixedClock
    file: OpenFile | None = None


def in_memory() -> Stores:
    """Fresh and empty."""
    clock = FixedClock()
    invites = MemoryInvites()
    people = MemoryPeople(clock=clock, invites=invites)

    def members() -> list[tuple[Account, bool, bytes]]:
        return [
            (account, people.news[account.id].under18, people.receipts[account.id][0])
            for account in people.accounts.values()
            if account.role is not Role.STUDENT
        ]

    return Stores(
        people=people,
        keys=people,
        sessions=MemorySessions(people),
        invites=invites,
        team=MemoryTeam(members=members, set_state=people.set_state),
        fields=Fields(ServiceKeys.fresh()),
        clock=clock,
    )


@asynccontextmanager
async def on_sqlite(
    home: Path, *, keys: ServiceKeys | None = None, clock: FixedClock | None = None
) -> AsyncIterator[Stores]:
    """Over a file in `home`, closed at the end. The same keys open the same file again."""
    clock = clock or FixedClock()
    keys = keys or ServiceKeys.fresh()
    database = await Database.open(private(home) / "peerlink.db", application=STORE_ID)
    await migrate_once(database, read_migrations())
    store = Store(database=database)
    store.start()
    fields, audit = Fields(keys), Audit(keys=keys, clock=clock)
    team = SqlTeam(store=store, fields=fields, audit=audit)
    case_keys = await CaseKeys.open(home / "keys" / "cases.db")
    try:
        yield Stores(
            people=SqlAccounts(
                store=store, fields=fields, audit=audit, clock=clock, staff_changed=team.forget
            ),
            keys=SqlKeys(store=store, fields=fields, audit=audit),
            sessions=SqlSessions(store=store, fields=fields, audit=audit),
            invites=SqlInvites(store=store, fields=fields, audit=audit),
            team=team,
            fields=fields,
            clock=clock,
            file=OpenFile(store=store, case_keys=case_keys, keys=keys),
        )
    finally:
        await case_keys.close()
        await store.close()


def private(home: Path) -> Path:
    """The directory, closed to everybody else as the store demands."""
    home.chmod(0o700)
    return home
