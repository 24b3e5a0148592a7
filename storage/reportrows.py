"""How rows of a report are sealed: under a key of its own, and whose it is apart from that.

protocol.md sections 8 and 23. No query lives here.
"""

import crypto
from people.accounts import AccountId, Role
from storage.casekeys import CaseKey
from storage.database import Row
from storage.fields import Fields
from storage.rolesets import roles_of
from storage.transaction import Params
from supervision.report_desk import StoredReportEvent
from supervision.reports import NewReportEvent, Report, ReportId, ReportMark, ReportState


class ReportRows:
    """Seals and finds with the service's keys; knows no key of a report itself."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def key_of(self, report: ReportId) -> bytes:
        """The name of a report's key in the key store."""
        return self._fields.key_name("report-key", report)

    def author(self, account: AccountId) -> bytes:
        """The digest by which an author's reports are found."""
        return self._fields.named("report-author", account)

    def seal_account(self, report: ReportId, account: AccountId) -> bytes:
        """The `account` column of `report_authors`."""
        return self._fields.seal(
            table="report_authors", column="account", row_key=report, value=account
        )

    def account(self, row: Row) -> AccountId:
        """Whose a report is. Raises crypto.DoesNotOpen."""
        opened = self._fields.open(
            table="report_authors",
            column="account",
            row_key=bytes(row["report"]),
            sealed=row["account"],
        )
        return AccountId(opened)


def seal_report(key: CaseKey, report: ReportId, value: bytes) -> bytes:
    """The `sealed` column of `reports`."""
    return key.seal(table="reports", column="sealed", row_key=report, value=value)


def open_report(key: CaseKey, row: Row) -> bytes:
    """What the author's device sealed. Raises crypto.DoesNotOpen."""
    return key.open(table="reports", column="sealed", row_key=row["id"], sealed=row["sealed"])


def seal_wrap(key: CaseKey, report: ReportId, role: Role, value: bytes) -> Params:
    """A row of `report_wraps`."""
    place = crypto.encode("report-wrap-row", report, role.value)
    sealed = key.seal(table="report_wraps", column="sealed", row_key=place, value=value)
    return {"report": report, "role": role.value, "sealed": sealed}


def open_wrap(key: CaseKey, row: Row) -> bytes:
    """What stands in a row of `report_wraps`. Raises crypto.DoesNotOpen."""
    place = crypto.encode("report-wrap-row", bytes(row["report"]), row["role"])
    return key.open(table="report_wraps", column="sealed", row_key=place, sealed=row["sealed"])


def seal_event(key: CaseKey, new: NewReportEvent) -> Params:
    """A row of `report_events`. The mark is part of its place: moved, it does not open."""
    place = _place(new.report, new.number, new.mark.value)
    outcome = new.outcome
    return {
        "report": new.report,
        "number": new.number,
        "mark": new.mark.value,
        "sealed": key.seal(table="report_events", column="sealed", row_key=place, value=new.event),
        "outcome": None
        if outcome is None
        else key.seal(table="report_events", column="outcome", row_key=place, value=outcome),
    }


def open_event(key: CaseKey, row: Row) -> StoredReportEvent:
    """The event in a row of `report_events`. Raises crypto.DoesNotOpen."""
    event = _open(key, row, "sealed")
    return StoredReportEvent(number=row["number"], event=event, mark=ReportMark(row["mark"]))


def open_outcome(key: CaseKey, row: Row) -> bytes:
    """What a report's author was told, in a row that has it. Raises crypto.DoesNotOpen."""
    return _open(key, row, "outcome")


def read_report(row: Row) -> Report:
    """The report in a row of `reports`."""
    return Report(
        id=ReportId(bytes(row["id"])),
        state=ReportState(row["state"]),
        holders=roles_of(row["holders"]),
        received=row["received"],
        head=row["head"],
    )


def _open(key: CaseKey, row: Row, column: str) -> bytes:
    place = _place(bytes(row["report"]), row["number"], row["mark"])
    return key.open(table="report_events", column=column, row_key=place, sealed=row[column])


def _place(report: bytes, number: int, mark: str) -> bytes:
    return crypto.encode("report-event-row", report, number, mark)
