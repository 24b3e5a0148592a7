"""Which certificate authorities outgoing calls trust. Never here: a call, or an exception to it.

Reading them takes longer than anything else that a start does, so that all calls share what one
reading found.
"""

import ssl
from functools import cache

import httpx


@cache
def authorities() -> ssl.SSLContext:
    """Those of `certifi`, or what SSL_CERT_FILE or SSL_CERT_DIR names instead."""
    return httpx.create_ssl_context()
