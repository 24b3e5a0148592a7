"""How an audit of case records stands in its row, and is read again.

Who looks at which records is sealed under the field key; queries are recordaudits.py's and
endedaudits.py's.
"""

from collections.abc import Mapping
from typing import Final

import crypto
from crypto.wire import CaseId, CertificateId
from intake.quality import QualityAudit
from people.accounts import Role
from storage.database import Row, SqlValue
from storage.fields import Fields

LABEL: Final = "record-audit-row"
_FIELDS: Final = (crypto.fixed(32), crypto.TEXT, crypto.listed(crypto.fixed(16)))
UPDATE: Final = "UPDATE record_audits SET ended = :ended, body = :body WHERE id = :id"


def row_of(audit: QualityAudit, *, fields: Fields) -> Mapping[str, SqlValue]:
    """What changes of a row, by column, and its id."""
    body = crypto.encode(LABEL, audit.certificate, audit.by.value, list(audit.cases))
    sealed = fields.seal(table="record_audits", column="body", row_key=audit.id, value=body)
    return {"id": audit.id, "ended": int(audit.ended), "body": sealed}


def read_audit(row: Row, *, fields: Fields) -> QualityAudit:
    """The audit. Raises crypto.CryptoError when it was altered."""
    name = bytes(row["id"])
    body = fields.open(table="record_audits", column="body", row_key=name, sealed=row["body"])
    certificate, by, cases = crypto.decode(body, label=LABEL, fields=_FIELDS)
    return QualityAudit(
        id=name,
        certificate=CertificateId(certificate),
        by=Role(by),
        until=row["until"],
        cases=tuple(CaseId(each) for each in cases),
        ended=bool(row["ended"]),
    )
