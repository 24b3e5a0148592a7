"""The relay to compare with: the same server and settings, with checks and storage taken out.

What one socket of a pair sends goes to the other as it came, and is acknowledged by a constant. It
is a plain Starlette echo on uvicorn as it comes; `--gathering` gives it our own way of writing
(bot/gathering.py) too. Run: python -m bench.bare [--gathering]
"""

import asyncio
import contextlib
import signal
import sys

from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from bench.common import say_line
from bot.listener import Listener, bind

ACK = '{"t":"ack"}'


def relay() -> Starlette:
    """`/pair/{n}/{side}`: what one side sends, the other receives."""
    open_sockets: dict[tuple[int, int], WebSocket] = {}

    async def pair(websocket: WebSocket) -> None:
        number, side = int(websocket.path_params["n"]), int(websocket.path_params["side"])
        await websocket.accept()
        open_sockets[number, side] = websocket
        await websocket.receive_text()
        await websocket.send_text('{"t":"ready"}')
        with contextlib.suppress(WebSocketDisconnect):
            while True:
                data = await websocket.receive_bytes()
                await open_sockets[number, 1 - side].send_bytes(data)
                await websocket.send_text(ACK)

    return Starlette(routes=[WebSocketRoute("/pair/{n}/{side}", pair)])


async def serve(app: Starlette, *, gathering: bool = False) -> None:
    """Serve `app` until SIGTERM; says `{"port"}` once connections are taken."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    bound = bind(host="127.0.0.1", port=0, setting="PORT")
    sockets = None if gathering else WebSocketsSansIOProtocol
    listener = Listener(app=app, bound=bound, sockets=sockets)
    serving = asyncio.create_task(listener.run_here())
    await listener.ready()
    say_line({"port": bound.getsockname()[1]})
    await stop.wait()
    listener.end()
    await serving


if __name__ == "__main__":
    asyncio.run(serve(relay(), gathering="--gathering" in sys.argv))
