"""The service's own keys: keys/service.json, made once, read at every start.

They find and seal rows, chain the audit, feign salts. None opens what people wrote. What they
are used for is in fields.py and audit.py; per-case keys are elsewhere (casekeys.py).
"""

import base64
import binascii
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final, Self

import crypto
from storage.errors import KeysRefused
from storage.files import private_directory, refuse_wide, write_new

VERSION: Final = 1
KEY_BYTES: Final = 32
_LARGEST_FILE: Final = 16_384


@dataclass(frozen=True, kw_only=True, repr=False)
class ServiceKeys:
    """Independent random keys of 32 bytes (protocol.md section 8)."""

    look_up: bytes
    field: bytes
    audit: bytes
    decoy: bytes
    webhook: bytes
    session: bytes

    @classmethod
    def fresh(cls) -> Self:
        """New keys."""
        return cls(**{name: crypto.random_bytes(KEY_BYTES) for name in _names()})


def create(path: Path) -> ServiceKeys:
    """Make keys and write them to `path` (0600), whole or not at all.

    Raises FileExistsError rather than replacing keys: with them goes all that they sealed.
    """
    private_directory(path.parent)
    keys = ServiceKeys.fresh()
    write(path, keys)
    return keys


def write(path: Path, keys: ServiceKeys) -> None:
    """Write `keys` to a new file (0600), whole or not at all. Raises FileExistsError."""
    encoded = {name: base64.b64encode(getattr(keys, name)).decode() for name in _names()}
    text = json.dumps({"version": VERSION, "keys": encoded}, indent=1)
    write_new(path, text.encode() + b"\n")


def load(path: Path) -> ServiceKeys:
    """Read the keys. Raises KeysRefused (absent, damaged) or WidePermissions."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        raise KeysRefused("keys/service.json cannot be read: restore it from a backup.") from None
    with os.fdopen(descriptor, "rb") as file:
        refuse_wide(file.fileno(), path.name)
        content = file.read(_LARGEST_FILE)
    try:
        return _parse(json.loads(content))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise KeysRefused("keys/service.json is damaged: restore it from a backup.") from None


def _parse(document: Mapping[str, object]) -> ServiceKeys:
    if document["version"] != VERSION:
        raise KeysRefused("keys/service.json was written by another version of Peerlink.")
    encoded = document["keys"]
    if not isinstance(encoded, dict) or set(encoded) != set(_names()):
        raise ValueError("other keys than expected")
    return ServiceKeys(**{name: _key(encoded[name]) for name in _names()})


def _key(encoded: str) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if len(key) != KEY_BYTES:
        raise ValueError("wrong length")
    return key


def _names() -> list[str]:
    return [each.name for each in fields(ServiceKeys)]
