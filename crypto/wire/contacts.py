"""A conversation that a holder begins with a student (protocol.md section 14).
Needs no secret: server and devices judge alike. What is said in it is section 7's."""

from dataclasses import dataclass, field
from typing import ClassVar

from crypto.errors import Refused
from crypto.hashing import digest
from crypto.wire.asking import Intake, intake_hash
from crypto.wire.epochs import Epoch
from crypto.wire.ids import (
    BYTES16,
    BYTES32,
    ZEROS,
    BoxPublic,
    CaseId,
    CertificateId,
    RecordHash,
    SignPublic,
    part,
)
from crypto.wire.structure import Signed, Structure, require

__all__ = ["Contact", "check_contact", "check_contact_epoch", "contact_hash"]


@dataclass(frozen=True, kw_only=True, repr=False)
class Contact(Structure):
    """A holder's wish to write to the student of a case; signed by the holder's sign key."""

    LABEL: ClassVar[str] = "contact"
    id: CaseId = field(metadata=part(BYTES16))
    case: CaseId = field(metadata=part(BYTES16))
    intake: RecordHash = field(metadata=part(BYTES32))
    certificate: CertificateId = field(metadata=part(BYTES32))

    def check(self) -> None:
        """A conversation of its own, about a request that was made."""
        require(self.id != self.case, "A contact is another conversation than its case.")
        require(self.intake != ZEROS, "A contact is about a request.")


def contact_hash(contact: Signed[Contact]) -> RecordHash:
    """What epoch 1 of the contact names as previous."""
    return RecordHash(digest("pl.epoch", contact.raw))


def check_contact(contact: Signed[Contact], *, intake: Signed[Intake]) -> None:
    """Refused unless the contact is about this request, as the student's device last made it."""
    named = (contact.body.case, contact.body.intake)
    if named != (intake.body.case, intake_hash(intake)):
        raise Refused("The contact is about another request.")


def check_contact_epoch(
    epoch: Signed[Epoch],
    *,
    contact: Signed[Contact],
    sign_key: SignPublic,
    box_key: BoxPublic,
) -> None:
    """Epoch 1 of a contact: by its holder, with the student of these keys. Refused otherwise.

    Whether the certificate is a holder's, with these keys, in an accepted roster is the caller's
    question (`Team.certifies`), as is the roster that the record stands under.
    """
    body = epoch.body
    if (body.case, body.number, body.previous) != (contact.body.id, 1, contact_hash(contact)):
        raise Refused("The record does not continue the contact.")
    holder = body.worker
    if holder.role != "holder" or holder.certificate != contact.body.certificate:
        raise Refused("The second member is not the holder who wrote.")
    if not epoch.key == contact.key == holder.sign_key:
        raise Refused("The record is signed by somebody else.")
    if (body.student.sign_key, body.student.box_key) != (sign_key, box_key):
        raise Refused("The record names another student.")
