"""Who can open which part of a request, and what the server can check of it."""

from dataclasses import replace

import pytest

import crypto
from client.asking import Asked, Story, ask, open_card, open_letter
from client.capsules import open_capsule, open_capsule_half
from client.keys import KeyRing
from crypto import CryptoError, Refused, wire
from tests.client.protocol.scenes import NOW, Staff, asked_by, staff


@pytest.fixture
def people() -> Staff:
    return staff()


@pytest.fixture
def student() -> KeyRing:
    return KeyRing.generate(side="student")


def checked(asked: Asked, team: wire.Team, **change: object) -> wire.Signed[wire.Intake]:
    """As the server checks it, with something changed."""
    request = replace(asked.request, **change)  # type: ignore[arg-type]
    return wire.check_request(request, roster=team.pin, workers=team.workers(now=NOW), before=None)


def test_a_request_opens_for_workers_and_the_student_alone(people: Staff, student: KeyRing) -> None:
    team = people.team()
    asked = asked_by(student, team)
    assert checked(asked, team).raw == asked.intake.raw
    keys = {people.id_of(name): people.rings[name].box for name in ("Worker 1", "Worker 2")}
    keys[wire.STUDENT_ENTRY] = student.box
    assert [wrap.certificate for wrap in asked.request.wraps] == sorted(keys)
    for wrap in asked.request.wraps:
        me, box = wrap.certificate, keys[wrap.certificate]
        card = open_card(asked.request.card, wrap=wrap.card, intake=asked.intake, box=box, me=me)
        letter = open_letter(
            asked.request.letter, wrap=wrap.letter, intake=asked.intake, box=box, me=me
        )
        assert (card.topic, letter.text) == ("sleep", "I cannot sleep.")
        assert letter.supervision == asked.supervision
        stranger = crypto.BoxSecret.generate()
        with pytest.raises(CryptoError):
            open_card(asked.request.card, wrap=wrap.card, intake=asked.intake, box=stranger, me=me)


def test_a_card_of_another_students_request_is_refused(people: Staff, student: KeyRing) -> None:
    team = people.team()
    ours, others = (asked_by(ring, team) for ring in (student, KeyRing.generate(side="student")))
    me, box = people.id_of("Worker 1"), people.rings["Worker 1"].box
    wraps = {item.certificate: item for item in ours.request.wraps}
    with pytest.raises(Refused):
        open_card(ours.request.card, wrap=wraps[me].card, intake=others.intake, box=box, me=me)
    with pytest.raises(Refused):
        open_card(ours.request.card, wrap=wraps[me].letter, intake=ours.intake, box=box, me=me)


def test_those_avoided_and_those_not_certified_for_under_18s_are_not_asked(
    people: Staff, student: KeyRing
) -> None:
    team = people.team()
    story = Story(text="x", under18=True)
    asked = ask(story, ring=student, team=team, now=NOW)
    assert [item.certificate for item in asked.request.wraps[1:]] == [people.id_of("Worker 1")]
    with pytest.raises(Refused, match="nobody"):
        ask(story, ring=student, team=team, now=NOW, avoid=[people.id_of("Worker 1")])
    with pytest.raises(Refused, match="expired"):
        ask(story, ring=student, team=team, now=NOW + 40 * wire.DAY)


def test_a_revision_continues_the_one_before_under_fresh_keys(
    people: Staff, student: KeyRing
) -> None:
    team = people.team()
    first = asked_by(student, team)
    second = asked_by(student, team, before=first.intake)
    assert second.case == first.case
    assert second.supervision != first.supervision
    check = {"roster": team.pin, "workers": team.workers(now=NOW)}
    wire.check_request(second.request, before=first.intake, **check)  # type: ignore[arg-type]
    for request, before in ((second.request, None), (first.request, first.intake)):
        with pytest.raises(Refused):
            wire.check_request(request, before=before, **check)  # type: ignore[arg-type]
    thief = asked_by(KeyRing.generate(side="student"), team, before=first.intake)
    with pytest.raises(Refused):
        wire.check_request(thief.request, before=first.intake, **check)  # type: ignore[arg-type]


def test_the_server_refuses_parts_that_are_not_those_signed(
    people: Staff, student: KeyRing
) -> None:
    team = people.team()
    asked, other = asked_by(student, team), asked_by(student, team)
    changes: dict[str, object] = {
        "card": other.request.card,
        "letter": other.request.letter,
        "wraps": other.request.wraps,
        "capsule": other.request.capsule,
    }
    for name, value in changes.items():
        with pytest.raises(Refused):
            checked(asked, team, **{name: value})
    with pytest.raises(Refused):
        checked(asked, team, wraps=asked.request.wraps[:-1])
    forged = wire.signed(asked.intake.body, key=crypto.SigningKey.generate())
    with pytest.raises(Refused):
        checked(asked, team, intake=forged.raw)
    with pytest.raises(Refused):
        wire.check_request(asked.request, roster=team.pin, workers=[], before=None)
    later = people.team(before=team.pin)
    with pytest.raises(Refused, match="another roster"):
        checked(asked, later)


