"""How long a test's client keeps a connection that is idle.

A service closes one after five seconds, and so does httpx by itself: on a busy machine a request
can go out on a connection that is being closed, and comes to nothing.
"""

from typing import Final

import httpx

KEPT: Final = httpx.Limits(keepalive_expiry=2.0)
