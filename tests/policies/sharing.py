"""What holds of consents in a conversation (R1, R3, R4, R6), for the checks of those requirements.

Here: small conversations in memory, and what follows from them. Never here: a server, a switch.
"""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from client import sharing
from client.keys import KeyRing
from crypto import CryptoError, wire
from crypto.wire import CaseId, Direction
from crypto.wire.sharing import AskHash
from tests.policies.setting import NOW, refuses

CASE = CaseId(b"c" * 16)
DAY = 86_400
ASKING = sharing.Asking(
    what="That they sleep badly.",
    recipient="Sleep Clinic",
    wording="I agree that this is passed on to The Sleep Clinic, and to nobody else.",
    until=NOW + 30 * DAY,
)
SPOKEN = replace(ASKING, nature="phone", spoken=NOW - 60)


class Talk:
    """A worker and a student, what was said about consent, and who has written at all."""

    def __init__(self, *, written: tuple[Direction, ...] = tuple(Direction)) -> None:
        self.student = KeyRing.generate(side="student")
        self.worker = KeyRing.generate(side="staff")
        self.said: list[tuple[bool, bytes]] = []
        self.room: Any = SimpleNamespace(
            case=CASE, now=lambda: NOW, texts={(1, way, 1): None for way in written}
        )

    @property
    def ledger(self) -> wire.Ledger:
        """What it comes to."""
        return wire.read_ledger(
            self.said,
            case=CASE,
            student=[wire.SignPublic(self.student.sign.public)],
            other=wire.SignPublic(self.worker.sign.public),
        )

    def ask(self, asking: sharing.Asking = ASKING) -> AskHash:
        """The worker asks."""
        self.said.append((False, sharing.ask_to_share(self.room, asking, ring=self.worker)))
        return self.ledger.asks[-1].hash

    def dispute(self, word: str, *, by_student: bool) -> str:
        """One side's word on a dispute with the union's own services, and what it comes to then."""
        ring = self.student if by_student else self.worker
        self.said.append((by_student, sharing.say_dispute(self.room, word, ring=ring)))
        return self.ledger.dispute.state

    def answer(self, ask: AskHash, action: str, **avoid: Any) -> None:  # noqa: ANN401
        """The student's word."""
        row = self.ledger.row(ask)
        assert row is not None
        word = sharing.answer(row, action, ring=self.student, now=NOW, **avoid)
        self.said.append((True, word))

    def may(self, ask: AskHash, *, spoken: bool = True, now: int = NOW + 1) -> str:
        """Whether it may be done."""
        return wire.may_share(self.ledger, ask, spoken=spoken, now=now)


def nothing_without_consent() -> None:
    """Nothing by default; on a yes until it is taken back, or its time is over."""
    talk = Talk()
    ask = talk.ask()
    assert talk.may(ask) == "unanswered"
    talk.answer(ask, "agree", said_nobody=True)
    assert talk.may(ask) == "may"
    assert talk.may(ask, now=ASKING.until) == "expired"
    talk.answer(ask, "withdraw")
    assert talk.may(ask) == "withdrawn"


def recorded_with_its_wording() -> None:
    """An answer names action, purpose, recipient and the very words; a spoken yes is none."""
    talk = Talk()
    noted = talk.ask(SPOKEN)
    row = talk.ledger.row(noted)
    assert row is not None
    assert (row.ask.nature, row.ask.spoken) == ("phone", NOW - 60)
    assert not row.words
    talk.answer(noted, "agree", said_nobody=True)
    (given,) = talk.ledger.asks[0].words
    kept = given.consent
    assert (kept.action, kept.scope, kept.recipient) == ("agree", "referral", ASKING.recipient)
    assert (kept.wording, kept.given) == (wire.wording_digest(ASKING.wording), NOW)
    other = Talk()
    other.ask()
    asked = other.ledger.asks[0]
    asked.ask = replace(asked.ask, wording="Everything, to everybody.")
    wrong = sharing.answer(asked, "agree", ring=other.student, now=NOW, said_nobody=True)
    other.said.append((True, wrong))
    assert not other.ledger.asks[0].words


def asked_whom_not_to_contact() -> None:
    """Nobody can agree without having said it, and it is held to."""
    talk = Talk()
    ask = talk.ask()
    assert refuses(CryptoError, lambda: talk.answer(ask, "agree"))
    talk.answer(ask, "agree", whom="My parents; the  sleep CLINIC")
    assert talk.ledger.avoided == ["My parents; the  sleep CLINIC"]
    assert talk.may(ask) == "avoided"
    elsewhere = talk.ask(replace(ASKING, recipient="The tutor"))
    talk.answer(elsewhere, "agree", said_nobody=True)
    assert talk.may(elsewhere) == "may"


def spoken_with_first() -> None:
    """No referral is asked for, and none made, before both have written."""
    for written in ((), (Direction.FROM_WORKER,), (Direction.FROM_STUDENT,)):
        silent = Talk(written=written)
        assert refuses(sharing.Refusal, silent.ask)
    talk = Talk()
    ask = talk.ask()
    talk.answer(ask, "agree", said_nobody=True)
    assert talk.may(ask, spoken=False) == "unspoken"
    assert talk.may(ask) == "may"


def both_are_content() -> None:
    """It goes on unmarked where both said yes, and then only; either's no stops it, with no why."""
    for raised_by in (True, False):
        talk = Talk()
        assert talk.ledger.dispute.state == "none"
        assert talk.dispute("dispute", by_student=raised_by) == "asked"
        assert talk.dispute("content", by_student=True) == "asked"
        assert talk.dispute("content", by_student=False) == "content"
        assert talk.dispute("stop", by_student=raised_by) == "stopped"
        assert talk.dispute("content", by_student=not raised_by) == "stopped"
    assert refuses(CryptoError, lambda: Talk().dispute("because", by_student=True))
