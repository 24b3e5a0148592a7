"""/metrics: who is answered, what it says, and that nobody's doings move a number in it."""

import re
from dataclasses import replace
from typing import TypedDict, Unpack

import httpx
import pytest
from starlette.applications import Starlette

from bot.metrics import metrics_route
from bot.readings import Alarm, Readings, alarms
from storage.clock import DAY, HOUR
from storage.looking import Look

NOW = 1_800_000_000
TOKEN = "a-token-of-a-collector"
LOOK = Look(
    schema=8,
    kept=NOW,
    roster_ends=NOW + 30 * DAY,
    certificate_ends=NOW + 90 * DAY,
    waiting=0,
    sandboxed=False,
)
WELL = Readings(
    now=NOW,
    look=LOOK,
    database=4096,
    free=1 << 40,
    backup=NOW - HOUR,
    backup_free=1 << 40,
)


def client(*, token: str | None = None, host: str = "127.0.0.1") -> httpx.AsyncClient:
    async def read() -> Readings:
        return WELL

    app = Starlette(routes=[metrics_route(read=read, token=token, backup_hours=24)])
    transport = httpx.ASGITransport(app=app, client=(host, 40000))
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080")


async def test_this_machine_is_answered_in_prometheus_format() -> None:
    async with client() as http:
        answer = await http.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = answer.text.splitlines()
    sample = re.compile(r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?[0-9]+')
    samples = [line for line in lines if not line.startswith("#")]
    assert samples
    assert all(sample.fullmatch(line) for line in samples)
    assert f"peerlink_backup_made_seconds {NOW - HOUR}" in samples
    assert 'peerlink_alarm{kind="disk"} 0' in samples
    for line in samples:
        assert f"# TYPE {re.split(r'[ {]', line)[0]} gauge" in lines


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"Via": "1.1 proxy"},
        {"X-Real-IP": "127.0.0.1"},
        {"Host": "peerlink.example.org"},
        {"Host": "127.0.0.1.example.org"},
        {"Host": ""},
    ],
)
async def test_what_a_proxy_forwards_is_not_this_machine(headers: dict[str, str]) -> None:
    async with client() as http:
        assert (await http.get("/metrics", headers=headers)).status_code == 404


@pytest.mark.parametrize("host", ["192.0.2.7", "10.0.0.1", "testclient", "::ffff:192.0.2.7"])
async def test_other_machines_are_told_there_is_no_such_page(host: str) -> None:
    async with client(host=host) as http:
        answer = await http.get("/metrics")
    assert (answer.status_code, answer.content) == (404, b"")


async def test_with_a_token_only_the_token_counts() -> None:
    async with client(token=TOKEN, host="192.0.2.7") as http:
        right = {"Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "192.0.2.9"}
        assert (await http.get("/metrics", headers=right)).status_code == 200
        for wrong in ({}, {"Authorization": TOKEN}, {"Authorization": f"Bearer {TOKEN}x"}):
            assert (await http.get("/metrics", headers=wrong)).status_code == 404
    async with client(token=TOKEN) as http:
        assert (await http.get("/metrics")).status_code == 404


def kinds(taken: Readings) -> list[tuple[str, bool]]:
    return [(alarm.kind, alarm.urgent) for alarm in alarms(taken, backup_hours=24)]


def seen(**other: int) -> Readings:
    fields = {"schema": 8, "kept": NOW, "roster_ends": 0, "certificate_ends": 0}
    look = Look.of(fields | {"waiting": 0, "waiting_since": 0, "sandboxed": False} | other)
    return Readings(now=NOW, look=look, database=1, free=1 << 40)


class Disks(TypedDict, total=False):
    """What is read of the disks."""

    free: int
    backup: int
    backup_free: int


def disks(**other: Unpack[Disks]) -> Readings:
    return replace(Readings(now=NOW, look=None, database=1, free=1 << 40), **other)


def test_when_an_operator_has_to_do_something() -> None:
    assert kinds(WELL) == []
    assert kinds(disks(free=100 << 20)) == [("disk", False)]
    assert kinds(disks(free=1 << 20)) == [("disk", True)]
    assert kinds(disks(backup=NOW, backup_free=1 << 20)) == [("backup_disk", True)]
    assert kinds(disks(backup=0, backup_free=1 << 40)) == [("backup", False)]
    assert kinds(disks(backup=NOW - 47 * HOUR, backup_free=1 << 40)) == []
    assert kinds(disks(backup=NOW - 50 * HOUR, backup_free=1 << 40)) == [("backup", True)]
    assert kinds(seen(roster_ends=NOW + 10 * DAY)) == []
    assert kinds(seen(roster_ends=NOW + 2 * DAY)) == [("roster", False)]
    assert kinds(seen(roster_ends=NOW)) == [("roster", True)]
    assert kinds(seen(certificate_ends=NOW + 2 * DAY)) == [("certificate", False)]
    assert kinds(seen(certificate_ends=NOW - 1)) == [("certificate", True)]
    assert kinds(seen(kept=NOW + 2 * HOUR)) == [("clock", True)]
    assert kinds(seen(waiting_since=NOW - 2 * HOUR)) == [("sending", True)]
    both = kinds(seen(certificate_ends=NOW + 2 * DAY, waiting_since=NOW - 2 * HOUR))
    assert both == [("sending", True), ("certificate", False)]


def test_an_alarm_says_what_to_do() -> None:
    raised: list[Alarm] = [
        *alarms(seen(roster_ends=NOW, certificate_ends=NOW, kept=NOW + DAY), backup_hours=24),
        *alarms(disks(free=0, backup=0, backup_free=0), backup_hours=24),
    ]
    assert len(raised) == 6
    assert all(alarm.line.endswith(".") and ":" in alarm.line for alarm in raised)
