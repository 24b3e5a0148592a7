"""What was kept for its time goes at once, under a certificate that counts and names nobody."""

import json
from pathlib import Path

from crypto.wire import Destruction
from storage.purging import certificate_of, find_due, purge, read_certificate
from storage.secrets import ServiceKeys
from tests.fakes.clock import FixedClock
from tests.fakes.house import RETENTION_DAYS, House, on_sqlite
from tests.fakes.rooms import close_of

DAY = 24 * 3600


async def ended(house: House) -> bytes:
    """A conversation that its student has closed."""
    talk = await house.talk()
    signed = close_of(talk.student.device, talk.case, talk.record, by="student")
    await house.closing.close(talk.student.account, talk.case, signed)
    return talk.case


async def test_only_what_is_due_goes_and_the_certificate_says_how_many(home: Path) -> None:
    clock = FixedClock()
    async with on_sqlite(home, clock=clock) as house:
        core = house.core
        assert core is not None
        first, open_one = await ended(house), (await house.talk()).case
        clock.pass_(30 * DAY)
        second = await ended(house)
        assert (await find_due(core)).conversations == []
        clock.pass_((RETENTION_DAYS - 30) * DAY + 2 * DAY)
        due = await find_due(core)
        assert [*due.conversations] == [first]
        heard: list[int] = []
        await purge(core, due, told=heard.append)
        assert heard == [1]
        assert await core.case_keys.get(first) is None
        for kept in (second, open_one):
            assert await core.case_keys.get(kept) is not None
        text = certificate_of(core, due, profile="ucl", days=RETENTION_DAYS)
        found = read_certificate(text, audit_key=core.keys.audit)
        assert isinstance(found, Destruction)
        assert (found.conversations, found.contacts, found.days) == (1, 0, RETENTION_DAYS)
        assert first.hex() not in text
        assert read_certificate(text, audit_key=ServiceKeys.fresh().audit) is None


async def test_attack_35_a_clock_years_ahead_makes_nothing_due(home: Path) -> None:
    clock = FixedClock()
    async with on_sqlite(home, clock=clock) as house:
        core = house.core
        assert core is not None
        case = await ended(house)
        clock.jump(10 * 365 * DAY)
        assert (await find_due(core)).conversations == []
        assert await core.case_keys.get(case) is not None


async def test_an_altered_certificate_is_none(home: Path) -> None:
    async with on_sqlite(home) as house:
        core = house.core
        assert core is not None
        text = certificate_of(core, await find_due(core), profile="ucl", days=180)
        signed = bytearray(bytes.fromhex(json.loads(text)["signed"]))
        signed[60] ^= 1
        for other in (json.dumps({"signed": signed.hex()}), "", "[]", "{}", "[" * 100_000):
            assert read_certificate(other, audit_key=core.keys.audit) is None
