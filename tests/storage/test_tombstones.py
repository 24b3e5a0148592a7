"""The file of what was erased: it only grows, and says when it was damaged."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import TombstonesBroken, WidePermissions
from storage.tombstones import Erased, Tombstone, Tombstones, write_tombstones

FIRST = Tombstone(erased=Erased.CASE, reference=bytes(range(16)))
SECOND = Tombstone(erased=Erased.ACCOUNT, reference=b"\xff" * 32)


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
