"""One check for each requirement that is proven: given a profile's name, it passes or raises.

Here: what must hold. Never here: how a requirement is switched off (switches.py). Checks are small
and quick, since every one runs under every switch.
"""

import itertools
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Final

import crypto
from bot.config import Config
from crypto import CryptoError, wire
from handlers.chat import reduce, replies
from handlers.chat.incoming import Kind
from handlers.web import auth
from handlers.web.auth import Access
from intake import notices
from intake.errors import Conflict
from intake.outbox import Act
from people import consents
from people.accounts import AccountState, Role, Side
from people.errors import Malformed
from policy.profiles import ground_texts
from policy.wording import Variant
from supervision import disclosures, flags, policy_record, tables
from supervision.audit_log import AuditLog, AuditRow
from supervision.disclosure_ports import DisclosureReader
from supervision.disclosures import DisclosureEvent, DisclosureState
from supervision.errors import IllegalDisclosureEvent, TooTelling
from supervision.flags import Flag, FlagId, FlagState, FlagTimes, Stage
from supervision.intake_gate import Why, why_shut
from supervision.policy_record import DAY, PolicyEvent, PolicyInForce, PolicyRow, months_after
from supervision.ports import Team
from tests.fakes.clock import FixedClock
from tests.fakes.devices import Device
from tests.handlers.chat import updates
from tests.policies.setting import (
    NOW,
    account,
    house_under,
    incoming,
    profile_of,
    record,
    refuses,
    refuses_async,
    renderer_of,
    texts,
    wordings_of,
)

Check = Callable[[str], Awaitable[None]]

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


KEPT: Final = {"city": (None, 1826), "lancaster": (2192, 2192), "portsmouth": (None, 3660)}


async def r1(name: str) -> None:
    """Who took their agreement back, or never gave it, is not written to."""
    adult = wordings_of(name).show(Variant.ADULT, "en").digest
    house = house_under(name)
    student, worker = house.student(wording=adult), house.worker()
    request = house.request(student, worker)
    withdrawn = student.device.consent(adult, action="withdraw")
    await house.accounts.add_consent(student.account.id, withdrawn)
    assert await refuses_async(Conflict, house.asking.submit(student.account, request))
    await house.accounts.add_consent(student.account.id, student.device.consent(adult))
    await house.asking.submit(student.account, request)


async def r2(name: str) -> None:
    """Two strangers get the same answers, letter for letter."""
    renderer = renderer_of(name)

    def said(person: int, kind: Kind) -> list[tuple[object, ...]]:
        rows = replies.replies(incoming(kind, person=person), language="en")
        sent = [renderer.call(row).arguments.get("text") for row in rows]
        return [(row.act, text, dict(row.data)) for row, text in zip(rows, sent, strict=True)]

    for kind in Kind:
        assert said(7_200_000_001, kind) == said(7_200_000_002, kind)


async def r3(name: str) -> None:
    """A receipt says what was agreed to, with whom, when, and on which wording; of no other."""
    wordings = wordings_of(name)
    known = consents.notices_of(wordings, ("en",))
    device = Device(7_200_000_001)
    digest = wordings.show(Variant.ADULT, "en").digest
    signed = device.consent(digest, recipient="Peer Link Workers")
    kept = consents.read(signed, sign_key=device.sign.public)
    assert (kept.action, kept.scope, kept.recipient) == (
        "agree",
        "conversation",
        "Peer Link Workers",
    )
    assert (kept.wording, kept.given) == (digest, NOW)

    def agreeing_to(wording: bytes) -> Callable[[], object]:
        receipt = device.consent(wording)
        key = device.sign.public
        return lambda: consents.read_agreement(
            receipt, sign_key=key, side=Side.STUDENT, notices=known
        )

    assert not refuses(Malformed, agreeing_to(digest))
    assert refuses(Malformed, agreeing_to(bytes(32)))


async def r5(name: str) -> None:
    """A notice says that there is an update, and neither who writes nor what about."""
    renderer = renderer_of(name)
    text = renderer.words(notices.NOTICE_TEXT, "en")
    union = str(wordings_of(name).named("en")["union"])
    for word in (union, *union.split(), "Peerlink", "support", "advice", "room", "worker"):
        assert len(word) < 4 or word.lower() not in text.lower()


