"""The store of a service that is not running, for commands that need it to themselves.

Two processes never share a store: opening it beside a running service is refused.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.config import Config
from storage.clock import SystemClock
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.opening import Core, open_core


@asynccontextmanager
async def opened(config: Config) -> AsyncIterator[Core]:
    """Opened or made in DATA_DIR by the machine's clock, closed at the end. Raises StorageError."""
    core = await open_core(
        layout=Layout.at(config.data_dir), clock=SystemClock(), forget=forget_erased
    )
    try:
        yield core
    finally:
        await core.close()
