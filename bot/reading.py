"""Reading from connections into one buffer that all of a thread's share.

asyncio takes 256 KiB for each read and then cuts them to what came. Whatever is made meanwhile and
stays, stays in the rest, which is then too small for the next read: such holes grew by 5 kB for
every student who came and went.
"""

import asyncio
import threading
from typing import Final

READ_BYTES: Final = 256 * 1024
"""At most in one read: as asyncio's own."""


class _OfThisThread(threading.local):
    """A buffer for each thread, since a read lets other threads go on: two loops in two threads
    must never read into the same one. Within a thread nothing comes between a read and its copy.
    """

    def __init__(self) -> None:
        self.buffer = memoryview(bytearray(READ_BYTES))


_OURS: Final = _OfThisThread()


class SharedBuffer(asyncio.Protocol, asyncio.BufferedProtocol):
    """Receives a copy, of its own and no longer than what came."""

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002 -- asyncio's
        """Where to read to. It is taken out before anybody else reads."""
        return _OURS.buffer

    def buffer_updated(self, nbytes: int) -> None:
        """So many bytes were read."""
        self.data_received(bytes(_OURS.buffer[:nbytes]))


def let_go(transport: asyncio.BaseTransport) -> None:
    """Of a connection that was lost: the last that asyncio's transport has of itself is what it
    reads by. Else it would stay until the collector finds it, 0.6 kB each, and one that was there
    when the collector came the first time for hours."""
    if hasattr(transport, "_read_ready_cb"):
        transport._read_ready_cb = None
