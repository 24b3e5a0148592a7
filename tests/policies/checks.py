"""One check for each requirement that is proven: given a profile's name, it passes or raises.

Here: what must hold. Never here: how a requirement is switched off (switches.py). Checks are small
and quick, since every one runs under every switch.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Final

import crypto
from bot.config import Config
from crypto import wire
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
from policy.wording import Variant
from supervision import policy_record, tables, team_file
from supervision.errors import TooTelling
from supervision.intake_gate import Why, why_shut
from supervision.policy_record import DAY, PolicyEvent, PolicyInForce, PolicyRow, months_after
from supervision.ports import Team
from supervision.team_file import Lack, Service
from tests.fakes.devices import Device
from tests.handlers.chat import updates
from tests.policies import complaint_checks, conflict_checks, sharing, upward_checks
from tests.policies.degrees import after_degree
from tests.policies.reaching import reached_as_they_said
from tests.policies.records import r10, r13, r23, two_in_a_room
from tests.policies.setting import (
    NOW,
    account,
    house_under,
    incoming,
    profile_of,
    refuses,
    refuses_async,
    renderer_of,
    texts,
    wordings_of,
)

Check = Callable[[str], Awaitable[None]]

KEPT: Final = {"city": (None, 1826), "lancaster": (2192, 2192), "portsmouth": (None, 3660)}


async def r1(name: str) -> None:
    """Who took it back, or never agreed, is not written to; nothing is passed on without a yes."""
    adult = wordings_of(name).show(Variant.ADULT, "en").digest
    house = house_under(name)
    student, worker = house.student(wording=adult), house.worker()
    request = house.request(student, worker)
    withdrawn = student.device.consent(adult, action="withdraw")
    await house.accounts.add_consent(student.account.id, withdrawn)
    assert await refuses_async(Conflict, house.asking.submit(student.account, request))
    await house.accounts.add_consent(student.account.id, student.device.consent(adult))
    await house.asking.submit(student.account, request)
    sharing.nothing_without_consent()


async def r2(name: str) -> None:
    """Two strangers get the same answers, letter for letter; of who asks no words are kept."""
    renderer = renderer_of(name)

    def said(person: int, kind: Kind) -> list[tuple[object, ...]]:
        rows = replies.replies(incoming(kind, person=person), language="en")
        sent = [renderer.call(row).arguments.get("text") for row in rows]
        return [(row.act, text, dict(row.data)) for row, text in zip(rows, sent, strict=True)]

    for kind in Kind:
        assert said(7_200_000_001, kind) == said(7_200_000_002, kind)
    complaint_checks.enquiries_have_no_words()


async def r3(name: str) -> None:
    """A receipt says what, with whom, when and on which words; a spoken yes is noted as one."""
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
    sharing.recorded_with_its_wording()


async def r4(_: str) -> None:
    """Nobody agrees to anything without saying whom not to contact, and that is held to."""
    sharing.asked_whom_not_to_contact()


async def r5(name: str) -> None:
    """A notice says nothing; who said no gets none; ways are sealed beside number and address."""
    renderer = renderer_of(name)
    text = renderer.words(notices.NOTICE_TEXT, "en")
    union = str(wordings_of(name).named("en")["union"])
    for word in (union, *union.split(), "Peerlink", "support", "advice", "room", "worker"):
        assert len(word) < 4 or word.lower() not in text.lower()
    await reached_as_they_said(house_under(name))


async def r6(_: str) -> None:
    """A referral is neither asked for nor made before both have written."""
    sharing.spoken_with_first()


async def r7(name: str) -> None:
    """In a group the bot says one thing and leaves, whatever is written; a room is for two."""
    for payload in (
        updates.text("hello", chat=updates.group()),
        updates.membership("member", where=updates.group()),
    ):
        rows = replies.replies(reduce.reduce(updates.parsed(payload)), language="en")
        assert [row.act for row in rows] == [Act.SEND, Act.LEAVE]
        assert rows[0].text == "chat-group"
    await two_in_a_room(name)


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
    assert Config(_env_file=None).staff_idle_minutes <= 15


async def r14(name: str) -> None:
    """The policy's own keeping time, or one that the deployment must choose within it."""
    stated, most = KEPT[name]
    assert refuses(ValueError, lambda: _kept(name, most + 1))
    assert _kept(name, most) == most
    assert refuses(ValueError, lambda: _kept(name)) == (stated is None)
    if stated is not None:
        assert _kept(name) == stated
    await after_degree(name)


def _kept(name: str, days: int = 0) -> int:
    """Days under a configuration with a token; ValueError where there is none."""
    given: dict[str, object] = {"retention_days": days, "records_days": days} if days else {}
    token = f"1:{'A' * 35}"
    config = Config(_env_file=None, bot_token=token, policy=name, **given)  # type: ignore[arg-type]
    return config.retention_days


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
    """Nobody works here who has not signed what is shown, or waits, or was not trained."""
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
    asked = profile_of(name).training is not None
    signed = wordings_of(name).show(Variant.STAFF, "en").digest
    service = Service(
        account=account(Role.WORKER).id, agreements=[device.consent(signed)], trainings=[]
    )
    assert asked
    lack = team_file.lacking(service, wordings={signed}, training=asked, now=NOW)
    assert lack is Lack.TRAINING
    lack = team_file.lacking(service, wordings={notice}, training=asked, now=NOW)
    assert lack is Lack.AGREEMENT


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
        "R4": r4,
        "R5": r5,
        "R6": r6,
        "R7": r7,
        "R8": r8,
        "R9": r9,
        "R10": r10,
        "R11": upward_checks.r11,
        "R12": upward_checks.r12,
        "R13": r13,
        "R14": r14,
        "R15": upward_checks.r15,
        "R16": upward_checks.r16,
        "R17": upward_checks.r17,
        "R18": upward_checks.r18,
        "R19": upward_checks.r19,
        "R20": upward_checks.r20,
        "R21": upward_checks.r21,
        "R22": upward_checks.r22,
        "R23": r23,
        "R24": r24,
        "R25": conflict_checks.r25,
        "R26": conflict_checks.r26,
        "R27": r27,
        "R28": r28,
        "R29": r29,
        "R30": r30,
        "R31": complaint_checks.r31,
    }
)
"""By requirement, in order."""
