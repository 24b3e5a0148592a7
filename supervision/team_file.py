"""The team's file: what is in it, who is trained and has signed, whose certificate runs out. Pure.

Nothing about a student or a conversation is in any of it (docs/protocol.md section 18).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Final, NewType, Protocol

from crypto import CryptoError, wire
from people.accounts import AccountId, AccountState, Role
from supervision.certificates import holders_keys
from supervision.errors import Malformed, NotFound
from supervision.members import Member
from supervision.ports import StoredCertificate, Team

DAY: Final = 86_400
AHEAD_SECONDS: Final = DAY
"""A day is chosen where the person is: the earth's easternmost is a day ahead of ours."""
MAX_TRAININGS: Final = 100
CONFIDENTIALITY: Final = "confidentiality"
AGREE: Final = "agree"

TrainingId = NewType("TrainingId", bytes)
"""16 random bytes."""


class Lack(StrEnum):
    """Why a worker may take no new request now, though their certificate would do."""

    AGREEMENT = "agreement"
    TRAINING = "training"


class Stage(IntEnum):
    """How near the end of a certificate is; each is told of once."""

    SOON = 1
    NEAR = 2


STAGES: Final = ((Stage.NEAR, 7 * DAY), (Stage.SOON, 21 * DAY))


@dataclass(frozen=True, kw_only=True)
class StoredTraining:
    """A training as its holder signed it. Verified when it came."""

    id: TrainingId
    account: AccountId
    body: wire.Training = field(repr=False)
    signed: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Service:
    """What is kept of one member beside their account: receipts and trainings, oldest first.

    `left_hour`: when their service ended, Unix seconds rounded down to the hour.
    """

    account: AccountId
    agreements: Sequence[bytes] = field(repr=False)
    trainings: Sequence[StoredTraining] = field(repr=False)
    left_hour: int | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One member's page of the file."""

    member: Member
    certificates: Sequence[StoredCertificate] = field(repr=False)
    service: Service


@dataclass(frozen=True, kw_only=True)
class Running:
    """A certificate that runs out, and the stage that is due to be told."""

    certificate: wire.CertificateId = field(repr=False)
    account: AccountId
    stage: Stage


def check_training(signed: bytes, *, team: Team, now: int) -> StoredTraining:
    """A training of a member, signed by a holder. Raises Malformed or NotFound."""
    try:
        paper = wire.open_signed(signed, wire.Training)
    except CryptoError:
        raise Malformed from None
    body = paper.body
    if paper.key not in holders_keys(team, now=now) or not 0 < body.done <= now + AHEAD_SECONDS:
        raise Malformed
    member = next((m for m in team.members if m.account.keys.sign == body.member), None)
    if member is None or member.account.state is AccountState.LEFT:
        raise NotFound
    return StoredTraining(
        id=TrainingId(body.id), account=member.account.id, body=body, signed=signed
    )


def lacking(
    service: Service, *, wordings: Collection[bytes], training: bool, now: int
) -> Lack | None:
    """What stands between a worker and the next request (R29), or None.

    `wordings`: the agreement as it is shown now, in each language; `training`: whether the policy
    asks for it.
    """
    if not signed_now(service.agreements, wordings=wordings):
        return Lack.AGREEMENT
    if training and not any(each.body.valid(now) for each in service.trainings):
        return Lack.TRAINING
    return None


def signed_now(receipts: Sequence[bytes], *, wordings: Collection[bytes]) -> bool:
    """Whether the newest receipt about confidentiality agrees to the text that is shown now.

    Receipts were verified when they came.
    """
    for signed in reversed(receipts):
        body = wire.open_signed(signed, wire.Consent).body
        if body.scope == CONFIDENTIALITY:
            return body.action == AGREE and body.wording in wordings
    return False


def running_out(team: Team, *, now: int) -> Sequence[Running]:
    """Active members whose newest certificate ends within three weeks, and the stage of it."""
    found = []
    for member in team.members:
        newest = team.newest(member.account.id)
        if newest is None or member.account.state is not AccountState.ACTIVE:
            continue
        left = newest.body.not_after - now
        # Who was certified for a few days only knows.
        short = newest.body.not_after - newest.body.not_before <= STAGES[-1][1]
        stage = next((stage for stage, before in STAGES if 0 < left <= before), None)
        if stage is not None and not short:
            found.append(Running(certificate=newest.id, account=member.account.id, stage=stage))
    return found


class FileStore(Protocol):
    """Where the file is kept. Each change is one transaction with its audit row."""

    async def service(self, account: AccountId) -> Service:
        """What is kept of one member."""
        ...

    async def add_training(self, training: StoredTraining, *, by: Role) -> None:
        """Keep one; the same bytes again change nothing. Raises Exists, or Full beyond 100."""
        ...

    async def drop_training(self, training: TrainingId, *, by: Role) -> None:
        """Take one out that was recorded by mistake. Raises NotFound."""
        ...

    async def leave(self, account: AccountId, *, was: AccountState, by: Role) -> None:
        """End somebody's service: nothing that opens anything is kept of them.

        Sessions, bundle and wrapped keys go, and what joins the account to a person of Telegram.
        Raises Stale when the state is another one meanwhile.
        """
        ...

    async def told(self, running: Running) -> bool:
        """Whether this stage of this certificate was told of."""
        ...

    async def remind(self, running: Running, *, tell: Collection[AccountId]) -> None:
        """Keep that it was told, with the notices that are owed."""
        ...
