"""For every role and any sequence of calls: no entry leads to a case, or to who wrote it.

The same day is lived twice, and the second time every note is of the other worker and the other
conversation. Whoever wrote none is answered, notified and logged alike, and the rows of the two
databases repeat themselves at the same places: nothing that they could be joined by differs.
"""

import asyncio
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final

import structlog
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from client.api import Json, Refused, b64, unb64
from client.asking import Story
from client.student import Student
from client.supervision import EntryWords, EntryWriter
from storage.transaction import Snapshot
from tests.hostile.inside import Line, inside
from tests.hostile.town import HOUR, WORKERS
from tests.hostile.upstairs import EVERYBODY, STUDENTS, House, Houses, Players, living

WORDS: Final = EntryWords(theme="Study", happened="Person A.", wish="How?", own="Tired.")
OTHERS: Final = tuple(name for name in EVERYBODY if name not in WORKERS)
LISTENING: Final = ("coordinator", "manager", "deputy", *STUDENTS)
OPAQUE: Final = re.compile(r"[A-Za-z0-9_-]{20,}|[0-9a-f]{16,}")
OWN: Final = {"sessions", "outbox", "sqlite_sequence", "sqlite_stat1"}
"""What is the writer's own: when they were last here, and that a constant notice is owed them."""
SIGNED_IN: Final = "/api/sessions"
Call = tuple[str, Any]
WHICH: Final = st.integers(0, 3)
CALLS: Final = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 1)),
    st.tuples(st.just("write"), st.integers(0, 1)),
    st.tuples(
        st.just("move"),
        st.tuples(WHICH, st.sampled_from(["take", "discuss", "close", "reopen"])),
    ),
    st.tuples(st.just("agenda"), st.tuples(WHICH, st.booleans())),
    st.tuples(st.just("reply"), WHICH),
    st.tuples(st.just("ask"), st.none()),
    st.tuples(st.just("time"), st.none()),
)


@dataclass(kw_only=True)
class Told:
    """Everything that one day's service said and kept, with what is random made comparable."""

    known: frozenset[str | bytes]
    seen: dict[str | bytes, int] = field(default_factory=dict, repr=False)

    def plain(self, value: Any) -> Any:  # noqa: ANN401 -- JSON, or a column
        """A new random value is the how-manieth it is; what the house had is itself."""
        match value:
            case dict():
                return {key: self.plain(each) for key, each in value.items()}
            case list() | tuple():
                return [self.plain(each) for each in value]
            case bytes():
                return self._mark(value)
            case str():
                return OPAQUE.sub(lambda found: str(self._mark(found.group())), value)
        return value

    def name(self, text: str) -> None:
        """A pseudonym, which looks like words."""
        self.seen.setdefault(text, len(self.seen))

    def _mark(self, value: str | bytes) -> object:
        if value in self.known:
            return value
        return ("new", self.seen.setdefault(value, len(self.seen)), len(value))


@dataclass(kw_only=True)
class Day:
    """One life of the day. `swapped`: every note is the other worker's, of the other talk."""

    players: Players
    swapped: bool
    lines: dict[str, Line] = field(default_factory=dict)
    entries: list[bytes] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    askers: Iterator[int] = field(default_factory=lambda: count(5101))

    async def begin(self) -> None:
        await self.players.sign_in()
        for who in LISTENING:
            self.lines[who] = await self.players.at.line(self.players.people[who])

    async def do(self, what: str, detail: Any) -> None:  # noqa: ANN401 -- a call's own
        self.players.at.clock.pass_(60)
        match what:
            case "write":
                await self._write(detail)
            case "ask":
                student = Student(person=self.players.at.person(next(self.askers)))
                await student.agree()
                await student.ask(Story(text="Another letter."))
            case "time":
                self.players.at.clock.pass_(HOUR)
                await self.players.sign_in()
            case _ if self.entries:
                await self._read(what, detail)

    async def _write(self, number: int) -> None:
        number = 1 - number if self.swapped else number
        writer = EntryWriter(person=self.players.people[WORKERS[number]])
        secret = self.players.house.talks[number].supervision
        entry, name = await writer.write(WORDS, supervision=secret)
        self.entries.append(entry)
        self.names.append(name)

    async def _read(self, what: str, detail: Any) -> None:  # noqa: ANN401 -- a call's own
        number = detail if what == "reply" else detail[0]
        queue = self.players.queue("manager" if what == "reply" else "coordinator")
        entry = self.entries[number % len(self.entries)]
        (row,) = [row for row in await queue.rows() if unb64(row["id"]) == entry]
        try:
            match what:
                case "move":
                    await queue.move(row, detail[1])
                case "agenda":
                    await queue.put_on_agenda(row, on=detail[1])
                case "reply":
                    await queue.reply(row, "Ask Person A.")
        except Refused as refused:
            if refused.code != "changed":
                raise

    async def everything(self, whom: tuple[str, ...]) -> dict[str, list[tuple[str, int, Json]]]:
        """What everybody's lists say now."""
        return {who: await self.players.looks(who) for who in whom}

    async def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """Every table in the order in which its rows came."""

        async def query(reads: Snapshot) -> dict[str, list[tuple[object, ...]]]:
            named = await reads.all("SELECT name FROM sqlite_master WHERE type = 'table'")
            return {
                name: [
                    tuple(row)
                    for row in await reads.all(f"SELECT * FROM {name} ORDER BY rowid")  # noqa: S608
                ]
                for name in sorted(str(row["name"]) for row in named)
                if name not in OWN
            }

        return await self.players.at.core.store.read(query)

    async def joined_nowhere(self) -> None:
        """To nobody, the writers included, does one answer name an entry and a case."""
        talks = self.players.house.talks
        cases = [b64(talk.case) for talk in talks] + [b64(talk.about.sign_key) for talk in talks]
        entries = [b64(entry) for entry in self.entries] + self.names
        for who in EVERYBODY:
            for path, _, answer in await self.players.looks(who):
                said = str(answer)
                named = [any(each in said for each in some) for some in (cases, entries)]
                assert not all(named), (who, path)
            for case in cases[:2]:
                _, answer = await self.players.get(who, f"/api/cases/{case}")
                assert not [each for each in entries if each in str(answer)], who


