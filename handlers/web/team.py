"""The team's endpoints: the roster for everybody signed in, the rest for holders."""

from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field

from handlers.web.auth import Holder, SignedIn
from handlers.web.fields import Blob, Id, Key, Shape, Small, Token
from handlers.web.services import ServicesDep
from people.accounts import AccountId, AccountState, Role
from people.invites import Invite, InviteId
from supervision.members import Member
from supervision.ports import StoredBackup, StoredCertificate, Team

router = APIRouter()

StaffRole = Literal["worker", "coordinator", "manager", "deputy", "consultant", "auditor"]
StateName = Literal["waiting", "active", "suspended", "left"]
BackupRole = Literal["coordinator", "manager", "deputy", "root"]


class RosterAnswer(Shape):
    """The root and the newest roster, with exactly the certificates it lists.

    `earlier` are all others ever made: for names in old conversations, never for trust.
    """

    root: Key | None = None
    root_changes: list[Small]
    roster: Blob | None = None
    certificates: list[Small]
    earlier: list[Small]


class MemberAnswer(Shape):
    """One of the team. `under18`: their invite asked to certify them for it."""

    account: Id
    role: StaffRole
    name: str
    state: StateName
    sign_key: Key
    box_key: Key
    role_key: Key | None = None
    certificate: Small | None = None
    agreement: Small
    under18: bool


class InviteAnswer(Shape):
    """An invite that can still be used."""

    id: Id
    role: StaffRole
    label: str
    under18: bool
    created: int
    expires: int


class BackupAnswer(Shape):
    """Which backup is kept."""

    role: BackupRole
    version: int


class AuditAnswer(Shape):
    """The audit chain's newest row, for the next roster."""

    row: int
    head: Key


class TeamAnswer(Shape):
    """What holders see of the team."""

    root: Key | None = None
    members: list[MemberAnswer]
    invites: list[InviteAnswer]
    roster: Blob | None = None
    certificates: list[Small]
    backups: list[BackupAnswer]
    audit: AuditAnswer


class RootBody(Shape):
    """The root's public key and the coordinator's own certificate."""

    root: Key
    certificate: Small


class InviteBody(Shape):
    """Whom an invite is for; holders have theirs from the operator."""

    role: Literal["worker", "consultant", "auditor"]
    label: Annotated[str, Field(max_length=240)]
    under18: bool


class IssuedAnswer(Shape):
    """A new invite; the token is shown this once."""

    id: Id
    token: Token


class CertificateBody(Shape):
    """A signed certificate."""

    certificate: Small


class RosterBody(Shape):
    """A signed roster."""

    roster: Blob


class BackupBody(Shape):
    """A role key's backup (protocol.md §3.4)."""

    role: BackupRole
    version: Annotated[int, Field(ge=1, lt=2**53)]
    record: Small
    halves: Annotated[list[Small], Field(min_length=2, max_length=2)]


class NowAnswer(Shape):
    """How the service stands. Waits in whole minutes."""

    waiting: int
    oldest_minutes: int | None = None
    claimed: int
    open: int
    stuck: int
    unattended: int
    intake: Literal["open", "shut", "paused"]
    why_shut: list[
        Literal[
            "no_root", "holders", "no_roster", "roster_expired", "no_worker", "policy", "paused"
        ]
    ]
    paused_until: int | None = None


class PauseBody(Shape):
    """Whether new requests are paused; `until`, Unix seconds, ends it by itself."""

    paused: bool
    until: Annotated[int, Field(ge=0, lt=2**53)] | None = None


@router.get("/api/roster", response_model_exclude_none=True)
async def roster(_: SignedIn, services: ServicesDep) -> RosterAnswer:
    """What a device needs to check the team for itself."""
    team = await services.team.team()
    listed = set(() if team.roster is None else team.roster.body.certificates)
    return RosterAnswer(
        root=team.root,
        root_changes=[],
        roster=None if team.roster is None else team.roster.signed,
        certificates=_signed(tuple(c for c in team.certificates if c.id in listed)),
        earlier=_signed(tuple(c for c in team.certificates if c.id not in listed)),
    )


@router.get("/api/team", response_model_exclude_none=True)
async def overview(_: Holder, services: ServicesDep) -> TeamAnswer:
    """The whole team."""
    seen = await services.team.overview()
    team: Team = seen.team
    return TeamAnswer(
        root=team.root,
        members=[_member(member) for member in team.members],
        invites=[_invite(invite) for invite in seen.invites],
        roster=None if team.roster is None else team.roster.signed,
        certificates=_signed(team.certificates),
        backups=[_backup(backup) for backup in seen.backups],
        audit=AuditAnswer(row=seen.audit.row, head=seen.audit.hash),
    )


