"""For every role and any sequence of calls: a contact and a disclosure stay with their parties.

The models are written from docs/protocol.md §13, §14 and §16 and not from the code. After each
call everybody looks everywhere that they can look.
"""

import asyncio
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import structlog
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

import crypto
from client.api import Json, Refused, b64
from client.contacts import read_letter, write_letter
from client.student import close_case
from crypto import wire
from crypto.wire import CaseId
from tests.hostile.inside import inside
from tests.hostile.upstairs import EVERYBODY, HOLDERS, STUDENTS, Houses, Players, living

MOVES: Final[Mapping[str, Mapping[str, str]]] = {
    "requested": {"approve": "approved", "refuse": "refused", "withdraw": "withdrawn"},
    "approved": {"half": "opened", "withdraw": "withdrawn"},
    "opened": {"half": "opened", "completion": "completed"},
    "withdrawn": {"withdraw": "withdrawn"},
}
"""docs/protocol.md §13's table; the requester's own half opens, and what was withdrawn is so when
they say it again, since an answer may be lost."""
NOT_FOUND: Final = 404
APPROVERS: Final = {"approve", "refuse"}
PAIRS: Final = [(one, other) for one in HOLDERS for other in HOLDERS if one != other]
WHO: Final = st.sampled_from(EVERYBODY)
WHICH: Final = st.integers(0, 3)
STEP: Final = st.sampled_from(["approve", "refuse", "half", "half", "completion", "withdraw"])
CALLS: Final = st.one_of(
    st.tuples(
        st.just("record"), WHO, st.tuples(st.sampled_from(PAIRS), st.integers(0, 1), st.booleans())
    ),
    st.tuples(st.just("step"), st.just("whose it is"), st.tuples(WHICH, STEP)),
    st.tuples(st.just("step"), st.just("whose it is"), st.tuples(WHICH, STEP)),
    st.tuples(st.just("step"), WHO, st.tuples(WHICH, STEP)),
    st.tuples(st.just("tell"), WHO, WHICH),
    st.tuples(st.just("show"), WHO, WHICH),
    st.tuples(st.just("write"), st.sampled_from(HOLDERS), st.integers(0, 1)),
    st.tuples(st.just("answer"), st.just("whose it is"), WHICH),
    st.tuples(st.just("end"), WHO, WHICH),
)


@dataclass(frozen=True, kw_only=True)
class Known:
    """A disclosure as it should be."""

    body: Json = field(repr=False)
    student: str
    state: str = "requested"
    told: bool
    shown: bool = False

    @property
    def holders(self) -> set[str]:
        return {str(self.body["requester"]), str(self.body["approver"])}

    @property
    def readers(self) -> set[str]:
        return self.holders | ({"auditor"} if self.shown else set())

    @property
    def noted(self) -> bool:
        """Whether its student reads that they were named: opened, and told."""
        return self.told and self.state in {"opened", "completed"}

    def gives_half_to(self, who: str) -> bool:
        role = {"requested": "approver", "approved": "requester", "opened": "requester"}
        return self.state in role and who == self.body[role[self.state]]


@dataclass(frozen=True, kw_only=True)
class KnownContact:
    """A holder's conversation with a student as it should be."""

    id: CaseId = field(repr=False)
    holder: str
    student: str
    open: bool = True

    @property
    def readers(self) -> set[str]:
        return {self.student, self.holder} if self.open else {self.student}


