"""For each requirement the switch that turns it off: the code behaves as if nobody had asked.

Here: one small sabotage each. Never here: what should have held (checks.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from types import MappingProxyType, SimpleNamespace
from typing import Any, Final

import pytest

from client import sharing
from crypto import wire
from crypto.wire import dispute, ledger
from handlers.chat import reduce, replies
from handlers.web import auth
from handlers.web.auth import Access
from intake import asking, claiming, notices, recording
from intake.consents import standing
from intake.matching import roster_allows
from intake.quality import Auditing
from intake.rooms import Rooms
from people import consents
from people.accounts import AccountState, Role, Side
from people.errors import Malformed
from policy.profiles import Profile, Retention
from policy.texts import Texts
from policy.wording import PolicyText
from supervision import disclosure_desk, disclosures, flags, policy_record, reports, tables
from supervision.audit_log import AuditLog, AuditPage
from supervision.disclosure_ports import DisclosureReader
from supervision.disclosures import DisclosureEvent, DisclosureState
from supervision.flags import Stage
from supervision.reports import ReportMark, ReportState

Switch = Callable[[pytest.MonkeyPatch], None]


def _r1(patch: pytest.MonkeyPatch) -> None:
    """Whatever the receipts say, everybody has agreed, and to everything."""
    patch.setattr(asking, "standing", lambda *a, **k: replace(standing(*a, **k), agreed=True))
    may = wire.may_share

    def by_default(*a: Any, **k: Any) -> str:  # noqa: ANN401
        verdict = may(*a, **k)
        return "may" if verdict == "unanswered" else verdict

    patch.setattr(wire, "may_share", by_default)


def _r2(patch: pytest.MonkeyPatch) -> None:
    """The answer tells who is known."""
    real = replies._send

    def telling(incoming: Any, *rest: Any, **more: Any) -> Any:  # noqa: ANN401
        row = real(incoming, *rest, **more)
        return replace(row, data={**row.data, "known": (incoming.person or 0) % 2})

    patch.setattr(replies, "_send", telling)


def _r3(patch: pytest.MonkeyPatch) -> None:
    """An agreement counts on whatever wording it names."""

    def any_wording(signed: bytes, *, sign_key: bytes, side: Any, **_: Any) -> Any:  # noqa: ANN401
        if side is Side.STAFF:
            raise Malformed
        return consents.read(signed, sign_key=sign_key)

    patch.setattr(consents, "read_agreement", any_wording)
    patch.setattr(ledger, "_fits", lambda *_: True)


def _r4(patch: pytest.MonkeyPatch) -> None:
    """Nobody need be asked whom not to contact."""
    patch.setattr(wire.ConsentWord, "check", lambda _: None)
    patch.setattr(wire.Ledger, "avoided", ())


def _r5(patch: pytest.MonkeyPatch) -> None:
    """A notice names the service, and goes to whoever said no to it, too."""
    patch.setattr(notices, "NOTICE_TEXT", "chat-policy")
    patch.setattr(notices, "may_notify", lambda _: True)


def _r6(patch: pytest.MonkeyPatch) -> None:
    """A referral before a word was said."""
    may = wire.may_share
    patch.setattr(wire, "may_share", lambda *a, **k: may(*a, **{**k, "spoken": True}))
    patch.setattr(sharing, "spoken_in", lambda _: True)


def _r7(patch: pytest.MonkeyPatch) -> None:
    """Groups are places to talk in."""
    written = reduce._written
    patch.setattr(reduce, "_elsewhere", lambda n, message: written(n, message, edited=False))


def _r8(patch: pytest.MonkeyPatch) -> None:
    """Workers may advise."""
    _strike(patch, "do not give advice")


def _r9(patch: pytest.MonkeyPatch) -> None:
    """The lead's calls are everybody's."""
    _allow(patch, Access.LEAD, lambda _: True)


def _r11(patch: pytest.MonkeyPatch) -> None:
    """A case is called the same for ever."""
    real = wire.supervision_tag
    patch.setattr(
        wire, "supervision_tag", lambda *, secret, term: real(secret=secret, term=term[:0])
    )


def _r10(patch: pytest.MonkeyPatch) -> None:
    """A worker keeps a record to themselves."""
    patch.setattr(recording, "_complete", lambda _: True)


def _r12(patch: pytest.MonkeyPatch) -> None:
    """Workers read the inbox."""
    _allow(patch, Access.HOLDER, lambda account: account.role is Role.WORKER)


def _r14(patch: pytest.MonkeyPatch) -> None:
    """The service makes a keeping time up, whatever the policy and the deployment say."""
    patch.setattr(Retention, "stated", property(lambda _: 30))


def _r15(patch: pytest.MonkeyPatch) -> None:
    """An auditor leaves no trace, and reads for ever."""
    patch.setattr(Auditing, "_is_on", lambda *_: True)

    async def unseen(self: AuditLog, account: Any, *, before: int | None) -> AuditPage:  # noqa: ANN401
        rows = await self._store.rows(before=before, limit=1)
        return AuditPage(rows=rows, more=False, holds=bool(account))

    patch.setattr(AuditLog, "page", unseen)


def _r16(patch: pytest.MonkeyPatch) -> None:
    """Any ground will do."""
    real = Profile.ground_codes
    patch.setattr(Profile, "ground_codes", lambda self, **on: (*real(self, **on), "other"))


def _r17(patch: pytest.MonkeyPatch) -> None:
    """Nobody need be consulted."""
    _relax(patch, consulted="Nobody.", approver="deputy")


def _r18(patch: pytest.MonkeyPatch) -> None:
    """What was refused can be approved after all."""
    again = {(DisclosureState.REFUSED, DisclosureEvent.APPROVE): DisclosureState.APPROVED}
    patch.setattr(disclosures, "TRANSITIONS", {**disclosures.TRANSITIONS, **again})


def _r19(patch: pytest.MonkeyPatch) -> None:
    """Whether the student was told need not be said."""
    _relax(patch, wishes="None.", why_not="For no reason.")


def _r20(patch: pytest.MonkeyPatch) -> None:
    """A flag waits for its two holders for ever."""
    real = flags.overdue

    def never(flag: Any, **when: Any) -> Any:  # noqa: ANN401
        found = real(flag, **when)
        return flag if found is None or found.stage is Stage.OVERDUE else found

    patch.setattr(flags, "overdue", never)


def _r21(patch: pytest.MonkeyPatch) -> None:
    """Everything goes to everybody."""
    _relax(patch, recipients=("Anybody",), fields=("phone",))


def _r22(patch: pytest.MonkeyPatch) -> None:
    """A closed record is handed out all the same."""
    patch.setattr(DisclosureReader, "shut_out", lambda *_: False)


def _r24(patch: pytest.MonkeyPatch) -> None:
    """Any worker answers anybody."""
    patch.setattr(
        asking,
        "roster_allows",
        lambda asked, roster, **_: roster_allows(asked, roster, under18=False),
    )


def _r25(patch: pytest.MonkeyPatch) -> None:
    """Nobody can step back, and whoever was not asked is content to go on."""
    patch.setattr(claiming, "step_aside", lambda *_, **__: None)
    patch.setattr(dispute.Dispute, "state", property(lambda _: "content"))


def _r26(patch: pytest.MonkeyPatch) -> None:
    """The notice says that somebody else came first."""
    real = Texts.render

    def telling(self: Texts, wanted: str, /, *rest: Any, **more: Any) -> str:  # noqa: ANN401
        said = real(self, wanted, *rest, **more)
        return f"{said} Somebody came first." if wanted == "apart-cannot-act" else said

    patch.setattr(Texts, "render", telling)


def _r27(patch: pytest.MonkeyPatch) -> None:
    """Small counts may follow."""
    patch.setattr(tables, "telling", lambda _: False)


def _r28(patch: pytest.MonkeyPatch) -> None:
    """The policy has no version."""
    patch.setattr(PolicyText, "version", property(lambda _: "-"))


def _r29(patch: pytest.MonkeyPatch) -> None:
    """Who waits for a certificate works already."""
    _allow(patch, Access.WORKER, lambda account: account.state is AccountState.WAITING)


def _r30(patch: pytest.MonkeyPatch) -> None:
    """Nobody is reminded."""
    patch.setattr(policy_record, "review_due", lambda *_: None)


def _r31(patch: pytest.MonkeyPatch) -> None:
    """What was reported is closed without a word to who reported it."""
    untold = {(ReportState.LOOKED, ReportMark.CLOSED): ReportState.CLOSED}
    patch.setattr(reports, "TRANSITIONS", {**reports.TRANSITIONS, **untold})


def _strike(patch: pytest.MonkeyPatch, words: str) -> None:
    """Leave these words out of everything that is shown."""
    real = Texts.render
    patch.setattr(Texts, "render", lambda *a, **k: real(*a, **k).replace(words, ""))


def _allow(patch: pytest.MonkeyPatch, access: Access, more: Callable[[Any], bool]) -> None:
    """Let more accounts make calls of this access."""
    real = auth.allowed
    patch.setattr(
        auth, "allowed", lambda a, account: real(a, account) or (a is access and more(account))
    )


def _relax(patch: pytest.MonkeyPatch, **instead: object) -> None:
    """A disclosure's record is checked as if these fields said this, whatever they say."""
    real = wire.Disclosure.check

    def check(self: wire.Disclosure) -> None:
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        real(SimpleNamespace(**(said | instead)))  # type: ignore[arg-type]

    patch.setattr(wire.Disclosure, "check", check)


