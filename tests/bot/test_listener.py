"""What connections leave behind is not kept until the collector is full."""

import gc
import socket
import weakref

import pytest
from starlette.applications import Starlette

from bot.listener import WAVE_OBJECTS, WAVE_TICKS, YOUNG_TICKS, Listener, bind


class Left:
    """Refers to itself, as a transport that was closed does."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def bound() -> socket.socket:
    return bind(host="127.0.0.1", port=0, setting="PORT")


async def test_new_objects_that_nobody_refers_to_go_within_seconds(bound: socket.socket) -> None:
    listener = Listener(app=Starlette(), bound=bound)
    gc.disable()
    try:
        left = weakref.ref(Left())
        listener.config.load()
        await listener.on_tick(YOUNG_TICKS - 1)
        assert left() is not None
        await listener.on_tick(YOUNG_TICKS)
        assert left() is None
    finally:
        gc.enable()
        bound.close()


async def test_many_new_objects_are_looked_at_sooner(bound: socket.socket) -> None:
    listener = Listener(app=Starlette(), bound=bound)
    gc.collect()
    gc.disable()
    try:
        listener.config.load()
        kept: list[list[None]] = [[] for _ in range(WAVE_OBJECTS)]
        await listener.on_tick(WAVE_TICKS - 1)
        lately = weakref.ref(Left())
        assert gc.get_count()[0] >= len(kept)
        await listener.on_tick(WAVE_TICKS)
        assert lately() is None
        assert gc.get_count()[0] < WAVE_OBJECTS
        soon = weakref.ref(Left())
        await listener.on_tick(2 * WAVE_TICKS)
        assert soon() is not None
    finally:
        gc.enable()
        bound.close()
