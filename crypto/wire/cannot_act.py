"""The service's word that it cannot act on a request, by a holder (protocol.md section 22).

Needs no secret: server and devices judge alike. It says nothing else, whatever the reason is.
"""

from dataclasses import dataclass, field
from typing import ClassVar

from crypto.errors import Refused
from crypto.wire.asking import Intake, intake_hash
from crypto.wire.ids import BYTES16, BYTES32, ZEROS, CaseId, CertificateId, RecordHash, part
from crypto.wire.structure import Signed, Structure, require

__all__ = ["CannotAct", "check_cannot_act"]


@dataclass(frozen=True, kw_only=True, repr=False)
class CannotAct(Structure):
    """Signed by a holder's sign key. `intake` is the record hash of the request's newest."""

    LABEL: ClassVar[str] = "cannot-act"
    case: CaseId = field(metadata=part(BYTES16))
    intake: RecordHash = field(metadata=part(BYTES32))
    certificate: CertificateId = field(metadata=part(BYTES32))

    def check(self) -> None:
        """It is about a request that was made."""
        require(self.intake != ZEROS, "A notice is about a request.")


def check_cannot_act(notice: Signed[CannotAct], *, intake: Signed[Intake]) -> None:
    """Refused unless it is about this request, as the student's device last made it.

    Whether the certificate is a holder's and has the key that signed is the caller's question.
    """
    named = (notice.body.case, notice.body.intake)
    if named != (intake.body.case, intake_hash(intake)):
        raise Refused("The notice is about another request.")
