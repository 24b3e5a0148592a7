"""What time does to rosters and certificates, end to end: what stops, and what goes on (§3.2)."""

import pytest

import crypto
from client.access import Person
from client.api import Refused, b64, unb64
from client.asking import Story, ask
from client.capsules import Identity
from client.epochs import make_first
from client.holder import Holder
from client.rooms import Conversation
from client.socket import Socket
from client.student import request_body
from client.team import Applicant, certify
from crypto import wire
from tests.hostile.proxy import Answer
from tests.hostile.town import HELLO, HOUR, LETTER, Room, S, Stage, W

DAY = wire.DAY
CLOCK = 600


async def roster_of(person: Person) -> wire.Roster:
    """The newest roster as the server shows it, believed or not."""
    answer = await person.api.get("/api/roster")
    return wire.open_signed(unb64(answer["roster"]), wire.Roster).body


def own(team: wire.Team, person: Person) -> wire.CertificateId:
    """Under which certificate a roster lists this worker."""
    key = person.ring.sign.public
    return next(name for name, c in team.certificates.items() if c.body.sign_key == key)


async def till(on: Stage, moment: int, *people: Person) -> None:
    """Let time pass and sign everybody in again."""
    on.clock.seconds = moment
    for person in people:
        await person.sign_in()


async def sockets(on: Stage, room: Room) -> tuple[Socket, Socket]:
    return await on.socket(room.student), await on.socket(room.worker)


async def renewed(holder: Holder, name: str) -> None:
    """The same keys and name in a new certificate, and a roster with it."""
    members = (await holder.overview())["members"]
    member = next(m for m in members if m["name"] == name)
    applicant = Applicant(
        role="worker",
        name=name,
        sign_key=unb64(member["sign_key"]),
        box_key=unb64(member["box_key"]),
    )
    signed = certify(applicant, by=holder.person.ring.sign, now=holder.person.now())
    await holder.person.api.post("/api/team/certificates", {"certificate": b64(signed.raw)})
    await holder.sign_roster()


async def ended(on: Stage, holder: Holder, worker: Person) -> int:
    """The last day of a worker's certificate, with a roster signed the day before."""
    team = await worker.team()
    own = worker.ring.sign.public
    (held,) = [c.body for c in team.certificates.values() if c.body.sign_key == own]
    for moment in range(int(on.clock.now()), held.not_after - DAY, 25 * DAY):
        await till(on, moment, holder.person)
        await holder.sign_roster()
    await till(on, held.not_after - HOUR, holder.person)
    await holder.sign_roster()
    return held.not_after


async def test_an_expired_roster_stops_asking_claiming_and_accepting(on: Stage) -> None:
    waiting, claimed = await on.student(5002), await on.student(5003)
    worker, late = await on.worker(), await on.student(5004)
    shown = await waiting.ask(Story(text=LETTER))
    taken = await claimed.ask(Story(text=LETTER))
    over = (await roster_of(worker.person)).expires + CLOCK
    # Claimed in the last minute of the roster, accepted after it.
    await till(on, over - 60, worker.person, late.person, waiting.person)
    await worker.claim(taken)
    team = await worker.person.team()
    asked = ask(
        Story(text=LETTER),
        ring=late.person.ring,
        team=team,
        now=late.person.now(),
        identity=Identity(telegram_id=""),
    )
    on.clock.pass_(120)
    assert (await late.person.api.get("/api/service"))["intake"] == "shut"
    # The devices themselves refuse to seal to anybody ...
    with pytest.raises(crypto.Refused, match="not of this time"):
        await late.ask(Story(text=LETTER))
    with pytest.raises(crypto.Refused, match="not of this time"):
        await worker.accept(taken, HELLO)
    # ... and the server takes nothing from one that does not.
    with pytest.raises(Refused) as shut:
        await late.person.api.post("/api/requests", request_body(asked.request))
    assert (shut.value.status, shut.value.code) == (409, "shut")
    assert await worker.person.api.queue() == []
    with pytest.raises(Refused) as hidden:
        await worker.claim(shown)
    assert hidden.value.status == 404
    intake, letter = worker.letters[taken]
    made = make_first(
        ring=worker.person.ring,
        me=own(team, worker.person),
        intake=intake,
        supervision=letter.supervision,
        team=team,
        now=worker.person.now(),
    )
    first = Conversation(made.joined).write(HELLO, now=worker.person.now())
    body = {
        "record": b64(made.joined.epoch.raw),
        "wraps": [b64(wrap) for wrap in made.wraps],
        "message": b64(first.message),
    }
    with pytest.raises(Refused) as stopped:
        await worker.person.api.post(f"/api/cases/{b64(taken)}/accept", body)
    assert (stopped.value.status, stopped.value.code) == (409, "roster")
    # Cancelling goes on.
    await waiting.close(shown)
    # A new roster, and everything goes on.
    holder = await on.holder()
    await holder.sign_roster()
    await worker.accept(taken, HELLO)


