"""What the reference client seals for the coordinator's side, it opens: entries, disclosures,
letters, numbers. Flags and their chains are test_flag_sealing.py's."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import crypto
from client.contacts import accept_contact, make_contact, reopen_contact
from client.disclosing import (
    ReadDisclosure,
    complete,
    read_disclosure,
    wrap_for_auditors,
)
from client.flags import FlagSubject
from client.keys import KeyRing
from client.notes import open_note, seal_note
from client.numbers import open_numbers, seal_numbers
from client.rooms import Conversation
from client.supervision import (
    EntryRow,
    EntryWords,
    open_entry,
    open_reply,
    seal_entry,
    seal_reply,
    wrap_for_consultants,
)
from client.team import Applicant, certify, make_roster
from crypto import BoxSecret, CryptoError, wire
from tests.characters import ANY
from tests.crypto.thief import NOW, Case, House

TEXT = st.text(ANY, max_size=40)


@pytest.fixture(scope="module")
def house() -> House:
    """The three holders and a worker."""
    return House()


@pytest.fixture(scope="module")
def others(house: House) -> dict[str, KeyRing]:
    """A consultant and an auditor, and the house's roster with them."""
    rings = {role: KeyRing.generate(side="staff") for role in ("consultant", "auditor")}
    signed = [wire.open_signed(raw, wire.Certificate) for raw in house.certificates.values()]
    for role, ring in rings.items():
        applicant = Applicant(
            role=role, name=role, sign_key=ring.sign.public, box_key=ring.box.public
        )
        made = certify(applicant, by=house.rings["coordinator"].sign, now=NOW)
        signed.append(made)
    roster = make_roster(
        signed,
        root=wire.SignPublic(house.root.public),
        before=house.team.pin,
        audit=(0, bytes(32)),
        by=house.rings["coordinator"].sign,
        now=NOW,
    )
    house.team = wire.accept_roster(
        roster=roster.raw,
        certificates=[item.raw for item in signed],
        root=wire.SignPublic(house.root.public),
        newest=house.team.pin,
        now=NOW,
    )
    return rings


@given(happened=TEXT, wish=TEXT, own=TEXT)
def test_an_entry_opens_for_each_of_its_readers_and_says_who_wrote(
    house: House, happened: str, wish: str, own: str
) -> None:
    words = EntryWords(theme="study", happened=happened + "x", wish=wish, own=own)
    made = seal_entry(
        words,
        ring=house.rings["worker"],
        certificate=house.certificates["worker"],
        supervision=bytes(32),
        team=house.team,
        now=NOW,
    )
    assert set(made.wraps) == {"coordinator", "manager"}
    for role, wrap in made.wraps.items():
        row = EntryRow(id=made.id, tag=made.tag, term=made.term, sealed=made.sealed, wrap=wrap)
        opened = open_entry(row, role=role, secret=house.role_keys[role], team=house.team)
        assert (opened.entry.happened, opened.entry.own) == (happened + "x", own)
        assert opened.author is not None
        assert opened.author.certificate.role == "worker"
        with pytest.raises(CryptoError):
            open_entry(row, role=role, secret=house.role_keys["deputy"], team=house.team)


def test_the_agenda_reaches_consultants_and_the_answer_the_writer_alone(
    house: House, others: dict[str, KeyRing]
) -> None:
    made = seal_entry(
        EntryWords(theme="study", happened="x"),
        ring=house.rings["worker"],
        certificate=house.certificates["worker"],
        supervision=bytes(32),
        team=house.team,
        now=NOW,
    )
    row = EntryRow(
        id=made.id,
        tag=made.tag,
        term=made.term,
        sealed=made.sealed,
        wrap=made.wraps["manager"],
    )
    opened = open_entry(row, role="manager", secret=house.role_keys["manager"], team=house.team)
    wraps = wrap_for_consultants(opened, sealed=made.sealed, team=house.team, now=NOW)
    (name,) = wraps
    assert house.team.certificates[name].body.role == "consultant"
    shown = replace(row, wrap=wraps[name])
    box = others["consultant"].box
    assert open_entry(shown, role="consultant", secret=box, team=house.team).entry.happened == "x"
    with pytest.raises(CryptoError):
        open_entry(shown, role="consultant", secret=others["auditor"].box, team=house.team)
    answer = seal_reply(
        "Thank you.",
        opened=opened,
        ring=house.rings["manager"],
        certificate=house.certificates["manager"],
        now=NOW,
    )
    worker = house.rings["worker"].box
    read = open_reply(answer, entry=made.id, secret=worker, team=house.team)
    assert read.reply.text == "Thank you."
    assert read.author is not None
    assert read.author.certificate.role == "manager"
    with pytest.raises(CryptoError):
        open_reply(answer, entry=made.id, secret=house.rings["manager"].box, team=house.team)
    unsigned = replace(opened, author=None)
    with pytest.raises(crypto.Refused):
        seal_reply(
            "x",
            opened=unsigned,
            ring=house.rings["manager"],
            certificate=house.certificates["manager"],
            now=NOW,
        )