def forged(asked: Asked, student: KeyRing, me: wire.CertificateId, **parts: bytes) -> Asked:
    """The same request with some parts of one recipient's replaced, and signed by the student."""
    body = asked.intake.body
    recipients = tuple(
        replace(item, card_wrap=wire.blob_hash(parts["wrap"])) if item.certificate == me else item
        for item in body.recipients
    )
    card = wire.blob_hash(parts["card"])
    made = wire.signed(replace(body, recipients=recipients, card=card), key=student.sign)
    return replace(asked, intake=made)


def test_a_student_who_signs_parts_that_do_not_fit_is_refused(
    people: Staff, student: KeyRing
) -> None:
    asked = asked_by(student, people.team())
    body, me = asked.intake.body, people.id_of("Worker 1")
    box, key = people.rings["Worker 1"].box, crypto.random_bytes(32)
    good = wire.IntakeWrap(purpose="card", case=body.case, revision=1, certificate=me, key=key)
    card = wire.Card(
        case=body.case,
        revision=1,
        topic="",
        help="",
        know="",
        name="",
        age="adult",
        sign_key=body.sign_key,
        box_key=body.box_key,
    )
    other = KeyRing.generate(side="student")
    ad = wire.CardAd(case=body.case, revision=1, sign_key=body.sign_key).encode()
    wraps = [
        good,
        replace(good, purpose="letter"),
        replace(good, case=wire.CaseId(bytes(16))),
        replace(good, revision=2),
        replace(good, certificate=people.id_of("Worker 2")),
        good,
        good,
        good,
    ]
    cards = [
        *[card] * 5,
        replace(card, sign_key=wire.SignPublic(other.sign.public)),
        replace(card, box_key=wire.BoxPublic(other.box.public)),
        replace(card, revision=2),
    ]
    for number, (wrap, content) in enumerate(zip(wraps, cards, strict=True)):
        boxed = crypto.box_to(recipient=box.public, plaintext=wrap.encode())
        sealed = crypto.seal(key=key, ad=ad, plaintext=crypto.pad(content.encode()))
        again = forged(asked, student, me, wrap=boxed, card=sealed)
        if number == 0:
            assert open_card(sealed, wrap=boxed, intake=again.intake, box=box, me=me) == card
            continue
        with pytest.raises(Refused):
            open_card(sealed, wrap=boxed, intake=again.intake, box=box, me=me)


def test_a_capsule_half_made_for_another_place_is_refused(people: Staff, student: KeyRing) -> None:
    parts = asked_by(student, people.team()).request.capsule
    assert parts is not None
    record = wire.check_capsule(parts, sign_key=wire.SignPublic(student.sign.public))
    half = open_capsule_half(
        parts.halves[0], record=record, secret=people.roles["coordinator"], role="coordinator"
    )
    for wrong in (
        replace(half, role="manager"),
        replace(half, version=2),
        replace(half, case=wire.CaseId(bytes(16))),
        replace(half, sealed=wire.blob_hash(b"")),
    ):
        boxed = crypto.box_to(
            recipient=people.roles["coordinator"].public, plaintext=wrong.encode()
        )
        named = replace(record.body, halves=(wire.blob_hash(boxed), *record.body.halves[1:]))
        with pytest.raises(Refused):
            open_capsule_half(
                boxed,
                record=wire.signed(named, key=student.sign),
                secret=people.roles["coordinator"],
                role="coordinator",
            )


def test_any_two_holders_open_a_capsule_and_one_alone_does_not(
    people: Staff, student: KeyRing
) -> None:
    asked = asked_by(student, people.team())
    parts = asked.request.capsule
    assert parts is not None
    record = wire.check_capsule(parts, sign_key=wire.SignPublic(student.sign.public))
    places = [(pair, role) for pair in wire.PAIRS for role in pair]
    halves = {
        (pair, role): open_capsule_half(boxed, record=record, secret=people.roles[role], role=role)
        for (pair, role), boxed in zip(places, parts.halves, strict=True)
    }
    for pair in wire.PAIRS:
        both = [halves[pair, role] for role in pair]
        opened = open_capsule(parts.sealed, record=record, halves=both)
        assert opened.telegram_id == "7000000001"
    alone = [halve for (_, role), halve in halves.items() if role == "coordinator"]
    assert len(alone) == 2
    for some in (alone, alone[:1], [alone[0], alone[0]]):
        with pytest.raises(CryptoError):
            open_capsule(parts.sealed, record=record, halves=some)
    with pytest.raises(crypto.DoesNotOpen):
        open_capsule_half(
            parts.halves[0], record=record, secret=people.roles["deputy"], role="deputy"
        )


def test_no_capsule_without_three_holders(student: KeyRing) -> None:
    people = Staff()
    people.add("coordinator", "coordinator")
    people.add("Worker 1")
    team = people.team()
    with pytest.raises(Refused, match="lacks a holder"):
        asked_by(student, team)
    bare = ask(Story(text="x"), ring=student, team=team, now=NOW)
    assert bare.request.capsule is None
    assert checked(bare, team).body.capsule == b""
