"""Every kind of access that the service can put on record has words for who reads the list (R15).

Kinds are found in the source: nobody has to remember to list a new one.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from people.accounts import AccountState
from policy.texts import Texts
from supervision.entries import EntryEvent
from supervision.keeping import HoldState

ROOT = Path(__file__).parents[2]
WRITERS = ("storage", "supervision", "intake", "people")
BY_PREFIX = {
    "entry.": {event.value for event in EntryEvent},
    "hold.": {state.value for state in HoldState},
    "team.": {state.value for state in AccountState} - {"waiting", "lost"},
}
"""What follows where a kind is put together: nobody in the team goes to the other two."""
SUBJECTS = frozenset(
    {
        "audit",
        "capsule",
        "case",
        "consent",
        "contact",
        "conversation",
        "disclosure",
        "disclosures",
        "enquiry",
        "entries",
        "entry",
        "hold",
        "keeping",
        "handover",
        "keys",
        "numbers",
        "person",
        "policy",
        "record",
        "request",
        "session",
        "team",
    }
)


def is_kind(value: object) -> bool:
    """`subject.what_happened`, as rows say it."""
    if not isinstance(value, str):
        return False
    subject, dot, what = value.partition(".")
    return dot == "." and subject in SUBJECTS and what.replace("_", "").isalpha()


def is_log(node: ast.AST) -> bool:
    """A call of a logger: its events are no rows."""
    return isinstance(node, ast.Call) and ast.unparse(node.func).lower().startswith(
        ("log.", "_log.")
    )


def kinds_in(tree: ast.AST) -> Iterator[str]:
    """Every kind written down in a module, the composed ones spelt out."""
    if is_log(tree):
        return
    if isinstance(tree, ast.Constant) and is_kind(tree.value):
        yield str(tree.value)
    if isinstance(tree, ast.JoinedStr) and isinstance(tree.values[0], ast.Constant):
        prefix = str(tree.values[0].value)
        yield from (prefix + each for each in BY_PREFIX.get(prefix, ()))
    for child in ast.iter_child_nodes(tree):
        yield from kinds_in(child)


def all_kinds() -> set[str]:
    """Of every module that can write one."""
    modules = [path for name in WRITERS for path in (ROOT / name).rglob("*.py")]
    # It lists tables' columns, which are spelt the same way.
    modules.remove(ROOT / "storage" / "places.py")
    return {kind for path in modules for kind in kinds_in(ast.parse(path.read_text()))}


def test_every_kind_of_access_has_words() -> None:
    texts, kinds = Texts.load(), all_kinds()
    assert {"capsule.opened", "disclosure.refused", "entry.take", "team.suspended"} <= kinds
    texts.require({f"audit-event-{kind.replace('.', '-')}": () for kind in kinds})


def test_every_kind_that_is_appended_is_of_a_known_subject() -> None:
    """What `event=` names is found by the search above, or the search is to be widened."""
    for name in WRITERS:
        for path in (ROOT / name).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.keyword) and node.arg == "event":
                    value = getattr(node.value, "value", None)
                    assert not isinstance(value, str) or is_kind(value), (path.name, value)