def test_a_disclosure_is_completed_and_read_by_an_auditor(
    house: House, others: dict[str, KeyRing]
) -> None:
    case = Case(house)
    made = case.ask("manager", "coordinator")
    decided = case.decide(made, "approve")
    team, name = house.team, made.record.body.id
    common: dict[str, Any] = {"disclosure": name, "team": team}
    read = read_disclosure(
        [made.sealed, decided.part],
        wrap=made.wraps["manager"],
        role="manager",
        secret=house.role_keys["manager"],
        **common,
    )
    body = wire.Completion(
        id=name,
        record=wire.disclosure_hash(made.record),
        decision=wire.disclosure_hash(decided.decision),
        done="Security went there.",
        by="the manager",
        at=NOW,
        recipients=("Security",),
        fields=("name",),
        certificate=house.certificates["manager"],
        made=NOW,
    )
    part = complete(body, read=read, ring=house.rings["manager"], team=team)
    with pytest.raises(CryptoError):
        complete(body, read=read, ring=house.rings["coordinator"], team=team)
    beyond: list[dict[str, Any]] = [{"recipients": ("The Dean",)}, {"fields": ("phone",)}]
    for change in beyond:
        assert not set(next(iter(change.values()))) <= {
            *made.record.body.recipients,
            *made.record.body.fields,
        }
        with pytest.raises(crypto.Refused):
            complete(replace(body, **change), read=read, ring=house.rings["manager"], team=team)
    undecided = replace(read, decision=None)
    with pytest.raises(crypto.Refused):
        complete(body, read=undecided, ring=house.rings["manager"], team=team)
    wraps = wrap_for_auditors(read, sealed_record=made.sealed, closed_to=(), team=team, now=NOW)
    ((auditor, wrap),) = wraps.items()
    closed = wrap_for_auditors(
        read, sealed_record=made.sealed, closed_to=(auditor,), team=team, now=NOW
    )
    assert closed == {}
    ended = NOW + 200 * 86_400
    assert not wrap_for_auditors(
        read, sealed_record=made.sealed, closed_to=(), team=team, now=ended
    )
    audited: ReadDisclosure = read_disclosure(
        [made.sealed, decided.part, part],
        wrap=wrap,
        role="auditor",
        secret=others["auditor"].box,
        **common,
    )
    assert audited.completion is not None
    assert audited.completion.body.done == "Security went there."


def test_a_note_reaches_the_student_and_says_who_signed_it(house: House) -> None:
    case = Case(house)
    note = wire.DisclosureNote(
        id=bytes(16),
        ground="serious-harm",
        why="You were not safe.",
        recipients=("Security",),
        fields=("name",),
        made=NOW,
    )
    student = wire.BoxPublic(case.student.box.public)
    for role, certain in (("manager", True), ("worker", False)):
        boxed = seal_note(note, student=student, ring=house.rings[role])
        found, author = open_note(
            boxed, disclosure=note.id, secret=case.student.box, team=house.team
        )
        assert found == note
        assert (author is not None) == certain


def test_a_holders_letter_is_accepted_and_answered(house: House) -> None:
    student = KeyRing.generate(side="student")
    asked = intake(house, student)
    manager = house.rings["manager"]
    name = wire.certificate_id(wire.open_signed(house.certificates["manager"], wire.Certificate))
    about = FlagSubject(
        case=asked.body.case,
        intake=wire.intake_hash(asked),
        sign_key=wire.SignPublic(student.sign.public),
        box_key=wire.BoxPublic(student.box.public),
    )
    letter = make_contact(about=about, ring=manager, certificate=name, team=house.team, now=NOW)
    given: dict[str, Any] = {
        "record": letter.made.joined.epoch.raw,
        "wrap": letter.made.wraps[0],
        "intake": asked,
        "team": house.team,
        "now": NOW,
    }
    joined = accept_contact(letter.contact.raw, ring=student, **given)
    again = reopen_contact(given["record"], wrap=letter.made.wraps[1], ring=manager)
    holder, own = Conversation(again), Conversation(joined)
    said = holder.write("May I speak with you?", now=NOW)
    (text,) = own.receive_all([said.message])[0]
    assert getattr(text, "text", "") == "May I speak with you?"
    with pytest.raises(CryptoError):
        accept_contact(letter.contact.raw, ring=KeyRing.generate(side="student"), **given)
    worker = wire.certificate_id(wire.open_signed(house.certificates["worker"], wire.Certificate))
    with pytest.raises(crypto.Refused):
        make_contact(
            about=about,
            ring=house.rings["worker"],
            certificate=worker,
            team=house.team,
            now=NOW,
        )


def intake(house: House, student: KeyRing) -> wire.Signed[wire.Intake]:
    """A request's record; what it names besides keys and roster does not matter here."""
    zero = wire.BlobHash(bytes(32))
    recipients = tuple(
        wire.Recipient(certificate=name, card_wrap=zero, letter_wrap=zero)
        for name in (wire.STUDENT_ENTRY, wire.CertificateId(b"\1" * 32))
    )
    body = wire.Intake(
        case=wire.CaseId(crypto.random_bytes(16)),
        revision=1,
        previous=bytes(32),
        roster_version=1,
        roster_hash=house.team.hash if house.team.pin.version == 1 else wire.RosterHash(bytes(32)),
        sign_key=wire.SignPublic(student.sign.public),
        box_key=wire.BoxPublic(student.box.public),
        card=zero,
        letter=zero,
        recipients=recipients,
        capsule=b"",
    )
    return wire.signed(body, key=student.sign)


def test_numbers_open_for_the_coordinator_and_only_for_their_week(house: House) -> None:
    numbers = wire.Numbers(week="2027-W01", counts=(0, 2))
    boxed = seal_numbers(numbers, ring=house.rings["worker"], team=house.team)
    secret = house.role_keys["coordinator"]
    opened = open_numbers(boxed, week="2027-W01", counters=2, secret=secret, team=house.team)
    assert opened == numbers
    with pytest.raises(CryptoError):
        open_numbers(boxed, week="2027-W02", counters=2, secret=secret, team=house.team)
    with pytest.raises(CryptoError):
        open_numbers(
            boxed, week="2027-W01", counters=2, secret=BoxSecret.generate(), team=house.team
        )
