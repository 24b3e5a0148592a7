"""Attack 19 with real flags, disclosures, entries, reports: who has no part in one knows of none.

Routes come from the application: a new one with one of them in its path is walked
without anybody's help.
"""

from pathlib import Path
from typing import Final

import pytest

import crypto
from crypto import wire
from handlers.web.fields import encode
from tests.fakes.safeguarding import Scene, a_flag, safeguarding
from tests.fakes.supervising import TIMES
from tests.handlers.web.matrix import NAMES, ROUTES, body_of, filled, schema, seen
from tests.handlers.web.test_disclosures import CAPSULES, a_record
from tests.handlers.web.test_reports import a_report

WALKED: Final = [n for n, name in enumerate(NAMES) if "{flag}" in name or "{disclosure}" in name]
STRANGERS: Final = ("coordinator", "worker", "student", "consultant", "auditor")
"""Nobody of them holds the flag, which is about the coordinator, or is asked in the record."""
OF_ENTRIES: Final = [n for n, name in enumerate(NAMES) if "{entry}" in name]
NO_READERS: Final = ("deputy", "worker", "student", "consultant", "auditor")
"""To whom an entry that is on no agenda is not sealed; its writer is one of them."""

OF_REPORTS: Final = [n for n, name in enumerate(NAMES) if "{report}" in name]
OUTSIDE: Final = ("coordinator", "worker", "student", "consultant", "auditor")
"""Nobody of them holds a report that leaves the coordinator out, not even its author."""


async def answers(scene: Scene, who: str, number: int, names: list[str]) -> list[object]:
    method, route = ROUTES[number]
    body = body_of(method, route, schema())
    found = [await scene.call(who, method, filled(route.path, name), body) for name in names]
    assert {answer.status_code for answer in found} <= {404}  # signed in, and no further
    return [seen(answer) for answer in found]


async def test_attack_19_a_strangers_flag_or_disclosure_is_as_a_random_one(tmp_path: Path) -> None:
    CAPSULES.alive = True
    async with safeguarding(tmp_path, capsules=CAPSULES) as scene:
        flag, record = a_flag("coordinator"), a_record("manager", "deputy")
        sent = await scene.call("worker", "POST", "/api/flags", flag)
        asked = await scene.call("manager", "POST", "/api/disclosures", record)
        assert (sent.status_code, asked.status_code) == (201, 201)
        await scene.sweep(TIMES.second)
        names = [encode(crypto.random_bytes(16)), flag["id"], record["id"]]
        for number in WALKED:
            for who in STRANGERS:
                found = await answers(scene, who, number, names)
                assert len(set(map(str, found))) == 1, (NAMES[number], who)
    assert len(WALKED) == 9


async def test_attack_19_a_strangers_entry_is_as_a_random_one(tmp_path: Path) -> None:
    async with safeguarding(tmp_path) as scene:
        entry = {
            "id": encode(crypto.random_bytes(16)),
            "tag": encode(crypto.random_bytes(16)),
            "term": wire.term_of(int(scene.web.clock.now())),
            "sealed": encode(crypto.random_bytes(100)),
            "wraps": [
                {"role": role, "wrap": encode(crypto.random_bytes(100))}
                for role in wire.ENTRY_READERS
            ],
        }
        written = await scene.call("worker", "POST", "/api/entries", entry)
        assert written.status_code == 201
        names = [encode(crypto.random_bytes(16)), str(entry["id"])]
        for number in OF_ENTRIES:
            for who in NO_READERS:
                found = await answers(scene, who, number, names)
                assert len(set(map(str, found))) == 1, (NAMES[number], who)
        shown = await scene.call("consultant", "GET", "/api/entries")
        assert shown.json()["entries"] == []
    assert len(OF_ENTRIES) == 3


async def test_attack_19_a_strangers_report_is_as_a_random_one(tmp_path: Path) -> None:
    async with safeguarding(tmp_path) as scene:
        report = a_report("coordinator")
        written = await scene.call("student", "POST", "/api/reports", report)
        assert written.status_code == 201
        names = [encode(crypto.random_bytes(16)), report["id"]]
        for number in OF_REPORTS:
            for who in OUTSIDE:
                found = await answers(scene, who, number, names)
                assert len(set(map(str, found))) == 1, (NAMES[number], who)
        before = [await scene.call("coordinator", "GET", f"/api/reports?before={n}") for n in names]
        assert [answer.status_code for answer in before] == [404, 404]
        assert seen(before[0]) == seen(before[1])
        shown = await scene.call("manager", "GET", "/api/reports")
        assert [each["head"] for each in shown.json()["reports"]] == [0]
    assert len(OF_REPORTS) == 2


EVERY: Final = WALKED + OF_ENTRIES + OF_REPORTS


@pytest.mark.parametrize("number", EVERY, ids=[NAMES[n] for n in EVERY])
def test_every_such_route_takes_one_id(number: int) -> None:
    assert NAMES[number].count("{") == 1
