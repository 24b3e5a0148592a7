"""What of the requirements is about flags, disclosures and audits; checks.py has the others.

Here: what must hold, given a profile's name. Never here: how it is switched off (switches.py).
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from crypto import CryptoError, wire
from handlers.web import auth
from handlers.web.auth import Access
from people.accounts import Role
from policy.profiles import ground_texts
from supervision import disclosures, flags
from supervision.audit_log import AuditLog, AuditRow
from supervision.disclosure_ports import DisclosureReader
from supervision.disclosures import DisclosureEvent, DisclosureState
from supervision.errors import IllegalDisclosureEvent
from supervision.errors import Malformed as SupervisionMalformed
from supervision.flags import Flag, FlagId, FlagState, FlagTimes, Late, NewFlag, Stage
from tests.fakes.clock import FixedClock
from tests.policies.records import audited_until_its_day
from tests.policies.setting import (
    NOW,
    account,
    profile_of,
    record,
    refuses,
    texts,
)

GROUNDS: Final = {
    "ucl": ("harm-unable", "safeguarding", "law-service"),
    "city": ("law", "wellbeing"),
    "cambridge": ("imminent-risk", "terrorism-law"),
    "lancaster": ("immediate-danger", "conflict", "law-service"),
    "portsmouth": ("harm", "law", "conflict"),
}


CONSULTED: Final = {
    "ucl": "senior",
    "cambridge": "another-officer",
    "lancaster": "senior",
    "portsmouth": "senior",
}


async def r11(_: str) -> None:
    """A case's tag is another one in every term, and another than any other case's."""
    secrets, terms = (b"a" * 32, b"b" * 32), ("2026-3", "2027-1")
    tags = {
        wire.supervision_tag(secret=secret, term=term)
        for secret, term in itertools.product(secrets, terms)
    }
    assert len(tags) == len(secrets) * len(terms)


async def r12(_: str) -> None:
    """Workers may raise a flag and read none; a flag is wrapped for two holders, nobody else."""
    assert auth.allowed(Access.RAISER, account(Role.WORKER))
    for role in (Role.WORKER, Role.STUDENT, Role.CONSULTANT, Role.AUDITOR):
        assert not auth.allowed(Access.HOLDER, account(role))
    two = (Role.COORDINATOR, Role.MANAGER)
    for readers in ((*two, Role.DEPUTY), two[:1], (*two, Role.WORKER), two):
        assert refuses(SupervisionMalformed, partial(flags.check_new, _flag_for(*readers))) == (
            readers != two
        )


def _flag_for(*readers: Role) -> NewFlag:
    late = Late(part=b"part", half=bytes(32))
    wraps = dict.fromkeys(readers, b"wrap")
    return NewFlag(id=FlagId(bytes(16)), sealed=b"sealed", wraps=wraps, late=late)


@dataclass
class Looked:
    """An audit log's store that only remembers who looked."""

    seen_by: list[Role] = field(default_factory=list)

    async def rows(self, *, before: int | None, limit: int) -> Sequence[AuditRow]:
        """None."""
        del before, limit
        return []

    async def holds(self) -> bool:
        """It does."""
        return True

    async def seen(self, *, by: Role) -> None:
        """Remember it."""
        self.seen_by.append(by)


async def r15(name: str) -> None:
    """An auditor reads a sample until its day, then nothing, and each look is on record."""
    looked = Looked()
    log = AuditLog(store=looked, clock=FixedClock())
    await log.page(account(Role.AUDITOR), before=None)
    assert looked.seen_by == [Role.AUDITOR]
    await audited_until_its_day(name)


async def r16(name: str) -> None:
    """Exactly the policy's grounds, each with words; what is switched off is none."""
    codes = profile_of(name).ground_codes()
    assert codes == GROUNDS[name]
    texts().require({text: () for code in codes for text in ground_texts(code)})


async def r17(name: str) -> None:
    """A record without anybody consulted is none, and two different holders decide."""
    assert profile_of(name).decision.consults == CONSULTED[name]
    assert not refuses(CryptoError, record().encode)
    assert refuses(CryptoError, record(consulted="").encode)
    assert refuses(CryptoError, record(approver="coordinator").encode)


async def r18(_: str) -> None:
    """A refusal is a decision with reasons, and nothing follows it."""
    made = disclosures.after(DisclosureState.REQUESTED, DisclosureEvent.REFUSE)
    assert made is DisclosureState.REFUSED
    for event in DisclosureEvent:
        assert refuses(IllegalDisclosureEvent, partial(disclosures.after, made, event))


async def r19(name: str) -> None:
    """Told, with their wishes; or not told, with why not."""
    assert profile_of(name).telling.student_first
    assert not refuses(CryptoError, record().encode)
    assert refuses(CryptoError, record(wishes="").encode)
    assert refuses(CryptoError, record(told="not-told", wishes="").encode)
    assert not refuses(CryptoError, record(told="not-told", wishes="", why_not="Asleep.").encode)


async def r20(_: str) -> None:
    """A flag that nobody acknowledges is the deputy's to open in the end, and not before."""
    flag = Flag(
        id=FlagId(bytes(16)),
        state=FlagState.SENT,
        stage=Stage.FRESH,
        holders=frozenset({Role.COORDINATOR, Role.MANAGER}),
        received=NOW,
        due=NOW + 100,
        released=False,
        has_late=True,
        head=0,
    )
    times = FlagTimes(first=100, second=300)
    assert Role.DEPUTY not in flags.told_of(flag)
    once = flags.overdue(flag, now=NOW + 100, times=times)
    assert once is not None
    assert Role.DEPUTY not in flags.told_of(once)
    twice = flags.overdue(once, now=NOW + 300, times=times)
    assert twice is not None
    assert Role.DEPUTY in flags.told_of(twice)


async def r21(_: str) -> None:
    """A record names each recipient once and a few at most, and the fields one by one."""
    assert not refuses(CryptoError, record().encode)
    for wrong in ((), ("A",) * 2, tuple(f"Recipient {n}" for n in range(21))):
        assert refuses(CryptoError, record(recipients=wrong).encode)
    for unfit in ((), ("phone", "name"), ("everything",)):
        assert refuses(CryptoError, record(fields=unfit).encode)


async def r22(_: str) -> None:
    """Whom a record is closed to by name is not handed it under a renewed certificate either."""
    first, renewed = (wire.CertificateId(letter * 32) for letter in (b"a", b"b"))
    reader = DisclosureReader(
        role=Role.MANAGER, certificates=frozenset({renewed}), ever=frozenset({first, renewed})
    )
    assert reader.shut_out({first})
    assert not reader.shut_out({wire.CertificateId(b"c" * 32)})
