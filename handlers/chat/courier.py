"""Sends what waits in the outbox: in order per chat, different chats at once.

A row is forgotten only after Telegram has answered, so nothing owed is lost; a crash between the
answer and the forgetting sends that row a second time after the restart. Nothing is rendered or
decided here, and no id of a person is logged.
"""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any, Final

import structlog
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from handlers.chat.render import Call, Renderer, Unrenderable
from handlers.chat.replies import confirm_removal
from handlers.chat.verdicts import Done, Later, Unreachable, Verdict, judge, pause_after
from intake.outbox import Act, ChatId, Outbox, OutboxId, Outgoing, Owed

AT_ONCE: Final = 24
IDLE: Final = 5.0
"""Seconds after which an idle courier looks by itself: rows postponed before a restart."""
STORE_PAUSE: Final = 1.0

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Courier:
    """One per process. `run` until cancelled; `wake` whenever something was queued.

    `clock` gives Unix seconds, `random` jitters the pauses between attempts; what is not `wanted`
    any more is dropped.
    """

    def __init__(
        self,
        *,
        bot: ExtBot[Any],
        outbox: Outbox,
        renderer: Renderer,
        clock: Callable[[], float],
        random: Random,
        wanted: Callable[[Outgoing], Awaitable[bool]],
    ) -> None:
        self._bot = bot
        self._outbox = outbox
        self._renderer = renderer
        self._clock = clock
        self._random = random
        self._wanted = wanted
        self._awake = asyncio.Event()
        self._busy: dict[ChatId, asyncio.Task[None]] = {}
        self._retries: dict[ChatId | None, float] = {}  # None: the store itself
        self._unsettled: dict[OutboxId, Verdict] = {}

    def wake(self) -> None:
        """Look at the outbox now."""
        self._awake.set()

    async def run(self) -> None:
        """Send until cancelled; what is in flight then is sent again after a restart."""
        try:
            while True:
                self._awake.clear()
                await self._start_due()
                await self._rest()
        finally:
            for task in self._busy.values():
                task.cancel()
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def _start_due(self) -> None:
        free = AT_ONCE - len(self._busy)
        if free <= 0:
            return
        now = self._clock()
        self._retries = {chat: at for chat, at in self._retries.items() if at > now}
        try:
            # Rows in flight are still due, one per busy chat: ask for that many more.
            rows = await self._outbox.due(now=now, limit=AT_ONCE + len(self._busy))
        except Exception:  # a failing store must not end the courier
            log.exception("outbox_unreadable")
            self._retries[None] = now + STORE_PAUSE
            return
        for row in [row for row in rows if row.outgoing.chat not in self._busy][:free]:
            chat = row.outgoing.chat
            self._busy[chat] = asyncio.create_task(self._deliver(row))

    async def _rest(self) -> None:
        """Until woken, until the next row postponed here is due, or for a while."""
        pause = min([IDLE, *(at - self._clock() for at in self._retries.values())])
        try:
            async with asyncio.timeout(max(pause, 0.01)):
                await self._awake.wait()
        except TimeoutError:
            pass

    async def _deliver(self, row: Owed) -> None:
        """Send one row and settle it. A sent row that cannot be settled is not sent again."""
        try:
            verdict = self._unsettled.pop(row.id, None) or await self._attempt(row)
            await self._finish(row, verdict)
        finally:
            self._busy.pop(row.outgoing.chat, None)
            self._awake.set()

    async def _finish(self, row: Owed, verdict: Verdict) -> None:
        try:
            await self._settle(row, verdict)
        except Exception:  # a failing store must not end the courier
            log.exception("outbox_unwritable", row=row.id)
            self._unsettled[row.id] = verdict
            await asyncio.sleep(STORE_PAUSE)

    async def _attempt(self, row: Owed) -> Verdict:
        outgoing = row.outgoing
        try:
            if await self._wanted(outgoing):
                await self._call(row)
        except Unrenderable:
            verdict: Verdict = Done(event="row_unrenderable", gone=False)
        except TelegramError as error:
            verdict = judge(error, row=outgoing, attempts=row.attempts, random=self._random)
        except Exception:  # a fault of ours: the row is owed still, the courier goes on
            log.exception("send_broken", row=row.id)
            pause = pause_after(row.attempts, random=self._random)
            verdict = Later(pause=pause, event="send_failed")
        else:
            verdict = Done()
        if verdict.event != "sent":
            log.warning(verdict.event, row=row.id, act=outgoing.act, attempts=row.attempts)
        return verdict

    async def _call(self, row: Owed) -> None:
        try:
            await self._send(self._renderer.call(row.outgoing))
        except BadRequest:
            if row.outgoing.act is not Act.SEND or not row.outgoing.buttons:
                raise
            # A button Telegram will not take must not keep crisis contacts from arriving.
            log.warning("buttons_refused", row=row.id)
            await self._send(self._renderer.call(row.outgoing, bare=True))

    async def _send(self, call: Call) -> None:
        methods: dict[Act, Callable[..., Any]] = {
            Act.SEND: self._bot.send_message,
            Act.EDIT: self._bot.edit_message_text,
            Act.ANSWER_CALLBACK: self._bot.answer_callback_query,
            Act.DELETE: self._bot.delete_message,
            Act.LEAVE: self._bot.leave_chat,
        }
        await methods[call.act](**call.arguments)

    async def _settle(self, row: Owed, verdict: Verdict) -> None:
        chat = row.outgoing.chat
        match verdict:
            case Done():
                if row.outgoing.act is Act.DELETE:
                    await self._outbox.put([confirm_removal(row.outgoing, removed=verdict.gone)])
                await self._outbox.done(row.id)
            case Later():
                until = self._clock() + verdict.pause
                await self._outbox.postpone(row.id, until=until)
                self._retries[chat] = until
            case Unreachable():
                await self._outbox.unreachable(chat)
