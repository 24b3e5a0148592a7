"""The shared vectors of the coordinator's side: all of them open, or are refused as they say.
The TypeScript client holds the same files to the same tests."""

from collections.abc import Callable, Iterator, Mapping

import pytest

import crypto
from client.contacts import accept_contact
from client.declaring import judge_cannot_act
from client.disclosing import Half, open_disclosed, read_disclosure
from client.flags import FlagRow, open_event, open_flag, open_late_flag
from client.keys import KeyRing
from client.notes import open_note
from client.numbers import open_numbers, sign_table
from client.reports import (
    OpenedReport,
    ReportRow,
    open_outcome,
    open_report,
    read_report_history,
)
from client.supervision import EntryRow, open_entry, open_reply
from crypto import BoxSecret, CryptoError, SigningKey, wire
from crypto.wire.reports import REPORT_EVENTS, REPORT_STATES, after_report_event
from tests.crypto.test_vectors import Vector, accept, raw, vectors

TEAM = accept(vectors("rosters")[0])
NOW = int(vectors("rosters")[0]["now"])


def secret(vector: Vector) -> BoxSecret:
    """Whose device reads."""
    return BoxSecret(raw(vector["secret"]))


def ring(vector: Vector) -> KeyRing:
    """The student's keys."""
    sign = SigningKey(raw(vector["seed"]))
    return KeyRing(side="student", sign=sign, box=secret(vector), others={})


def entry(vector: Vector) -> object:
    row = EntryRow(
        **{name: raw(vector[name]) for name in ("id", "tag", "sealed", "wrap")},
        term=vector["term"],
    )
    return open_entry(row, role=vector["role"], secret=secret(vector), team=TEAM).author


def reply(vector: Vector) -> object:
    boxed, name = raw(vector["boxed"]), raw(vector["entry"])
    return open_reply(boxed, entry=name, secret=secret(vector), team=TEAM).author


def flag(vector: Vector) -> object:
    opened = open_flag(
        flag=raw(vector["id"]),
        sealed=raw(vector["sealed"]),
        wrap=raw(vector["wrap"]),
        role=vector["role"],
        secret=secret(vector),
        team=TEAM,
    )
    return opened if opened.proven else None


def late(vector: Vector) -> object:
    return open_late_flag(
        flag=raw(vector["id"]),
        sealed=raw(vector["sealed"]),
        part=raw(vector["part"]),
        late=raw(vector["late"]),
        secret=secret(vector),
        team=TEAM,
    )


def event(vector: Vector) -> object:
    row = FlagRow(number=vector["number"], event=raw(vector["event"]), mark=vector["mark"])
    opened, author = open_event(
        row,
        flag=raw(vector["flag"]),
        key=raw(vector["flag_key"]),
        previous=raw(vector["previous"]),
        team=TEAM,
    )
    assert opened.kind == vector["kind"]
    return author


def read(vector: Vector) -> object:
    return read_disclosure(
        [raw(part) for part in vector["parts"]],
        disclosure=raw(vector["id"]),
        wrap=raw(vector["wrap"]),
        role=vector["role"],
        secret=secret(vector),
        team=TEAM,
    ).completion


def opened_capsule(vector: Vector) -> wire.Capsule:
    """The identity that a vector's two halves give."""
    half = Half(
        boxed=raw(vector["half"]),
        record=wire.open_signed(raw(vector["capsule_record"]), wire.CapsuleRecord),
        secret=secret(vector),
    )
    return open_disclosed(
        record=wire.open_signed(raw(vector["record"]), wire.Disclosure),
        decision=raw(vector["decision"]),
        release=raw(vector["release"]),
        half=half,
        capsule=raw(vector["capsule"]),
        student=wire.SignPublic(raw(vector["student"])),
        team=TEAM,
    )


def note(vector: Vector) -> object:
    boxed = raw(vector["boxed"])
    return open_note(boxed, disclosure=raw(vector["id"]), secret=secret(vector), team=TEAM)[1]


def contact(vector: Vector) -> object:
    return accept_contact(
        raw(vector["contact"]),
        record=raw(vector["record"]),
        wrap=raw(vector["wrap"]),
        intake=wire.open_signed(raw(vector["intake"]), wire.Intake),
        ring=ring(vector),
        team=TEAM,
        now=vector["now"],
    )


