"""What people/ keeps in memory is bounded, and a full memory opens nothing."""

import pytest

import crypto
from people.accounts import Side, TelegramId
from people.enrolment import Challenges
from people.errors import Full, NotFound, SignedOut, SlowDown
from people.keys import Failures, Keys, Kind
from people.launch import Launches
from tests.contracts.people_contract import first_keys, new_account
from tests.fakes.clock import FixedClock
from tests.fakes.devices import BOT_TOKEN, Device
from tests.fakes.sockets import RecordingSockets
from tests.fakes.stores import in_memory


def launches(clock: FixedClock, *, kept: int) -> Launches:
    return Launches(
        bot_token=BOT_TOKEN,
        bindings=in_memory().people,
        clock=clock,
        random=crypto.random_bytes,
        kept=kept,
    )


async def open_(service: Launches, device: Device, init_data: str) -> bytes:
    return await service.open(
        init_data=init_data,
        side=device.side,
        device_key=device.installation.public,
        proof=device.launch_proof(init_data),
    )


async def test_a_full_memory_of_launches_refuses_new_ones_and_keeps_the_old() -> None:
    clock = FixedClock()
    service = launches(clock, kept=3)
    held = [(Device(n), Device(n).init_data(at=clock.now())) for n in range(1, 4)]
    for device, init_data in held:
        await open_(service, device, init_data)
    late = Device(9)
    with pytest.raises(Full):
        await open_(service, late, late.init_data(at=clock.now()))
    for device, init_data in held:
        await open_(service, device, init_data)
        with pytest.raises(SignedOut):
            await open_(service, device.another(), init_data)
    clock.pass_(3601)
    await open_(service, late, late.init_data(at=clock.now()))


async def test_launch_tokens_are_bounded_and_the_oldest_goes_first() -> None:
    clock = FixedClock()
    service = launches(clock, kept=3)
    device = Device(1)
    init_data = device.init_data(at=clock.now())
    tokens = [await open_(service, device, init_data) for _ in range(5)]
    for token in tokens[:2]:
        with pytest.raises(SignedOut):
            service.check(token)
    for token in tokens[2:]:
        assert service.check(token).telegram == 1


async def test_one_persons_launches_crowd_out_nobody_elses() -> None:
    clock = FixedClock()
    service = launches(clock, kept=40)
    quiet, loud = Device(1), Device(2)
    token = await open_(service, quiet, quiet.init_data(at=clock.now()))
    again = loud.init_data(at=clock.now())
    latest = [await open_(service, loud, again) for _ in range(100)][-1]
    assert service.check(token).telegram == 1
    assert service.check(latest).telegram == 2


def test_challenges_are_bounded() -> None:
    clock = FixedClock()
    challenges = Challenges(clock=clock, random=crypto.random_bytes, kept=2)
    launch = Device(1).launch()
    first, second, third = (challenges.give(launch) for _ in range(3))
    assert [challenges.take(c, launch) for c in (first, second, third)] == [False, True, True]
    assert challenges.take(third, launch) is False


def test_failures_are_counted_per_person_and_kind_within_an_hour() -> None:
    clock = FixedClock()
    failures = Failures(clock=clock, kept=2)
    mine = (Side.STAFF, TelegramId(1), Kind.PASSPHRASE)
    for _ in range(5):
        failures.check(mine)
        failures.add(mine)
        clock.pass_(600)
    with pytest.raises(SlowDown) as caught:
        failures.check(mine)
    assert caught.value.retry_after == 600
    failures.check((Side.STAFF, TelegramId(1), Kind.KIT))
    failures.check((Side.STUDENT, TelegramId(1), Kind.PASSPHRASE))
    clock.pass_(600)
    failures.check(mine)


async def test_the_right_key_clears_earlier_failures() -> None:
    stores = in_memory()
    keys = Keys(
        store=stores.keys, decoys=stores.fields, sockets=RecordingSockets(), clock=stores.clock
    )
    device = Device(1)
    new = new_account(device, keys=first_keys(Kind.WORDS))
    await stores.people.enrol(new)
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(NotFound):
                await keys.fetch(device.launch(), Kind.WORDS, bytes(32))
        assert (await keys.fetch(device.launch(), Kind.WORDS, b"f" * 32)).bundle.revision == 1
    for _ in range(5):
        with pytest.raises(NotFound):
            await keys.fetch(device.launch(), Kind.WORDS, bytes(32))
    with pytest.raises(SlowDown):
        await keys.fetch(device.launch(), Kind.WORDS, b"f" * 32)


def test_nothing_of_a_person_is_in_a_repr() -> None:
    device = Device(7_555_555_555)
    shown = repr(device.launch()) + repr(device.account(name="Canary"))
    assert "7555555555" not in shown
    assert "Canary" not in shown
    assert repr(device.sign.public)[2:-1] not in shown
