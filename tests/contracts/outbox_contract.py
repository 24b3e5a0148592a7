"""What every implementation of the `Updates` and `Outbox` ports must do.

Subclass `OutboxContract` in a test module and give it a fixture `ports` that returns an object
with both ports, empty. Nothing about a particular store lives here.
"""

from typing import Protocol

import pytest

from intake.outbox import Act, ChatId, Outbox, Outgoing, Updates

FIRST = ChatId(7_200_000_001)
SECOND = ChatId(7_200_000_002)
GROUP = ChatId(-1_002_000_000_001)
NOW = 1_800_000_000.0
"""A moment after every row of these tests was queued: queueing makes a row due at once."""


class Ports(Updates, Outbox, Protocol):
    """Both ports on one object."""


def a_row(chat: ChatId = FIRST, *, text: str = "chat-help", key: str = "") -> Outgoing:
    return Outgoing(
        chat=chat,
        act=Act.SEND,
        text=text,
        language="en",
        buttons="room",
        data={"start": "r_AAAAAAAAAAAAAAAAAAAAAA", "message_id": 2**40},
        key=key,
    )


async def texts(ports: Outbox, *, now: float = NOW) -> list[tuple[ChatId, str]]:
    """Everything that waits, in the order it is offered; empties the outbox."""
    found = []
    while rows := await ports.due(now=now):
        for row in rows:
            found.append((row.outgoing.chat, row.outgoing.text))
            await ports.done(row.id)
    return found


class OutboxContract:
    """The suite. Every test starts from empty ports."""

    async def test_a_row_comes_back_as_it_was_put(self, ports: Ports) -> None:
        await ports.put([a_row(GROUP, key="once")])
        (owed,) = await ports.due(now=NOW)
        assert owed.outgoing == a_row(GROUP, key="once")
        assert owed.attempts == 0

    async def test_an_update_is_accepted_once_with_its_rows(self, ports: Ports) -> None:
        assert await ports.accept(update_id=7, owed=[a_row()]) is True
        assert await ports.accept(update_id=7, owed=[a_row(text="chat-start")]) is False
        assert await texts(ports) == [(FIRST, "chat-help")]

    async def test_an_update_without_rows_is_still_remembered(self, ports: Ports) -> None:
        assert await ports.accept(update_id=8, owed=[]) is True
        assert await ports.accept(update_id=8, owed=[a_row()]) is False
        assert await ports.due(now=NOW) == []

    async def test_updates_may_arrive_out_of_order(self, ports: Ports) -> None:
        assert await ports.accept(update_id=20, owed=[])
        assert await ports.accept(update_id=19, owed=[a_row()])
        assert await texts(ports) == [(FIRST, "chat-help")]

    async def test_only_the_oldest_row_of_a_chat_is_due(self, ports: Ports) -> None:
        await ports.put([a_row(text="one"), a_row(SECOND, text="two"), a_row(text="three")])
        first = await ports.due(now=NOW)
        assert [row.outgoing.text for row in first] == ["one", "two"]
        await ports.done(first[0].id)
        assert [row.outgoing.text for row in await ports.due(now=NOW)] == ["two", "three"]

    async def test_due_respects_its_limit(self, ports: Ports) -> None:
        await ports.put([a_row(ChatId(n)) for n in range(1, 9)])
        assert len(await ports.due(now=NOW, limit=3)) == 3

    async def test_a_key_is_kept_once_per_chat_while_it_waits(self, ports: Ports) -> None:
        await ports.put([a_row(key="k", text="one"), a_row(key="k", text="two")])
        await ports.accept(update_id=1, owed=[a_row(key="k", text="three")])
        await ports.put([a_row(SECOND, key="k", text="four")])
        assert await texts(ports) == [(FIRST, "one"), (SECOND, "four")]
        await ports.put([a_row(key="k", text="five")])
        assert await texts(ports) == [(FIRST, "five")]

    async def test_rows_without_a_key_are_never_duplicates(self, ports: Ports) -> None:
        await ports.put([a_row(), a_row()])
        assert len(await texts(ports)) == 2

    async def test_a_postponed_row_counts_attempts_and_holds_its_own_chat(
        self, ports: Ports
    ) -> None:
        await ports.put([a_row(text="one"), a_row(text="two"), a_row(SECOND, text="three")])
        first = await ports.due(now=NOW)
        await ports.postpone(first[0].id, until=NOW + 60)
        assert [row.outgoing.text for row in await ports.due(now=NOW + 59)] == ["three"]
        later = {row.outgoing.text: row for row in await ports.due(now=NOW + 60)}
        assert later.keys() == {"one", "three"}
        assert later["one"].attempts == 1
        assert later["three"].attempts == 0

    async def test_a_row_that_is_not_done_is_due_again(self, ports: Ports) -> None:
        await ports.put([a_row()])
        assert await ports.due(now=NOW) == await ports.due(now=NOW)

    async def test_done_and_postpone_of_a_gone_row_change_nothing(self, ports: Ports) -> None:
        await ports.put([a_row(), a_row(SECOND)])
        gone = (await ports.due(now=NOW))[0].id
        await ports.done(gone)
        await ports.done(gone)
        await ports.postpone(gone, until=NOW)
        assert await texts(ports) == [(SECOND, "chat-help")]

    async def test_an_unreachable_chat_loses_its_rows_and_gets_no_more(self, ports: Ports) -> None:
        await ports.put([a_row(), a_row(SECOND)])
        await ports.unreachable(FIRST)
        await ports.unreachable(FIRST)
        await ports.put([a_row(), a_row(SECOND, text="two")])
        assert await texts(ports) == [(SECOND, "chat-help"), (SECOND, "two")]

    async def test_a_reachable_chat_is_written_to_again(self, ports: Ports) -> None:
        await ports.unreachable(FIRST)
        await ports.reachable(FIRST)
        await ports.reachable(SECOND)
        await ports.put([a_row()])
        assert await texts(ports) == [(FIRST, "chat-help")]

    async def test_who_writes_is_reachable_again(self, ports: Ports) -> None:
        await ports.unreachable(FIRST)
        assert await ports.accept(update_id=1, owed=[a_row()])
        await ports.put([a_row(text="two")])
        assert await texts(ports) == [(FIRST, "chat-help"), (FIRST, "two")]

    @pytest.mark.parametrize("act", list(Act))
    async def test_every_act_can_wait(self, ports: Ports, act: Act) -> None:
        row = Outgoing(chat=FIRST, act=act, data={"callback_query_id": "9" * 19})
        await ports.put([row])
        assert [owed.outgoing for owed in await ports.due(now=NOW)] == [row]
