"""HTTP connections: read as all are, and let go of where nobody reads what was answered."""

import asyncio
from typing import Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.reading import SharedBuffer, let_go

READ_SECONDS: Final = 60.0
"""For how long an answer waits for whoever takes nothing of it. Without this it would wait as long
as they keep the connection, with all that was not sent. What they take shows only once the system
has room again for a third of what it holds for them: at most about a megabyte."""


class Requests(SharedBuffer, H11Protocol):
    """uvicorn's HTTP protocol on such a connection."""

    _patience: asyncio.TimerHandle | None = None

    _handed_over = False

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._stop()
        super().connection_lost(exc)
        let_go(self.transport)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """From here on it is another protocol's connection."""
        self._handed_over = True
        self._stop()
        super().handle_websocket_upgrade(event)

    def pause_writing(self) -> None:
        """More was answered than is read."""
        super().pause_writing()
        self._start()

    def resume_writing(self) -> None:
        """Most of it was read; of an answer that was written whole, the rest is waited for."""
        super().resume_writing()
        self._start()

    def on_response_complete(self) -> None:
        """An answer was written whole; the system has most of it, or all."""
        super().on_response_complete()
        self._start()

    def _start(self) -> None:
        self._stop()
        left = self.transport.get_write_buffer_size()
        if left and not self._handed_over:
            self._patience = self.loop.call_later(READ_SECONDS, self._look, left)

    def _stop(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _look(self, before: int) -> None:
        self._patience = None
        if self._adds() or self.transport.get_write_buffer_size() < before:
            self._start()
        else:
            self.transport.abort()

    def _adds(self) -> bool:
        """Whether more is being written: then what is left says nothing of what was read."""
        going_on = not getattr(self.cycle, "response_complete", True)  # there may have been none
        return going_on and not self.flow.write_paused and not self.transport.is_closing()
