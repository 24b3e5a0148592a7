"""The team's file: for coordinator and manager, one's own page for everybody of the staff."""

from typing import Literal

from fastapi import APIRouter

from handlers.web.auth import Holder, SignedIn, Supervisor
from handlers.web.errors import not_found
from handlers.web.fields import Id, Key, Shape, Small
from handlers.web.supervision import SupervisionDep
from handlers.web.team import StaffRole, StateName, staff_role, state_name
from people.accounts import AccountId, Side
from supervision.team_file import Sheet, TrainingId

router = APIRouter()


class TrainingAnswer(Shape):
    """A training as a holder signed it (protocol.md §18)."""

    id: Id
    training: Small


class SheetAnswer(Shape):
    """One member's page: certificates, receipts and trainings are signed, oldest first.

    `agreed`: the newest receipt agrees to the text that is shown now. `left_hour`: when their
    service ended.
    """

    account: Id
    role: StaffRole
    name: str
    state: StateName
    sign_key: Key
    certificates: list[Small]
    agreements: list[Small]
    agreed: bool
    trainings: list[TrainingAnswer]
    left_hour: int | None = None


class FileAnswer(Shape):
    """The whole file. `training`: the policy lets nobody take requests without one."""

    training: bool
    members: list[SheetAnswer]


class OwnFileAnswer(Shape):
    """One's own page. `lacking`: what stands between oneself and the next request."""

    training: bool
    member: SheetAnswer
    lacking: Literal["agreement", "training"] | None = None


class TrainingBody(Shape):
    """A signed training."""

    training: Small


@router.get("/api/team/file", response_model_exclude_none=True)
async def read(_: Supervisor, supervision: SupervisionDep) -> FileAnswer:
    """Everybody's page, those who left too."""
    desk = supervision.file
    sheets = await desk.sheets()
    return FileAnswer(
        training=desk.training,
        members=[_sheet(sheet, agreed=desk.agreed(sheet)) for sheet in sheets],
    )


@router.post("/api/team/file/trainings", status_code=201)
async def record(body: TrainingBody, caller: Supervisor, supervision: SupervisionDep) -> None:
    """Record a training."""
    await supervision.file.record(caller.account, body.training)


@router.delete("/api/team/file/trainings/{training}", status_code=204)
async def drop(training: Id, caller: Supervisor, supervision: SupervisionDep) -> None:
    """Take one out that was recorded by mistake."""
    await supervision.file.drop(caller.account, TrainingId(training))


@router.post("/api/team/members/{account}/leave", status_code=204)
async def leave(account: Id, caller: Holder, supervision: SupervisionDep) -> None:
    """End a member's service for good."""
    await supervision.file.leave(caller.account, AccountId(account))


@router.get("/api/me/file", response_model_exclude_none=True)
async def own(caller: SignedIn, supervision: SupervisionDep) -> OwnFileAnswer:
    """One's own page; 404 for students."""
    if caller.account.side is not Side.STAFF:
        raise not_found()
    desk = supervision.file
    sheet = await desk.own(caller.account.id)
    lack = await desk.lacking(caller.account.id)
    return OwnFileAnswer(
        training=desk.training,
        member=_sheet(sheet, agreed=desk.agreed(sheet)),
        lacking=None if lack is None else lack.value,
    )


def _sheet(sheet: Sheet, *, agreed: bool) -> SheetAnswer:
    account = sheet.member.account
    return SheetAnswer(
        account=account.id,
        role=staff_role(account.role),
        name=account.name,
        state=state_name(account.state),
        sign_key=account.keys.sign,
        certificates=[certificate.signed for certificate in sheet.certificates],
        agreements=list(sheet.service.agreements),
        agreed=agreed,
        trainings=[
            TrainingAnswer(id=each.id, training=each.signed) for each in sheet.service.trainings
        ],
        left_hour=sheet.service.left_hour,
    )
