"""Names for byte strings that must not be swapped, and the field types that read them.
No structure and no rule is here."""

from collections.abc import Callable
from typing import Any, Final, NewType

from crypto.boxes import check_box_key
from crypto.codec import BYTES, FLAG, TEXT, U64, Codec, choice, fixed, optional
from crypto.hashing import digest
from crypto.signing import SIGNATURE_BYTES, check_sign_key

CaseId = NewType("CaseId", bytes)
"""16 random bytes made by the student's device."""
CertificateId = NewType("CertificateId", bytes)
"""H("pl.cert", signed certificate), 32 bytes."""
RosterHash = NewType("RosterHash", bytes)
"""H("pl.roster", signed roster), 32 bytes."""
RecordHash = NewType("RecordHash", bytes)
"""H("pl.epoch", signed intake or epoch), 32 bytes."""
BlobHash = NewType("BlobHash", bytes)
"""H("pl.blob", a sealed text, a box or a signed structure), 32 bytes."""
ChainHash = NewType("ChainHash", bytes)
"""A message's place in its direction (protocol.md section 7), 32 bytes."""
BodyHash = NewType("BodyHash", bytes)
"""H("pl.body", sealed content), 32 bytes."""
SignPublic = NewType("SignPublic", bytes)
"""An Ed25519 public key, checked where it is read."""
BoxPublic = NewType("BoxPublic", bytes)
"""An X25519 public key, checked where it is read."""

ZEROS: Final = bytes(32)
STUDENT_ENTRY: Final = CertificateId(ZEROS)
"""What stands for a certificate id in the student's own entry among an intake's recipients."""

Part = dict[str, Codec[Any]]
"""A dataclass field's metadata that says how the field is written."""


def part(codec: Codec[Any]) -> Part:
    """Metadata for a structure's field."""
    return {"codec": codec}


def _checked(codec: Codec[Any], check: Callable[[bytes], None]) -> Codec[Any]:
    """Refuse bad public keys where they are read, and where they would be written."""

    def run(data: bytes) -> bytes:
        value: bytes = codec.read(data)
        if value:
            check(value)
        return value

    return Codec(run, run)


SIDES: Final = ("student", "staff")
HOLDERS: Final = ("coordinator", "manager", "deputy")
ROLES: Final = (*HOLDERS, "worker", "consultant", "auditor")

SIGN_KEY: Final = _checked(fixed(32), check_sign_key)
BOX_KEY: Final = _checked(fixed(32), check_box_key)
BOX_KEY_OR_NONE: Final = _checked(optional(32), check_box_key)
BYTES16: Final = fixed(16)
BYTES32: Final = fixed(32)
BYTES32_OR_NONE: Final = optional(32)
SIGNATURE: Final = fixed(SIGNATURE_BYTES)
SIDE: Final = choice(*SIDES)
ROLE: Final = choice(*ROLES)
HOLDER: Final = choice(*HOLDERS)
MEMBER_ROLE: Final = choice("student", "worker", "holder")
"""A conversation is a student's with a worker, or with a holder who wrote to them (section 14)."""

ERASED_WHAT: Final = choice("conversation", "everything")

__all__ = [
    "BOX_KEY",
    "BOX_KEY_OR_NONE",
    "BYTES",
    "BYTES16",
    "BYTES32",
    "BYTES32_OR_NONE",
    "ERASED_WHAT",
    "FLAG",
    "HOLDER",
    "HOLDERS",
    "MEMBER_ROLE",
    "ROLE",
    "ROLES",
    "SIDE",
    "SIDES",
    "SIGNATURE",
    "SIGN_KEY",
    "STUDENT_ENTRY",
    "TEXT",
    "U64",
    "ZEROS",
    "BlobHash",
    "BodyHash",
    "BoxPublic",
    "CaseId",
    "CertificateId",
    "ChainHash",
    "RecordHash",
    "RosterHash",
    "SignPublic",
    "blob_hash",
    "part",
]


def blob_hash(blob: bytes) -> BlobHash:
    """The hash under which a signed structure names a sealed blob, box or other structure."""
    return BlobHash(digest("pl.blob", blob))
