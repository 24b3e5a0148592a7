"""A role's secret on its way to a holder's successor (protocol.md section 21)."""

from dataclasses import dataclass, field
from typing import ClassVar, Final

from crypto.codec import choice
from crypto.wire.ids import BYTES32, HOLDERS, U64, CertificateId, part
from crypto.wire.structure import Structure, require

__all__ = ["RolePass"]

PASSED_PARTS: Final = ("whole", "first", "second")


@dataclass(frozen=True, kw_only=True, repr=False)
class RolePass(Structure):
    """A role key's secret (or the root's seed), whole or one half of its backup.

    Signed by whoever gives it, boxed to the role key of the certificate `to`.
    """

    LABEL: ClassVar[str] = "role-pass"
    role: str = field(metadata=part(choice(*HOLDERS, "root")))
    version: int = field(metadata=part(U64))
    to: CertificateId = field(metadata=part(BYTES32))
    piece: str = field(metadata=part(choice(*PASSED_PARTS)))
    secret: bytes = field(metadata=part(BYTES32))

    def check(self) -> None:
        """Versions count from 1."""
        require(self.version >= 1, "Role keys' versions count from 1.")