@dataclass(kw_only=True)
class Model:
    """What is called, and what everybody must and must not see after it."""

    players: Players
    versions: list[int] = field(default_factory=list)
    records: list[Known] = field(default_factory=list)
    contacts: list[KnownContact] = field(default_factory=list)
    letters: dict[CaseId, Json] = field(default_factory=dict)

    async def begin(self) -> None:
        await self.players.sign_in()
        for talk in self.players.house.talks:
            path = f"/api/disclosures/capsules/{b64(talk.case)}"
            self.versions.append((await self.players.people["deputy"].api.get(path))["version"])

    async def call(self, who: str, method: str, path: str, body: Json | None = None) -> int:
        """The status that comes of it."""
        self.players.at.clock.pass_(20)
        try:
            await self.players.people[who].api.call(method, path, body)
        except Refused as refused:
            return refused.status
        return 200

    async def do(self, what: str, who: str, detail: Any) -> None:  # noqa: ANN401 -- a call's own
        match what:
            case "record":
                await self._record(who, *detail)
            case "write":
                await self._write(who, detail)
            case "answer" | "end" if self.contacts:
                await self._contact(what, who, detail % len(self.contacts))
            case "step" if self.records:
                await self._step(who, detail[0] % len(self.records), detail[1])
            case "tell" | "show" if self.records:
                await self._more(what, who, detail % len(self.records))

    async def _record(self, who: str, pair: tuple[str, str], number: int, told: bool) -> None:
        who = pair[0] if who in HOLDERS else who
        body = a_record(pair, self.players.house.talks[number].case, self.versions[number], told)
        status = await self.call(who, "POST", "/api/disclosures", body)
        assert status == (200 if who in HOLDERS else 404)
        if who in HOLDERS:
            self.records.append(Known(body=body, student=STUDENTS[number], told=told))

    async def _step(self, who: str, number: int, step: str) -> None:
        known = self.records[number]
        whose = known.body["approver" if step in APPROVERS else "requester"]
        who = whose if who == "whose it is" else who
        path = f"/api/disclosures/{known.body['id']}"
        to = MOVES.get(known.state, {}).get(step)
        if step == "half":
            status = await self.call(who, "GET", f"{path}/half")
            assert status == (200 if known.gives_half_to(who) else 404)
            to = to if who == whose else None
        else:
            name = "decision" if step in APPROVERS else step
            status = await self.call(who, "POST", f"{path}/{name}", a_part(step))
            assert status == (404 if who != whose else 409 if to is None else 200)
            to = to if who == whose else None
        if to is not None:
            self.records[number] = replace(known, state=to)

    async def _more(self, what: str, who: str, number: int) -> None:
        known = self.records[number]
        path = f"/api/disclosures/{known.body['id']}"
        if what == "tell":
            status = await self.call(who, "PUT", f"{path}/tell", {"tell": 0})
            allowed = who in known.holders
            assert status == (404 if not allowed else 409 if known.noted else 200)
            self.records[number] = replace(known, told=known.told or allowed)
            return
        team = await self.players.people["manager"].team()
        now = self.players.people["manager"].now()
        wraps = [
            {"certificate": b64(name), "wrap": b64(crypto.random_bytes(200))}
            for name in team.auditors(now=now)
        ]
        status = await self.call(who, "POST", f"{path}/wraps", {"wraps": wraps})
        assert status == (200 if who in known.holders else 404)
        self.records[number] = replace(known, shown=known.shown or who in known.holders)

    async def _write(self, who: str, number: int) -> None:
        student = STUDENTS[number]
        there = [c for c in self.contacts if (c.holder, c.student, c.open) == (who, student, True)]
        self.players.at.clock.pass_(20)
        about = self.players.house.talks[number].about
        try:
            room = await write_letter(self.players.people[who], about=about, first="May I?")
        except Refused as refused:
            if not there or refused.code != "exists":
                raise
            return
        assert not there
        self.contacts.append(KnownContact(id=room.case, holder=who, student=student))

    async def _contact(self, what: str, who: str, number: int) -> None:
        known = self.contacts[number]
        self.players.at.clock.pass_(20)
        if what == "answer" and known.open:
            talk = self.players.house.talks[STUDENTS.index(known.student)]
            person = self.players.people[known.student]
            await read_letter(person, known.id, intake=talk.asked.intake)
        if what == "end":
            found = await self.players.people[known.student].api.case(known.id)
            by = "student" if who in STUDENTS else "holder"
            try:
                await close_case(self.players.people[who], found, by=by)
            except Refused as refused:
                if who in known.readers or refused.status != NOT_FOUND:
                    raise
                return
            assert who in known.readers
            self.contacts[number] = replace(known, open=False)

    async def everybody_looks(self) -> None:
        """Lists hold one's own, the newest first; what is another's is as what is not there."""
        for who in EVERYBODY:
            await self._disclosures_of(who)
            await self._contacts_of(who)

    async def _disclosures_of(self, who: str) -> None:
        status, answer = await self.players.get(who, "/api/disclosures")
        mine = [known.body["id"] for known in self.records if who in known.readers]
        if who in {*HOLDERS, "auditor"}:
            assert [row["id"] for row in answer["disclosures"]] == mine[::-1]
        else:
            assert (status, answer) == (404, {"error": "not_found"})
        if who in STUDENTS:
            _, record = await self.players.get(who, "/api/me/accesses")
            noted = {k.body["id"] for k in self.records if k.student == who and k.noted}
            assert {row["id"] for row in record["disclosures"]} == noted

    async def _contacts_of(self, who: str) -> None:
        status, answer = await self.players.get(who, "/api/cases")
        mine = {b64(known.id) for known in self.contacts if who in known.readers}
        if status == 200:
            rows = [row["case"] for row in answer["cases"] if row["kind"] == "contact"]
            assert (set(rows), len(rows)) == (mine, len(mine))
        for known in self.contacts:
            status, answer = await self.players.get(who, f"/api/cases/{b64(known.id)}")
            assert status == (200 if who in known.readers else 404), who
            if who not in known.readers:
                random = f"/api/cases/{b64(crypto.random_bytes(16))}"
                assert (status, answer) == await self.players.get(who, random)

    async def nobody_sees_it_elsewhere(self, logs: str) -> None:
        """Nothing that any list shows, and no log, holds another's contact or disclosure."""
        for who in EVERYBODY:
            said = str(await self.players.looks(who))
            for known in self.records:
                noted = known.student == who and known.noted
                if who not in known.readers and not noted:
                    assert not [text for text in _texts(known) if text in said], who
                assert not [text for text in _texts(known)[1:] if text in logs]
            for contact in self.contacts:
                assert (b64(contact.id) in said) == (who in contact.readers), who


