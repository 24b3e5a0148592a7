"""Calls that outlive the service's death: saved before they are sent, retried byte for byte.

This is what protocol.md asks of a device. What an answer means is for whoever called.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx
from websockets.exceptions import WebSocketException

from client.api import Api, Json

GONE = (ConnectionError, WebSocketException, httpx.TransportError, OSError, TimeoutError)
"""What a call meets when the service dies under it."""
PAUSE = 0.005


class Patient(Api):
    """`again`: whether the newest call was sent more than once, so that it may have had its
    effect before the answer that came.
    """

    def __init__(self, http: httpx.AsyncClient, *, up: asyncio.Event) -> None:
        super().__init__(http)
        self._up = up
        self.again = False

    async def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Json:
        self.again = False
        while True:
            await self._up.wait()
            try:
                return await super().call(method, path, body)
            except GONE:
                self.again = True
                await asyncio.sleep(PAUSE)
