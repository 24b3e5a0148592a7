"""A holder's successor: the link, pieces of the role's secret, one's own half of a backup."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field

from crypto.wire import CertificateId
from handlers.web.auth import Holder
from handlers.web.fields import Id, Key, Shape, Small, Token
from handlers.web.supervision import SupervisionDep
from handlers.web.team import BackupRole
from people.accounts import Role
from supervision.passing import PassedPiece

router = APIRouter()

Version = Annotated[int, Field(ge=1, lt=2**53)]
PieceName = Literal["whole", "first", "second"]


class SuccessorBody(Shape):
    """Whose role it is, and a note about whom the link is for."""

    role: Literal["coordinator", "manager", "deputy"]
    label: Annotated[str, Field(max_length=240)]


class SuccessorAnswer(Shape):
    """A new invite; the token is shown this once."""

    id: Id
    token: Token


class GivenAnswer(Shape):
    """A piece that waits for its recipient, named by their certificate."""

    role: BackupRole
    version: int
    piece: PieceName
    to: Key


class PieceAnswer(GivenAnswer):
    """One for oneself, with its box (protocol.md §21)."""

    box: Small


class PassingAnswer(Shape):
    """Every piece given, and the boxes for one's own certificates."""

    given: list[GivenAnswer]
    mine: list[PieceAnswer]


class PieceBody(Shape):
    """A piece for a successor, boxed to their role key."""

    role: BackupRole
    version: Version
    piece: PieceName
    to: Key
    box: Small


class HalfAnswer(Shape):
    """A backup's signed record and one's own half of it, boxed."""

    record: Small
    half: Small


@router.post("/api/team/successors", status_code=201)
async def invite(
    body: SuccessorBody, caller: Holder, supervision: SupervisionDep
) -> SuccessorAnswer:
    """A one-time link for a holder's successor."""
    issued = await supervision.passing.invite(caller.account, Role(body.role), label=body.label)
    return SuccessorAnswer(id=issued.invite.id, token=issued.token)


@router.get("/api/team/passing")
async def standing(caller: Holder, supervision: SupervisionDep) -> PassingAnswer:
    """How a change of holders stands."""
    found = await supervision.passing.standing(caller.account)
    return PassingAnswer(
        given=[GivenAnswer.model_validate(_named(piece)) for piece in found.given],
        mine=[PieceAnswer.model_validate({**_named(p), "box": p.box}) for p in found.mine],
    )


@router.post("/api/team/passing", status_code=201)
async def give(body: PieceBody, caller: Holder, supervision: SupervisionDep) -> None:
    """Give a successor a piece."""
    piece = PassedPiece(
        role=body.role,
        version=body.version,
        piece=body.piece,
        to=CertificateId(body.to),
        box=body.box,
    )
    await supervision.passing.give(caller.account, piece)


@router.delete("/api/team/passing", status_code=204)
async def taken(caller: Holder, supervision: SupervisionDep) -> None:
    """One's own pieces are saved: they go."""
    await supervision.passing.taken(caller.account)


@router.get("/api/team/backups/{role}/{version}")
async def half(
    role: BackupRole, version: Version, caller: Holder, supervision: SupervisionDep
) -> HalfAnswer:
    """One's own half of another holder's backup; on record."""
    record, boxed = await supervision.passing.half(caller.account, role, version)
    return HalfAnswer(record=record, half=boxed)


def _named(piece: PassedPiece) -> dict[str, object]:
    return {"role": piece.role, "version": piece.version, "piece": piece.piece, "to": piece.to}
