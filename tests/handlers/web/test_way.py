"""The short way between a socket and its server: what goes by it and what by ASGI's own is one."""

import asyncio
import itertools
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from crypto.wire import CaseId
from handlers.web.fields import encode
from handlers.web.limits import Limits
from handlers.web.socket import AHEAD, MAX_FRAME
from intake.conversations import Room
from intake.ports import Posted, Posting
from intake.rooms import WriterTold
from people.accounts import AccountId, Role
from tests.fakes.office import Office, Served, served
from tests.fakes.rooms import Writer, case_id

SECRET = "what nobody may read in a log"


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A served office with an open room."""

    office: Office
    at: Served
    student: str
    worker: str
    case: CaseId
    writer: Writer


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    office = Office()
    team = await office.staff()
    student, worker = await office.web.student(), team[Role.WORKER]
    case, writer, _ = await office.open_room(student, worker)
    async with served(office) as at:
        yield Scene(
            office=office, at=at, student=student[1], worker=worker[1], case=case, writer=writer
        )
    await office.web.http.aclose()


async def test_messages_come_in_order_whichever_way_each_takes(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases, turns = scene.office.cases, itertools.cycle((True, True, False))
    short: list[bool] = []
    at_hand, hand_in = cases.room_at_hand, scene.office.house.rooms.post_at_once

    def sometimes(case: CaseId) -> Room | None:
        return at_hand(case) if next(turns) else None

    monkeypatch.setattr(cases, "room_at_hand", sometimes)
    monkeypatch.setattr(cases, "room", lambda case: asyncio.sleep(0.001, at_hand(case)))

    def counted(account: AccountId, case: CaseId, message: bytes, told: WriterTold) -> bool:
        short.append(hand_in(account, case, message, told))
        return short[-1]

    monkeypatch.setattr(scene.office.house.rooms, "post_at_once", counted)
    messages = [encode(scene.writer.next()) for _ in range(4 * AHEAD)]
    async with scene.at.line(scene.student) as student, scene.at.line(scene.worker) as worker:
        for ref, message in enumerate(messages):
            await student.say(t="send", ref=ref, case=encode(scene.case), message=message)
        answers = [await student.hear() for _ in messages]
        assert answers == [{"t": "ack", "ref": ref} for ref in range(len(messages))]
        assert [(await worker.hear())["message"] for _ in messages] == messages
    assert True in short
    assert False in short


async def test_no_more_than_some_wait_for_their_commit_whichever_way_they_came(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[tuple[Posting, Posted]] = []
    post = scene.office.cases.post
    monkeypatch.setattr(scene.office.cases, "post", lambda *args: waiting.append(args))
    messages = [encode(scene.writer.next()) for _ in range(2 * AHEAD)]
    async with scene.at.line(scene.student) as student, scene.at.line(scene.worker):
        for ref, message in enumerate(messages):
            await student.say(t="send", ref=ref, case=encode(scene.case), message=message)
        async with asyncio.timeout(20):
            while len(waiting) < AHEAD:  # noqa: ASYNC110 -- nothing tells
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
        assert len(waiting) == AHEAD
        monkeypatch.setattr(scene.office.cases, "post", post)
        for each in waiting:
            post(*each)
        answers = [await student.hear() for _ in messages]
        assert answers == [{"t": "ack", "ref": ref} for ref in range(len(messages))]


async def test_attack_36_what_is_refused_is_paid_once(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, most = scene.office, 4
    few = replace(office.desk, frames=Limits(clock=office.clock, burst=most))
    monkeypatch.setattr(office.web.app.state, "desk", few)
    monkeypatch.setattr("handlers.web.socket.PACE_SECONDS", 0.01)
    message = scene.writer.next()
    async with scene.at.line(scene.student) as student:
        said = [await student.send(case_id(), message, ref=ref) for ref in range(most + 1)]
        assert [each["error"] for each in said] == ["not_found"] * most + ["slow_down"]


async def test_a_fault_on_the_way_ends_the_socket_and_tells_its_type_alone(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> bool:
        raise ArithmeticError(SECRET)

    monkeypatch.setattr(scene.office.house.rooms, "post_at_once", fails)
    async with scene.at.line(scene.student) as student:
        with capture_logs() as logs:
            await student.say(
                t="send", ref=1, case=encode(scene.case), message=encode(scene.writer.next())
            )
            assert await student.ended() == 1011
    assert [(each["event"], each["error"]) for each in logs] == [
        ("socket.fault", "ArithmeticError")
    ]
    assert SECRET not in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("writes", [True, False])
async def test_attack_36_whoever_does_not_read_is_gone_for_good(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, writes: bool
) -> None:
    monkeypatch.setattr("handlers.web.socket.SEND_SECONDS", 0.1)
    monkeypatch.setattr("bot.gathering.LINGER_SECONDS", 0.1)
    async with scene.at.line(scene.student) as line:
        [peer] = (peer for peers in vars(scene.office.hub)["_peers"].values() for peer in peers)
        way: Any = peer._way
        line.connection.transport.pause_reading()
        async with asyncio.timeout(15):
            while peer.code is None and (writes or way.writable.is_set()):
                peer.push(bytes(MAX_FRAME))
                await asyncio.sleep(0)
            if not writes:
                line.connection.transport.get_extra_info("socket").shutdown(socket.SHUT_WR)
            while way.tasks or not way.disconnected:  # noqa: ASYNC110 -- nothing tells
                await asyncio.sleep(0.01)
        assert len(scene.office.hub) == 0
        assert peer.code == (4408 if writes else 1001)
