"""The bare relay with a disk: each message is committed before it is sent on and acknowledged.

It checks nothing, knows nobody and opens nothing: what this machine's disk leaves to any relay
that keeps what it acknowledges. SQLite is set as ours is (storage/database.py), messages that wait
share a commit, and a few are committed without a change of thread.

Run: python -m bench.durable DIRECTORY
"""

import asyncio
import contextlib
import sqlite3
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from bench.bare import ACK, serve
from storage.database import STORE_ID, Database

BRIEF: Final = 4
TABLE: Final = (
    "CREATE TABLE kept (id INTEGER PRIMARY KEY, pair INTEGER NOT NULL, slot INTEGER NOT NULL, "
    "body BLOB NOT NULL, UNIQUE (pair, slot)) STRICT"
)
INSERT: Final = "INSERT INTO kept (pair, slot, body) VALUES (?, ?, ?)"


class Said(NamedTuple):
    """A message that waits for its commit, and who is told of it."""

    pair: int
    slot: int
    data: bytes
    to: WebSocket
    back: WebSocket


class Relay:
    """`/pair/{n}/{side}`: what one side sends is kept, and then the other receives it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._open: dict[tuple[int, int], WebSocket] = {}
        self._waiting: list[Said] = []
        self._wake = asyncio.Event()
        self._slots: dict[int, int] = {}

    async def pair(self, websocket: WebSocket) -> None:
        """Serve one side until it leaves."""
        number, side = int(websocket.path_params["n"]), int(websocket.path_params["side"])
        await websocket.accept()
        self._open[number, side] = websocket
        await websocket.receive_text()
        await websocket.send_text('{"t":"ready"}')
        with contextlib.suppress(WebSocketDisconnect):
            while True:
                data = await websocket.receive_bytes()
                slot = self._slots[number] = self._slots.get(number, 0) + 1
                other = self._open[number, 1 - side]
                self._waiting.append(Said(number, slot, data, other, websocket))
                self._wake.set()

    async def keep(self) -> None:
        """Commit what waits, together, and tell; again and again."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            group, self._waiting = self._waiting, []
            work = partial(_commit, group=group)
            if len(group) <= BRIEF:
                await self._database.run_brief(work, self._database.commits)
            else:
                await self._database.run(work)
            for said in group:
                with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                    await said.to.send_bytes(said.data)
                    await said.back.send_text(ACK)


def _commit(raw: sqlite3.Connection, *, group: Sequence[Said]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(INSERT, [(one.pair, one.slot, one.data) for one in group])
    raw.execute("COMMIT")


async def main(directory: Path) -> None:
    """Serve with a database in `directory`, which is made."""
    database = await Database.open(directory / "kept.db", application=STORE_ID)
    await database.run(lambda raw: raw.execute(TABLE))
    relay = Relay(database)
    keeping = asyncio.create_task(relay.keep())
    try:
        await serve(Starlette(routes=[WebSocketRoute("/pair/{n}/{side}", relay.pair)]))
    finally:
        keeping.cancel()
        await database.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