@router.post("/api/team/root", status_code=201)
async def make_root(body: RootBody, caller: Holder, services: ServicesDep) -> None:
    """The coordinator sets the root, once."""
    await services.set_up.make_root(caller.account, root=body.root, certificate=body.certificate)


@router.post("/api/team/invites", status_code=201)
async def invite(body: InviteBody, caller: Holder, services: ServicesDep) -> IssuedAnswer:
    """A one-time invite for a worker, a consultant or an auditor."""
    issued = await services.invites.invite(
        Role(body.role), label=body.label, under18=body.under18, by=caller.account.role
    )
    return IssuedAnswer(id=issued.invite.id, token=issued.token)


@router.delete("/api/team/invites/{invite_id}", status_code=204)
async def withdraw(invite_id: Id, caller: Holder, services: ServicesDep) -> None:
    """Take an unused invite back."""
    await services.invites.withdraw(InviteId(invite_id), by=caller.account.role)


@router.post("/api/team/certificates", status_code=201)
async def certify(body: CertificateBody, caller: Holder, services: ServicesDep) -> None:
    """Accept a member's certificate."""
    await services.team.certify(caller.account, body.certificate)


@router.post("/api/team/roster", status_code=201)
async def sign_roster(body: RosterBody, caller: Holder, services: ServicesDep) -> None:
    """Accept the next roster."""
    await services.team.sign_roster(caller.account, body.roster)


@router.post("/api/team/members/{account}/suspend", status_code=204)
async def suspend(account: Id, caller: Holder, services: ServicesDep) -> None:
    """End a member's access at once."""
    await services.team.suspend(caller.account, AccountId(account))


@router.post("/api/team/members/{account}/restore", status_code=204)
async def restore(account: Id, caller: Holder, services: ServicesDep) -> None:
    """Let a suspended member in again."""
    await services.team.restore(caller.account, AccountId(account))


@router.put("/api/team/backup", status_code=204)
async def put_backup(body: BackupBody, caller: Holder, services: ServicesDep) -> None:
    """Keep the caller's newest backup."""
    first, second = body.halves
    await services.backups.put(
        caller.account,
        StoredBackup(
            role=body.role, version=body.version, record=body.record, halves=(first, second)
        ),
    )


@router.get("/api/now", response_model_exclude_none=True)
async def now(_: Holder, services: ServicesDep) -> NowAnswer:
    """How the service stands this minute."""
    seen = await services.team.now()
    return NowAnswer(
        waiting=seen.counts.waiting,
        oldest_minutes=seen.counts.oldest_minutes,
        claimed=seen.counts.claimed,
        open=seen.counts.open,
        stuck=seen.counts.stuck,
        unattended=seen.counts.unattended,
        intake=seen.intake.value,
        why_shut=[why.value for why in seen.why_shut],
        paused_until=seen.paused_until,
    )


@router.put("/api/now/intake", status_code=204)
async def pause(body: PauseBody, caller: Holder, services: ServicesDep) -> None:
    """Pause new requests, or take them again."""
    await services.team.pause(caller.account, paused=body.paused, until=body.until)


def _signed(certificates: tuple[StoredCertificate, ...]) -> list[bytes]:
    return [certificate.signed for certificate in certificates]


def _member(member: Member) -> MemberAnswer:
    account = member.account
    role = staff_role(account.role)
    return MemberAnswer(
        account=account.id,
        role=role,
        name=account.name,
        state=state_name(account.state),
        sign_key=account.keys.sign,
        box_key=account.keys.box,
        role_key=account.keys.role or None,
        certificate=member.certificate,
        agreement=member.agreement,
        under18=member.under18,
    )


def state_name(state: AccountState) -> StateName:
    """A staff member's state, as answers say it. Only students are ever lost."""
    names: Mapping[AccountState, StateName] = {
        AccountState.WAITING: "waiting",
        AccountState.ACTIVE: "active",
        AccountState.SUSPENDED: "suspended",
        AccountState.LEFT: "left",
    }
    return names[state]


def _invite(invite: Invite) -> InviteAnswer:
    role = staff_role(invite.role)
    return InviteAnswer(
        id=invite.id,
        role=role,
        label=invite.label,
        under18=invite.under18,
        created=invite.created,
        expires=invite.expires,
    )


def staff_role(role: Role) -> StaffRole:
    """A staff member's role, as answers say it."""
    names: Mapping[Role, StaffRole] = {
        Role.WORKER: "worker",
        Role.COORDINATOR: "coordinator",
        Role.MANAGER: "manager",
        Role.DEPUTY: "deputy",
        Role.CONSULTANT: "consultant",
        Role.AUDITOR: "auditor",
    }
    return names[role]


def _backup(backup: StoredBackup) -> BackupAnswer:
    return BackupAnswer.model_validate({"role": backup.role, "version": backup.version})
