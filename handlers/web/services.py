"""What the endpoints are given: built by the wiring, read by the routes. No logic lives here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from handlers.web.limits import Limits
from handlers.web.settings import WebSettings
from people.accounts import Accounts
from people.clock import Clock
from people.consents import Consents
from people.enrolment import Enrolment
from people.keys import Keys, KeyStore
from people.launch import Launches
from people.sessions import Sessions
from supervision.backups import Backups
from supervision.invites import Invites
from supervision.ports import TeamSockets
from supervision.setup import SetUp
from supervision.team import TeamDesk


@dataclass(frozen=True, kw_only=True)
class Services:
    """Every collaborator of the web edge.

    `tables` are the errors of subjects and how they are answered (handlers/web/errors.py);
    `unavailable` the exceptions that the store raises when it cannot be written now.
    """

    settings: WebSettings
    clock: Clock
    limits: Limits
    sessions: Sessions
    launches: Launches
    enrolment: Enrolment
    accounts: Accounts
    keys: Keys
    key_store: KeyStore
    consents: Consents
    team: TeamDesk
    set_up: SetUp
    invites: Invites
    backups: Backups
    team_sockets: TeamSockets
    tables: tuple[Mapping[type[Exception], tuple[int, str]], ...] = ()
    unavailable: tuple[type[Exception], ...] = field(default=())


async def services_of(connection: HTTPConnection) -> Services:
    """The services of the application that a request or a socket came to.

    A coroutine, like every dependency: FastAPI runs plain functions in a thread each.
    """
    services = connection.app.state.services
    if not isinstance(services, Services):
        raise TypeError
    return services


ServicesDep = Annotated[Services, Depends(services_of)]
"""An endpoint's parameter of this type is given the services."""
