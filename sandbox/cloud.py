"""CloudStorage: small values that a Mini App keeps in a person's Telegram account.

Here: the four custom methods with Telegram's limits (core.telegram.org/bots/webapps#cloudstorage).
Never here: any understanding of the values.
"""

import re
from typing import Final

from sandbox.errors import Misuse
from sandbox.limits import CLOUD_KEY_MAX, CLOUD_KEYS_MAX, CLOUD_VALUE_MAX
from sandbox.rows import Json, Rows

KEY: Final = re.compile(rf"[A-Za-z0-9_-]{{1,{CLOUD_KEY_MAX}}}")


class Cloud:
    """Every person's CloudStorage for this bot."""

    def __init__(self, *, rows: Rows) -> None:
        self._rows = rows
        self._values: dict[int, dict[str, str]] = {
            int(key): dict(body) for key, body in rows.load(kind="cloud").items()
        }

    def of(self, person_id: int) -> dict[str, str]:
        """A copy of what one person's account holds."""
        return dict(self._values.get(person_id, {}))

    def wipe(self, person_id: int) -> None:
        """Empty one person's storage, as someone who clears it would."""
        self._values.pop(person_id, None)
        self._rows.remove(kind="cloud", key=str(person_id))

    def invoke(self, *, person_id: int, method: str, params: Json) -> object:
        """Carry out one custom method; raises Misuse with the error code for the Mini App."""
        if method == "saveStorageValue":
            return self._save(person_id, params.get("key"), params.get("value"))
        if method == "getStorageKeys":
            return list(self._values.get(person_id, {}))
        keys = self._keys(params)
        if method == "getStorageValues":
            held = self._values.get(person_id, {})
            return {key: held.get(key, "") for key in keys}
        if method == "deleteStorageValues":
            held = self.of(person_id)
            for key in keys:
                held.pop(key, None)
            self._put(person_id, held)
            return True
        raise Misuse("METHOD_NOT_FOUND")

    def _keys(self, params: Json) -> list[str]:
        keys = params.get("keys")
        if not isinstance(keys, list) or len(keys) > CLOUD_KEYS_MAX:
            raise Misuse("KEYS_INVALID")
        return [_key(key) for key in keys]

    def _save(self, person_id: int, key: object, value: object) -> bool:
        name = _key(key)
        if not isinstance(value, str) or len(value) > CLOUD_VALUE_MAX:
            raise Misuse("VALUE_INVALID")
        held = self.of(person_id)
        held[name] = value
        if len(held) > CLOUD_KEYS_MAX:
            raise Misuse("QUOTA_EXCEEDED")
        self._put(person_id, held)
        return True

    def _put(self, person_id: int, held: dict[str, str]) -> None:
        self._values[person_id] = held
        self._rows.put(kind="cloud", key=str(person_id), body=held)


def _key(key: object) -> str:
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise Misuse("KEY_INVALID")
    return key
