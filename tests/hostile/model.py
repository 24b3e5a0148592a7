"""What the service promises about requests and conversations, as a small pure model.

Written from docs/api.md and docs/protocol.md, not from the code; no call is made here. Every
method says what must come of a call (`ok`, or status and code) and moves the model if it is ok.
"""

from dataclasses import dataclass, field
from typing import Final

from crypto.wire import CaseId

OK: Final = "ok"
SIGNED_OUT: Final = "401 signed_out"
NOT_FOUND: Final = "404 not_found"
REFUSED: Final = "refused by the device"
CLAIM_SECONDS: Final = 30 * 60
OTHERS_KEPT_SECONDS: Final = 72 * 3600


@dataclass
class Said:
    """One envelope of a direction; `text` is None for what only moves *seen* or takes back."""

    text: str | None
    taken: bool = False


@dataclass
class ModelCase:
    """A case. `asked` are the workers in its recipients; `worker` who claimed or talks."""

    student: str | None
    asked: set[str]
    submitted: int
    state: str = "waiting"
    passed: set[str] = field(default_factory=set)
    recused: set[str] = field(default_factory=set)
    worker: str | None = None
    until: int = 0
    opened: int = 0
    others_kept: bool = True
    entered: bool = False
    has_epoch: bool = False
    epoch: int = 1
    said: tuple[list[Said], list[Said]] = field(default_factory=lambda: ([], []))
    """What was sent in the newest epoch, by direction."""
    ended: dict[int, set[tuple[int, str]]] = field(default_factory=dict)
    """What stands of the epochs before."""
    since: dict[str, int] = field(default_factory=dict)
    """Workers who took over, and the epoch from which on they read."""
    known: dict[str, int] = field(default_factory=dict)
    """The newest epoch that somebody's own record names."""
    had: set[str] = field(default_factory=set)
    """Everybody who was ever in it."""
    shown: list[int] = field(default_factory=lambda: [0, 0])
    """How far each side says that it has seen the other (by the newest envelope sent)."""
    seen: list[int] = field(default_factory=lambda: [0, 0])

    @property
    def standing(self) -> set[tuple[int, str]]:
        """What stands of the newest epoch."""
        return {
            (way, each.text)
            for way, line in enumerate(self.said)
            for each in line
            if each.text is not None and not each.taken
        }

    def texts(self, who: str) -> set[tuple[int, str]]:
        """What stands, as somebody reads it: a worker who took over from their epoch on."""
        since = self.since.get(who, 1)
        before = (said for epoch, said in self.ended.items() if epoch >= since)
        return self.standing.union(*before)


