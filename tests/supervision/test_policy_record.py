"""The policy's record, pure: when it is approved, when a review is due, when to remind."""

from datetime import UTC, datetime

import pytest

from supervision.policy_record import (
    DAY,
    PolicyEvent,
    PolicyInForce,
    PolicyRow,
    approved,
    months_after,
    reminder_due,
    review_due,
)

NOW = 1_800_000_000
A, B = b"a" * 32, b"b" * 32


def row(
    event: PolicyEvent, *, digest: bytes = A, at: int = NOW, decided: int | None = None
) -> PolicyRow:
    return PolicyRow(digest=digest, event=event, at=at, role="coordinator", decided=decided)


def policy(*, approver: str | None = "trustees", months: int | None = 12) -> PolicyInForce:
    return PolicyInForce(profile="city", digest=A, approver=approver, review_months=months)


def test_only_an_approval_of_this_very_version_counts() -> None:
    assert not approved(policy(), [])
    assert not approved(policy(), [row(PolicyEvent.SHOWN), row(PolicyEvent.REVIEWED, decided=NOW)])
    assert not approved(policy(), [row(PolicyEvent.APPROVED, digest=B, decided=NOW)])
    assert approved(policy(), [row(PolicyEvent.APPROVED, decided=NOW)])


def test_where_the_policy_names_nobody_nothing_waits() -> None:
    assert approved(policy(approver=None), [])


def test_a_review_is_due_after_the_newest_look_at_any_version() -> None:
    shown = row(PolicyEvent.SHOWN, at=NOW)
    assert review_due(policy(), [shown]) == months_after(NOW, 12)
    older = row(PolicyEvent.APPROVED, digest=B, decided=NOW + 5 * DAY)
    newer = row(PolicyEvent.REVIEWED, decided=NOW + 90 * DAY, at=NOW + 99 * DAY)
    assert review_due(policy(), [shown, newer, older]) == months_after(NOW + 90 * DAY, 12)
    assert review_due(policy(months=None), [shown]) is None
    assert review_due(policy(), []) is None


def test_a_reminder_comes_ahead_and_again_until_it_is_done() -> None:
    rows = [row(PolicyEvent.SHOWN, at=NOW)]
    due = months_after(NOW, 12)
    assert not reminder_due(policy(), rows, now=due - 30 * DAY - 1)
    assert reminder_due(policy(), rows, now=due - 30 * DAY)
    rows.append(row(PolicyEvent.REMINDED, at=due - 30 * DAY))
    assert not reminder_due(policy(), rows, now=due - 1)
    assert reminder_due(policy(), rows, now=due)
    rows.append(row(PolicyEvent.REVIEWED, decided=due, at=due))
    assert not reminder_due(policy(), rows, now=due + 200 * DAY)
    assert not reminder_due(policy(months=None), rows[:1], now=due)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2028, 2, 29), 12, (2029, 2, 28)),
        ((2026, 12, 1), 1, (2027, 1, 1)),
        ((2026, 11, 21), 12, (2027, 11, 21)),
        ((2026, 6, 30), 6, (2026, 12, 30)),
    ],
)
def test_months_are_calendar_months(
    start: tuple[int, int, int], months: int, end: tuple[int, int, int]
) -> None:
    first, last = (int(datetime(*day, 9, tzinfo=UTC).timestamp()) for day in (start, end))
    assert months_after(first, months) == last
