"""Types of JSON values that the endpoints share: binary as unpadded base64url, bounded, strict.

Shapes of endpoints live beside their routes; nothing here knows what a value means.
"""

import binascii
import re
from typing import Annotated, Any, Final

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

from crypto.wire import (
    LARGEST_DISCLOSURE_PART,
    LARGEST_ENTRY,
    LARGEST_FLAG,
    LARGEST_FLAG_EVENT,
    LARGEST_NUMBERS,
    LARGEST_REPLY,
)
from crypto.wire.case_record import LARGEST_FINDING, LARGEST_RECORD_ITEM
from crypto.wire.reports import (
    LARGEST_REPORT,
    LARGEST_REPORT_EVENT,
    LARGEST_REPORT_OUTCOME,
)

ALPHABET: Final = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)
_TO_URL: Final = bytes.maketrans(b"+/", b"-_")
_FROM_URL: Final = bytes.maketrans(b"-_+/", b"+/**")
"""`+` and `/` become characters that base64 does not have: they are not of this alphabet."""


def encode(data: bytes) -> str:
    """Unpadded base64url."""
    raw = binascii.b2a_base64(data, newline=False)
    return raw.translate(_TO_URL).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """The bytes of unpadded base64url in its one canonical spelling; else ValueError.

    Every message passes here, so the alphabet is checked by the decoder itself and not by a
    pattern before it.
    """
    raw = text.encode("ascii").translate(_FROM_URL)
    data = binascii.a2b_base64(raw + b"=" * (-len(raw) % 4), strict_mode=True)
    # Two spellings can differ in unused bits at the very end only.
    if encode(data[-(len(data) % 3) :] if len(data) % 3 else b"") != text[len(text) & ~3 :]:
        raise ValueError("not canonical")
    return data


def _reader(low: int, high: int) -> BeforeValidator:
    longest = (high * 4 + 2) // 3

    def read(value: Any) -> bytes:  # noqa: ANN401 -- whatever JSON held
        if isinstance(value, bytes):  # the server's own answers
            return value
        if not isinstance(value, str) or len(value) > longest:
            raise ValueError("not a short string")
        data = decode(value)
        if not low <= len(data) <= high:
            raise ValueError("wrong length")
        return data

    return BeforeValidator(read)


_WRITE: Final = PlainSerializer(encode, return_type=str, when_used="json")


def _schema(low: int, high: int) -> WithJsonSchema:
    return WithJsonSchema(
        {
            "type": "string",
            "format": "base64url",
            "minLength": (low * 4 + 2) // 3,
            "maxLength": (high * 4 + 2) // 3,
        }
    )


Id = Annotated[bytes, _reader(16, 16), _WRITE, _schema(16, 16)]
"""16 random bytes: an account, a case, an invite, a content id."""

Key = Annotated[bytes, _reader(32, 32), _WRITE, _schema(32, 32)]
"""32 bytes: a key, a hash, a token, a challenge."""

Token = Annotated[bytes, _reader(16, 16), _WRITE, _schema(16, 16)]
"""An invite's token: 22 characters."""

Salt = Annotated[bytes, _reader(16, 16), _WRITE, _schema(16, 16)]

Small = Annotated[bytes, _reader(1, 2048), _WRITE, _schema(1, 2048)]
"""A signed structure of a few fields, a wrap."""

Blob = Annotated[bytes, _reader(1, 96 * 1024), _WRITE, _schema(1, 96 * 1024)]
"""A bundle, a letter, a roster, a message."""

SealedEntry = Annotated[bytes, _reader(1, LARGEST_ENTRY), _WRITE, _schema(1, LARGEST_ENTRY)]
"""A supervision entry as a device sealed it (protocol.md §11)."""

BoxedReply = Annotated[bytes, _reader(1, LARGEST_REPLY), _WRITE, _schema(1, LARGEST_REPLY)]
"""An answer to an entry's writer, as a device boxed it."""

BoxedNumbers = Annotated[bytes, _reader(1, LARGEST_NUMBERS), _WRITE, _schema(1, LARGEST_NUMBERS)]
"""A worker's counts of a week, as a device boxed them (protocol.md §15)."""

SealedFlag = Annotated[bytes, _reader(1, LARGEST_FLAG), _WRITE, _schema(1, LARGEST_FLAG)]
"""A safeguarding flag as a device sealed it (protocol.md §12)."""

SealedEvent = Annotated[
    bytes, _reader(1, LARGEST_FLAG_EVENT), _WRITE, _schema(1, LARGEST_FLAG_EVENT)
]
"""What a holder did with a flag, as their device sealed it."""

SealedPart = Annotated[
    bytes, _reader(1, LARGEST_DISCLOSURE_PART), _WRITE, _schema(1, LARGEST_DISCLOSURE_PART)
]
"""A part of a disclosure as a device sealed it (protocol.md §13)."""

SealedRecordItem = Annotated[
    bytes, _reader(1, LARGEST_RECORD_ITEM), _WRITE, _schema(1, LARGEST_RECORD_ITEM)
]
"""An entry of a case's record as a device sealed it (protocol.md §24)."""

SealedReport = Annotated[bytes, _reader(1, LARGEST_REPORT), _WRITE, _schema(1, LARGEST_REPORT)]
"""A report as a device sealed it (protocol.md §23)."""

SealedReportEvent = Annotated[
    bytes, _reader(1, LARGEST_REPORT_EVENT), _WRITE, _schema(1, LARGEST_REPORT_EVENT)
]
"""What a holder did with a report, as their device sealed it."""

BoxedOutcome = Annotated[
    bytes, _reader(1, LARGEST_REPORT_OUTCOME), _WRITE, _schema(1, LARGEST_REPORT_OUTCOME)
]
"""What the author of a report is told, boxed to them."""

BoxedFinding = Annotated[bytes, _reader(1, LARGEST_FINDING), _WRITE, _schema(1, LARGEST_FINDING)]
"""What an auditor found of a case's record, as a device boxed it."""

Count = Annotated[int, Field(ge=0, lt=2**53)]
"""A counter, version, revision or time (protocol.md §1.1: below 2^53)."""


class Shape(BaseModel):
    """A JSON object with exactly these fields, of exactly these types; frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class Empty(Shape):
    """No field at all."""