async def r7(_: str) -> None:
    """Added to a group the bot says one thing and leaves, whatever is written there."""
    for payload in (
        updates.text("hello", chat=updates.group()),
        updates.membership("member", where=updates.group()),
    ):
        rows = replies.replies(reduce.reduce(updates.parsed(payload)), language="en")
        assert [row.act for row in rows] == [Act.SEND, Act.LEAVE]
        assert rows[0].text == "chat-group"


async def r8(name: str) -> None:
    """It stands in what students read and in what workers sign."""
    wordings = wordings_of(name)
    assert "do not give advice" in wordings.show(Variant.STAFF, "en").text
    assert "do not give advice" in wordings.show(Variant.ADULT, "en").text
    assert "do not give advice" in wordings.policy("en").text


async def r9(_: str) -> None:
    """Each role has its own calls, and a desk locks itself within minutes."""
    for role in Role:
        assert auth.allowed(Access.LEAD, account(role)) == (role is Role.COORDINATOR)
    assert Config(_env_file=None).staff_idle_minutes <= 15  # type: ignore[call-arg]


async def r11(_: str) -> None:
    """A case's tag is another one in every term, and another than any other case's."""
    secrets, terms = (b"a" * 32, b"b" * 32), ("2026-3", "2027-1")
    tags = {
        wire.supervision_tag(secret=secret, term=term)
        for secret, term in itertools.product(secrets, terms)
    }
    assert len(tags) == len(secrets) * len(terms)


async def r12(_: str) -> None:
    """Workers may raise a flag, and the calls that read flags are not theirs."""
    assert auth.allowed(Access.RAISER, account(Role.WORKER))
    for role in (Role.WORKER, Role.STUDENT, Role.CONSULTANT, Role.AUDITOR):
        assert not auth.allowed(Access.HOLDER, account(role))


async def r14(name: str) -> None:
    """The policy's own keeping time, or one that the deployment must choose within it."""
    stated, most = KEPT[name]
    assert refuses(ValueError, lambda: _kept(name, most + 1))
    assert _kept(name, most) == most
    assert refuses(ValueError, lambda: _kept(name)) == (stated is None)
    if stated is not None:
        assert _kept(name) == stated


def _kept(name: str, days: int = 0) -> int:
    """Days under a configuration with a token; ValueError where there is none."""
    given: dict[str, object] = {"retention_days": days} if days else {}
    token = f"1:{'A' * 35}"
    config = Config(_env_file=None, bot_token=token, policy=name, **given)  # type: ignore[arg-type]
    return config.retention_days


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


async def r15(_: str) -> None:
    """That an auditor looks is itself on record."""
    looked = Looked()
    log = AuditLog(store=looked, clock=FixedClock())
    await log.page(account(Role.AUDITOR), before=None)
    assert looked.seen_by == [Role.AUDITOR]


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
        assert refuses(IllegalDisclosureEvent, lambda e=event: disclosures.after(made, e))


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


async def r24(name: str) -> None:
    """Who agreed as under 18 is answered by certified workers alone, and told other limits."""
    wordings = wordings_of(name)
    young = wordings.show(Variant.UNDER_18, "en")
    assert profile_of(name).under_18.limits == "different"
    assert "so the limits are different for you" in young.text
    assert "so the limits are different for you" not in wordings.show(Variant.ADULT, "en").text
    house = house_under(name)
    student = house.student(wording=young.digest)
    plain, certified = house.worker(), house.worker(under18=True)
    sent = house.request(student, plain, certified)
    assert await refuses_async(Conflict, house.asking.submit(student.account, sent))
    await house.asking.submit(student.account, house.request(student, certified))


async def r25(name: str) -> None:
    """A worker who steps back says nothing about why, and others are still asked."""
    house = house_under(name)
    student, knows, other = house.student(), house.worker(), house.worker()
    case, _ = await house.ask(student, knows, other)
    await house.claiming.recuse(knows.account.id, case)
    assert [o.case for o in await house.claiming.queue(knows.account.id)] == []
    assert [o.case for o in await house.claiming.queue(other.account.id)] == [case]


