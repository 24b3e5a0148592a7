"""Service keys, field sealing, and the per-case key store with its destruction."""

import asyncio
import json
import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import crypto
from storage import secrets
from storage.casekeys import CaseKey, CaseKeys
from storage.errors import CaseErased, KeysRefused, WidePermissions
from storage.fields import Fields
from storage.secrets import ServiceKeys

KEYS = ServiceKeys.fresh()
CASE = bytes(range(16))


def test_service_keys_are_made_once_and_read_back(home: Path) -> None:
    path = home / "keys" / "service.json"
    made = secrets.create(path)
    assert secrets.load(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    with pytest.raises(FileExistsError):
        secrets.create(path)
    assert secrets.load(path) == made
    assert len({made.look_up, made.field, made.audit, made.decoy, made.webhook, made.session}) == 6


def test_service_keys_do_not_show_themselves() -> None:
    assert KEYS.audit.hex() not in repr(KEYS)
    assert repr(KEYS.audit) not in repr(KEYS)


def test_service_keys_that_others_can_read_are_refused(home: Path) -> None:
    path = home / "service.json"
    secrets.create(path)
    path.chmod(0o644)
    with pytest.raises(WidePermissions):
        secrets.load(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"\xff\xfe",
        b'{"version": 2, "keys": {}}',
        b'{"version": 1, "keys": {}}',
        b'{"version": 1, "keys": []}',
        b"[" * 100_000,
        b"x" * 1_000_000,
    ],
)
def test_damaged_service_keys_are_refused(home: Path, content: bytes) -> None:
    path = home / "service.json"
    path.touch(mode=0o600)
    path.write_bytes(content)
    with pytest.raises(KeysRefused):
        secrets.load(path)


@pytest.mark.parametrize("value", ["", "AAAA", "not base64!", 7, None])
def test_a_damaged_service_key_is_refused(home: Path, value: object) -> None:
    path = home / "service.json"
    secrets.create(path)
    document = json.loads(path.read_bytes())
    document["keys"]["audit"] = value
    path.write_text(json.dumps(document))
    with pytest.raises(KeysRefused):
        secrets.load(path)


def test_absent_service_keys_are_refused(home: Path) -> None:
    with pytest.raises(KeysRefused, match="restore"):
        secrets.load(home / "service.json")


@given(value=st.binary(max_size=300), row_key=st.binary(max_size=40))
def test_a_field_opens_in_its_place_only(value: bytes, row_key: bytes) -> None:
    fields = Fields(KEYS)
    sealed = fields.seal(table="account", column="chat", row_key=row_key, value=value)
    opened = fields.open(table="account", column="chat", row_key=row_key, sealed=sealed)
    assert opened == value
    for table, column, key in (
        ("accounts", "chat", row_key),
        ("account", "name", row_key),
        ("account", "chat", row_key + b"\0"),
    ):
        with pytest.raises(crypto.DoesNotOpen):
            fields.open(table=table, column=column, row_key=key, sealed=sealed)


def test_digests_are_those_of_the_protocol() -> None:
    fields = Fields(KEYS)
    expected = crypto.derive("pl.lookup", key=KEYS.look_up, data=b"student\x0012345")
    assert fields.account(side="student", telegram_id=12345) == expected
    digests = {
        fields.account(side="student", telegram_id=12345),
        fields.account(side="staff", telegram_id=12345),
        fields.chat(12345),
        fields.named("outbox", b"12345"),
    }
    assert len(digests) == 4
    salt = crypto.derive("pl.decoy", key=KEYS.decoy, data=b"staff\x0012345\x00kit", size=16)
    assert fields.decoy_salt(side="staff", telegram_id=12345, kind="kit") == salt


async def test_a_case_key_is_made_once(home: Path) -> None:
    keys = await CaseKeys.open(home / "cases.db")
    first, second = await asyncio.gather(keys.create(CASE), keys.create(CASE))
    await keys.close()
    again = await CaseKeys.open(home / "cases.db")
    assert first == second == await again.get(CASE)
    assert await again.get(bytes(16)) is None
    await again.close()


