"""HTTP connections: read as all are, and let go of where nobody reads what was answered."""

import asyncio
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.reading import SharedBuffer, let_go

READ_SECONDS: Final = 60.0
"""For how long an answer waits for whoever reads nothing of it. Without this it would wait as long
as they keep the connection, with all that was not sent."""


class Requests(SharedBuffer, H11Protocol):
    """uvicorn's HTTP protocol on such a connection."""

    _patience: asyncio.TimerHandle | None = None

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._stop()
        super().connection_lost(exc)
        let_go(self.transport)

    def pause_writing(self) -> None:
        """More was answered than is read."""
        super().pause_writing()
        self._start()

    def resume_writing(self) -> None:
        """Most of it was read."""
        self._stop()
        super().resume_writing()

    def on_response_complete(self) -> None:
        """An answer was written whole; the system has most of it, or all."""
        super().on_response_complete()
        self._start()

    def _start(self) -> None:
        self._stop()
        left = self.transport.get_write_buffer_size()
        if left:
            self._patience = self.loop.call_later(READ_SECONDS, self._look, left)

    def _stop(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _look(self, before: int) -> None:
        self._patience = None
        if self.transport.get_write_buffer_size() < before:
            self._start()
        else:
            self.transport.abort()