def following(vector: Vector) -> None:
    wire.check_next_epoch(
        wire.open_signed(raw(vector["record"]), wire.Epoch),
        before=wire.open_signed(raw(vector["before"]), wire.Epoch),
        changes=wire.Changes(worker=raw(vector["worker_change"])),
    )


def numbers(vector: Vector) -> object:
    found = open_numbers(
        raw(vector["boxed"]),
        week=vector["week"],
        counters=vector["counters"],
        secret=secret(vector),
        team=TEAM,
    )
    assert list(found.counts) == vector["counts"]
    return found


def cannot_act(vector: Vector) -> object:
    intake = wire.open_signed(raw(vector["intake"]), wire.Intake)
    return judge_cannot_act(raw(vector["notice"]), intake=intake, team=TEAM, now=vector["now"])


def report(vector: Vector) -> OpenedReport | None:
    opened = open_report(
        report=raw(vector["id"]),
        sealed=raw(vector["sealed"]),
        wrap=raw(vector["wrap"]),
        role=vector["role"],
        secret=secret(vector),
        team=TEAM,
    )
    return opened if opened.certain else None


def report_history(vector: Vector) -> object:
    opened = report(vectors("reports")[0])
    assert opened is not None
    rows = [
        ReportRow(number=row["number"], event=raw(row["event"]), mark=row["mark"])
        for row in vector["events"]
    ]
    history = read_report_history(rows, report=opened, team=TEAM)
    assert history.state == vector["state"]
    return history if all(each.moved for each in history.events) else None


def outcome(vector: Vector) -> object:
    name, boxed = raw(vector["report"]), raw(vector["boxed"])
    return open_outcome(boxed, report=name, reply=secret(vector), team=TEAM)[1]


DOING: Mapping[str, Mapping[str, Callable[[Vector], object]]] = {
    "entries": {"entry": entry, "reply": reply},
    "flags": {"flag": flag, "late": late, "event": event},
    "disclosures": {"read": read, "open": opened_capsule, "note": note},
    "contacts": {"contact": contact, "next": following},
    "cannot_act": {"notice": cannot_act},
    "reports": {"report": report, "history": report_history, "outcome": outcome},
    "numbers": {"numbers": numbers},
}


def judged() -> Iterator[object]:
    """Every vector that says what it comes to."""
    for page in DOING:
        for vector in vectors(page):
            if "fits" in vector:
                yield pytest.param(page, vector, id=f"{page}: {vector['name']}")


@pytest.mark.parametrize(("page", "vector"), list(judged()))
def test_each_opens_or_not_as_it_says(page: str, vector: Vector) -> None:
    try:
        found = DOING[page][vector["do"]](vector)
        outcome = "all" if found is not None else "unproven"
    except CryptoError:
        outcome = "nothing"
    assert outcome == vector["fits"]


@pytest.mark.parametrize("page", DOING)
def test_in_each_file_some_open_and_some_do_not(page: str) -> None:
    assert {"all", "nothing"} <= {vector.get("fits") for vector in vectors(page)}


def doing(page: str, what: str) -> list[Vector]:
    """A file's vectors that ask for one thing."""
    found = [vector for vector in vectors(page) if vector["do"] == what]
    assert found
    return found


def test_terms_tags_and_their_names() -> None:
    for vector in doing("entries", "term"):
        assert wire.term_of(vector["time"]) == vector["term"]
    for vector in doing("entries", "tag"):
        tag = wire.supervision_tag(secret=raw(vector["secret"]), term=vector["term"])
        assert tag == raw(vector["tag"])
        names = [" ".join(crypto.tag_name(tag, count=count)) for count in (2, 3, 11)]
        assert names == vector["words"]


def test_the_tables_of_states_are_whole() -> None:
    flags = {(v["state"], v["kind"]): v["after"] for v in doing("flags", "state")}
    assert len(flags) == len(wire.FLAG_STATES) * len(wire.FLAG_EVENTS)
    for (state, kind), after in flags.items():
        assert wire.after_flag_event(state, kind) == after
    disclosures = {(v["state"], v["event"]): v["after"] for v in doing("disclosures", "state")}
    assert len(disclosures) == len(wire.DISCLOSURE_STATES) * 5
    for (state, happening), after in disclosures.items():
        assert wire.after_disclosure_event(state, happening) == after
    assert wire.after_flag_event("sent", "decide") is None
    assert wire.after_disclosure_event("refused", "approve") is None