async def test_an_expired_roster_stops_nothing_in_an_open_conversation(on: Stage) -> None:
    room = await on.room()
    over = (await roster_of(room.worker.person)).expires + CLOCK + HOUR
    await till(on, over, room.student.person, room.worker.person)
    up, down = await sockets(on, room)
    await room.mine.say(up, "Still here?")
    room.theirs.take(await down.event("message"))
    await room.theirs.say(down, "Yes.")
    room.mine.take(await up.event("message"))
    assert await room.student.stands(room.mine)
    # Changes of keys too: the worker stays.
    await room.student.change_keys(room.mine)
    await room.theirs.move_on()
    await room.mine.say(up, "With new keys.")
    again = await room.worker.enter(room.case)
    assert sorted(again.said()) == sorted(
        [(S, "Still here?"), (S, "With new keys."), (W, HELLO), (W, "Yes.")]
    )
    assert again.findings == room.mine.findings == []
    # A handover does not: nobody new is believed.
    other = await on.worker("Worker 2")
    listed = await other.person.team(in_conversation=True)
    with pytest.raises(crypto.Refused, match="expired"):
        await room.student.hand_over(room.mine, to=own(listed, other.person))
    await room.worker.close(room.case)
    assert (await room.student.enter(room.case)).findings == []


async def test_a_certificate_that_ran_out_has_14_days_in_an_open_conversation(on: Stage) -> None:
    room = await on.room()
    holder = await on.holder()
    end = await ended(on, holder, room.worker.person)
    await till(on, end + DAY, room.student.person, room.worker.person)
    assert await room.student.stands(room.mine)
    up, down = await sockets(on, room)
    await room.mine.say(up, "Still here?")
    room.theirs.take(await down.event("message"))
    await room.student.change_keys(room.mine)
    assert await room.theirs.move_on()
    # Nobody new reaches them meanwhile: both workers' certificates ran out that day.
    late = await on.student(5002)
    assert (await late.person.api.get("/api/service"))["intake"] == "shut"
    with pytest.raises(crypto.Refused, match="nobody to ask"):
        await late.ask(Story(text=LETTER))
    await till(on, end + 14 * DAY + CLOCK, room.student.person)
    assert not await room.student.stands(room.mine)
    with pytest.raises(crypto.Refused, match="could not be checked"):
        await room.student.change_keys(room.mine)
    assert room.mine.epoch == 2


async def test_a_renewed_certificate_needs_no_new_epoch_and_may_be_named_in_one(
    on: Stage,
) -> None:
    room = await on.room()
    before = room.mine.conversation.joined.epoch.body.worker
    holder = await on.holder()
    await renewed(holder, "Worker 1")
    assert await room.student.stands(room.mine)
    await room.mine.say(room.up, "Still here?")
    room.theirs.take(await room.down.event("message"))
    assert (await room.worker.enter(room.case)).epoch == 1
    await room.worker.renew(room.theirs)
    await room.mine.move_on()
    after = room.mine.conversation.joined.epoch.body.worker
    assert (after.sign_key, after.box_key) == (before.sign_key, before.box_key)
    assert after.certificate != before.certificate
    assert room.mine.findings == room.theirs.findings == []


async def test_a_suspended_worker_has_no_grace(on: Stage) -> None:
    room = await on.room()
    holder = await on.holder()
    await holder.suspend("Worker 1")
    assert not await room.student.stands(room.mine)
    with pytest.raises(crypto.Refused, match="could not be checked"):
        await room.student.change_keys(room.mine)
    with pytest.raises(Refused) as gone:
        await room.worker.renew(room.theirs)
    assert gone.value.status == 401
    # The student goes on with somebody else, and the first worker's epoch stays readable.
    other = await on.worker("Worker 2")
    await room.student.hand_over(room.mine, to=await other.name())
    again = await room.student.enter(room.case)
    assert (again.epoch, again.said(), again.findings) == (2, [(W, HELLO)], [])


async def test_attack_09_a_roster_from_before_a_suspension_is_refused_in_a_conversation(
    on: Stage,
) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    old = await room.student.person.api.get("/api/roster")
    holder = await on.holder()
    await holder.suspend("Worker 1")
    assert not await room.student.stands(room.mine)
    pinned = room.student.person.ring.others["roster"]
    liar.on_answer("GET /api/roster", lambda _, __: Answer.of(old))
    for moment in (0, 40 * DAY):  # expired or not, it is older than one that was accepted
        await till(on, int(on.clock.now()) + moment, room.student.person)
        with pytest.raises(crypto.Refused, match="older"):
            await room.student.stands(room.mine)
        with pytest.raises(crypto.Refused, match="older"):
            await room.student.change_keys(room.mine)
    assert room.student.person.ring.others["roster"] == pinned