async def r27(name: str) -> None:
    """A table from which a small count follows is not frozen; who is given them is named."""
    codes = profile_of(name).statistics.recipients
    assert codes
    texts().require(dict.fromkeys([f"given-{code}" for code in codes], ()))
    # Shown 1-7 each: seven ones are 1-7 together, which leaves one number only; 3, 9 and 13 do not.
    for counts, telling in (((1,) * 7, True), ((3, 9, 13), False)):
        assert refuses(TooTelling, partial(_freeze, counts)) == telling


def _freeze(counts: Sequence[int]) -> None:
    lead = crypto.SigningKey.generate()
    cells = tuple(
        wire.TableCell(label=f"Theme {number}", shown=wire.shown_count(count))
        for number, count in enumerate(counts)
    )
    total = wire.shown_count(sum(counts))
    table = wire.NumbersTable(period="2027-1", name="Theme", cells=cells, total=total, made=1)
    signed = wire.signed(table, key=lead).raw
    tables.check("2027-1", [signed], by=wire.SignPublic(lead.public))


async def r28(name: str) -> None:
    """The version stands in what is agreed to and is said on request; an approver is waited for."""
    wordings = wordings_of(name)
    policy = wordings.policy("en")
    version = policy.digest[:4].hex()
    for variant in (Variant.ADULT, Variant.UNDER_18):
        assert f"version {version}." in wordings.show(variant, "en").text
    rows = replies.replies(incoming(Kind.POLICY, person=1), language="en")
    said = [renderer_of(name).call(row).arguments["text"] for row in rows]
    assert version in said[0]
    assert policy.text in said
    approval = profile_of(name).approval
    in_force = _in_force(name)
    assert policy_record.approved(in_force, []) == (approval is None)
    team = Team(root=None, members=(), certificates=(), roster=None, paused=False)
    shut = why_shut(team, now=NOW, approved=policy_record.approved(in_force, []))
    assert (Why.POLICY in shut) == (approval is not None)


def _in_force(name: str) -> PolicyInForce:
    profile = profile_of(name)
    return PolicyInForce(
        profile=name,
        digest=wordings_of(name).policy("en").digest,
        approver=profile.approval.by if profile.approval else None,
        review_months=profile.review.months if profile.review else None,
    )


async def r29(name: str) -> None:
    """Nobody works here who has not signed, or waits for their certificate."""
    known = consents.notices_of(wordings_of(name), ("en",))
    device = Device.staff(7_200_000_001, Role.WORKER)
    notice = wordings_of(name).show(Variant.ADULT, "en").digest
    other = device.consent(notice)
    assert refuses(
        Malformed,
        lambda: consents.read_agreement(
            other, sign_key=device.sign.public, side=Side.STAFF, notices=known
        ),
    )
    assert auth.allowed(Access.WORKER, account(Role.WORKER))
    assert not auth.allowed(Access.WORKER, account(Role.WORKER, AccountState.WAITING))


async def r30(name: str) -> None:
    """A year after the last look the policy is due again, and the coordinator is told ahead."""
    policy = _in_force(name)
    assert policy.review_months == 12
    shown = PolicyRow(digest=policy.digest, event=PolicyEvent.SHOWN, at=NOW, role="")
    due = months_after(NOW, 12)
    assert policy_record.review_due(policy, [shown]) == due
    assert not policy_record.reminder_due(policy, [shown], now=due - 31 * DAY)
    assert policy_record.reminder_due(policy, [shown], now=due - 30 * DAY)


CHECKS: Final[Mapping[str, Check]] = MappingProxyType(
    {
        "R1": r1,
        "R2": r2,
        "R3": r3,
        "R5": r5,
        "R7": r7,
        "R8": r8,
        "R9": r9,
        "R11": r11,
        "R12": r12,
        "R14": r14,
        "R15": r15,
        "R16": r16,
        "R17": r17,
        "R18": r18,
        "R19": r19,
        "R20": r20,
        "R21": r21,
        "R22": r22,
        "R24": r24,
        "R25": r25,
        "R27": r27,
        "R28": r28,
        "R29": r29,
        "R30": r30,
    }
)
"""By requirement, in order."""
