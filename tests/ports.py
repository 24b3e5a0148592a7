"""Ports for services in processes of their own. Never here: starting them."""

import socket
import sys
from typing import Final

HELD: Final[list[socket.socket]] = []
"""Bound and not listened on, until this process ends."""


def free_port() -> int:
    """A port of this process's tests, which may be listened on, let go and listened on again.

    Linux gives nobody who asks for any port one that is bound, and lets whoever names it bind it
    too, as long as nobody listens. Elsewhere it is free now, and no more can be said.
    """
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind(("127.0.0.1", 0))
    port = int(bound.getsockname()[1])
    if sys.platform == "linux":
        HELD.append(bound)
    else:
        bound.close()
    return port
