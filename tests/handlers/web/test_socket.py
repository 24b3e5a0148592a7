"""The socket over a real port: messages both ways, and its end when the right to it ends."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from crypto import wire
from handlers.web.fields import decode, encode
from handlers.web.hub import MAX_SOCKETS
from handlers.web.limits import Limits
from handlers.web.lobby import Lobby
from handlers.web.socket import AHEAD
from people.accounts import AccountId, Role
from tests.fakes.devices import Device
from tests.fakes.office import Line, Office, Served, served
from tests.fakes.rooms import Writer, case_id, close_of


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A served office with an open room."""

    office: Office
    at: Served
    team: dict[Role, tuple[Device, str]]
    student: tuple[Device, str]
    worker: tuple[Device, str]
    case: wire.CaseId
    by_student: Writer
    by_worker: Writer

    async def account(self, token: str) -> str:
        answer = await self.office.web.ok("GET", "/api/me", token)
        return str(answer["account"])


@pytest.fixture(params=["ours", "plain"])
async def scene(request: pytest.FixtureRequest) -> AsyncIterator[Scene]:
    """Behind our own way of serving sockets, and behind a server that knows nothing of it."""
    office = Office()
    team = await office.staff()
    student, worker = await office.web.student(), team[Role.WORKER]
    case, by_student, by_worker = await office.open_room(student, worker)
    async with served(office, plainly=request.param == "plain") as at:
        yield Scene(
            office=office,
            at=at,
            team=team,
            student=student,
            worker=worker,
            case=case,
            by_student=by_student,
            by_worker=by_worker,
        )
    await office.web.http.aclose()


async def silent(line: Line) -> bool:
    """Whether nothing more is said: a ping is answered next."""
    await line.say(t="ping")
    return await line.hear() == {"t": "pong"}


async def test_both_talk_live(scene: Scene) -> None:
    async with scene.at.line(scene.student[1]) as student, scene.at.line(scene.worker[1]) as worker:
        for line, other, writer in (
            (student, worker, scene.by_student),
            (worker, student, scene.by_worker),
            (student, worker, scene.by_student),
        ):
            message = writer.next()
            assert await line.send(scene.case, message, ref=7) == {"t": "ack", "ref": 7}
            heard = await other.hear()
            assert heard == {
                "t": "message",
                "case": encode(scene.case),
                "epoch": 1,
                "direction": int(writer.direction),
                "counter": writer.head.counter,
                "message": encode(message),
            }
            assert await silent(line)


async def test_ones_other_socket_hears_ones_own_message(scene: Scene) -> None:
    async with scene.at.line(scene.student[1]) as one, scene.at.line(scene.student[1]) as other:
        message = scene.by_student.next()
        await one.send(scene.case, message)
        heard = await other.hear()
        assert (heard["t"], heard["message"]) == ("message", encode(message))
        assert await silent(one)


async def test_attack_01_a_replay_is_acknowledged_and_pushed_to_nobody(scene: Scene) -> None:
    async with scene.at.line(scene.student[1]) as student, scene.at.line(scene.worker[1]) as worker:
        message = scene.by_student.next()
        for ref in (1, 2, 3):
            assert (await student.send(scene.case, message, ref=ref))["t"] == "ack"
        assert (await worker.hear())["t"] == "message"
        assert await silent(worker)


async def test_who_is_behind_is_given_the_heads(scene: Scene) -> None:
    async with scene.at.line(scene.student[1]) as student:
        heard = await student.send(scene.case, scene.by_student.next(counter=7))
        assert heard == {
            "t": "behind",
            "ref": 1,
            "heads": {
                "epoch": 1,
                "student": {"counter": 0, "hash": encode(scene.by_student.head.hash)},
                "worker": {"counter": 1, "hash": encode(scene.by_worker.head.hash)},
            },
        }


