"""Who would talk again, who is on shift, and wishes, in memory and as devices sign them."""

from collections.abc import Collection, Sequence

import crypto
from crypto import wire
from crypto.wire.handover import Wish
from intake.again import Answer, Met
from intake.first import Wished
from intake.requests import Otherwise
from people.accounts import Account, AccountId, Role
from tests.fakes.devices import Device


class MemoryAnswers:
    """Implements intake's `Answers`."""

    def __init__(self) -> None:
        self.kept: dict[tuple[Role, bytes], tuple[AccountId, bytes, int]] = {}

    async def say(
        self, account: Account, answer: Answer, *, instead: bytes, until: int, most: int
    ) -> bool:
        for old in (answer.tag, instead):
            await self.drop(account, old)
        if sum(owner == account.id for owner, _, _ in self.kept.values()) >= most:
            return False
        self.kept.setdefault((account.role, answer.tag), (account.id, answer.word, until))
        return True

    async def drop(self, account: Account, tag: bytes) -> None:
        found = self.kept.get((account.role, tag))
        if found is not None and found[0] == account.id:
            del self.kept[account.role, tag]

    async def met(self, student: AccountId, tags: Sequence[bytes]) -> Sequence[Met]:
        found = []
        for tag in tags:
            own, other = self.kept.get((Role.STUDENT, tag)), self.kept.get((Role.WORKER, tag))
            if own is not None and other is not None and own[0] == student:
                found.append(Met(tag=tag, word=other[1], worker=other[0]))
        return found

    async def prune(self) -> int:
        return 0


class KnownShift:
    """Implements intake's `OnShift`: who is here is what a test says."""

    def __init__(self) -> None:
        self.here: set[AccountId] = set()

    async def on_shift(self, among: Collection[AccountId]) -> Sequence[AccountId]:
        return sorted(self.here & set(among))


def wished(
    student: Device,
    request: wire.Request,
    certificate: wire.CertificateId,
    tag: bytes,
    *,
    otherwise: Otherwise = Otherwise.AFTER,
    hours: int | None = 24,
) -> Wished:
    """A wish as the student's device signs it."""
    case = wire.open_signed(request.intake, wire.Intake).body.case
    body = Wish(case=case, certificate=certificate)
    return Wished(
        wish=wire.signed(body, key=student.sign).raw,
        tag=tag,
        otherwise=otherwise,
        hours=hours if otherwise is Otherwise.AFTER else None,
    )


def new_tag() -> bytes:
    return crypto.random_bytes(16)
