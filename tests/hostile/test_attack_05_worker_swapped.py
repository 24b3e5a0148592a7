"""Attack 5: a swapped worker, roster or root is refused, and nothing is sent to anybody in it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

import crypto
from client.api import b64
from client.asking import Story
from client.epochs import make_first
from client.keys import KeyRing
from crypto import SigningKey, wire
from tests.hostile.forging import (
    boxed,
    certificates,
    of_holders,
    of_worker,
    signed_over,
    with_worker,
)
from tests.hostile.proxy import Answer, Call
from tests.hostile.town import LETTER, WORKERS, Stage

CANARY = "canary-only-for-the-worker-whom-i-was-shown"
FALSE = "GET /api/roster"
NOTHING = "(POST|PUT) /api/(requests|cases).*"


def a_false_certificate(_: Call, answer: Answer) -> Answer:
    """One worker's certificate replaced, the roster as it was."""
    kept = [c for c in certificates(answer) if c.body.name != WORKERS[0]]
    false = of_worker(KeyRing.generate(side="staff"), by=SigningKey.generate())
    return answer.but(certificates=[b64(c.raw) for c in [*kept, false]])


def a_false_roster(_: Call, answer: Answer) -> Answer:
    """A worker of the liar's, in a roster that it signed itself."""
    key = SigningKey.generate()
    false = of_worker(KeyRing.generate(side="staff"), by=key)
    return signed_over(answer, [*certificates(answer), false], by=key)


def a_worker_who_signs_rosters(_: Call, answer: Answer) -> Answer:
    """A certificate by somebody who is only a worker."""
    inside = KeyRing.generate(side="staff")
    listed = [*certificates(answer), of_worker(inside, by=inside.sign)]
    return signed_over(answer, listed, by=inside.sign)


def another_root(_: Call, answer: Answer) -> Answer:
    """A whole team of the liar's own, sound in itself."""
    root = SigningKey.generate()
    rings = {role: KeyRing.generate(side="staff") for role in wire.HOLDERS}
    by = rings["coordinator"].sign
    worker = of_worker(KeyRing.generate(side="staff"), by=by)
    return signed_over(answer, [*of_holders(rings, by=root), worker], by=by, root=root.public)


def holders_of_another_root(_: Call, answer: Answer) -> Answer:
    """The same under the true root's name."""
    root = SigningKey.generate()
    rings = {role: KeyRing.generate(side="staff") for role in wire.HOLDERS}
    by = rings["coordinator"].sign
    worker = of_worker(KeyRing.generate(side="staff"), by=by)
    return signed_over(answer, [*of_holders(rings, by=root), worker], by=by)


LIES = [
    a_false_certificate,
    a_false_roster,
    a_worker_who_signs_rosters,
    another_root,
    holders_of_another_root,
]


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
async def test_attack_05_nothing_is_sealed_to_a_false_team(
    on: Stage, lie: Callable[[Call, Answer], Answer]
) -> None:
    liar = await on.liar()
    student = await on.student(via=liar)
    # The pin of somebody who came by the poster's link, or has been here before.
    await student.person.team()
    pinned = student.person.ring.others["roster"]
    liar.on_answer(FALSE, lie)
    with pytest.raises(crypto.CryptoError):
        await student.ask(Story(text=CANARY))
    assert liar.asked(NOTHING) == []
    assert student.person.ring.others["roster"] == pinned
    assert student.asked is None
    liar.repent()
    case = await student.ask(Story(text=LETTER))
    worker = await on.worker()
    assert [offer.case for offer in await worker.queue()] == [case]


async def test_attack_05_the_posters_fingerprint_refuses_another_root_at_first_sight(
    on: Stage,
) -> None:
    liar = await on.liar()
    student = await on.student(via=liar)
    root = on.town.rings["coordinator"].others["root"]
    # What the link says is the root's fingerprint; the root that fits it is pinned as checked.
    ring = student.person.ring.with_entry("root", root).with_entry("root-checked", b"\1")
    student.person.change(ring)
    liar.on_answer(FALSE, another_root)
    with pytest.raises(crypto.Refused, match="another root"):
        await student.ask(Story(text=CANARY))
    assert liar.asked(NOTHING) == []
    liar.repent()
    await student.person.team()
    assert student.person.ring.others["root-checked"] == b"\1"


async def test_attack_05_an_epoch_by_a_false_worker_is_refused_and_nothing_is_said_there(
    on: Stage,
) -> None:
    liar = await on.liar()
    student = await on.student(via=liar)
    worker = await on.worker()
    case = await student.ask(Story(text=LETTER))
    letter = await worker.claim(case)
    await worker.accept(case, "I am here.")
    assert student.asked is not None
    intake, me, team = student.asked.intake, await worker.name(), await worker.person.team()
    false = KeyRing.generate(side="staff")
    body = make_first(
        ring=worker.person.ring,
        me=me,
        intake=intake,
        supervision=letter.supervision,
        team=team,
        now=int(on.clock.now()),
    ).joined.epoch.body
    before = len(liar.calls)
    for members, by in (
        # The false worker's keys under the true worker's certificate id, by either of them.
        (with_worker(body, sign_key=false.sign.public, box_key=false.box.public), false.sign),
        (with_worker(body, box_key=false.box.public), worker.person.ring.sign),
        (with_worker(body, certificate=bytes(32)), worker.person.ring.sign),
        (body.members, false.sign),
    ):
        named, wraps = boxed(replace(body, members=members), supervision=letter.supervision)
        record = wire.signed(named, key=by).raw
        served = [{"record": b64(record), "wrap": b64(wraps[0])}]
        liar.on_answer("GET /api/cases/[^/]+", lambda _, a, served=served: a.but(epochs=served))  # type: ignore[misc]
        with pytest.raises(crypto.CryptoError):
            await student.enter(case)
    left = {call.name.split("/")[-1] for call in liar.calls[before:]}
    assert left <= {b64(case), "roster"}
    liar.repent()
    assert (await student.enter(case)).findings == []


async def test_attack_05_keys_swapped_before_they_are_certified_do_not_pass_the_words(
    on: Stage,
) -> None:
    liar = await on.liar()
    coordinator = await on.holder(via=liar)
    true, false = KeyRing.generate(side="staff"), KeyRing.generate(side="staff")

    def swapped(_: Call, answer: Answer) -> Answer:
        waiting = {
            "account": b64(bytes(16)),
            "role": "worker",
            "name": "Worker 3",
            "state": "waiting",
            "sign_key": b64(false.sign.public),
            "box_key": b64(true.box.public),
            "agreement": b64(b"x"),
            "under18": False,
        }
        return answer.but(members=[*answer.json()["members"], waiting])

    liar.on_answer("GET /api/team", swapped)
    words = crypto.comparison_words(sign_key=true.sign.public, box_key=true.box.public)
    with pytest.raises(crypto.Refused, match="words"):
        await coordinator.certify("Worker 3", words=list(words))
    assert liar.asked("POST /api/team/.*") == []
