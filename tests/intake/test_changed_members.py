"""Later epochs that change who is in them: a student's new keys, another worker (attacks 6, 8)."""

from dataclasses import replace

import pytest

import crypto
from crypto import wire
from intake import papers
from intake.errors import Conflict, Malformed, NotFound
from intake.ports import Durable
from intake.requests import State
from people.keys import Bundle, Kind
from people.rekeying import KeptKeys
from tests.fakes.devices import Device, wrapped
from tests.fakes.epochs import caller, hand_over, new_keys
from tests.fakes.house import UNDER_18, House, Person
from tests.fakes.known import RecordingSockets
from tests.fakes.rooms import ack_of, close_of
from tests.intake.epochs import case_of, make, refused, write

# New keys


def kept(revision: int = 1, *kinds: Kind) -> KeptKeys:
    return KeptKeys(
        bundle=Bundle(blob=crypto.random_bytes(300), revision=revision),
        wrapped=tuple(wrapped(kind) for kind in kinds or (Kind.WORDS,)),
    )


def with_device(person: Person, device: Device) -> Person:
    """The same account under other keys."""
    return replace(
        person, device=device, account=replace(person.account, keys=replace(device.keys, role=b""))
    )


async def test_new_keys_are_those_that_count_from_then_on(memory_house: House) -> None:
    house = memory_house
    talk = await house.talk()
    new = Device(2)
    made = await new_keys(house, talk, to=new, kept=kept())
    await make(house, talk, talk.student, made)
    found = await case_of(house, talk)
    assert (found.student_sign, found.student_box) == (new.sign.public, new.box.public)
    assert found.acknowledged
    view = await house.rooms.look(talk.worker.account.id, talk.case)
    assert view.epochs[1].key_change == (made.sent.new_keys and made.sent.new_keys.statement)
    assert isinstance(house.sockets, RecordingSockets)
    assert house.sockets.ended == [(talk.student.account.id, caller(talk.student).session)]
    me = with_device(talk.student, new)
    # The old key closes nothing any more, the new one does.
    old = close_of(talk.student.device, talk.case, made.hash, by="student")
    with pytest.raises(Malformed):
        await house.closing.close(me.account, talk.case, old)
    await house.closing.close(
        me.account, talk.case, close_of(new, talk.case, made.hash, by="student")
    )
    assert (await case_of(house, talk)).state is State.CLOSED


@pytest.mark.parametrize(
    "name", ["no statement", "by new key", "other keys", "ack by old", "ack of old", "kinds"]
)
async def test_attack_06_new_keys_need_the_old_keys_word(house: House, name: str) -> None:
    talk = await house.talk()
    new, other = Device(2), Device(3)
    made = await new_keys(house, talk, to=new)
    keys = made.sent.new_keys
    assert keys is not None
    body = wire.open_signed(keys.statement, wire.KeyChange).body
    spoiled = {
        "no statement": None,
        "by new key": replace(keys, statement=wire.signed(body, key=new.sign).raw),
        "other keys": replace(
            keys,
            statement=wire.signed(
                replace(body, sign_key=wire.SignPublic(other.sign.public)),
                key=talk.student.device.sign,
            ).raw,
        ),
        "ack by old": replace(
            keys, ack=ack_of(talk.student.device, talk.case, made.hash, number=2)
        ),
        "ack of old": replace(keys, ack=ack_of(new, talk.case, talk.record)),
        "kinds": replace(keys, kept=kept(1, Kind.PASSPHRASE)),
    }[name]
    made = replace(made, sent=replace(made.sent, new_keys=spoiled))
    await refused(house, talk, talk.student, made, Malformed)


async def test_attack_06_a_worker_changes_nobodys_keys(house: House) -> None:
    talk = await house.talk()
    made = await new_keys(house, talk, to=Device(2))
    signed = wire.signed(made.body, key=talk.worker.device.sign).raw
    made = replace(made, sent=replace(made.sent, record=signed))
    await refused(house, talk, talk.worker, made, Malformed)


# Another worker


async def test_a_handover_ends_the_old_workers_access_in_the_same_step(house: House) -> None:
    talk = await house.talk()
    follower = house.worker()
    await write(house, talk, talk.student, talk.by_student.next())
    made = await hand_over(house, talk, to=follower)
    await make(house, talk, talk.student, made)
    with pytest.raises(NotFound):
        await house.rooms.look(talk.worker.account.id, talk.case)
    with pytest.raises(NotFound):
        await write(house, talk, talk.worker, talk.by_worker.next())
    names = papers.worker_epoch_wraps(2)
    assert await house.cases.papers(talk.case, names) == {
        papers.epoch_wrap(2, "worker"): made.sent.wraps[1]
    }
    assert await house.rooms.mine(talk.worker.account.id) == []
    # Who follows checks every record and reads what was said since.
    view = await house.rooms.look(follower.account.id, talk.case)
    assert [e.record for e in view.epochs] == [made.sent.record]
    assert len(view.earlier) == 1
    assert view.epochs[0].member_change == made.sent.member_change
    assert (view.card_wrap, view.letter_wrap) == (None, None)
    assert [heads.epoch for heads in view.heads] == [2]
    with pytest.raises(NotFound):
        await house.rooms.read(follower.account.id, talk.case, epoch=1, after=(0, 0), limit=9)
    first = made.by_worker.next(epoch=2, carried=(bytes(40),) * 2)
    assert await write(house, talk, follower, first) == Durable(new=True)
    mine = await house.rooms.look(talk.student.account.id, talk.case)
    assert (len(mine.epochs), mine.earlier) == (2, [])


@pytest.mark.parametrize(
    "name", ["suspended", "not listed", "expired", "other statement", "worker's word", "oneself"]
)
async def test_attack_08_another_worker_needs_roster_and_the_students_word(
    house: House, name: str
) -> None:
    talk = await house.talk()
    follower = house.worker(telegram=talk.student.device.telegram if name == "oneself" else None)
    made = await hand_over(house, talk, to=follower)
    error: type[Exception] = Conflict
    if name == "suspended":
        house.team.suspend(follower.account.id)
    elif name == "not listed":
        house.team.leave(follower.account.id)
        house.team.version -= 1
    elif name == "expired":
        house.team.expired = True
    elif name in {"other statement", "worker's word"}:
        error = Malformed
        certificate = made.body.worker.certificate if name == "worker's word" else b"\3" * 32
        change = wire.MemberChange(
            case=talk.case,
            previous=made.body.previous,
            certificate=wire.CertificateId(certificate),
        )
        by = talk.worker if name == "worker's word" else talk.student
        signed = wire.signed(change, key=by.device.sign).raw
        made = replace(made, sent=replace(made.sent, member_change=signed))
    await refused(house, talk, talk.student, made, error)


async def test_under_18s_are_handed_over_only_to_workers_certified_for_them(
    house: House,
) -> None:
    talk = await house.talk()
    house.accounts.known[talk.student.account.id][2].append(talk.student.device.consent(UNDER_18))
    plain, able = house.worker(), house.worker(under18=True)
    assert (
        await refused(house, talk, talk.student, await hand_over(house, talk, to=plain), Conflict)
        == "roster"
    )
    await make(house, talk, talk.student, await hand_over(house, talk, to=able))
    assert (await case_of(house, talk)).worker == able.account.id
