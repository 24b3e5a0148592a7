"""Entries' rules: the table of states whole, the agenda, names, and no field for a person."""

import dataclasses
import itertools
import re
import types
import typing

import pytest

import supervision.entry_ports
from handlers.web.app import openapi
from people.accounts import AccountId
from supervision import entries, entry_ports
from supervision.entries import (
    Entry,
    EntryEvent,
    EntryId,
    EntryState,
    NewEntry,
    Pseudonym,
    Tag,
    advance,
    check_new,
    marked,
    names_of,
)
from supervision.errors import IllegalEntryEvent, Malformed, WrongTerm

NEW_YEAR = 1_798_761_600  # 1 January 2027, 0:00 UTC
N, R, D, C = EntryState.NEW, EntryState.REVIEW, EntryState.DISCUSSED, EntryState.CLOSED

# docs/protocol.md §11, written out again: take, discuss, close, reopen.
TABLE = {
    N: (R, None, C, None),
    R: (None, D, C, None),
    D: (None, None, C, R),
    C: (None, None, None, R),
}
CASES = list(itertools.product(EntryState, EntryEvent))


def entry(state: EntryState, *, agenda: bool = False) -> Entry:
    return Entry(
        id=EntryId(b"i" * 16),
        tag=Tag(b"t" * 16),
        term="2027-1",
        name=Pseudonym("two words"),
        week="2027-W01",
        state=state,
        revision=7,
        agenda=agenda,
    )


@pytest.mark.parametrize(("state", "event"), CASES)
@pytest.mark.parametrize("agenda", [False, True])
def test_every_state_and_event(state: EntryState, event: EntryEvent, agenda: bool) -> None:
    before = entry(state, agenda=agenda)
    expected = dict(zip(EntryEvent, TABLE[state], strict=True))[event]
    if expected is None:
        with pytest.raises(IllegalEntryEvent):
            advance(before, event)
        return
    after = advance(before, event)
    assert (after.state, after.revision, after.agenda) == (expected, 8, False)
    assert dataclasses.replace(after, state=state, revision=7, agenda=agenda) == before


def test_the_table_names_nothing_else() -> None:
    allowed = {(s, e) for s in TABLE for e, to in zip(EntryEvent, TABLE[s], strict=True) if to}
    assert set(entries.TRANSITIONS) == allowed
    with pytest.raises(TypeError):
        entries.TRANSITIONS[N, EntryEvent.REOPEN] = R  # type: ignore[index]


@pytest.mark.parametrize("state", EntryState)
@pytest.mark.parametrize("agenda", [False, True])
@pytest.mark.parametrize("on", [False, True])
def test_only_an_entry_in_review_is_put_on_the_agenda(
    state: EntryState, agenda: bool, on: bool
) -> None:
    before = entry(state, agenda=agenda)
    if state is not R or (not on and not agenda):
        with pytest.raises(IllegalEntryEvent):
            marked(before, on=on)
        return
    after = marked(before, on=on)
    assert after == dataclasses.replace(before, agenda=on, revision=8)


def test_a_tags_names_grow_word_by_word() -> None:
    names = list(names_of(Tag(bytes(range(16)))))
    assert [len(name.split()) for name in names] == list(range(2, 12))
    assert all(after.startswith(before + " ") for before, after in itertools.pairwise(names))


def new(**changed: object) -> NewEntry:
    made = NewEntry(
        id=EntryId(b"i" * 16),
        tag=Tag(b"t" * 16),
        term="2027-1",
        sealed=b"sealed",
        wraps={"coordinator": b"c", "manager": b"m"},
    )
    return dataclasses.replace(made, **changed)  # type: ignore[arg-type]


def test_an_entry_is_of_this_term_within_ten_minutes() -> None:
    check_new(new(), now=NEW_YEAR)
    check_new(new(), now=NEW_YEAR - 600)
    check_new(new(term="2026-3"), now=NEW_YEAR + 599)
    for term, now in (("2027-1", NEW_YEAR - 601), ("2026-3", NEW_YEAR + 600), ("2027-2", NEW_YEAR)):
        with pytest.raises(WrongTerm):
            check_new(new(term=term), now=now)


