"""Asking for one worker first: nobody else sees or takes it meanwhile, and no word of why not."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto import wire
from intake import papers
from intake.again import Answer
from intake.errors import Conflict, Malformed, NotFound
from intake.requests import Otherwise, State
from intake.waiting import Waits
from tests.fakes.again import new_tag, wished
from tests.fakes.house import House, Person, in_memory
from tests.fakes.known import RecordingLive
from tests.fakes.outbox import MemoryOutbox
from tests.fakes.rooms import acceptance_of, request_of
from tests.fakes.shifts import LATE_SECONDS, LEAD_SECONDS, MemoryTold, NoLeads

HOUR = 3600


async def seen_by(house: House, *workers: Person) -> list[bool]:
    return [bool(await house.claiming.queue(worker.account.id)) for worker in workers]


async def test_only_the_one_wished_for_sees_it_until_the_hours_are_over(house: House) -> None:
    student, first, other = house.student(), house.worker(), house.worker()
    case = await house.ask_first(student, first, other, hours=24)
    assert await seen_by(house, first, other) == [True, False]
    (offered,) = await house.claiming.queue(first.account.id)
    assert offered.wish is not None
    with pytest.raises(NotFound):
        await house.claiming.claim(other.account.id, case)
    assert await house.firsts.sweep() == 0
    # Nobody else is told that there is one: not by a notice, and not live.
    chats = {row.chat for row in await house.owed()}
    assert (first.device.telegram in chats, other.device.telegram in chats) == (True, False)
    assert ("queue", other.account.id) not in house.live.told  # type: ignore[attr-defined]
    house.clock.pass_(24 * HOUR)
    # By the clock, before anybody sweeps.
    assert await seen_by(house, first, other) == [True, True]
    assert (await house.claiming.queue(other.account.id))[0].wish is None
    assert await house.firsts.sweep() == 1
    assert await house.firsts.sweep() == 0
    assert other.device.telegram in {row.chat for row in await house.owed()}
    await house.claiming.claim(other.account.id, case)


@pytest.mark.parametrize("how", ["pass", "recuse", "release", "suspend", "leave"])
async def test_whoever_cannot_or_will_not_holds_nobody_off_and_the_student_is_told_nothing(
    house: House, how: str
) -> None:
    student, first, other = house.student(), house.worker(), house.worker()
    case = await house.ask_first(student, first, other, otherwise=Otherwise.WAIT)
    waits = waits_of(house)
    before = await waits.look(student.account.id, case)
    changed = (await house.rooms.mine(student.account.id))[0][0].changed
    me = first.account.id
    house.clock.pass_(60)
    if how == "release":
        await house.claiming.claim(me, case)
        await house.claiming.release(me, case)
    elif how in {"pass", "recuse"}:
        step = house.claiming.recuse if how == "recuse" else house.claiming.pass_by
        await step(me, case)
    elif how == "suspend":
        house.team.suspend(me)
    else:
        house.team.leave(me)
    if how != "release":
        assert (await house.rooms.mine(student.account.id))[0][0].changed == changed
    house.live.told.clear()  # type: ignore[attr-defined]
    assert await seen_by(house, other) == [True]
    assert await house.firsts.sweep() == (0 if how == "release" else 1)
    told = [who for what, who in house.live.told if what == "case"]  # type: ignore[attr-defined]
    assert told == []
    after = await waits.look(student.account.id, case)
    # Whom they asked first and when that one is here: the same words, whatever became of it.
    assert (
        (after.first is None, after.late) == (before.first is None, before.late) == (False, False)
    )
    assert after.first is not None
    assert before.first is not None
    assert after.first.otherwise is before.first.otherwise
    await house.claiming.claim(other.account.id, case)


@pytest.mark.parametrize("how", ["pass", "recuse"])
async def test_a_students_device_is_not_nudged_because_their_first_stepped_back(
    house: House, how: str
) -> None:
    student, first, other = house.student(), house.worker(), house.worker()
    case = await house.ask_first(student, first, other, otherwise=Otherwise.WAIT)
    step = house.claiming.recuse if how == "recuse" else house.claiming.pass_by
    live: RecordingLive = house.live  # type: ignore[assignment]
    live.told.clear()
    await step(first.account.id, case)
    assert ("case", student.account.id) not in live.told
    assert ("team", None) in live.told
    # That nobody is left is shown to them, and so they look.
    await step(other.account.id, case)
    assert ("case", student.account.id) in live.told


@pytest.mark.parametrize("how", ["release", "pass", "recuse"])
async def test_when_their_first_gives_it_back_the_others_are_told_that_it_is_theirs_too(
    house: House, how: str
) -> None:
    student, first, other = house.student(), house.worker(), house.worker()
    case = await house.ask_first(student, first, other, otherwise=Otherwise.WAIT)
    await house.claiming.claim(first.account.id, case)
    claiming = house.claiming
    steps = {"release": claiming.release, "pass": claiming.pass_by, "recuse": claiming.recuse}
    assert other.device.telegram not in {row.chat for row in await house.owed()}
    await steps[how](first.account.id, case)
    assert await seen_by(house, first, other) == [how == "release", True]
    assert other.device.telegram in {row.chat for row in await house.owed()}


async def test_one_who_is_not_here_is_not_waited_for(house: House) -> None:
    student, first, other = house.student(), house.worker(), house.worker()
    await house.ask_first(student, first, other, otherwise=Otherwise.SHIFT)
    assert await seen_by(house, first, other) == [True, True]
    again = house.student()
    house.shift.here.add(first.account.id)
    case = await house.ask_first(again, first, other, otherwise=Otherwise.SHIFT)
    assert case not in {each.case for each in await house.claiming.queue(other.account.id)}
    assert await house.firsts.sweep() == 0
    house.shift.here.clear()
    assert await house.firsts.sweep() == 1
    # For good: when they come back it stays everybody's.
    house.shift.here.add(first.account.id)
    assert case in {each.case for each in await house.claiming.queue(other.account.id)}


async def test_a_student_asks_everybody_at_any_time(house: House) -> None:
    student, first, other = house.student(), house.worker(), house.worker()
    case = await house.ask_first(student, first, other, otherwise=Otherwise.WAIT)
    for stranger in (house.student(), other):
        with pytest.raises(NotFound):
            await house.firsts.everybody(stranger.account.id, case)
    await house.claiming.claim(first.account.id, case)
    for _ in range(2):
        await house.firsts.everybody(student.account.id, case)
    assert await house.cases.papers(case, frozenset({papers.WISH})) == {}
    await house.claiming.release(first.account.id, case)
    assert await seen_by(house, first, other) == [True, True]
    found = await house.cases.find(case)
    assert found is not None
    assert found.first is None


async def test_a_revision_keeps_the_wish_while_that_worker_is_asked(house: House) -> None:
    student, first, other = house.student(), house.worker(), house.worker()
    tag = await house.meet(student, first)
    sent = house.request(student, first, other)
    wish = wished(student.device, sent, first.place.certificate, tag)
    case = await house.asking.submit(student.account, sent, wish)
    # The same again, as after a lost answer, is kept once.
    assert await house.asking.submit(student.account, sent, wish) == case
    for to, seen in (([first, other], [True, False]), ([other], [False, True])):
        places = [worker.place for worker in to]
        sent = request_of(student.device, case, house.team.now(), to=places, before=sent)
        await house.asking.revise(student.account, case, sent)
        assert await seen_by(house, first, other) == seen


async def test_a_wish_needs_a_pair_a_recipient_and_the_students_own_word(house: House) -> None:
    student, first, other = house.student(), house.worker(), house.worker()
    tag, stranger = await house.meet(student, first), house.student()
    theirs = await house.meet(stranger, first)
    half = new_tag()
    await house.again.say(student.account, Answer(tag=half))
    sent = house.request(student, first, other)
    cert = first.place.certificate
    elsewhere = house.request(student, first)
    refused: list[tuple[object, type[Exception]]] = [
        (wished(student.device, sent, cert, theirs), Conflict),
        (wished(student.device, sent, cert, half), Conflict),
        (wished(student.device, sent, other.place.certificate, tag), Conflict),
        (wished(stranger.device, sent, cert, tag), Malformed),
        (wished(student.device, elsewhere, cert, tag), Malformed),
        (wished(student.device, sent, wire.CertificateId(bytes(32)), tag), Malformed),
    ]
    for wish, error in refused:
        with pytest.raises(error):
            await house.asking.submit(student.account, sent, wish)  # type: ignore[arg-type]
    # Taken back, by either, it is a pair no more.
    await house.again.drop(first.account, tag)
    with pytest.raises(Conflict):
        await house.asking.submit(student.account, sent, wished(student.device, sent, cert, tag))
    assert await house.cases.of_student(student.account.id) == []


async def test_an_open_room_has_no_wish_left_and_limits_go_for_it_too(house: House) -> None:
    student, first, other = house.student(), house.worker(), house.worker()
    tag = await house.meet(student, first)
    sent = house.request(student, first, other)
    wish = wished(student.device, sent, first.place.certificate, tag)
    case = await house.asking.submit(student.account, sent, wish)
    for _ in range(3):
        busy, _ = await house.ask(house.student(), first)
        await house.claiming.claim(first.account.id, busy)
    with pytest.raises(Conflict) as full:
        await house.claiming.claim(first.account.id, case)
    assert full.value.code == "full"
    await house.claiming.release(first.account.id, busy)
    await house.claiming.claim(first.account.id, case)
    accepted, *_ = acceptance_of(first.device, first.place, student.device, sent, house.team.now())
    await house.accepting.accept(first.account, case, accepted)
    found = await house.cases.find(case)
    assert found is not None
    assert (found.state, found.first) == (State.OPEN, None)
    assert await house.cases.papers(case, frozenset({papers.WISH})) == {}


def waits_of(house: House, hours: object = None) -> Waits:
    """How a wait is told, with nobody on the rota unless `hours` says otherwise."""
    return Waits(
        cases=house.cases,
        team=house.team,
        hours=hours or NoRota(),  # type: ignore[arg-type] # what a test needs of it
        told=MemoryTold(MemoryOutbox()),
        leads=NoLeads(),
        notices=house.notices,
        live=house.live,
        clock=house.clock,
        late_seconds=LATE_SECONDS,
        lead_seconds=LEAD_SECONDS,
    )


class NoRota:
    """Implements `Hours`: no rota is kept."""

    kept, now, until, next = False, False, None, None

    async def here(self, among: object) -> "NoRota":
        assert among
        return self

    async def on_shift(self, among: object) -> list[object]:
        del among
        return []


@dataclass
class Rota(NoRota):
    """Implements `Hours`: who is here as the house says."""

    house: House

    async def here(self, among: object) -> NoRota:
        found = NoRota()
        found.now = bool(await self.on_shift(among))
        return found

    async def on_shift(self, among: object) -> list[object]:
        return [each for each in among if each in self.house.shift.here]  # type: ignore[attr-defined]


async def test_a_long_wait_that_was_chosen_is_not_late_until_it_is_everybodys(
    house: House,
) -> None:
    student, first, other = house.student(), house.worker(), house.worker()
    case = await house.ask_first(student, first, other, hours=24)
    waits = waits_of(house)
    house.clock.pass_(5 * HOUR)
    assert await waits.sweep() == 0
    assert not (await waits.look(student.account.id, case)).late
    house.clock.pass_(20 * HOUR)
    await house.firsts.sweep()
    assert (await waits.look(student.account.id, case)).late
    assert await waits.sweep() == 2


@pytest.mark.parametrize("otherwise", [Otherwise.AFTER, Otherwise.SHIFT])
async def test_when_the_student_hears_that_it_takes_long_tells_nothing_of_that_worker(
    otherwise: Otherwise,
) -> None:
    heard = [await hours_heard(otherwise, how) for how in ("nothing", "pass", "recuse", "suspend")]
    assert heard[0] == [24]
    assert heard == [heard[0]] * len(heard)


async def hours_heard(otherwise: Otherwise, how: str) -> list[int]:
    """In which hours of thirty the student is told something; their first is here for 24."""
    house = in_memory()
    student, first, other = house.student(), house.worker(), house.worker()
    house.shift.here.add(first.account.id)
    case = await house.ask_first(student, first, other, otherwise=otherwise, hours=24)
    steps = {"pass": house.claiming.pass_by, "recuse": house.claiming.recuse}
    if how == "suspend":
        house.team.suspend(first.account.id)
    elif how in steps:
        await steps[how](first.account.id, case)
    waits = waits_of(house, hours=Rota(house))
    heard = []
    for hour in range(1, 31):
        house.clock.pass_(HOUR)
        if hour == 24:
            house.shift.here.clear()
        house.live.told.clear()  # type: ignore[attr-defined]
        await house.firsts.sweep()
        await waits.sweep()
        if ("case", student.account.id) in house.live.told:  # type: ignore[attr-defined]
            heard.append(hour)
    return heard


OPENS = {"pass", "recuse", "release", "everybody", "suspend", "other"}
STEPS = [*sorted(OPENS), "hours", "day", "sweep", "claim", "lapse", "shift"]


@dataclass
class Day:
    """One request that asks one worker first, and whether §25 still keeps it from the others."""

    house: House
    student: Person
    first: Person
    other: Person
    asked: wire.CaseId
    otherwise: Otherwise
    ends: float
    closed: bool = True

    @classmethod
    async def begin(cls, otherwise: Otherwise) -> "Day":
        house = in_memory()
        student, first, other = house.student(), house.worker(), house.worker()
        house.shift.here.add(first.account.id)
        asked = await house.ask_first(student, first, other, otherwise=otherwise, hours=24)
        return cls(house, student, first, other, asked, otherwise, house.clock.now() + 24 * HOUR)

    @property
    def kept(self) -> bool:
        timed = self.otherwise is Otherwise.AFTER
        return self.closed and not (timed and self.house.clock.now() >= self.ends)

    async def take(self, step: str) -> None:
        house, mine, asked = self.house, self.first.account.id, self.asked
        calls = house.claiming
        doing: dict[str, Callable[[], Awaitable[object]]] = {
            "pass": lambda: calls.pass_by(mine, asked),
            "recuse": lambda: calls.recuse(mine, asked),
            "claim": lambda: calls.claim(mine, asked),
            "release": lambda: calls.release(mine, asked),
            "lapse": lambda: calls.lapse(asked),
            "other": lambda: calls.claim(self.other.account.id, asked),
            "everybody": lambda: house.firsts.everybody(self.student.account.id, asked),
            "sweep": house.firsts.sweep,
        }
        kept = self.kept
        if step in doing:
            await doing[step]()
        elif step == "suspend":
            house.team.suspend(mine)
        elif step == "shift":
            house.shift.here ^= {mine}
        else:
            house.clock.pass_(2 * HOUR if step == "hours" else 24 * HOUR)
        assert not (step == "other" and kept)
        away = self.otherwise is Otherwise.SHIFT and mine not in house.shift.here
        if step in OPENS or (step == "sweep" and away):
            self.closed = False


@settings(max_examples=60, deadline=None)
@given(
    otherwise=st.sampled_from(list(Otherwise)),
    steps=st.lists(st.sampled_from(STEPS), max_size=8),
)
async def test_whatever_happens_nobody_else_has_it_while_it_is_for_one(
    otherwise: Otherwise, steps: list[str]
) -> None:
    day = await Day.begin(otherwise)
    for step in steps:
        with suppress(NotFound, Conflict):
            await day.take(step)
        if day.kept:
            assert await seen_by(day.house, day.other) == [False]
