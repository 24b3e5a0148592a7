"""getUpdates: offsets, limits, waiting, and who may ask.

Here: polling. Never here: webhooks.
"""

import asyncio
import time

import pytest
from telegram.error import Conflict
from telegram.ext import ExtBot

from sandbox import World
from sandbox.acts import Phone


async def test_an_update_stays_until_a_higher_offset_confirms_it(
    bot: ExtBot[None], student: Phone, world: World
) -> None:
    for text in ("one", "two", "three"):
        student.text(text)
    first = await bot.get_updates()
    assert [one.message.text for one in first if one.message] == ["one", "two", "three"]
    ids = [one.update_id for one in first]
    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]
    assert [one.update_id for one in await bot.get_updates()] == ids
    assert [one.update_id for one in await bot.get_updates(offset=ids[1])] == ids[1:]
    assert len(world.updates) == 2
    assert await bot.get_updates(offset=ids[2] + 1) == ()


async def test_limit_and_negative_offset(bot: ExtBot[None], student: Phone) -> None:
    for number in range(5):
        student.text(str(number))
    assert len(await bot.get_updates(limit=2)) == 2
    last = await bot.get_updates(offset=-2)
    assert [one.message.text for one in last if one.message] == ["3", "4"]
    assert len(await bot.get_updates()) == 2


async def test_a_long_poll_answers_when_something_comes(bot: ExtBot[None], student: Phone) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.15)
    assert not poll.done()
    student.text("now")
    found = await poll
    assert found[0].message
    assert found[0].message.text == "now"


async def test_a_long_poll_ends_by_itself(bot: ExtBot[None]) -> None:
    began = time.monotonic()
    assert await bot.get_updates(timeout=1) == ()
    assert time.monotonic() - began > 0.9


async def test_only_the_kinds_asked_for_are_kept(
    bot: ExtBot[None], student: Phone, world: World
) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    student.text("not wanted")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    student.text("wanted again")
    assert len(world.updates) == 1


async def test_a_second_poller_ends_the_first(bot: ExtBot[None], student: Phone) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.15)
    second = asyncio.create_task(bot.get_updates(timeout=10))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    student.text("for the second")
    assert len(await second) == 1


async def test_no_polling_while_a_webhook_is_set(bot: ExtBot[None]) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.15)
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="terminated by setWebhook"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()
