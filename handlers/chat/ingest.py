"""One update on its way in: reduced, answered from the table, made durable with its answer.

Both the webhook and the poller come through here. Nothing is sent from here and nothing of the
update is kept but its id.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Final

import structlog
from telegram import Update

from handlers.chat.incoming import Incoming, Kind
from handlers.chat.inorder import InOrder
from handlers.chat.reduce import reduce
from handlers.chat.replies import replies
from intake.outbox import ChatId, Outbox, Updates

REMEMBERED: Final = 4096
MAX_ID: Final = 2**53

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class NotAnUpdate(Exception):
    """The payload has no update id, so it cannot have come from Telegram. Nothing was stored."""


class Ingest:
    """`choose` maps a sender's language to an available one; `owed` wakes the courier."""

    def __init__(
        self,
        *,
        updates: Updates,
        outbox: Outbox,
        choose: Callable[[str], str],
        owed: Callable[[], None],
    ) -> None:
        self._updates = updates
        self._outbox = outbox
        self._choose = choose
        self._owed = owed
        self._order = InOrder()
        # Blocking and unblocking may arrive the wrong way round: the newest one counts.
        self._membership: OrderedDict[ChatId, int] = OrderedDict()

    async def raw(self, payload: object) -> None:
        """Take an update as JSON gave it. Returns once it is durable; raises `NotAnUpdate`.

        One that the library cannot read is noted by its id and not answered: refusing it would
        make Telegram send it for ever, and everything behind it wait.
        """
        update_id = payload.get("update_id") if isinstance(payload, Mapping) else None
        if type(update_id) is not int or not 0 <= update_id < MAX_ID:
            raise NotAnUpdate
        await self.take(_parse(payload, update_id))

    async def take(self, incoming: Incoming) -> None:
        """Make one reduced update durable together with what it causes."""
        async with self._order.turn(incoming.person or incoming.chat):
            rows = replies(incoming, language=self._choose(incoming.language))
            if not await self._updates.accept(update_id=incoming.update_id, owed=rows):
                return
            if incoming.kind in {Kind.BLOCKED, Kind.UNBLOCKED}:
                await self._mark(incoming)
        if rows:
            self._owed()

    async def _mark(self, incoming: Incoming) -> None:
        """After a crash before this, the courier finds out by itself: Telegram refuses with 403."""
        chat = incoming.chat
        if chat is None or self._membership.get(chat, -1) > incoming.update_id:
            return
        self._membership[chat] = incoming.update_id
        self._membership.move_to_end(chat)
        if len(self._membership) > REMEMBERED:
            self._membership.popitem(last=False)
        if incoming.kind is Kind.BLOCKED:
            await self._outbox.unreachable(chat)
        else:
            await self._outbox.reachable(chat)


def _parse(payload: object, update_id: int) -> Incoming:
    try:
        update = Update.de_json(payload, None) if isinstance(payload, dict) else None
        if update is not None:
            return reduce(update)
    except Exception as error:  # noqa: BLE001 - whatever the library makes of it, one id is noted
        log.warning("update_unreadable", error=type(error).__name__)
    return Incoming(kind=Kind.NOTHING, update_id=update_id)