async def test_attack_19_a_strangers_case_is_refused_as_a_random_one(scene: Scene) -> None:
    _, token = await scene.office.web.student(7_000_000_077)
    async with scene.at.line(token) as stranger:
        for case in (scene.case, case_id()):
            heard = await stranger.send(case, scene.by_student.next(seen_counter=0))
            assert heard == {"t": "refused", "ref": 1, "error": "not_found"}


async def test_without_a_good_token_it_closes_4401(scene: Scene) -> None:
    for said in (
        {"t": "hello", "token": encode(bytes(32))},
        {"t": "hello", "token": "not base64url!"},
        {"t": "hello"},
        {"t": "ping"},
        {"t": "send", "token": scene.student[1]},
        {"token": scene.student[1]},
    ):
        async with scene.at.raw() as line:
            await line.say(**said)
            assert await line.ended() == 4401
    async with scene.at.raw() as line:
        await line.connection.send(b"\x00\x01")
        assert await line.ended() == 4401
    assert len(scene.office.hub) == 0


async def test_staff_who_wait_to_be_certified_have_no_socket(scene: Scene) -> None:
    coordinator = scene.team[Role.COORDINATOR][1]
    _, token = await scene.office.web.worker(coordinator, telegram=7_200_000_055)
    async with scene.at.raw() as line:
        await line.say(t="hello", token=token)
        assert await line.ended() == 4401


@pytest.mark.parametrize(
    "said",
    [
        "",
        "null",
        "[]",
        '"ping"',
        "{",
        '{"t": 1}',
        '{"t": "dance"}',
        '{"t": "send"}',
        '{"t": "send", "ref": 1, "case": "AAAAAAAAAAAAAAAAAAAAAA", "message": "AAAA"}',
        '{"t": "message"}',
        '{"t": "ping", "more": [[]]}',
        "[" * 60_000,
        '{"t":' * 15_000,
        "\u202e\u0000canary",
        b"",
        b"\x01",
        b"\x01" + bytes(8 + 16),
        b"\x01" + (2**53).to_bytes(8, "big") + bytes(16 + 400),
        b"\x02" + bytes(8 + 16 + 400),
        b"{" * 400,
    ],
)
async def test_attack_25_a_malformed_frame_is_refused_and_echoes_nothing(
    scene: Scene, said: str | bytes
) -> None:
    async with scene.at.line(scene.student[1]) as line:
        await line.connection.send(said)
        assert await line.hear() == {"t": "refused", "error": "malformed"}
        assert await silent(line)


async def test_attack_25_malformed_frames_repeated_close_4400(scene: Scene) -> None:
    async with scene.at.line(scene.student[1]) as line:
        for _ in range(5):
            await line.connection.send("{")
        assert await line.ended() == 4400


async def test_attack_25_a_frame_beyond_the_bound_ends_the_socket(scene: Scene) -> None:
    async with scene.at.line(scene.student[1]) as line:
        await line.connection.send(json.dumps({"t": "ping", "x": "a" * (128 * 1024)}))
        code = await line.ended()
        assert code == 1009, code
    room = await scene.office.house.messages.room(scene.case)
    assert room is not None
    assert room.heads[0].counter == 0


async def test_a_malformed_message_is_refused_with_its_ref(scene: Scene) -> None:
    async with scene.at.line(scene.student[1]) as line:
        heard = await line.send(scene.case, b"\x01\x07message", ref=9)
        assert heard == {"t": "refused", "ref": 9, "error": "malformed"}


async def test_attack_20_suspension_ends_an_open_socket_at_once(scene: Scene) -> None:
    async with scene.at.line(scene.worker[1]) as worker, scene.at.line(scene.student[1]) as student:
        account = await scene.account(scene.worker[1])
        coordinator = scene.team[Role.COORDINATOR][1]
        path = f"/api/team/members/{account}/suspend"
        await scene.office.web.ok("POST", path, coordinator, {})
        assert await worker.hear() == {"t": "signed_out"}
        assert await worker.ended() == 4401
        assert (await student.send(scene.case, scene.by_student.next()))["t"] == "ack"
    async with scene.at.raw() as line:
        await line.say(t="hello", token=scene.worker[1])
        assert await line.ended() == 4401


