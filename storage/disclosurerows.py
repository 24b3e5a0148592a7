"""How rows of a disclosure are sealed, under a key of its own, and read again.

protocol.md sections 8 and 13. No query lives here.
"""

from typing import Final

import crypto
from crypto.wire import CaseId, CertificateId
from people.accounts import Role
from storage.casekeys import CaseKey
from storage.database import Row, SqlValue
from storage.fields import Fields
from storage.transaction import Params
from supervision.disclosures import Disclosure, DisclosureId, DisclosureState

RELEASE: Final = "release"
NOTE: Final = "note"
_LABEL: Final = "disclosure-row"
_FIELDS: Final = (crypto.fixed(16), crypto.U64, crypto.listed(crypto.fixed(32)))


def part(number: int) -> str:
    """The name of a sealed part."""
    return f"part/{number}"


def wrap(role: Role) -> str:
    """The name of a holder's wrap."""
    return f"wrap/{role.value}"


def auditor(certificate: CertificateId) -> str:
    """The name of an auditor's wrap."""
    return f"auditor/{certificate.hex()}"


class DisclosureRows:
    """Names keys and finds with the service's own; knows no key of a disclosure itself."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def key_of(self, disclosure: DisclosureId) -> bytes:
        """The name of a disclosure's key in the key store."""
        return self._fields.key_name("disclosure-key", disclosure)

    def about(self, case: CaseId) -> bytes:
        """The digest by which a case's disclosures are found."""
        return self._fields.named("disclosure-case", case)


def row_of(key: CaseKey, disclosure: Disclosure) -> dict[str, SqlValue]:
    """The columns of `disclosures` but `number` and `about`."""
    body = crypto.encode(
        _LABEL, disclosure.case, disclosure.capsule_version, sorted(disclosure.closed_to)
    )
    return {
        "id": disclosure.id,
        "mark": disclosure.mark,
        "state": disclosure.state.value,
        "revision": disclosure.revision,
        "requester": disclosure.requester.value,
        "approver": disclosure.approver.value,
        "made": disclosure.made,
        "opened": disclosure.opened,
        "due": disclosure.due,
        "tell": disclosure.tell,
        "body": key.seal(table="disclosures", column="body", row_key=disclosure.id, value=body),
    }


def read(key: CaseKey, row: Row) -> Disclosure:
    """The disclosure in a row of `disclosures`. Raises crypto.CryptoError when it was altered."""
    name = DisclosureId(bytes(row["id"]))
    body = key.open(table="disclosures", column="body", row_key=name, sealed=row["body"])
    case, version, closed_to = crypto.decode(body, label=_LABEL, fields=_FIELDS)
    return Disclosure(
        id=name,
        case=CaseId(case),
        capsule_version=version,
        mark=bytes(row["mark"]),
        requester=Role(row["requester"]),
        approver=Role(row["approver"]),
        state=DisclosureState(row["state"]),
        revision=row["revision"],
        made=row["made"],
        tell=row["tell"],
        opened=row["opened"],
        due=row["due"],
        closed_to=frozenset(CertificateId(each) for each in closed_to),
    )


def seal_paper(key: CaseKey, disclosure: DisclosureId, name: str, value: bytes) -> Params:
    """A row of `disclosure_papers`."""
    place = crypto.encode("disclosure-paper", disclosure, name)
    sealed = key.seal(table="disclosure_papers", column="sealed", row_key=place, value=value)
    return {"disclosure": disclosure, "name": name, "sealed": sealed}


def open_paper(key: CaseKey, row: Row) -> bytes:
    """What stands in a row of `disclosure_papers`. Raises crypto.DoesNotOpen."""
    place = crypto.encode("disclosure-paper", bytes(row["disclosure"]), row["name"])
    return key.open(table="disclosure_papers", column="sealed", row_key=place, sealed=row["sealed"])
