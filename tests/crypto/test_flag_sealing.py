"""Flags of the reference client: who opens one, and the chain of what holders do with it.
Whether a server serves all this is for the tests against one; here stands a chain in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

import crypto
from client.access import Person
from client.api import Json, b64, unb64
from client.api import Refused as Answered
from client.flag_desk import FlagInbox
from client.flags import (
    FlagRow,
    FlagStep,
    FlagSubject,
    FlagWords,
    OpenedFlag,
    open_flag,
    open_late_flag,
    raise_flag,
    read_history,
    seal_event,
    step_after,
)
from client.holder import Holder
from client.keys import KeyRing
from crypto import CryptoError, wire
from tests.crypto.thief import NOW, Case, House


@pytest.fixture(scope="module")
def house() -> House:
    """The three holders and a worker."""
    return House()


@pytest.mark.parametrize(
    ("left_out", "readers"),
    [
        ("", ("coordinator", "manager")),
        ("coordinator", ("manager", "deputy")),
        ("manager", ("coordinator", "deputy")),
    ],
)
def test_a_flag_opens_for_its_two_holders_and_for_nobody_else(
    house: House, left_out: str, readers: tuple[str, str]
) -> None:
    case = Case(house)
    own = KeyRing.generate(side="student")
    made = raise_flag(
        FlagWords(said="I need more help than this.", left_out=left_out),
        about=FlagSubject(
            case=case.case,
            intake=wire.RecordHash(bytes(31) + b"\1"),
            sign_key=wire.SignPublic(own.sign.public),
            box_key=wire.BoxPublic(own.box.public),
        ),
        ring=own,
        certificate=b"",
        team=house.team,
        now=NOW,
    )
    assert tuple(made.wraps) == readers
    for role in readers:
        opened = open_flag(
            flag=made.id,
            sealed=made.sealed,
            wrap=made.wraps[role],
            role=role,
            secret=house.role_keys[role],
            team=house.team,
        )
        assert opened.proven
        assert opened.flag.left_out == left_out
    assert (made.late is None) == bool(left_out)
    if made.late is not None:
        part, late = made.late
        asked: dict[str, Any] = {"flag": made.id, "sealed": made.sealed, "part": part}
        asked |= {"secret": house.role_keys["deputy"], "team": house.team}
        assert open_late_flag(late=late, **asked).flag.said == "I need more help than this."
        with pytest.raises(CryptoError):
            open_late_flag(late=bytes(32), **asked)


@dataclass
class ChainServer:
    """A server that keeps one flag's events in order, and answers 409 out of place."""

    sealed: bytes
    rows: list[Json] = field(default_factory=list)
    slips: list[FlagRow] = field(default_factory=list)

    @property
    def head(self) -> bytes:
        last = unb64(self.rows[-1]["event"]) if self.rows else self.sealed
        return wire.flag_chain(last)

    async def get(self, path: str) -> Json:
        after = int(path.split("after=")[1])
        return {"events": self.rows[after:]}

    async def post(self, _path: str, body: Mapping[str, Any]) -> Json:
        while self.slips:
            slip = self.slips.pop(0)
            event = b64(slip.event)
            self.rows.append({"number": slip.number, "event": event, "mark": slip.mark})
        if (body["number"], unb64(body["previous"])) != (len(self.rows) + 1, self.head):
            raise Answered(409, "changed")
        self.rows.append({name: body[name] for name in ("number", "event", "mark")})
        return {"number": body["number"]}


@dataclass
class Desk(Person):
    """A person whose team is at hand."""

    given: wire.Team | None = None

    async def team(self, *, in_conversation: bool = False) -> wire.Team:
        del in_conversation
        assert self.given is not None
        return self.given


def inbox(house: House, role: str, server: ChainServer) -> FlagInbox:
    """A holder's inbox before this server."""
    api: Any = server
    desk = Desk(api=api, side="staff", launches=str, now=lambda: NOW, given=house.team)
    ring = house.rings[role].with_entry(f"role/{role}/1", house.role_keys[role].secret)
    desk.change(ring)
    return FlagInbox(Holder(desk, role))


def event(
    house: House, role: str, flag: OpenedFlag, rows: list[FlagRow], step: FlagStep
) -> FlagRow:
    """An event behind these rows."""
    return seal_event(
        step,
        flag=flag,
        after=read_history(rows, flag=flag, team=house.team),
        ring=house.rings[role],
        certificate=house.certificates[role],
        now=NOW,
    )


async def test_of_several_edits_at_once_none_is_lost(house: House) -> None:
    """Another holder's events come between reading and writing, again and again."""
    case = Case(house)
    server = ChainServer(case.flag.sealed)
    flag = case.opened_flag("coordinator")
    first = event(house, "manager", flag, [], FlagStep(kind="acknowledge"))
    second = event(house, "manager", flag, [first], FlagStep(kind="note", note="The manager's."))
    server.slips = [first, second]
    desk = inbox(house, "coordinator", server)
    history = await desk.act(flag, FlagStep(kind="acknowledge", note="The coordinator's."))
    assert history.state == "acknowledged"
    kept = [read.event.note for read in history.events if read.event]
    assert kept == ["", "The manager's.", "The coordinator's."]
    assert history.events[-1].event is not None
    assert history.events[-1].event.kind == "note"
    again = await desk.act(flag, FlagStep(kind="acknowledge"))
    assert again.number == 3
    for step in (
        FlagStep(kind="discuss"),
        FlagStep(kind="decide", outcome="none", note="No breach."),
        FlagStep(kind="close"),
    ):
        history = await desk.act(flag, step)
    assert history.state == "closed"
    assert [row["mark"] for row in server.rows] == ["acknowledged", "", "", "", "", "closed"]


def test_a_chain_that_was_tampered_with_is_shown_as_it_is(house: House) -> None:
    case = Case(house)
    flag = case.opened_flag("manager")
    first = event(house, "manager", flag, [], FlagStep(kind="acknowledge"))
    second = event(house, "coordinator", flag, [first], FlagStep(kind="discuss"))
    rows = [first, second]
    assert read_history(rows, flag=flag, team=house.team).state == "discussing"
    lied = replace(first, mark="closed")
    found = read_history([lied, second], flag=flag, team=house.team)
    assert (found.state, found.events[0].author) == ("sent", None)
    missing = replace(first, event=second.event)
    found = read_history([missing, second], flag=flag, team=house.team)
    assert [read.event for read in found.events] == [None, None]
    with pytest.raises(crypto.MalformedStructure):
        read_history([second], flag=flag, team=house.team)
    closed = replace(found, state="closed")
    assert step_after(closed, FlagStep(kind="note", note="x")) == FlagStep(kind="note", note="x")
    assert step_after(closed, FlagStep(kind="close")) is None