def test_a_flag_comes_to_its_state_and_what_is_not_allowed_counts_as_a_note() -> None:
    steps = [v["kind"] for v in doing("flags", "event") if v["fits"] == "all"]
    assert wire.flag_state(steps) == "discussing"
    assert wire.flag_state(["close", "decide", "acknowledge", "acknowledge"]) == "acknowledged"


def test_a_report_is_not_closed_before_its_author_was_told() -> None:
    table = {(v["state"], v["kind"]): v["after"] for v in doing("reports", "state")}
    assert len(table) == len(REPORT_STATES) * len(REPORT_EVENTS)
    for (state, kind), after in table.items():
        assert after_report_event(state, kind) == after
    assert [state for state in REPORT_STATES if table[state, "close"]] == ["told"]


def test_marks_of_grounds() -> None:
    for vector in doing("disclosures", "mark"):
        key, case = raw(vector["flag_key"]), wire.CaseId(raw(vector["case"]))
        mark = wire.ground_mark(flag_key=key, case=case, ground=vector["ground"])
        assert mark == raw(vector["mark"])


def test_the_identity_that_two_holders_open_is_what_the_student_sealed() -> None:
    vector = next(v for v in vectors("disclosures") if v["name"] == "opening")
    assert opened_capsule(vector).name == "Student 1"


def test_weeks_periods_and_how_counts_are_shown() -> None:
    for vector in doing("numbers", "shown"):
        assert wire.shown_count(vector["count"]) == vector["shown"]
    for vector in doing("numbers", "week"):
        for kind in wire.PERIOD_KINDS:
            assert wire.period_of_week(vector["week"], kind=kind) == vector[kind]
    for vector in doing("numbers", "period"):
        assert list(wire.weeks_of(vector["period"])) == vector["weeks"]
    for vector in doing("numbers", "time"):
        assert wire.week_of(vector["time"]) == vector["week"]


def test_every_week_lies_in_one_term_and_one_month() -> None:
    for year in (2024, 2026, 2032):
        for kind, periods in (
            ("term", [f"{year}-{n}" for n in (1, 2, 3)]),
            ("month", [f"{year}-{n:02}" for n in range(1, 13)]),
        ):
            weeks = [week for period in periods for week in wire.weeks_of(period)]
            assert len(weeks) == len(set(weeks)) in (52, 53)
            assert all(wire.period_of_week(week, kind=kind) in periods for week in weeks)


def test_a_table_is_signed_from_true_counts() -> None:
    (vector,) = doing("numbers", "table")
    seed = SigningKey(raw(vector["seed"]))
    box = BoxSecret(bytes(31) + b"\1")
    made = sign_table(
        dict(zip(vector["labels"], vector["counts"], strict=True)),
        period=vector["period"],
        name=vector["table_name"],
        ring=KeyRing(side="staff", sign=seed, box=box, others={}),
        now=vector["made"],
    )
    assert made.raw == raw(vector["table"])
    assert [cell.shown for cell in made.body.cells] == ["1-7", "15", "0"]


def test_tables_are_put_together_where_they_would_tell() -> None:
    found = doing("numbers", "fixed")
    assert found
    for vector in found:
        tables = {f"table {n}": dict(rows) for n, rows in enumerate(vector["tables"])}
        shown = [wire.ShownTable.counting(each.values()) for each in tables.values()]
        assert list(wire.fewest_left(shown)) == vector["left"]
        made = wire.fixed_tables(tables, together=vector["together"], refused=vector["refused"])
        assert [[list(row) for row in each.items()] for each in made.values()] == vector["made"]


def test_a_consultant_and_an_auditor_are_listed_and_nobody_asks_them() -> None:
    team = accept(vectors("rosters")[1])
    assert len(team.workers(now=NOW)) == 2
    assert [item.role for item in team.consultants(now=NOW).values()] == ["consultant"]
    assert [item.role for item in team.auditors(now=NOW).values()] == ["auditor"]
