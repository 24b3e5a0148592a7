"""The server as the reference client sees it: one method per call of docs/api.md.

Bytes in, bytes out: base64url and JSON stay in here. No keys and no rules of the protocol.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import httpx

Json = dict[str, Any]
CALL_SECONDS: Final = 20.0


def b64(data: bytes) -> str:
    """Unpadded base64url."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def unb64(text: str) -> bytes:
    """The bytes of unpadded base64url."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Refused(Exception):
    """The server answered with an error: its status and code, nothing else."""

    def __init__(self, status: int, code: str, answer: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.answer = dict(answer or {})


class ShownTeam(NamedTuple):
    """What the server says the team is; nothing of it is checked."""

    root: bytes
    changes: Sequence[bytes]
    """Signed root changes, oldest first."""
    roster: bytes
    certificates: Sequence[bytes]
    """Those that the roster lists."""
    earlier: Sequence[bytes]
    """All others ever made."""


class Api:
    """HTTP calls with one bearer token (a launch token, then a session token)."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http
        self.token = ""

    async def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Json:
        """Ask, and return the JSON answer (empty for 204). Raises Refused."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        answer = await self._http.request(
            method, path, json=body, headers=headers, timeout=CALL_SECONDS
        )
        if answer.status_code == httpx.codes.NO_CONTENT:
            return {}
        try:
            found: Json = answer.json()
        except ValueError:
            raise Refused(answer.status_code, "not_json") from None
        if answer.is_success:
            return found
        raise Refused(answer.status_code, str(found.get("error", "")), found)

    async def get(self, path: str) -> Json:
        return await self.call("GET", path)

    async def post(self, path: str, body: Mapping[str, Any] | None = None) -> Json:
        return await self.call("POST", path, body or {})

    async def put(self, path: str, body: Mapping[str, Any]) -> Json:
        return await self.call("PUT", path, body)

    async def delete(self, path: str) -> Json:
        return await self.call("DELETE", path)

    async def launch(self, *, init_data: str, side: str, device_key: bytes, proof: bytes) -> None:
        """Trade Telegram's launch data for a launch token, and carry it from here on."""
        body = {"init_data": init_data, "side": side}
        answer = await self.post(
            "/api/launch", body | {"device_key": b64(device_key), "proof": b64(proof)}
        )
        self.token = answer["token"]

    async def challenge(self) -> bytes:
        return unb64((await self.post("/api/challenge"))["challenge"])

    async def sign_in(self, *, proof: bytes) -> Json:
        answer = await self.post("/api/sessions", {"proof": b64(proof)})
        self.token = answer["token"]
        return dict(answer["me"])

    async def enrol(self, body: Mapping[str, Any]) -> Json:
        answer = await self.post("/api/enrol", body)
        self.token = answer["token"]
        return dict(answer["me"])

    async def roster(self) -> ShownTeam:
        """The team as the server shows it; Refused without one."""
        answer = await self.get("/api/roster")
        if not answer.get("root") or not answer.get("roster"):
            raise Refused(409, "no_roster")
        return ShownTeam(
            root=unb64(answer["root"]),
            changes=[unb64(one) for one in answer["root_changes"]],
            roster=unb64(answer["roster"]),
            certificates=[unb64(one) for one in answer["certificates"]],
            earlier=[unb64(one) for one in answer["earlier"]],
        )

    async def request(self, *, case: bytes, body: Mapping[str, Any], revised: bool) -> None:
        if revised:
            await self.put(f"/api/requests/{b64(case)}", body)
        else:
            await self.post("/api/requests", body)

    async def case(self, case: bytes) -> Json:
        return await self.get(f"/api/cases/{b64(case)}")

    async def cases(self) -> list[Json]:
        return list((await self.get("/api/cases"))["cases"])

    async def messages(
        self, case: bytes, *, epoch: int, after: Sequence[int], limit: int = 200
    ) -> Json:
        query = f"epoch={epoch}&after0={after[0]}&after1={after[1]}&limit={limit}"
        return await self.get(f"/api/cases/{b64(case)}/messages?{query}")

    async def queue(self) -> list[Json]:
        return list((await self.get("/api/queue"))["requests"])