@dataclass
class Model:
    """Everybody and every case. Names of people are theirs in the tests."""

    listed: set[str]
    suspended: set[str] = field(default_factory=set)
    away: set[str] = field(default_factory=set)
    paused: bool = False
    cases: dict[CaseId, ModelCase] = field(default_factory=dict)

    def here(self, who: str) -> bool:
        """Whether this person's session is good."""
        return who not in self.away and who not in self.suspended

    @property
    def working(self) -> set[str]:
        """The workers who may be given anything."""
        return self.listed - self.suspended

    @property
    def open(self) -> bool:
        """Whether intake is."""
        return bool(self.working) and not self.paused

    def state(self, case: ModelCase, now: int) -> str:
        """By the clock: a claim ends at its time."""
        lapsed = case.state == "claimed" and now >= case.until
        return "waiting" if lapsed else case.state

    def live(self, student: str) -> tuple[CaseId, ModelCase] | None:
        """The case that this student has, if one is not closed."""
        found = [
            (id_, c)
            for id_, c in self.cases.items()
            if c.student == student and c.state != "closed"
        ]
        assert len(found) <= 1
        return found[0] if found else None

    def may_take(self, worker: str, case: ModelCase) -> bool:
        return worker in (case.asked - case.passed - case.recused) & self.working

    def sees(self, who: str, case: ModelCase, now: int) -> bool:
        """Whether a case is there for this person at all."""
        if case.student == who:
            return True
        # Who left the roster is revoked, at once (protocol.md section 3.2).
        mine = case.worker == who and who in self.listed
        return mine and self.state(case, now) in {"claimed", "open"}

    def queue(self, worker: str, now: int) -> list[CaseId]:
        """What the worker is shown, oldest first."""
        shown = [
            (case.submitted, id_)
            for id_, case in self.cases.items()
            if self.state(case, now) == "waiting" and self.may_take(worker, case)
        ]
        return [id_ for _, id_ in sorted(shown)]

    def counts(self, now: int) -> dict[str, int]:
        """As holders are told."""
        states = [(self.state(case, now), case) for case in self.cases.values()]
        stuck = [
            case
            for state, case in states
            if state == "waiting" and not any(self.may_take(w, case) for w in case.asked)
        ]
        found = {
            name: [s for s, _ in states].count(name) for name in ("waiting", "claimed", "open")
        }
        return found | {"stuck": len(stuck)}

    # What people do

    def ask(self, student: str) -> str:
        """A first request of somebody without a live one."""
        if not self.here(student):
            return SIGNED_OUT
        if not self.listed:
            return REFUSED
        return OK if self.open else "409 shut"

    def revise(self, student: str, case: ModelCase, now: int) -> str:
        if not self.here(student):
            return SIGNED_OUT
        if not self.listed:
            return REFUSED
        if self.state(case, now) != "waiting":
            return "409 claimed" if case.state in {"claimed", "open"} else NOT_FOUND
        case.state, case.worker = "waiting", None
        case.asked, case.passed = set(self.listed), set()
        return OK

    def claim(self, worker: str, case: ModelCase, now: int) -> str:
        if not self.here(worker):
            return SIGNED_OUT
        state = self.state(case, now)
        if state == "claimed" and case.worker == worker:
            return OK if worker in self.listed else NOT_FOUND
        if not case.others_kept or not self.may_take(worker, case):
            return NOT_FOUND
        if state != "waiting":
            return "409 taken" if state != "closed" else NOT_FOUND
        case.state, case.worker, case.until = "claimed", worker, now + CLAIM_SECONDS
        return OK

    def aside(self, worker: str, case: ModelCase, *, recuse: bool) -> str:
        """Pass or recuse."""
        if not self.here(worker):
            return SIGNED_OUT
        if worker not in case.asked or case.state not in {"waiting", "claimed"}:
            return NOT_FOUND
        if worker in case.recused or (worker in case.passed and not recuse):
            return OK
        (case.recused if recuse else case.passed).add(worker)
        if case.worker == worker:
            case.state, case.worker = "waiting", None
        return OK

    def release(self, worker: str, case: ModelCase) -> str:
        if not self.here(worker):
            return SIGNED_OUT
        if case.state != "claimed" or case.worker != worker:
            return NOT_FOUND
        case.state, case.worker = "waiting", None
        return OK

    def accept(self, worker: str, case: ModelCase, text: str, now: int) -> str:
        """By somebody who has read the letter at some time."""
        if not self.here(worker):
            return SIGNED_OUT
        if worker not in self.listed:
            return REFUSED
        if worker not in case.asked or case.state == "closed":
            return NOT_FOUND
        if case.state == "open" and case.worker != worker and not case.others_kept:
            return NOT_FOUND
        if self.state(case, now) != "claimed" or case.worker != worker:
            return "409 lapsed"
        case.state, case.opened, case.has_epoch = "open", now, True
        case.known[worker] = 1
        case.had |= {worker, case.student or ""}
        case.said[1].append(Said(text))
        return OK

    def enter(self, who: str, case: ModelCase, *, worker_of_record: str) -> str:
        """Look into the room from the start; the student's first time acknowledges it."""
        if not self.here(who):
            return SIGNED_OUT
        if who != case.student:
            mine = case.worker == who and who in self.listed and case.state == "open"
            case.known |= {who: case.epoch} if mine else {}
            return OK if mine else NOT_FOUND
        if case.known.get(who, 0) < case.epoch and worker_of_record not in self.listed:
            return REFUSED
        case.entered, case.known[who] = True, case.epoch
        if case.state == "open":
            case.others_kept = False
        return OK

    def write(self, who: str, case: ModelCase, said: Said) -> str:
        """One envelope by a member, over a socket."""
        if not self.here(who):
            return SIGNED_OUT
        if case.state != "open" or who not in {case.student, case.worker}:
            return NOT_FOUND
        if who == case.worker and who not in self.listed:
            return NOT_FOUND
        way = int(who != case.student)
        case.said[way].append(said)
        case.seen[way] = case.shown[way]
        return OK

    def follow(self, who: str, case: ModelCase, *, worker_of_record: str) -> str:
        """Into the epochs that came since: who left the roster is not followed by the student."""
        if not self.here(who):
            return SIGNED_OUT
        if who != case.student:
            mine = case.worker == who and who in self.listed and case.state == "open"
            case.known |= {who: case.epoch} if mine else {}
            return OK if mine else NOT_FOUND
        new = case.known.get(who, 0) < case.epoch
        if new and worker_of_record not in self.listed:
            return REFUSED
        if new and case.state == "open":
            case.others_kept = False
        case.known[who] = case.epoch
        return OK

    def renew(self, who: str, case: ModelCase) -> str:
        """The next epoch of the same two, or under new keys of the student."""
        if not self.here(who):
            return SIGNED_OUT
        if case.worker not in self.listed:
            return REFUSED
        self.next_epoch(who, case)
        return OK

    def hand_over(self, case: ModelCase, *, to: str) -> str:
        """The student's choice of another worker."""
        who = case.student or ""
        if not self.here(who):
            return SIGNED_OUT
        if to not in self.listed:
            return REFUSED
        followed = self.follow(who, case, worker_of_record=case.worker or "")
        if followed != OK:
            return followed
        if to in self.suspended:
            return "409 roster"
        self.next_epoch(who, case)
        case.worker, case.since[to] = to, case.epoch
        case.had.add(to)
        return OK

    def next_epoch(self, who: str, case: ModelCase) -> None:
        case.ended[case.epoch] = case.standing
        case.epoch += 1
        case.said, case.shown, case.seen = ([], []), [0, 0], [0, 0]
        case.known[who] = case.epoch
        if who == case.student:
            case.others_kept, case.entered = False, True

    def close(self, who: str, case: ModelCase, now: int) -> str:
        if not self.here(who):
            return SIGNED_OUT
        if not self.sees(who, case, now):
            return NOT_FOUND
        if case.state == "closed":
            return OK
        if who != case.student and case.state != "open":
            return NOT_FOUND
        case.state, case.worker, case.others_kept = "closed", None, False
        return OK

    def erase(self, who: str, case: ModelCase) -> str:
        """The student's own word: from any state there is nothing any more, for nobody."""
        if not self.here(who):
            return SIGNED_OUT
        if who != case.student:
            return NOT_FOUND
        case.had.add(who)
        case.state, case.student, case.worker, case.others_kept = "closed", None, None, False
        return OK

    def sweep(self, now: int) -> None:
        """Time's doings, and the claims of those who may not go on."""
        for case in self.cases.values():
            lost = case.state == "claimed" and not self.may_take(case.worker or "", case)
            if case.state == "claimed" and (now >= case.until or lost):
                case.state, case.worker = "waiting", None
            if case.state == "open" and now >= case.opened + OTHERS_KEPT_SECONDS:
                case.others_kept = False