def strings(value: Any) -> set[str]:  # noqa: ANN401 -- JSON
    """Every long text in an answer."""
    return set(OPAQUE.findall(str(value)))


async def live(house: House, data: Path, calls: list[Call], *, swapped: bool) -> Json:
    """The day, and what was said and kept of it."""
    town, home, clock = living(house, data)
    async with inside(town, home, clock=clock) as at:
        day = Day(players=Players(at=at, house=house), swapped=swapped)
        kept = await day.rows()
        await day.begin()
        first = await day.everything(OTHERS)
        blobs = {v for rows in kept.values() for row in rows for v in row if isinstance(v, bytes)}
        # Everybody signs in anew in each life: what the house had is not among the devices.
        had = {who: [each for each in all_ if each[0] != SIGNED_IN] for who, all_ in first.items()}
        told = Told(known=frozenset(strings(had) | blobs))
        with structlog.testing.capture_logs() as logs:
            for what, detail in calls:
                await day.do(what, detail)
            said = await day.everything(OTHERS)
            own = {
                who: len(await EntryWriter(person=day.players.people[who]).mine())
                for who in WORKERS
            }
        for name in day.names:
            told.name(name)
        said_plainly = _unnamed(said, day.names)
        await day.joined_nowhere()
        no_entry_in(repr(logs), day)
        return {
            "answers": told.plain(said_plainly),
            "frames": {who: told.plain(line.heard()) for who, line in day.lines.items()},
            "logs": [each["event"] for each in logs],
            "rows": told.plain(_unnamed(await day.rows(), day.names)),
            "own": own,
        }


def no_entry_in(printed: str, day: Day) -> None:
    """Of the logs: no entry's id, in any spelling, and no name."""
    marks = [text for entry in day.entries for text in (b64(entry), entry.hex())] + day.names
    assert not [text for text in marks if text in printed]


def _unnamed(value: Any, names: list[str]) -> Any:  # noqa: ANN401 -- JSON, or rows
    """With each pseudonym in the place of which it is, by first use."""
    order: Mapping[str, int] = {name: at for at, name in enumerate(dict.fromkeys(names))}
    match value:
        case dict():
            return {key: _unnamed(each, names) for key, each in value.items()}
        case list() | tuple():
            return [_unnamed(each, names) for each in value]
        case str() if value in order:
            return f"name {order[value]}"
    return value


async def both(house: House, home: Path, calls: list[Call]) -> tuple[Json, Json]:
    """The day as it was, and with the writers swapped."""
    as_is = await live(house, home / "one", calls, swapped=False)
    return as_is, await live(house, home / "other", calls, swapped=True)


@settings(
    max_examples=3,
    deadline=None,
    # A failing day is printed as it was: shrinking days of a real service takes too long.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(calls=st.lists(CALLS, min_size=5, max_size=10))
def test_no_sequence_of_calls_tells_whose_an_entry_is(house: Houses, calls: list[Call]) -> None:
    begin: list[Call] = [("write", 0), ("write", 1), ("write", 0)]
    with tempfile.TemporaryDirectory() as home:
        as_is, swapped = asyncio.run(both(house(), Path(home), begin + calls))
    for part in ("answers", "frames", "logs", "rows"):
        assert as_is[part] == swapped[part], part


def test_the_two_days_are_told_apart_where_they_may_be(house: Houses) -> None:
    """The writers' own lists differ: the comparison is of days that are not the same."""
    with tempfile.TemporaryDirectory() as home:
        calls: list[Call] = [("write", 0), ("write", 0)]
        as_is, swapped = asyncio.run(both(house(), Path(home), calls))
    one, other = WORKERS
    assert as_is["own"] == {one: 2, other: 0}
    assert swapped["own"] == {one: 0, other: 2}
    assert len(as_is["rows"]["entries"]) == 2
