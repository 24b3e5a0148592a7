"""Who may call an endpoint: each one declares it with one of the types below.

    async def team(caller: Holder, services: ServicesDep) -> Team: ...

`access_of` reads the declaration back, so that a test can walk every route by every role
(attack 19). A role that may not gets the same 404 as for a random id.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Final

from fastapi import Depends
from fastapi.routing import APIRoute
from starlette.requests import Request

from handlers.web.errors import not_found, signed_out
from handlers.web.fields import decode
from handlers.web.services import ServicesDep
from people.accounts import HOLDERS, Account, AccountState, Role
from people.launch import Launch
from people.sessions import Caller

IN: Final = (AccountState.WAITING, AccountState.ACTIVE)

BEARER: Final = re.compile(r"Bearer ([A-Za-z0-9_-]{43})", re.ASCII)


class Access(StrEnum):
    """Who may call an endpoint."""

    ANYONE = "anyone"  # no token
    LAUNCH = "launch"  # a launch token
    SESSION = "session"  # anyone signed in, staff that wait for their certificate too
    MEMBER = "member"  # a student, a certified worker or holder: who can be in a conversation
    STUDENT = "student"
    WORKER = "worker"  # certified
    CREW = "crew"  # a certified worker or holder: who works here
    RAISER = "raiser"  # who may raise a safeguarding flag: a student, a certified worker
    HOLDER = "holder"  # certified; the coordinator from enrolment on, so the root can be made
    ENTRIES = "entries"  # who may read supervision entries: coordinator, manager, consultant
    SUPERVISOR = "supervisor"  # coordinator, manager
    AUDIT = "audit"  # an auditor, a certified holder
    LEAD = "lead"  # the coordinator, certified


def _active(*roles: Role) -> frozenset[tuple[Role, AccountState]]:
    return frozenset((role, AccountState.ACTIVE) for role in roles)


MAY: Final[Mapping[Access, frozenset[tuple[Role, AccountState]]]] = {
    Access.SESSION: frozenset((role, state) for role in Role for state in IN),
    Access.MEMBER: _active(*(role for role in Role if not role.visits)),
    Access.STUDENT: _active(Role.STUDENT),
    Access.WORKER: _active(Role.WORKER),
    Access.CREW: _active(Role.WORKER, *HOLDERS),
    Access.RAISER: _active(Role.STUDENT, Role.WORKER),
    Access.HOLDER: _active(*HOLDERS) | {(Role.COORDINATOR, AccountState.WAITING)},
    Access.ENTRIES: _active(Role.COORDINATOR, Role.MANAGER, Role.CONSULTANT),
    Access.SUPERVISOR: _active(Role.COORDINATOR, Role.MANAGER),
    Access.AUDIT: _active(*HOLDERS, Role.AUDITOR),
    Access.LEAD: _active(Role.COORDINATOR),
}
"""Who may call what needs a session. Nobody suspended is in any of them."""


def allowed(access: Access, account: Account) -> bool:
    """Whether an account that is signed in may call endpoints of this access."""
    return access is Access.ANYONE or (account.role, account.state) in MAY.get(access, frozenset())


def bearer(request: Request) -> bytes:
    """The token of the Authorization header (32 bytes). Raises 401 without a well-formed one."""
    headers = request.headers.getlist("authorization")
    match_ = BEARER.fullmatch(headers[0]) if len(headers) == 1 else None
    if match_ is None:
        raise signed_out()
    try:
        return decode(match_.group(1))
    except ValueError:
        raise signed_out() from None


class Declared:
    """A dependency that says who may call."""

    access: Access


class Anyone(Declared):
    """Needs no token."""

    access = Access.ANYONE

    async def __call__(self) -> None:
        """Let everybody through."""


class WithLaunch(Declared):
    """Needs a launch token."""

    access = Access.LAUNCH

    async def __call__(self, request: Request, services: ServicesDep) -> Launch:
        """The launch that the token came from; 401 without, 429 when it asks too often."""
        launch = services.launches.check(bearer(request))
        services.limits.spend(("launch", launch.side, launch.telegram))
        return launch


class WithSession(Declared):
    """Needs a session token of an account with this access."""

    def __init__(self, access: Access) -> None:
        self.access = access

    async def __call__(self, request: Request, services: ServicesDep) -> Caller:
        """Who calls; 401 without a session, 404 for another role, 429 when too often."""
        caller = await services.sessions.check(bearer(request))
        services.limits.spend(("account", caller.account.id))
        account = caller.account
        if not allowed(self.access, account):
            raise not_found()
        # A visitor's access ends with the certificate, a holder's with a successor, whatever the
        # account's state says.
        judged = account.role.visits or account.role.holds
        if judged and self.access is not Access.SESSION and not await services.team.admits(account):
            raise not_found()
        # A successor does what leads to taking over, and reads nothing of the role's until then.
        early = self.access not in {Access.SESSION, Access.HOLDER}
        if early and await services.team.awaits(account):
            raise not_found()
        return caller


Everybody = Annotated[None, Depends(Anyone())]
Launched = Annotated[Launch, Depends(WithLaunch())]
SignedIn = Annotated[Caller, Depends(WithSession(Access.SESSION))]
Member = Annotated[Caller, Depends(WithSession(Access.MEMBER))]
Student = Annotated[Caller, Depends(WithSession(Access.STUDENT))]
Worker = Annotated[Caller, Depends(WithSession(Access.WORKER))]
Crew = Annotated[Caller, Depends(WithSession(Access.CREW))]
Raiser = Annotated[Caller, Depends(WithSession(Access.RAISER))]
Holder = Annotated[Caller, Depends(WithSession(Access.HOLDER))]
EntryReader = Annotated[Caller, Depends(WithSession(Access.ENTRIES))]
Supervisor = Annotated[Caller, Depends(WithSession(Access.SUPERVISOR))]
AuditReader = Annotated[Caller, Depends(WithSession(Access.AUDIT))]
Lead = Annotated[Caller, Depends(WithSession(Access.LEAD))]


def access_of(route: APIRoute) -> Access:
    """What a route declares. Raises LookupError unless it declares exactly one access."""
    calls: list[object] = [dependency.call for dependency in route.dependant.dependencies]
    declared = [call.access for call in calls if isinstance(call, Declared)]
    if len(declared) != 1:
        raise LookupError(f"{route.path} declares {len(declared)} accesses")
    return declared[0]
