"""Stores on real files for the tests of storage. No fakes live here."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import STORE_ID, Database
from storage.writer import Store
from tests.storage.lanes import TABLE, Envelope, Envelopes

TRIES = 1000


class FixedClock:
    """A clock that moves only when told."""

    def __init__(self, seconds: float = 1_700_000_000.0) -> None:
        self.seconds = seconds

    def now(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty directory of mode 0700, whatever the umask."""
    path = tmp_path / "home"
    path.mkdir()
    path.chmod(0o700)
    return path


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Brief work is done at once however busy the machine is: for tests that judge no time."""
    monkeypatch.setattr("storage.database.QUICK_SECONDS", 60.0)


@pytest.fixture
async def store(home: Path) -> AsyncIterator[Store]:
    """A running store with one table, `note` (id, text)."""
    database = await Database.open(home / "test.db", application=STORE_ID)
    await database.run(
        lambda raw: raw.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT UNIQUE)")
    )
    store = Store(database=database)
    store.start()
    yield store
    await store.close()


@pytest.fixture
async def quick(store: Store) -> Store:
    """Commits until they are done at once: the first of all never is."""
    await store.upkeep(lambda raw: raw.execute(TABLE).fetchone())
    for _ in range(TRIES):
        await store.write_brief(lambda raw: raw.execute("DELETE FROM note").rowcount)
        if store._database.at_hand(store._database.commits):
            return store
    raise AssertionError("quick work still changes threads")


@pytest.fixture
async def lane(quick: Store) -> Envelopes:
    """A lane with the heads of talks 1 and 2 in memory, one row each."""
    lane = Envelopes()
    for talk in (1, 2):
        assert await quick.append(lane, Envelope(talk=talk, counter=1)) == 1
    return lane
