"""The audit log for an auditor and the holders (docs/api.md): numbers, hours, events, roles."""

from typing import Annotated

from fastapi import APIRouter, Query

from handlers.web.auth import AuditReader
from handlers.web.fields import Count, Shape
from handlers.web.supervision import SupervisionDep

router = APIRouter()


class AuditRowAnswer(Shape):
    """One row: what happened in which hour and in which role. Never to whom or about what."""

    number: int
    hour: int
    event: str
    role: str


class AuditLogAnswer(Shape):
    """Rows, the newest first. `holds`: the whole chain verifies against every roster's head."""

    rows: list[AuditRowAnswer]
    more: bool
    holds: bool


@router.get("/api/audit")
async def audit_log(
    caller: AuditReader,
    supervision: SupervisionDep,
    before: Annotated[Count | None, Query()] = None,
) -> AuditLogAnswer:
    """A page of the log."""
    page = await supervision.audit.page(caller.account, before=before)
    return AuditLogAnswer(
        rows=[
            AuditRowAnswer(number=row.number, hour=row.hour, event=row.event, role=row.role)
            for row in page.rows
        ],
        more=page.more,
        holds=page.holds,
    )
