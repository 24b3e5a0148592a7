"""Telegram refusing, failing and repeating itself, over real HTTP: one effect, nothing lost."""

import asyncio
import time
from dataclasses import replace

import pytest

from handlers.chat.keyboards import Keyboard
from handlers.chat.render import UPDATE
from intake.outbox import Act, ChatId, Outgoing
from sandbox.acts import Phone
from tests.handlers.chat.station import Station, a_courier, a_station, until


def a_notice(chat: int, *, key: str = "update") -> Outgoing:
    return Outgoing(chat=ChatId(chat), act=Act.SEND, text=UPDATE, buttons=Keyboard.UPDATE, key=key)


def other_phone(station: Station, name: str = "Student 2") -> Phone:
    return Phone(world=station.world, person_id=station.world.people.named(name).id)


@pytest.mark.parametrize("fault", ["duplicate", "reorder"])
async def test_attack_26_duplicate_or_out_of_order_updates_have_one_effect(
    station: Station, fault: str
) -> None:
    for text in ("/start", "/help", "/room"):
        station.phone.text(text)
    station.world.faults.install(kind=fault, times=3)
    async with station.running():
        await until(lambda: len(station.said()) >= 3)
        await station.quiet()
    assert len(station.said()) == 3
    assert len({one["text"] for one in station.said()}) == 3


async def test_attack_26_one_person_in_order_and_people_at_once(station: Station) -> None:
    others = [other_phone(station, name) for name in ("Student 2", "Worker 1", "Worker 2")]
    commands = ["/start", "/help", "/room", "/mydata", "/withdraw"]
    for phone in (station.phone, *others):
        for text in commands:
            phone.text(text)
    async with station.running():
        await until(lambda: all(len(station.said(p)) == 5 for p in (station.phone, *others)))
    for phone in (station.phone, *others):
        openings = [one["text"].split()[0] for one in station.said(phone)]
        assert openings == ["Hello.", "You", "Your", "My", "You"]


async def test_attack_26_blocking_that_arrives_after_unblocking_is_old_news(
    station: Station,
) -> None:
    station.phone.start()
    station.phone.block()
    station.phone.unblock()
    start, blocked, unblocked = station.world.updates.pending()
    for payload in (start, unblocked, blocked, blocked):
        await station.ingest.raw(payload)
    assert station.outbox.blocked == set()


async def test_attack_27_retry_after_is_honoured(station: Station) -> None:
    station.world.faults.install(kind="429", method="sendMessage", retry_after=1)
    async with station.running():
        began = time.monotonic()
        station.phone.text("/help")
        await until(lambda: len(station.said()) == 1)
        took = time.monotonic() - began
        await station.quiet()
    assert took >= 1.0
    assert len(station.said()) == 1


async def test_r5_what_is_wanted_no_more_is_dropped_and_holds_nothing_back(
    station: Station,
) -> None:
    async def no_notice(outgoing: Outgoing) -> bool:
        return outgoing.text != UPDATE

    courier = a_courier(
        bot=station.bot, outbox=station.outbox, renderer=station.renderer, wanted=no_notice
    )
    await station.outbox.put([a_notice(station.phone.person.id)])
    async with replace(station, courier=courier).running():
        station.phone.text("/help")
        await until(lambda: bool(station.said()))
        await station.quiet()
    assert len(station.calls("sendMessage")) == 1


@pytest.mark.parametrize("kind", ["500", "502", "timeout", "drop"])
async def test_attack_27_what_fails_is_sent_later_and_once(station: Station, kind: str) -> None:
    station.world.faults.install(kind=kind, method="sendMessage", times=2, seconds=3)
    async with station.running():
        station.phone.text("/help")
        await until(lambda: bool(station.said()))
        await station.quiet()
    assert len(station.said()) == 1
    assert len(station.calls("sendMessage")) == 1


async def test_attack_27_one_chat_that_fails_holds_up_no_other(station: Station) -> None:
    other = other_phone(station)
    station.world.faults.install(kind="429", method="sendMessage", retry_after=30)
    async with station.running():
        station.phone.text("/help")
        await until(lambda: len(list(station.world.faults)) == 0)
        other.text("/help")
        await until(lambda: len(station.said(other)) == 1)
        await until(lambda: len(station.outbox.waiting) == 1)
    assert station.said() == []
    assert [row.chat for row in station.outbox.waiting] == [station.phone.person.id]


async def test_attack_27_a_lost_answer_may_send_twice_but_never_none(station: Station) -> None:
    station.world.faults.install(kind="drop", method="sendMessage", after_effect=True)
    async with station.running():
        station.phone.text("/help")
        await station.quiet()
    assert len(station.said()) == 2


async def test_attack_27_the_outbox_drains_once_after_a_restart(station: Station) -> None:
    for phone in (station.phone, other_phone(station)):
        phone.start()
        await station.bot.get_updates(offset=-1, timeout=0)
        await station.outbox.put([a_notice(phone.person.id, key=str(n)) for n in range(3)])
    for _ in range(2):
        courier = station.new_courier()
        running = asyncio.create_task(courier.run())
        await until(lambda: not station.outbox.waiting)
        await asyncio.sleep(0.1)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert len(station.calls("sendMessage")) == 6
    assert {one["text"] for one in station.said()} == {"You have an update."}


