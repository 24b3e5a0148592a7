"""What a build keeps of the texts: these very texts, and only while they and their code stay."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

import policy.texts
from policy import checked
from policy.checked import BUILT, Checked, build, built, check
from policy.entries import LOCALES, Entry, TextsError, available
from policy.languages import SOURCE
from policy.texts import Texts

LANGUAGES = available()


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped texts and, beside it, what a build keeps of them."""
    folder = tmp_path_factory.mktemp("texts") / "locales"
    shutil.copytree(LOCALES, folder)
    build(folder, LANGUAGES, SOURCE, path=kept(folder))
    return folder


@pytest.fixture
def shipped(once: Path, tmp_path: Path) -> Path:
    """Both, for one test."""
    shutil.copytree(once.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "locales"


def kept(folder: Path) -> Path:
    return folder.parent / "kept" / "texts.json"


def read(folder: Path) -> Checked:
    found = built(folder, LANGUAGES, path=kept(folder))
    assert found is not None
    return found


def never(*_: object) -> Checked:
    raise AssertionError("the folders were read")


def parsed(written: object) -> ast.BaseNode:
    """By the library itself, comments for translators left out."""
    assert isinstance(written, str)
    (entry,) = FluentParser(with_spans=False).parse(written).body
    return entry


def bare(entry: object) -> Entry:
    assert isinstance(entry, ast.Message | ast.Term)
    entry.comment = None
    return entry


def test_what_is_kept_is_what_is_written(shipped: Path) -> None:
    found, fresh = read(shipped), check(shipped, LANGUAGES, SOURCE)
    assert found.about == fresh.about
    assert found.arguments == fresh.arguments
    assert found.own.keys() == fresh.own.keys() == set(LANGUAGES)
    for language, own in fresh.own.items():
        assert found.own[language].keys() == own.keys()
        for name, entry in own.items():
            assert parsed(found.own[language][name]).equals(bare(entry)), (language, name)


def said(texts: Texts, names: Iterable[str]) -> dict[tuple[str, str], str]:
    """Every text in every language, with a number for each argument."""
    return {
        (name, language): texts.render(name, language, **dict.fromkeys(texts.arguments(name), 3))
        for name in names
        for language in texts.languages
    }


def test_every_text_is_said_as_without_a_build(
    shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = read(shipped).arguments
    assert len(names) > 2_000
    fresh = said(Texts.load(folder=shipped, kept=shipped / "none"), names)
    monkeypatch.setattr(policy.texts, "check", never)
    quick = Texts.load(folder=shipped, kept=kept(shipped))
    assert said(quick, names) == fresh


@pytest.mark.parametrize("changed", ["en/chat.ftl", "cy/language.json", "reviews.json"])
def test_a_changed_file_is_read_anew(shipped: Path, changed: str) -> None:
    path = shipped / changed
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert built(shipped, LANGUAGES, path=kept(shipped)) is None


def test_a_new_text_is_said_without_a_build(shipped: Path) -> None:
    (shipped / SOURCE / "new.ftl").write_text("a-new-text = New", encoding="utf-8")
    assert Texts.load(folder=shipped, kept=kept(shipped)).render("a-new-text", "cy") == "New"


def test_other_code_reads_anew(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = shipped.parent / "entries.py"
    other.write_text("# other code\n", encoding="utf-8")
    monkeypatch.setattr(checked, "_CODE", (*checked._CODE[1:], other))
    assert built(shipped, LANGUAGES, path=kept(shipped)) is None


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b'{"digest": "00"}', b"\xff"])
def test_a_spoilt_build_counts_for_nothing(shipped: Path, spoilt: bytes) -> None:
    kept(shipped).write_bytes(spoilt)
    assert built(shipped, LANGUAGES, path=kept(shipped)) is None


def test_a_text_that_does_not_parse_is_said_to_need_a_build(shipped: Path) -> None:
    found = json.loads(kept(shipped).read_bytes())
    found["texts"]["cy"]["language-name"] = "language-name = {"
    kept(shipped).write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(TextsError, match="build again"):
        Texts.load(folder=shipped, kept=kept(shipped)).render("language-name", "cy")


def test_a_fault_is_named_and_what_was_kept_stays(shipped: Path) -> None:
    before = kept(shipped).read_bytes()
    (shipped / "cy" / "new.ftl").write_text("a-new-text = {", encoding="utf-8")
    with pytest.raises(TextsError, match="not Fluent syntax at"):
        build(shipped, LANGUAGES, SOURCE, path=kept(shipped))
    assert kept(shipped).read_bytes() == before
    with pytest.raises(TextsError, match="not Fluent syntax at"):
        Texts.load(folder=shipped, kept=kept(shipped))


def test_the_shipped_texts_were_built() -> None:
    assert built(LOCALES, LANGUAGES, path=BUILT) is not None, "build again: make build"