async def test_signing_out_ends_ones_socket_and_not_another_sessions(scene: Scene) -> None:
    device, token = scene.student
    second = await scene.office.web.sign_in(device)
    async with scene.at.line(token) as first, scene.at.line(second) as other:
        await scene.office.web.ok("DELETE", "/api/sessions/others", second)
        assert await first.hear() == {"t": "signed_out"}
        assert await first.ended() == 4401
        assert await silent(other)


async def test_a_session_that_idled_out_ends_its_socket(scene: Scene) -> None:
    async with scene.at.line(scene.worker[1]) as worker, scene.at.line(scene.student[1]) as student:
        scene.office.clock.pass_(15 * 60 + 1)
        assert await worker.hear() == {"t": "signed_out"}
        assert await worker.ended() == 4401
        # A student idles out later.
        assert await silent(student)


async def test_pings_do_not_keep_a_session_and_messages_do(scene: Scene) -> None:
    async with scene.at.line(scene.worker[1]) as worker:
        for _ in range(3):
            scene.office.clock.pass_(8 * 60)
            assert (await worker.send(scene.case, scene.by_worker.next()))["t"] == "ack"
            await scene.office.counted(scene.worker[1])
        with contextlib.suppress(ConnectionClosed):
            for _ in range(3):
                scene.office.clock.pass_(8 * 60)
                await worker.say(t="ping")
                await asyncio.sleep(0.1)
        assert await worker.ended() == 4401


async def test_closing_tells_both_and_nothing_more_is_taken(scene: Scene) -> None:
    async with scene.at.line(scene.worker[1]) as worker, scene.at.line(scene.student[1]) as student:
        signed = close_of(scene.student[0], scene.case, scene.by_student.record, by="student")
        path = f"/api/cases/{encode(scene.case)}/close"
        await scene.office.web.ok("POST", path, scene.student[1], {"close": encode(signed)})
        for line in (worker, student):
            assert await line.until("case") == {"t": "case", "case": encode(scene.case)}
        heard = await worker.send(scene.case, scene.by_worker.next())
        assert heard == {"t": "refused", "ref": 1, "error": "not_found"}


async def test_a_new_request_moves_queues_and_consoles(scene: Scene) -> None:
    coordinator = scene.team[Role.COORDINATOR][1]
    async with scene.at.line(scene.worker[1]) as worker, scene.at.line(coordinator) as console:
        student, token = await scene.office.web.student(7_000_000_088)
        await scene.office.ask(student, token, scene.worker[0])
        assert await worker.until("queue") == {"t": "queue"}
        assert await console.until("team") == {"t": "team"}


async def test_who_has_a_socket_gets_no_notice(scene: Scene) -> None:
    outbox = scene.office.outbox

    def chats() -> set[int]:
        return {row.chat for row in outbox.waiting}

    for row in await outbox.due(now=scene.office.clock.now()):
        await outbox.done(row.id)
    async with scene.at.line(scene.worker[1]) as worker:
        async with scene.at.line(scene.student[1]) as student:
            await worker.send(scene.case, scene.by_worker.next())
            assert (await student.hear())["t"] == "message"
            assert chats() == set()
        away = AccountId(decode(await scene.account(scene.student[1])))
        while scene.office.hub.present(away):  # noqa: ASYNC110 -- the hub has no event for it
            await asyncio.sleep(0.01)
        await worker.send(scene.case, scene.by_worker.next())
        assert chats() == {scene.student[0].telegram}


async def test_the_oldest_of_too_many_sockets_ends(scene: Scene) -> None:
    async with scene.at.line(scene.student[1]) as first:
        lines = [scene.at.line(scene.student[1]) for _ in range(MAX_SOCKETS)]
        for line in lines:
            await line.__aenter__()
        assert await first.ended() == 4409
        assert len(scene.office.hub) == MAX_SOCKETS
        for line in lines:
            await line.__aexit__(None, None, None)


