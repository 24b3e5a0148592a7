"""What the endpoints of requests and conversations are given, beside `Services`.

Built by the wiring; no logic lives here but how intake's refusals are answered.
"""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.requests import HTTPConnection

from handlers.web.errors import answer
from handlers.web.fields import encode
from handlers.web.hub import Hub
from handlers.web.limits import Limits
from handlers.web.rounds import Rounds
from handlers.web.shifts import Shifts
from intake.accepting import Accepting
from intake.asking import Asking
from intake.claiming import Claiming
from intake.closing import Closing
from intake.contacting import Contacting
from intake.declaring import Declaring
from intake.degrees import Degrees
from intake.erasing import Erasing
from intake.errors import Conflict, IntakeError, Malformed, NotFound, TooOften
from intake.handing import Handing
from intake.next_epochs import NextEpochs
from intake.notices import Notices
from intake.quality import Auditing
from intake.recording import Recording
from intake.rooms import Rooms

FRAMES_BURST: Final = 400
FRAMES_PER_SECOND: Final = 50.0


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Intake's services. `frames` bounds what one account sends through its sockets.

    `rounds`: when an open socket's session is looked at (docs/api.md).
    """

    asking: Asking
    claiming: Claiming
    accepting: Accepting
    rooms: Rooms
    closing: Closing
    degrees: Degrees
    erasing: Erasing
    contacting: Contacting
    declaring: Declaring
    recording: Recording
    auditing: Auditing
    next_epochs: NextEpochs
    handing: Handing
    shifts: Shifts
    notices: Notices
    hub: Hub
    frames: Limits
    rounds: Rounds


def install(app: FastAPI, desk: Desk) -> None:
    """Give an application its desk, and teach it intake's refusals."""
    app.state.desk = desk

    async def refused(_: Request, error: Exception) -> JSONResponse:
        if not isinstance(error, IntakeError):
            raise TypeError
        status, code = refusal(error)
        if isinstance(error, Conflict) and error.head is not None:
            return JSONResponse({"error": code, "head": encode(error.head)}, status_code=status)
        if isinstance(error, TooOften):
            return answer(status, code, retry_after=error.retry_after)
        return answer(status, code)

    app.add_exception_handler(IntakeError, refused)


def refusal(error: IntakeError) -> tuple[int, str]:
    """Status and code for a refusal, over HTTP and in socket frames alike."""
    match error:
        case NotFound():
            return 404, "not_found"
        case Malformed():
            return 400, "malformed"
        case Conflict():
            return 409, error.code
        case TooOften():
            return 429, "slow_down"
    raise TypeError


async def desk_of(connection: HTTPConnection) -> Desk:
    """The desk of the application that a request or a socket came to."""
    desk = connection.app.state.desk
    if not isinstance(desk, Desk):
        raise TypeError
    return desk


DeskDep = Annotated[Desk, Depends(desk_of)]
"""An endpoint's parameter of this type is given the desk."""
