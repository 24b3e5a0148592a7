"""What has changed, told to every open page.

Here: a bounded fan-out of small events. Never here: what people wrote; pages fetch that.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from sandbox.limits import LISTENER_BACKLOG
from sandbox.rows import Json

Listener = asyncio.Queue[Json | None]


class Events:
    """Listeners come and go; one that cannot keep up is ended, and fetches everything anew."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()

    @contextmanager
    def listen(self) -> Iterator[Listener]:
        """A queue of events; None ends it."""
        queue: Listener = asyncio.Queue(maxsize=LISTENER_BACKLOG)
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)

    def publish(self, event: Json) -> None:
        """Tell everybody."""
        for queue in tuple(self._listeners):
            try:
                queue.put_nowait(event)
            except asyncio.QueueFull:
                self._end(queue)

    def close(self) -> None:
        """End every listener."""
        for queue in tuple(self._listeners):
            self._end(queue)

    def _end(self, queue: Listener) -> None:
        self._listeners.discard(queue)
        while not queue.empty():
            queue.get_nowait()
        queue.put_nowait(None)