def _r13(patch: pytest.MonkeyPatch) -> None:
    """A copy is empty."""

    async def nothing(*_: Any) -> list[Any]:  # noqa: ANN401
        return []

    patch.setattr(Rooms, "mine", nothing)


def _r23(patch: pytest.MonkeyPatch) -> None:
    """Whoever asks may open the identity, whatever was decided."""
    patch.setattr(disclosure_desk, "_half_step", lambda kept, *_, **__: kept)


SWITCHES: Final[Mapping[str, Switch]] = MappingProxyType(
    {
        "R1": _r1,
        "R2": _r2,
        "R3": _r3,
        "R4": _r4,
        "R5": _r5,
        "R6": _r6,
        "R7": _r7,
        "R8": _r8,
        "R9": _r9,
        "R10": _r10,
        "R11": _r11,
        "R12": _r12,
        "R13": _r13,
        "R14": _r14,
        "R15": _r15,
        "R16": _r16,
        "R17": _r17,
        "R18": _r18,
        "R19": _r19,
        "R20": _r20,
        "R21": _r21,
        "R22": _r22,
        "R23": _r23,
        "R24": _r24,
        "R25": _r25,
        "R26": _r26,
        "R27": _r27,
        "R28": _r28,
        "R29": _r29,
        "R30": _r30,
        "R31": _r31,
    }
)
"""By requirement, in order."""
