"""The whole team over HTTP with flags of the right shape, whose content is nobody's business.

Who is told, and what the flags' own chain says, can be looked at. No test lives here.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

import crypto
from crypto import wire
from handlers.web.fields import decode, encode
from people.accounts import Role
from storage.transaction import Snapshot
from supervision.disclosure_ports import Capsules
from tests.fakes.devices import Device
from tests.fakes.known import RecordingLive
from tests.fakes.ready import beginning_with
from tests.fakes.supervising import supervision_over
from tests.fakes.web import Web

HOLDERS = ("coordinator", "manager", "deputy")


@dataclass(kw_only=True)
class Scene:
    """The whole team, a student, and somebody of every other role."""

    web: Web
    live: RecordingLive
    devices: dict[str, Device]
    tokens: dict[str, str]
    accounts: dict[str, str]

    async def call(self, who: str, method: str, path: str, body: object = None) -> httpx.Response:
        return await self.web.call(method, path, self.tokens[who], body)

    async def flags(self, who: str) -> Any:  # noqa: ANN401 -- JSON
        return (await self.web.ok("GET", "/api/flags", self.tokens[who]))["flags"]

    async def sweep(self, seconds: int) -> int:
        self.web.clock.pass_(seconds)
        if seconds:  # sessions idle out meanwhile
            for who, device in self.devices.items():
                self.tokens[who] = await self.web.sign_in(device)
        supervision = self.web.app.state.supervision
        done: int = await supervision.flags.sweep()
        return done

    async def accesses(self, who: str) -> list[tuple[bytes, str, str]]:
        """The rows of the flags' own chain that this holder can open."""
        assert self.web.stores.file is not None

        async def query(reads: Snapshot) -> list[bytes]:
            rows = await reads.all("SELECT boxes FROM flag_accesses ORDER BY number")
            return [bytes(row["boxes"]) for row in rows]

        opened = []
        secret = self.devices[who].role_box
        for boxes in await self.web.stores.file.store.read(query):
            fields = (crypto.listed(crypto.BYTES),)
            for box in crypto.decode(boxes, label="flag-boxes", fields=fields)[0]:
                try:
                    plain = crypto.box_open(secret=secret, boxed=box)
                except crypto.CryptoError:
                    continue
                row = wire.FlagAccess.decode(crypto.unpad(plain))
                opened.append((row.flag, row.event, row.role))
        return opened


Everybody = tuple[dict[str, Device], dict[str, str], dict[str, str]]
"""Devices, tokens and accounts, by role."""


async def _everybody(web: Web) -> Everybody:
    team = await web.whole_team()
    devices = {role.value: device for role, (device, _) in team.items()}
    tokens = {role.value: token for role, (_, token) in team.items()}
    devices["student"], tokens["student"] = await web.student()
    for number, role in enumerate((Role.CONSULTANT, Role.AUDITOR)):
        devices[role.value], tokens[role.value] = await web.visitor(
            team, role, telegram=20 + number
        )
    accounts = {
        who: (await web.ok("GET", "/api/me", token))["account"] for who, token in tokens.items()
    }
    return devices, tokens, accounts


@asynccontextmanager
async def safeguarding(home: Path, *, capsules: Capsules | None = None) -> AsyncIterator[Scene]:
    """Everybody, over a file in `home`."""
    live = RecordingLive()
    async with beginning_with(_everybody, home) as (stores, ready):
        web = Web(stores, supervision=supervision_over(stores, live=live, capsules=capsules))
        devices, tokens, accounts = ready.join(web)
        yield Scene(web=web, live=live, devices=devices, tokens=tokens, accounts=accounts)
        await web.http.aclose()


def a_flag(left_out: str = "") -> dict[str, Any]:
    """A flag of the right shape; what is inside is nobody's business here."""
    wraps = [
        {"role": role, "wrap": encode(crypto.random_bytes(200))}
        for role in wire.flag_holders(left_out)
    ]
    body: dict[str, Any] = {
        "id": encode(crypto.random_bytes(16)),
        "sealed": encode(crypto.random_bytes(400)),
        "wraps": wraps,
    }
    if not left_out:
        late = {"wrap": encode(crypto.random_bytes(200)), "late": encode(crypto.random_bytes(32))}
        body["late"] = late
    return body


def wrap_of(flag: dict[str, Any], role: str) -> str:
    (found,) = [str(each["wrap"]) for each in flag["wraps"] if each["role"] == role]
    return found


def an_event(number: int, previous: bytes, mark: str = "") -> tuple[dict[str, Any], bytes]:
    event = crypto.random_bytes(300)
    body = {
        "number": number,
        "previous": encode(previous),
        "event": encode(event),
        "mark": mark,
    }
    return body, wire.flag_chain(event)


def head_of(flag: dict[str, Any]) -> bytes:
    return wire.flag_chain(decode(flag["sealed"]))
