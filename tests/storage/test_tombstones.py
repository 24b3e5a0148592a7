"""The file of what was erased: it only grows, and says when it was damaged."""

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import StorageUnavailable, TombstonesBroken, WidePermissions
from storage.tombstones import Erased, Tombstone, Tombstones, write_tombstones
from tests.storage.full import files_no_longer_than

FIRST = Tombstone(erased=Erased.CASE, reference=bytes(range(16)))
SECOND = Tombstone(erased=Erased.ACCOUNT, reference=b"\xff" * 32)
THIRD = Tombstone(erased=Erased.FLAG, reference=b"\x07" * 16)


def fails(*_: object) -> None:
    raise OSError(errno.EIO, "the disk")


def test_entries_are_kept_in_order_and_once(home: Path) -> None:
    tombstones = Tombstones.open(home / "tombstones")
    for entry in (FIRST, SECOND, FIRST):
        tombstones.add(entry)
    assert tombstones.entries == [FIRST, SECOND]
    assert Tombstones.open(home / "tombstones").entries == [FIRST, SECOND]
    assert (home / "tombstones").read_bytes().count(b"\n") == 2
    assert stat.S_IMODE((home / "tombstones").stat().st_mode) == 0o600


@pytest.mark.parametrize("cut", [1, 5, 30])
def test_a_last_line_cut_short_is_removed(home: Path, cut: int) -> None:
    path = home / "tombstones"
    write_tombstones(path, [FIRST, SECOND])
    path.write_bytes(path.read_bytes()[:-cut])
    tombstones = Tombstones.open(path)
    assert tombstones.entries == [FIRST]
    tombstones.add(SECOND)
    assert Tombstones.open(path).entries == [FIRST, SECOND]


@given(place=st.integers(0, 55), flip=st.integers(1, 255))
def test_damage_before_the_end_is_refused(
    tmp_path_factory: pytest.TempPathFactory, place: int, flip: int
) -> None:
    path = tmp_path_factory.mktemp("tombs") / "tombstones"
    write_tombstones(path, [FIRST, SECOND])
    content = bytearray(path.read_bytes())
    content[place % content.index(b"\n")] ^= flip
    path.write_bytes(content)
    with pytest.raises(TombstonesBroken):
        Tombstones.open(path)


def test_a_file_that_others_can_use_is_refused(home: Path) -> None:
    (home / "tombstones").touch()
    (home / "tombstones").chmod(0o666)
    with pytest.raises(WidePermissions):
        Tombstones.open(home / "tombstones")


def test_a_reference_of_no_length_is_refused(home: Path) -> None:
    tombstones = Tombstones.open(home / "tombstones")
    with pytest.raises(ValueError, match="1 to 64"):
        tombstones.add(Tombstone(erased=Erased.CASE, reference=b""))
    assert tombstones.entries == []
    assert (home / "tombstones").read_bytes() == b""


def test_attack_33_what_cannot_be_flushed_is_taken_back(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / "tombstones"
    tombstones = Tombstones.open(path)
    tombstones.add(FIRST)
    before = path.read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fails)
        for _ in range(2):
            with pytest.raises(StorageUnavailable):
                tombstones.add(SECOND, THIRD)
    assert tombstones.entries == [FIRST]
    assert path.read_bytes() == before
    tombstones.add(SECOND, THIRD)
    assert Tombstones.open(path).entries == tombstones.entries == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("room", [0, 1, 60, 100])
def test_attack_33_a_disk_that_takes_part_of_it_has_taken_nothing(home: Path, room: int) -> None:
    path = home / "tombstones"
    tombstones = Tombstones.open(path)
    tombstones.add(FIRST)
    before = path.read_bytes()
    with files_no_longer_than(len(before) + room), pytest.raises(StorageUnavailable):
        tombstones.add(SECOND, THIRD)
    assert tombstones.entries == [FIRST]
    assert path.read_bytes() == before
    tombstones.add(THIRD)
    assert Tombstones.open(path).entries == [FIRST, THIRD]


def test_attack_33_half_a_line_that_stayed_is_not_continued(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / "tombstones"
    tombstones = Tombstones.open(path)
    tombstones.add(FIRST)
    whole = path.read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr(os, "ftruncate", fails)
        with files_no_longer_than(len(whole) + 30), pytest.raises(StorageUnavailable):
            tombstones.add(SECOND)
        with pytest.raises(StorageUnavailable):
            tombstones.add(SECOND)
    assert len(path.read_bytes()) == len(whole) + 30
    assert Tombstones.read(path) == tombstones.entries == [FIRST]
    tombstones.add(THIRD)
    assert Tombstones.open(path).entries == [FIRST, THIRD]


@pytest.mark.parametrize("failing", ["ftruncate", "fsync"])
def test_attack_33_half_a_line_that_cannot_be_removed_is_said_and_left_for_the_next_start(
    home: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    path = home / "tombstones"
    Tombstones.open(path).add(FIRST)
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:10])
    with monkeypatch.context() as broken:
        broken.setattr(f"storage.tombstones.os.{failing}", fails)
        # What is done to the directory is another's (storage/files.py).
        broken.setattr("storage.tombstones.fsync_directory", lambda _: None)
        with pytest.raises(StorageUnavailable) as said:
            Tombstones.open(path)
    assert "half a line" in str(said.value)
    assert said.value.__suppress_context__
    assert Tombstones.open(path).entries == [FIRST]
    assert path.read_bytes() == whole


def test_what_is_promised_together_is_flushed_once(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / "tombstones"
    tombstones = Tombstones.open(path)
    flushed: list[bytes] = []
    monkeypatch.setattr(os, "fsync", lambda _: flushed.append(path.read_bytes()))
    tombstones.add(FIRST, SECOND, FIRST)
    tombstones.add(SECOND)
    tombstones.add()
    assert flushed == [path.read_bytes()]
    assert flushed[0].count(b"\n") == 2