def _texts(known: Known) -> list[str]:
    return [str(known.body[name]) for name in ("id", "record", "note", "mark")]


def a_record(pair: tuple[str, str], case: CaseId, version: int, told: bool) -> Json:
    """A record of the right shape; what is inside is nobody's business here."""
    return {
        "id": b64(crypto.random_bytes(16)),
        "case": b64(case),
        "capsule_version": version,
        "mark": b64(crypto.random_bytes(16)),
        "requester": pair[0],
        "approver": pair[1],
        "record": b64(crypto.random_bytes(500)),
        "wraps": [{"role": role, "wrap": b64(crypto.random_bytes(200))} for role in pair],
        "tell": 0 if told else wire.NEVER,
        "note": b64(crypto.random_bytes(200)),
        "closed_to": [],
    }


def a_part(step: str) -> Json:
    """What goes with a step."""
    part = b64(crypto.random_bytes(300))
    match step:
        case "approve":
            return {"decision": step, "part": part, "release": b64(crypto.random_bytes(200))}
        case "refuse":
            return {"decision": step, "part": part}
        case "completion":
            return {"part": part}
    return {}


BEGIN: Final[list[tuple[str, str, Any]]] = [
    ("record", "coordinator", (("coordinator", "manager"), 0, True)),
    ("write", "manager", 0),
    ("write", "coordinator", 1),
]


@settings(
    max_examples=4,
    deadline=None,
    # A failing day is printed as it was: shrinking days of a real service takes too long.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(calls=st.lists(CALLS, min_size=6, max_size=10))
@example(
    calls=[("step", "whose it is", (0, "withdraw"))] * 2 + [("step", "manager", (0, "withdraw"))]
)
def test_no_sequence_of_calls_shows_a_contact_or_a_disclosure_to_others(
    house: Houses, calls: list[tuple[str, str, Any]]
) -> None:
    async def run(data: Path) -> None:
        town, home, clock = living(house(), data)
        async with inside(town, home, clock=clock) as at:
            model = Model(players=Players(at=at, house=house()))
            await model.begin()
            for what, who, detail in BEGIN + calls:
                await model.do(what, who, detail)
                await model.everybody_looks()
            await model.nobody_sees_it_elsewhere(repr(logs))

    with tempfile.TemporaryDirectory() as home, structlog.testing.capture_logs() as logs:
        asyncio.run(run(Path(home) / "data"))
