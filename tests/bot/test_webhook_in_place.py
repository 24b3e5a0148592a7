"""The webhook where it really stands: behind everything that wraps the web application."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from handlers.chat.webhook import PATH, SECRET_HEADER, webhook_route
from handlers.web.body import MAX_BODY, MAX_DEPTH
from tests.fakes.stores import on_sqlite
from tests.fakes.web import Web
from tests.handlers.chat import updates
from tests.handlers.chat.station import SECRET, Station, a_station


def nested(depth: int) -> dict[str, Any]:
    """An update that replies to something which nests, as paid media and gifts do."""
    inner: dict[str, Any] = {}
    for _ in range(depth):
        inner = {"x": inner}
    return updates.text("canary", external_reply=inner)


async def test_an_update_that_telegram_nests_deeper_than_the_api_does_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Refused, it would come again for ever, and everybody's updates would wait behind it.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    async with on_sqlite(tmp_path) as stores, a_station() as station:
        web = Web(stores)
        await post_nested(web, station)
        await web.http.aclose()


async def post_nested(web: Web, station: Station) -> None:
    """Both updates through the whole application."""
    web.app.router.routes.insert(0, webhook_route(secret=SECRET, ingest=station.ingest))
    headers = {SECRET_HEADER: SECRET, "Content-Type": "application/json"}
    for body in (
        json.dumps(nested(MAX_DEPTH + 4)).encode(),
        json.dumps(updates.text("canary " * (MAX_BODY // 6), update_id=2)).encode(),
    ):
        answer = await web.http.post(PATH, content=body, headers=headers)
        assert answer.status_code == httpx.codes.OK
    assert station.outbox.accepted == {1, 2}
