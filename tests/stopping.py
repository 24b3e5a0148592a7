"""Servers that stop soon: uvicorn looks ten times a second whether it may, and tests stop many.

Nothing of what a server does at its end is left out; it is only looked at more often.
"""

import asyncio
from collections.abc import Iterator
from typing import Any, Final

import pytest
import uvicorn.server

LOOK_SECONDS: Final = 0.01


class _Often:
    """What uvicorn's server knows as asyncio."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - asyncio's own
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        """No longer than until the next look."""
        await asyncio.sleep(min(seconds, LOOK_SECONDS))


@pytest.fixture(autouse=True, scope="session")
def stopped_soon() -> Iterator[None]:
    """For every server of this process; a conftest names it to use it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uvicorn.server, "asyncio", _Often())
        yield
