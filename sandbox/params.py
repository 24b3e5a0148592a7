"""The parameters of a Bot API call, however they were encoded.

Here: JSON, form and multipart bodies, and reading typed values from them. Never here: what a
parameter means. Uploaded files are read past and never kept.
"""

import json
from collections.abc import Mapping
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from sandbox.errors import bad_request

FIELDS_MAX = 200


class Params:
    """Typed access; every misfit is Telegram's 400."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = dict(values)

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def shown(self) -> dict[str, object]:
        """All values, decoded as far as they were JSON, for tests to look at."""
        return dict(self._values)

    def text(self, name: str, default: str = "") -> str:
        """A string."""
        value = self._values.get(name, default)
        if isinstance(value, bool | dict | list):
            raise bad_request(f'parameter "{name}" must be of type String')
        return str(value)

    def integer(self, name: str) -> int | None:
        """An integer, or None when it is absent."""
        value = self._values.get(name)
        if value is None or value == "":
            return None
        try:
            return int(repr(value) if isinstance(value, bool | float) else str(value))
        except ValueError:
            raise bad_request(f'parameter "{name}" must be an integer') from None

    def seconds(self, name: str) -> float:
        """A length of time, 0 when absent; PTB may send fractions."""
        try:
            return max(0.0, float(str(self._values.get(name) or 0)))
        except ValueError:
            return 0.0

    def flag(self, name: str) -> bool:
        """A boolean, as JSON or as a word."""
        return str(self._values.get(name, "")).lower() in {"true", "1", "yes"}

    def data(self, name: str) -> Any:  # noqa: ANN401 - JSON can be anything; callers check
        """A JSON value, parsed when it came as text; None when absent."""
        value = self._values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            raise bad_request(f"can't parse {name} JSON object") from None


def parse(*, query: str, body: bytes, content_type: str) -> Params:
    """Read a call's parameters; raises Refusal 400 for a body that does not parse."""
    values: dict[str, object] = dict(_form(query))
    kind = content_type.partition(";")[0].strip().lower()
    if not body:
        return Params(values)
    if kind == "application/json":
        values |= _json(body)
    elif kind == "multipart/form-data":
        values |= _multipart(body, content_type)
    else:
        values |= _form(body.decode("utf-8", "replace"))
    return Params(values)


def _form(text: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=FIELDS_MAX))
    except ValueError:
        raise bad_request("too many parameters") from None


def _json(body: bytes) -> dict[str, object]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object")
    return value


def _multipart(body: bytes, content_type: str) -> dict[str, str]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    found: dict[str, str] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and part.get_filename() is None and isinstance(content, bytes):
            found[name] = content.decode("utf-8", "replace")
    return found
