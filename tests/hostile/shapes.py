"""Values for the API's JSON schemas: right in shape, at the bounds, and wrong in every way.

Made from the schema that the application publishes, so that a new field is tried by itself.
"""

import json
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

import crypto
from client.api import b64
from tests.characters import ANY

Schema = dict[str, Any]
MOST: Final = 6
"""Items of a list, unless the schema asks for more."""
CANARY: Final = "canary-9d1f"
LABELS: Final = (
    "signed",
    "certificate",
    "roster",
    "root-change",
    "launch",
    "sign-in",
    "enrol",
    "consent",
    "intake",
    "capsule-record",
    "epoch",
    "epoch-ack",
    "member-change",
    "key-change",
    "message",
    "message-ad",
    "close",
    "backup",
    "card",
    "x",
)

JUNK: Final = [
    None,
    True,
    0,
    -1,
    2**53,
    2**64,
    10**400,
    1e308,
    -0.0,
    0.5,
    "",
    CANARY,
    CANARY + "\x00",
    "\x00",
    "\u202e" + CANARY + "\u2066",
    "\u200b\ufeff",
    CANARY + "\u0301" * 60,
    "\ud800" + CANARY,
    "\udfff",
    "🌙" * 40,
    "A" * 300_000,
    "A" * 21,
    "A" * 23,
    "AAAAAAAAAAAAAAAAAAAAAB",
    "A" * 43 + "=",
    "../../" + CANARY,
    "' OR 1=1 --" + CANARY,
    "<script>" + CANARY,
    "{{7*7}}" + CANARY,
    [],
    [CANARY],
    [[[[[[[[[CANARY]]]]]]]]],
    {},
    {CANARY: CANARY},
    {"__proto__": {CANARY: 1}},
]


def values(schema: Schema, root: Schema) -> st.SearchStrategy[Any]:  # noqa: C901, PLR0911 -- one line per kind
    """Values of the schema's shape."""
    if "$ref" in schema:
        return values(root["components"]["schemas"][schema["$ref"].rpartition("/")[2]], root)
    if "anyOf" in schema:
        return st.one_of([values(each, root) for each in schema["anyOf"]])
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    match schema.get("type"):
        case "string" if schema.get("format") == "base64url":
            return binary(schema["minLength"], schema["maxLength"])
        case "string":
            return st.text(ANY, max_size=min(schema.get("maxLength", 40), 40))
        case "integer":
            low, high = schema.get("minimum", 0), schema.get("exclusiveMaximum", 2**53) - 1
            return st.one_of(st.sampled_from([low, high]), st.integers(low, min(high, low + 5)))
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
        case "array":
            least = schema.get("minItems", 0)
            most = max(least, min(schema.get("maxItems", MOST), MOST))
            return st.lists(values(schema["items"], root), min_size=least, max_size=most)
        case "object":
            return objects(schema, root)
    raise LookupError(schema)


def objects(schema: Schema, root: Schema) -> st.SearchStrategy[Any]:
    """Objects with every required field and some of the others."""
    fields = {name: values(each, root) for name, each in schema.get("properties", {}).items()}
    needed = set(schema.get("required", []))
    return st.fixed_dictionaries(
        {name: each for name, each in fields.items() if name in needed},
        optional={name: each for name, each in fields.items() if name not in needed},
    )


@cache
def binary(shortest: int, longest: int) -> st.SearchStrategy[str]:
    """Base64url text within a field's bounds, often a structure of the protocol."""
    low, high = shortest * 3 // 4, longest * 3 // 4
    exact = st.binary(min_size=low, max_size=low).map(b64)
    if low == high:
        return exact
    small = st.binary(min_size=low, max_size=min(high, 600)).map(b64)
    full = st.just(b64(b"\x01" * high))
    return st.one_of(structures().map(b64), small, exact, full)


# Made once: hypothesis spends more on a strategy that it meets anew than on drawing from it.
FIELD: Final = st.one_of(
    st.sampled_from([bytes(32), bytes(16), bytes(8), b"", crypto.u64(1), b"student", b"agree"]),
    st.binary(max_size=48),
)
PARTS: Final = st.lists(FIELD, max_size=12)
LABEL: Final = st.sampled_from(LABELS)
KEY: Final = st.sampled_from([crypto.SigningKey(bytes(32)), crypto.SigningKey(b"k" * 32)])
NO_SIGNATURE: Final = st.binary(min_size=64, max_size=64)
A_JUNK: Final = st.sampled_from(JUNK)
UP_TO_3: Final = st.integers(0, 3)
UP_TO_11: Final = st.integers(0, 11)


@st.composite
def structures(draw: st.DrawFn) -> bytes:
    """Structures with fields of no meaning, half of them signed, soundly or not."""
    body = crypto.encode(draw(LABEL), *draw(PARTS))
    how = draw(UP_TO_3)
    if how == 0:
        return body
    key = draw(KEY)
    signature = key.sign(body) if how == 1 else draw(NO_SIGNATURE)
    made = crypto.encode("signed", body, key.public, signature)
    return made[: draw(st.integers(0, len(made)))] if how == 3 else made


@st.composite
def spoiled(draw: st.DrawFn, right: st.SearchStrategy[Any]) -> Any:  # noqa: ANN401 -- JSON
    """A right value with one place of it made wrong: a type, a field more, a field less."""
    value = draw(right)
    if not isinstance(value, dict) or not value:
        return draw(A_JUNK)
    changed = dict(value)
    name = draw(st.sampled_from(sorted(value)))
    match draw(UP_TO_3):
        case 0:
            changed[name] = draw(A_JUNK)
        case 1:
            del changed[name]
        case 2:
            changed[CANARY] = draw(A_JUNK)
        case _:
            inner = value[name]
            changed[name] = (
                draw(spoiled(st.just(inner))) if isinstance(inner, dict) else draw(A_JUNK)
            )
    return changed


@st.composite
def texts(draw: st.DrawFn, value: Any) -> bytes:  # noqa: ANN401, PLR0911 -- JSON, a line per kind
    """A JSON text of a value, sound or damaged as text."""
    sound = json.dumps(value).encode()
    match draw(UP_TO_11):
        case 0:
            return sound[: draw(st.integers(0, len(sound)))]
        case 1:
            return sound + b"\xff\xfe" + CANARY.encode()
        case 2:
            return json.dumps(value).encode("utf-16")
        case 3:
            return b"\xef\xbb\xbf" + sound
        case 4 if sound.startswith(b'{"'):
            return sound[:-1] + b"," + sound[1:]  # every field twice
        case 5:
            return b"[" * draw(st.integers(9, 3000)) + sound
        case 6:
            return sound.replace(b'"', b'"\\u0000', 1)
        case 7:
            return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
        case _:
            return sound


KINDS: Final = [
    "application/json",
    "application/json; charset=utf-16",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json\x0b",
    "",
]
