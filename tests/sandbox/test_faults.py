"""Faults that a test switches on, as the bot's library meets them.

Here: calls that go wrong and deliveries that are disturbed. Never here: refusals.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.ext import ExtBot

from sandbox import Misuse, World
from sandbox.acts import Phone


def texts(world: World, phone: Phone) -> list[str]:
    return [one["text"] for one in world.messages.of(phone.person.id)]


async def test_a_flood_asks_to_wait_and_then_is_over(
    bot: ExtBot[None], student: Phone, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # the library's own future form
    chat = student.start()["chat"]["id"]
    world.faults.install(kind="429", method="sendMessage", times=2, retry_after=7)
    for _ in range(2):
        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(chat, "hello")
        assert refused.value.retry_after == timedelta(seconds=7)
    assert (await bot.send_message(chat, "hello")).message_id
    assert texts(world, student) == ["/start", "hello"]


@pytest.mark.parametrize(
    ("kind", "expected"), [("500", "Internal Server Error"), ("502", "Bad Gateway")]
)
async def test_server_errors(
    bot: ExtBot[None], student: Phone, world: World, kind: str, expected: str
) -> None:
    chat = student.start()["chat"]["id"]
    world.faults.install(kind=kind)
    with pytest.raises(NetworkError, match=expected):
        await bot.send_message(chat, "hello")
    assert texts(world, student) == ["/start"]
    assert (await bot.send_message(chat, "hello")).message_id


async def test_a_dropped_connection_and_one_dropped_after_the_effect(
    bot: ExtBot[None], student: Phone, world: World
) -> None:
    chat = student.start()["chat"]["id"]
    world.faults.install(kind="drop", method="sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(chat, "lost")
    assert texts(world, student) == ["/start"]
    world.faults.install(kind="drop", method="sendMessage", after_effect=True)
    with pytest.raises(NetworkError):
        await bot.send_message(chat, "arrived all the same")
    assert texts(world, student) == ["/start", "arrived all the same"]


async def test_a_time_out(bot: ExtBot[None], student: Phone, world: World) -> None:
    chat = student.start()["chat"]["id"]
    world.faults.install(kind="timeout", method="sendMessage", seconds=3)
    with pytest.raises(TimedOut):
        await bot.send_message(chat, "hello", read_timeout=0.3)
    assert texts(world, student) == ["/start"]


async def test_faults_for_any_call_leave_polling_alone(
    bot: ExtBot[None], student: Phone, world: World
) -> None:
    chat = student.start()["chat"]["id"]
    world.faults.install(kind="500")
    assert len(await bot.get_updates()) == 1
    with pytest.raises(NetworkError):
        await bot.send_message(chat, "hello")
    world.faults.install(kind="500", method="getUpdates")
    with pytest.raises(NetworkError):
        await bot.get_updates()


async def test_polled_updates_twice_and_out_of_order(
    bot: ExtBot[None], student: Phone, world: World
) -> None:
    student.text("one")
    student.text("two")
    world.faults.install(kind="duplicate")
    world.faults.install(kind="reorder")
    ids = [one.update_id for one in await bot.get_updates()]
    assert ids == [ids[0], ids[0], ids[0] - 1, ids[0] - 1]
    assert len(await bot.get_updates()) == 2


async def test_pushed_updates_twice(
    bot: ExtBot[None],
    student: Phone,
    world: World,
    serve: Callable[[ASGIApp], Awaitable[str]],
    eventually: Callable[..., Awaitable[None]],
) -> None:
    got: list[int] = []

    async def receive(request: Request) -> Response:
        got.append((await request.json())["update_id"])
        return Response()

    url = await serve(Starlette(routes=[Route("/hook", receive, methods=["POST"])]))
    world.faults.install(kind="duplicate")
    await bot.set_webhook(url + "/hook")
    student.text("one")
    student.text("two")
    await eventually(lambda: len(world.updates) == 0)
    assert got == [got[0], got[0], got[0] + 1]


async def test_clearing(bot: ExtBot[None], student: Phone, world: World) -> None:
    world.faults.install(kind="500", times=99)
    world.faults.clear()
    assert (await bot.send_message(student.start()["chat"]["id"], "hello")).message_id


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "418"}, {"kind": "500", "times": 0}, {"kind": "timeout", "seconds": 9999.0}],
)
def test_a_fault_has_to_make_sense(world: World, wrong: dict[str, object]) -> None:
    with pytest.raises(Misuse):
        world.faults.install(**wrong)  # type: ignore[arg-type]
    assert not list(world.faults)