async def test_a_case_id_of_another_length_is_refused(home: Path) -> None:
    keys = await CaseKeys.open(home / "cases.db")
    with pytest.raises(ValueError, match="16 bytes"):
        await keys.create(b"short")
    await keys.close()


def test_a_case_key_seals_to_its_case_and_place() -> None:
    key = CaseKey(case=CASE, material=crypto.random_bytes(32))
    other = CaseKey(case=bytes(16), material=crypto.random_bytes(32))
    sealed = key.seal(table="wrap", column="sealed", row_key=b"1", value=b"wrap")
    assert key.open(table="wrap", column="sealed", row_key=b"1", sealed=sealed) == b"wrap"
    with pytest.raises(crypto.DoesNotOpen):
        other.open(table="wrap", column="sealed", row_key=b"1", sealed=sealed)
    with pytest.raises(crypto.DoesNotOpen):
        key.open(table="wrap", column="sealed", row_key=b"2", sealed=sealed)
    assert key.material.hex() not in repr(key)
    assert repr(key.material) not in repr(key)


async def test_a_destroyed_key_is_gone_and_its_case_is_not_made_again(home: Path) -> None:
    keys = await CaseKeys.open(home / "cases.db")
    await keys.create(CASE)
    await keys.destroy(CASE)
    await keys.destroy(CASE, bytes(16))
    assert await keys.get(CASE) is None
    for case in (CASE, bytes(16)):
        with pytest.raises(CaseErased):
            await keys.create(case)
    await keys.close()


async def test_attack_40_no_file_of_the_key_store_holds_a_destroyed_key(home: Path) -> None:
    """Hundreds of keys over many pages, destroyed in a random order among living ones."""
    keys = await CaseKeys.open(home / "cases.db")
    dice = random.Random(7)  # noqa: S311 - an order to repeat, not a secret
    cases = [dice.randbytes(16) for _ in range(800)]
    made = await asyncio.gather(*(keys.create(case) for case in cases))
    raw = _raw(home)
    assert all(key.material in raw for key in made)
    gone = dice.sample(made, 60)
    await keys.destroy(*(key.case for key in gone[:50]))
    for key in gone[50:]:
        await keys.destroy(key.case)
    raw = _raw(home)
    assert not any(key.material in raw for key in gone)
    kept = [key for key in made if key not in gone]
    assert [await keys.get(key.case) for key in kept] == kept
    await keys.close()
    raw = _raw(home)
    assert not any(key.material in raw for key in gone)


def _raw(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file())


async def test_a_key_read_while_it_is_destroyed_is_not_kept(home: Path) -> None:
    keys = await CaseKeys.open(home / "cases.db")
    await keys.create(CASE)
    await keys.close()
    keys = await CaseKeys.open(home / "cases.db")
    reading = [asyncio.create_task(keys.get(CASE)) for _ in range(3)]
    await asyncio.gather(keys.destroy(CASE), *reading)
    assert await keys.get(CASE) is None
    await keys.close()


async def test_the_keys_in_memory_are_bounded(home: Path) -> None:
    keys = await CaseKeys.open(home / "cases.db", cached=2)
    made = [await keys.create(bytes([number]) * 16) for number in range(5)]
    assert [await keys.get(key.case) for key in made] == made
    assert len(keys._cache) == 2
    await keys.close()


async def test_the_key_store_is_private(home: Path) -> None:
    keys = await CaseKeys.open(home / "keys" / "cases.db")
    await keys.create(CASE)
    modes = {path.stat().st_mode & 0o777 for path in (home / "keys").iterdir()}
    await keys.close()
    assert modes == {0o600}
    assert sqlite3.connect(home / "keys" / "cases.db").execute("PRAGMA quick_check").fetchone()