async def test_attack_28_who_blocked_the_bot_is_unreachable_and_not_tried_again(
    station: Station,
) -> None:
    person = ChatId(station.phone.person.id)
    async with station.running():
        station.phone.start()
        await station.quiet()
        station.phone.block()
        await until(lambda: person in station.outbox.blocked)
        sent = len(station.calls("sendMessage"))
        await station.outbox.put([a_notice(person)])
        station.courier.wake()
        await station.quiet()
        assert len(station.calls("sendMessage")) == sent
        station.phone.unblock()
        await until(lambda: station.outbox.blocked == set())
        await station.outbox.put([a_notice(person)])
        station.courier.wake()
        await until(lambda: station.said()[-1]["text"] == "You have an update.")


async def test_attack_28_a_refusal_marks_the_chat_too(station: Station) -> None:
    person = ChatId(station.phone.person.id)
    station.phone.start()
    station.phone.block()
    station.world.updates.drop()
    await station.outbox.put([a_notice(person, key="a"), a_notice(person, key="b")])
    async with station.running():
        await until(lambda: person in station.outbox.blocked)
        await station.quiet()
        assert len(station.calls("sendMessage")) == 1
        station.phone.start()  # unblocks, as clients do
        await until(lambda: bool(station.said()))
    assert station.outbox.blocked == set()


async def test_attack_36_a_flood_of_words_is_answered_without_an_endless_queue(
    station: Station,
) -> None:
    for n in range(60):
        station.phone.text(f"words {n}")
    longest = 0
    for payload in station.world.updates.pending():
        await station.ingest.raw(payload)
        longest = max(longest, len(station.outbox.waiting))
    assert longest == 3
    station.world.updates.drop()
    async with station.running():
        await station.quiet()
    assert len(station.said()) == 3
    assert all("999" in one["text"] for one in station.said())


async def test_a_webhook_left_from_before_is_taken_away(station: Station) -> None:
    await station.bot.set_webhook("http://127.0.0.1:9/")
    station.phone.start()
    async with station.running():
        await until(lambda: len(station.said()) == 1)
    assert station.world.webhook.url == ""


async def test_409_while_another_poller_is_at_work_is_survived(station: Station) -> None:
    async with station.running():
        station.phone.start()
        await until(lambda: len(station.said()) == 1)
        station.world.updates.stop_polling("terminated by other getUpdates request")
        station.phone.text("/help")
        await until(lambda: len(station.said()) == 2)


async def test_polling_survives_faults(station: Station) -> None:
    station.world.faults.install(kind="502", method="getUpdates")
    station.phone.start()
    async with station.running():
        await until(lambda: len(station.said()) == 1)


async def test_the_offset_moves_only_past_what_is_durable(station: Station) -> None:
    station.phone.start()
    station.outbox.failing = True
    with pytest.raises(OSError, match="no space left"):
        await station.poller.once()
    assert len(station.world.updates.pending()) == 1
    station.outbox.failing = False
    async with station.running():
        await until(lambda: len(station.said()) == 1)
        await station.quiet()
    assert len(station.said()) == 1


async def test_an_update_nobody_can_read_holds_up_no_other(station: Station) -> None:
    station.phone.start()
    station.world.updates.add("message", {"message_id": 5, "canary": "no date, no chat"})
    station.phone.text("/help")
    async with station.running():
        await until(lambda: len(station.said()) == 2)
        await station.quiet()
    assert len(station.outbox.accepted) == 3


async def test_a_store_that_fails_after_sending_does_not_send_again(station: Station) -> None:
    station.phone.start()
    station.world.updates.drop()
    await station.outbox.put([a_notice(station.phone.person.id)])
    original = station.outbox.done
    failures = 0

    async def failing_once(row: object) -> None:
        nonlocal failures
        failures += 1
        if failures == 1:
            raise OSError("no space left")
        await original(row)  # type: ignore[arg-type]

    station.outbox.done = failing_once  # type: ignore[method-assign]
    async with station.running(polling=False):
        await until(lambda: not station.outbox.waiting)
    assert failures == 2
    assert len(station.calls("sendMessage")) == 1


async def test_a_store_that_cannot_be_read_is_tried_again(station: Station) -> None:
    station.phone.start()
    station.world.updates.drop()
    await station.outbox.put([a_notice(station.phone.person.id)])
    station.outbox.failing = True
    async with station.running(polling=False):
        await asyncio.sleep(0.2)
        station.outbox.failing = False
        await until(lambda: len(station.said()) == 1)


async def test_contacts_arrive_even_where_telegram_refuses_the_button() -> None:
    async with a_station(base="http://peerlink.example.org") as station, station.running():
        station.phone.text("words")
        await until(lambda: len(station.said()) == 1)
        await station.quiet()
        assert "116 123" in station.said()[0]["text"]
        assert "reply_markup" not in station.said()[0]


async def test_a_row_that_can_never_be_sent_is_forgotten(station: Station) -> None:
    station.phone.start()
    station.world.updates.drop()
    person = ChatId(station.phone.person.id)
    unknown = Outgoing(chat=person, act=Act.SEND, text="a-text-of-another-version")
    expired = Outgoing(chat=person, act=Act.ANSWER_CALLBACK, data={"callback_query_id": "1"})
    nobody = a_notice(9_999_999_999)
    await station.outbox.put([unknown, expired, nobody, a_notice(person)])
    async with station.running(polling=False):
        await until(lambda: not station.outbox.waiting)
    assert [one["text"] for one in station.said()] == ["You have an update."]