async def test_many_messages_at_once_are_kept_and_answered_in_order(scene: Scene) -> None:
    async with scene.at.line(scene.student[1]) as student, scene.at.line(scene.worker[1]) as worker:
        messages = [scene.by_student.next() for _ in range(3 * AHEAD)]
        for ref, message in enumerate(messages):
            await student.say(t="send", ref=ref, case=encode(scene.case), message=encode(message))
        for ref in range(len(messages)):
            assert await student.hear() == {"t": "ack", "ref": ref}
        heard = [await worker.hear() for _ in messages]
        assert [each["message"] for each in heard] == [encode(message) for message in messages]


async def test_after_one_that_does_not_fit_those_behind_it_are_refused_too(scene: Scene) -> None:
    async with scene.at.line(scene.student[1]) as student:
        first, lost, third = (scene.by_student.next() for _ in range(3))
        for ref, message in ((1, first), (3, third), (2, lost), (4, third)):
            await student.say(t="send", ref=ref, case=encode(scene.case), message=encode(message))
        answers = [await student.hear() for _ in range(4)]
        assert [(a["t"], a["ref"]) for a in answers] == [
            ("ack", 1),
            ("behind", 3),
            ("ack", 2),
            ("ack", 4),
        ]


@pytest.mark.parametrize("kind", ["ping", "send"])
async def test_attack_36_whoever_sends_too_fast_is_read_slowly(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    office = scene.office
    few = replace(office.desk, frames=Limits(clock=office.clock, burst=3))
    monkeypatch.setattr(office.web.app.state, "desk", few)
    monkeypatch.setattr("handlers.web.socket.PACE_SECONDS", 0.3)
    said: dict[str, object] = {"t": kind}
    if kind == "send":
        message = encode(scene.by_student.next())
        said |= {"case": encode(scene.case), "ref": 1, "message": message}
    answers: list[dict[str, Any]] = []
    async with scene.at.line(scene.student[1]) as line:
        for _ in range(200):
            await line.say(**said)
        async with asyncio.timeout(60):
            while len(answers) < 3:
                answers.append(await line.hear())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                while True:
                    answers.append(await line.hear())
    assert len(answers) <= 8


async def test_attack_36_silent_sockets_are_few_and_keep_nobody_out(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each would otherwise wait its whole time; the oldest makes room, and hello is heard."""
    monkeypatch.setattr("handlers.web.socket.HELLO_SECONDS", 60.0)
    lobby = scene.office.hub.lobby = Lobby(most=3)
    async with contextlib.AsyncExitStack() as stack:
        silent_ones = [await stack.enter_async_context(scene.at.raw()) for _ in range(8)]
        async with scene.at.line(scene.student[1]) as line:
            assert await silent(line)
            for gone in silent_ones[:5]:
                assert await gone.ended() == 4401
            assert len(lobby) <= 3
        await silent_ones[-1].say(t="hello", token=scene.worker[1])
        assert await silent_ones[-1].hear() == {"t": "ready"}
    async with asyncio.timeout(60):
        while len(lobby):  # noqa: ASYNC110 -- their places are given back as they leave
            await asyncio.sleep(0.01)


async def test_a_silent_socket_is_ended_in_its_time(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.web.socket.HELLO_SECONDS", 0.1)
    async with scene.at.raw() as line:
        assert await line.ended() == 4401


async def test_attack_36_a_long_message_counts_as_several(scene: Scene) -> None:
    office = scene.office
    office.web.app.state.desk = replace(office.desk, frames=Limits(clock=office.clock, burst=20))
    async with scene.at.line(scene.student[1]) as line:
        short = await line.send(scene.case, scene.by_student.next(), ref=1)
        assert short["t"] == "ack"
        long = await line.send(scene.case, bytes(60 * 1024), ref=2)
        assert long == {"t": "refused", "ref": 2, "error": "slow_down"}
