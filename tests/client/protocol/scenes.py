"""A team, a student and two workers with the reference client's own means.
Random keys each time: what must be fixed is in tests/vectors."""

from dataclasses import dataclass, field, replace

import crypto
from client.asking import Asked, Story, ask, open_letter
from client.capsules import Identity
from client.epochs import Joined, MadeEpoch, accept_first, make_first
from client.keys import KeyRing
from client.rooms import Conversation
from client.team import Applicant, certify, make_roster
from client.tracks import Broken, Envelope, Event
from crypto import wire
from crypto.wire import CertificateId, Direction, TakenBack

NOW = 1_800_000_000
S, W = Direction.FROM_STUDENT, Direction.FROM_WORKER


@dataclass
class Staff:
    """Root, holders' and workers' keys, and everybody's certificates."""

    root: crypto.SigningKey = field(default_factory=crypto.SigningKey.generate)
    rings: dict[str, KeyRing] = field(default_factory=dict)
    roles: dict[str, crypto.BoxSecret] = field(default_factory=dict)
    certificates: dict[str, wire.Signed[wire.Certificate]] = field(default_factory=dict)

    def add(self, name: str, role: str = "worker", *, under18: bool = True) -> CertificateId:
        """Somebody new, certified."""
        ring = self.rings[name] = KeyRing.generate(side="staff")
        applicant = Applicant(
            role=role,
            name=name,
            sign_key=ring.sign.public,
            box_key=ring.box.public,
            under18=under18,
        )
        by = self.root
        if role == "worker":
            by = self.rings["coordinator"].sign
        else:
            secret = self.roles[role] = crypto.BoxSecret.generate()
            applicant = replace(applicant, role_key=secret.public, role_key_version=1)
        made = self.certificates[name] = certify(applicant, by=by, now=NOW - 3600)
        return wire.certificate_id(made)

    def id_of(self, name: str) -> CertificateId:
        """Of a certificate."""
        return wire.certificate_id(self.certificates[name])

    def roster(
        self, *, before: wire.RosterPin | None = None, without: str = "", now: int = NOW
    ) -> bytes:
        """A signed roster of everybody but one."""
        listed = [item for name, item in self.certificates.items() if name != without]
        return make_roster(
            listed,
            root=wire.SignPublic(self.root.public),
            before=before,
            audit=(1, bytes(32)),
            by=self.rings["coordinator"].sign,
            now=now,
        ).raw

    def team(
        self, *, before: wire.RosterPin | None = None, without: str = "", now: int = NOW
    ) -> wire.Team:
        """That roster, accepted."""
        listed = [item.raw for name, item in self.certificates.items() if name != without]
        return wire.accept_roster(
            roster=self.roster(before=before, without=without, now=now),
            certificates=listed,
            root=wire.SignPublic(self.root.public),
            newest=before,
            now=now,
        )


def staff() -> Staff:
    """Three holders and two workers, the second not certified for under-18s."""
    made = Staff()
    for role in wire.HOLDERS:
        made.add(role, role)
    made.add("Worker 1")
    made.add("Worker 2", under18=False)
    return made


@dataclass
class Scene:
    """A request that worker 1 has answered with epoch 1, and both sides of it."""

    staff: Staff
    team: wire.Team
    student: KeyRing
    asked: Asked
    made: MadeEpoch
    ours: Conversation
    theirs: Conversation

    def ring(self, name: str = "Worker 1") -> KeyRing:
        """A worker's keys."""
        return self.staff.rings[name]

    def accept(self, record: bytes, wrap: bytes, *, team: wire.Team | None = None) -> Joined:
        """The student's device judges an epoch 1."""
        return accept_first(
            record,
            wrap=wrap,
            ring=self.student,
            asked=self.asked,
            team=team or self.team,
            now=NOW,
        )


def asked_by(student: KeyRing, team: wire.Team, **more: object) -> Asked:
    """A request with a capsule."""
    story = Story(text="I cannot sleep.", topic="sleep", name="Student 1")
    identity = Identity(telegram_id="7000000001")
    return ask(story, ring=student, team=team, now=NOW, identity=identity, **more)  # type: ignore[arg-type]


def scene() -> Scene:
    """Epoch 1, accepted, nothing said yet."""
    people = staff()
    team = people.team()
    student = KeyRing.generate(side="student")
    asked = asked_by(student, team)
    me = people.id_of("Worker 1")
    ring = people.rings["Worker 1"]
    wraps = next(item for item in asked.request.wraps if item.certificate == me)
    letter = open_letter(
        asked.request.letter, wrap=wraps.letter, intake=asked.intake, box=ring.box, me=me
    )
    made = make_first(
        ring=ring,
        me=me,
        intake=asked.intake,
        supervision=letter.supervision,
        team=team,
        now=NOW,
    )
    joined = accept_first(
        made.joined.epoch.raw,
        wrap=made.wraps[0],
        ring=student,
        asked=asked,
        team=team,
        now=NOW,
    )
    ours, theirs = Conversation(joined), Conversation(made.joined)
    return Scene(people, team, student, asked, made, ours, theirs)


def say(writer: Conversation, text: str) -> Envelope:
    """Write, and have the server's word that it is durable."""
    envelope = writer.write(text, now=NOW)
    writer.acknowledged(envelope)
    return envelope


def read(reader: Conversation, data: bytes | TakenBack) -> list[Event]:
    """Take in a message that must fit."""
    result = reader.receive(data)
    assert not isinstance(result, Broken), result
    return list(result)


def broken(reader: Conversation, data: bytes | TakenBack) -> str:
    """What is wrong with a message that must not fit, and that nothing changes by it."""
    before = {way: reader.head(way) for way in Direction}
    result = reader.receive(data)
    assert isinstance(result, Broken), result
    assert before == {way: reader.head(way) for way in Direction}
    return result.what


def taken_back(envelope: Envelope) -> TakenBack:
    """What the server keeps of a message whose body was dropped."""
    header, _ = wire.read_message(envelope.message)
    return TakenBack(ad=header.raw, body=header.body)
