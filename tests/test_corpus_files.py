"""Holds the corpora to what tests/corpus/README.md says of them: sizes, marks, hashes, no overlap.

Nothing here runs a rule, and a failure names ids only: whoever writes rules may run this without
reading a measuring half.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parent / "corpus"
MEASURING = sorted(
    path.relative_to(CORPUS).as_posix() for path in CORPUS.glob("*/measuring-*.jsonl")
)
ATTENTION = [name for name in MEASURING if name.startswith("attention/")]
NOTES = [name for name in MEASURING if name.startswith("notes/")]
ABOUT = {"suicide", "self-harm", "abuse", "coercion", "harm-to-others", "child", "none"}
NEVER = {"idiom", "fiction", "everyday"}  # ways of writing that never draw attention here
HOW = NEVER | {
    "plain",
    "veiled",
    "misspelt",
    "slang",
    "indirect",
    "negated",
    "past",
    "third-person",
}
KNOWN = {"given", "name", "phone", "place", "contact"}

# What the text of a span must look like as a whole: a mark that slipped by a letter does not.
NAME = r"[^\W\d_][^\d_]*"
SHAPES = {
    "person": NAME,
    "worker": NAME,
    "place": r"\w.*\w",
    "hall": r"\w.*\w",
    "course": r"[A-Za-z].*\w",
    "number": r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9 /-]*[A-Za-z0-9]",
    "email": r"[\w.-]+@[a-z0-9.-]*\bexample\b[a-z.]*",
    "phone": r"(?=(?:\D*\d){9,15}\D*$)[+(0][0-9 ()-]*\d",
    "postcode": r"(?i:[a-z]{1,2}\d[a-z\d]? \d[a-z]{2})",
    "birth": r"(?=.*(?:19|20)\d\d|.*/\d\d$)\d.*\d",
    "handle": r"@?[A-Za-z_][\w.#]+",
    "link": r"\S*\bexample\b\S*\w",
}


def rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (CORPUS / name).read_text("utf-8").splitlines()]


def must(holds: object, *names: object) -> None:
    """Fail with these names alone: pytest would print the text that a bare assert looked at."""
    fine = bool(holds)
    assert fine, names


def words(text: object) -> list[str]:
    """Lower-case words without apostrophes: don't and dont are one word."""
    return re.findall(r"\w+", re.sub("['\u2019]", "", str(text).lower()))


def runs(text: object, length: int) -> set[tuple[str, ...]]:
    """Every sequence of so many words in a row."""
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def spans(name: str) -> Iterator[tuple[str, str, int, int, str, str]]:
    """Each span as (id of its note, the whole text, start, end, kind, group)."""
    for row in rows(name):
        for start, end, kind, group in row["spans"]:  # type: ignore[attr-defined]
            yield str(row["id"]), str(row["text"]), start, end, kind, group


def cut(text: str, start: int, end: int) -> str:
    """The part between two offsets in UTF-16 code units, as JavaScript's slice gives it."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_every_half_of_both_corpora_is_there() -> None:
    assert [f"attention/measuring-{half}.jsonl" for half in (1, 2, 3, 4, 5)] == ATTENTION
    assert [f"notes/measuring-{half}.jsonl" for half in (1, 2, 3)] == NOTES


def test_no_measuring_half_changed_since_it_was_written() -> None:
    lines = [line.split("  ", 1) for line in (CORPUS / "HASHES").read_text().splitlines()]
    listed = {name: digest for digest, name in lines}
    found = {name: hashlib.sha256((CORPUS / name).read_bytes()).hexdigest() for name in MEASURING}
    assert found == listed


@pytest.mark.parametrize("name", ATTENTION)
def test_a_half_of_messages_is_large_and_even(name: str) -> None:
    found = rows(name)
    size = len(found)
    must(size >= 200, name, size)
    share = sum(row["attention"] is True for row in found) / size
    assert 0.45 <= share <= 0.55
    assert {row["about"] for row in found} == ABOUT
    assert {row["how"] for row in found} == HOW


@pytest.mark.parametrize("name", ATTENTION)
def test_a_message_is_marked_as_the_readme_says(name: str) -> None:
    for row in rows(name):
        must(set(row) == {"id", "text", "attention", "about", "how"}, row["id"])
        must(row["attention"] is (row["about"] != "none"), row["id"])
        must(5 <= len(words(row["text"])) <= 120, row["id"])
        must(row["how"] not in NEVER or row["attention"] is False, row["id"])


@pytest.mark.parametrize("name", NOTES)
def test_a_half_of_notes_is_large_and_holds_every_kind(name: str) -> None:
    found = rows(name)
    must(len(found) >= 90, name, len(found))
    assert sum(row["spans"] == [] for row in found) >= 10
    assert {kind for *_, kind, _ in spans(name)} == set(SHAPES)
    for row in found:
        must(set(row) == {"id", "known", "text", "spans"}, row["id"])
        must(set(row["known"]) == KNOWN, row["id"])  # type: ignore[call-overload]
        must(40 <= len(str(row["text"]).split()) <= 150, row["id"])


@pytest.mark.parametrize("name", NOTES)
def test_every_span_holds_what_was_meant(name: str) -> None:
    for note, text, start, end, kind, group in spans(name):
        part = cut(text, start, end)
        must(re.fullmatch(SHAPES[kind], part), note, start, kind)
        before, after = cut(text, 0, start)[-1:], text[len(cut(text, 0, end)) :][:1]
        must(not (part[0].isalnum() and before.isalnum()), note, start, "starts inside a word")
        must(not after.isalnum(), note, start, "ends inside a word")
        must(re.fullmatch("[A-Z]" if kind == "person" else "", group), note, start)


@pytest.mark.parametrize("name", NOTES)
def test_spans_are_in_order_and_apart(name: str) -> None:
    for row in rows(name):
        spans = row["spans"]
        assert isinstance(spans, list)
        for (_, end, *_), (start, *_) in pairwise(spans):
            assert end <= start, row["id"]


def test_every_id_is_used_once() -> None:
    ids = [row["id"] for name in MEASURING for row in rows(name)]
    assert len(ids) == len(set(ids))


def test_no_two_texts_are_alike() -> None:
    """Across all halves of a corpus: at most one run of five words in common."""
    for halves in (ATTENTION, NOTES):
        where: defaultdict[tuple[str, ...], list[object]] = defaultdict(list)
        for row in (row for name in halves for row in rows(name)):
            for run in runs(row["text"], 5):
                where[run].append(row["id"])
        pairs: defaultdict[tuple[object, ...], int] = defaultdict(int)
        for ids in where.values():
            must(len(ids) <= 2, *ids)
            pairs[tuple(ids)] += len(ids) == 2
        must(not any(shared > 1 for shared in pairs.values()), *(p for p in pairs if pairs[p] > 1))


@pytest.mark.parametrize("kind", ["attention", "notes"])
def test_writing_and_measuring_share_no_six_words(kind: str) -> None:
    """Rules are written against writing.jsonl: its sentences must not be the examiner's."""
    measured = {
        run: row["id"]
        for name in MEASURING
        if name.startswith(kind)
        for row in rows(name)
        for run in runs(row["text"], 6)
    }
    must(measured, kind)
    shared = {
        (row["id"], measured[run])
        for path in CORPUS.glob(f"{kind}/writing*.jsonl")
        for row in rows(path.relative_to(CORPUS).as_posix())
        for run in runs(row["text"], 6) & measured.keys()
    }
    assert not shared