@pytest.mark.parametrize(
    "roles", [(), ("coordinator",), ("coordinator", "deputy"), ("coordinator", "manager", "deputy")]
)
def test_an_entry_is_for_its_readers_and_nobody_else(roles: tuple[str, ...]) -> None:
    with pytest.raises(Malformed):
        check_new(new(wraps=dict.fromkeys(roles, b"w")), now=NEW_YEAR)


def test_an_entry_is_bounded() -> None:
    with pytest.raises(Malformed):
        check_new(new(sealed=bytes(72 * 1024 + 1)), now=NEW_YEAR)


# No field could hold a person

ALLOWED = {
    # Of the entry itself.
    "id",
    "tag",
    "term",
    "name",
    "week",
    "written_week",
    "state",
    "revision",
    "agenda",
    "sealed",
    "wraps",
    "wrap",
    "replies",
    "box",
    # Of a page, a change, a reader: a role and consultants' certificates, nobody's account.
    "entry",
    "entries",
    "more",
    "cursor",
    "event",
    "on",
    "role",
    "certificate",
    "certificates",
    # Where it is asked for.
    "after",
    "limit",
    # An answer that it changed.
    "error",
}
PERSONS = re.compile(r"account|student|case|writer|worker|author|person|sender|telegram|phone|mail")


def types_of(hint: object) -> set[object]:
    """Every type that a field's annotation is made of."""
    inner = typing.get_args(hint)
    return {hint} | {each for part in inner for each in types_of(part)}


def shapes() -> list[type]:
    modules = (entries, entry_ports)
    return [
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and dataclasses.is_dataclass(each)
    ]


def test_no_type_of_an_entry_has_a_field_for_a_person() -> None:
    found = shapes()
    assert {each.__name__ for each in found} >= {"Entry", "NewEntry", "Shown", "OwnEntry", "Step"}
    for shape in found:
        hints = typing.get_type_hints(shape)
        assert set(hints) <= ALLOWED, shape
        used = set().union(*(types_of(hint) for hint in hints.values()))
        assert AccountId not in used, shape
        assert not [name for name in hints if PERSONS.search(name)], shape


def test_the_names_that_are_allowed_are_not_a_persons() -> None:
    assert not [name for name in ALLOWED if PERSONS.search(name)]
    assert PERSONS.search("written_by_account")


def properties(schema: object, root: dict[str, typing.Any]) -> set[str]:
    """The names of every field that a schema has, however deep."""
    if isinstance(schema, list):
        return set().union(*(properties(each, root) for each in schema))
    if not isinstance(schema, dict):
        return set()
    found = set(schema.get("properties", {}))
    if "$ref" in schema:
        found |= properties(root["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], root)
    for value in schema.values():
        found |= properties(value, root)
    return found


def test_no_endpoint_of_entries_has_a_field_for_a_person() -> None:
    root = openapi()
    paths = {path: what for path, what in root["paths"].items() if "/entries" in path}
    assert len(paths) == 5
    for path, methods in paths.items():
        for operation in methods.values():
            ok = {code: answer for code, answer in operation["responses"].items() if code < "400"}
            asked = {each["name"] for each in operation.get("parameters", [])}
            fields = asked | properties(operation.get("requestBody", {}), root)
            fields |= properties(ok, root)
            assert fields <= ALLOWED, path
    # The walk goes deep enough to see the fields that there are.
    assert {"wrap", "role", "tag"} <= properties(root["paths"]["/api/entries"]["post"], root)


def test_the_ports_take_the_writer_only_where_it_is_kept() -> None:
    methods = {
        name: typing.get_type_hints(method)
        for name, method in vars(supervision.entry_ports.EntryStore).items()
        if isinstance(method, types.FunctionType) and not name.startswith("_")
    }
    naming = {name for name, hints in methods.items() if AccountId in hints.values()}
    assert naming == {"write", "own"}
    assert not [name for name, hints in methods.items() if AccountId in types_of(hints["return"])]
