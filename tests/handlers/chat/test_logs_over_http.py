"""Attack 38 on the whole chat: words, the token and every Telegram id stay out of the logs."""

import asyncio
import io
import json

import httpx
import pytest

from handlers.chat.webhook import PATH, SECRET_HEADER
from intake.outbox import Act, ChatId, Outgoing
from tests.bot.test_logs import stream as stream  # noqa: PLC0414 - a fixture
from tests.handlers.chat.station import SECRET, Station, a_webhook, until

CANARY = "canary-sentence"


async def every_path(station: Station) -> None:
    """Whatever can go wrong on the way in and out, with a canary in each update."""
    faults = station.world.faults
    async with station.running():
        for kind in ("429", "502", "timeout"):
            faults.install(kind=kind, method="sendMessage", seconds=3)
        faults.install(kind="500", method="getUpdates")
        station.phone.text(CANARY)
        station.world.updates.add("message", {"message_id": 5, "text": CANARY})
        await until(lambda: bool(station.said()), seconds=60)
        station.outbox.failing = True
        station.phone.text(CANARY)
        station.courier.wake()
        await asyncio.sleep(0.5)
        station.outbox.failing = False
        await station.quiet()
        rows = [
            Outgoing(chat=ChatId(station.phone.person.id), act=Act.SEND, text=CANARY),
            Outgoing(chat=ChatId(9_999_999_999), act=Act.SEND, text="chat-help"),
        ]
        await station.outbox.put(rows)
        station.courier.wake()
        await until(lambda: not station.outbox.waiting)
        station.phone.block()
        await station.quiet()


async def test_attack_38_the_chat_logs_no_words_ids_or_token(
    station: Station, stream: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    await every_path(station)
    async with a_webhook(station.ingest) as origin, httpx.AsyncClient(trust_env=False) as client:
        for body in (
            CANARY,
            json.dumps({"update_id": CANARY}),
            json.dumps({"update_id": 1, "message": CANARY}),
        ):
            await client.post(origin + PATH, content=body, headers={SECRET_HEADER: SECRET})
    captured = capsys.readouterr()
    logged = stream.getvalue() + captured.out + captured.err
    events = {json.loads(line)["event"] for line in stream.getvalue().splitlines()}
    assert {
        "send_rate_limited",
        "send_failed",
        "send_refused",
        "row_unrenderable",
        "update_unreadable",
        "polling_failed",
        "outbox_unreadable",
    } <= events
    for secret in (
        CANARY,
        station.world.bot_token,
        str(station.phone.person.id),
        "9999999999",
        SECRET,
    ):
        assert secret not in logged
