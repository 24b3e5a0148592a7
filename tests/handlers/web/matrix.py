"""The role x route x object matrix: who may call what by docs/api.md, and who gets away with more.

Faults are given back, not asserted, so that a broken build can be shown to have some. What a
route takes is read from the OpenAPI schema: a new endpoint is walked without anybody's help.
No test lives here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import fastapi.routing
import httpx
import pytest
from fastapi.routing import APIRoute

import crypto
from handlers.web.app import api_routes, openapi
from handlers.web.auth import Access
from handlers.web.fields import encode
from people.accounts import AccountState, Role
from tests.fakes.web import Web
from tests.routes import methods_of

API: Final = Path(__file__).parents[3] / "docs" / "api.md"
ROUTES: Final = [(method, route) for route in api_routes() for method in sorted(methods_of(route))]
NAMES: Final = [f"{method} {route.path}" for method, route in ROUTES]
SECTIONS: Final = {
    "Open to anyone": Access.ANYONE,
    "With a launch token": Access.LAUNCH,
    "Anyone with a session": Access.SESSION,
    "Students": Access.STUDENT,
    "Workers (certified)": Access.WORKER,
    "Students and workers (certified)": Access.RAISER,
    "Workers and holders (certified)": Access.CREW,
    "Holders (coordinator, manager, deputy)": Access.HOLDER,
    "Readers of entries (coordinator, manager, consultant)": Access.ENTRIES,
    "Supervisors (coordinator, manager)": Access.SUPERVISOR,
    "Auditor and holders": Access.AUDIT,
    "Lead (coordinator)": Access.LEAD,
}
WAITING_MAY: Final = ("/api/me", "/api/session", "/api/roster")
"""Where an account that waits for its certificate, or only visits, may go (docs/api.md)."""
ENDING: Final = {"/api/session", "/api/sessions/others"}
"""Would sign the walker out; they take no object."""
ACCOUNTS: Final = {
    "student": (Role.STUDENT, AccountState.ACTIVE),
    "waiting": (Role.WORKER, AccountState.WAITING),
    "worker": (Role.WORKER, AccountState.ACTIVE),
    "coordinator": (Role.COORDINATOR, AccountState.ACTIVE),
    "manager": (Role.MANAGER, AccountState.ACTIVE),
    "deputy": (Role.DEPUTY, AccountState.ACTIVE),
    "consultant": (Role.CONSULTANT, AccountState.ACTIVE),
    "auditor": (Role.AUDITOR, AccountState.ACTIVE),
}
CHOSEN: Final[Mapping[str, Mapping[str, str]]] = {
    "POST /api/disclosures/{disclosure}/decision": {"decision": "refuse"},
}
"""Fields whose first word needs others beside it, which no schema says."""
CALL: Final = re.compile(r"`(?:(GET|POST|PUT|DELETE) (/[^\s`?]*)|/(\w+)`)")


def documented(text: str | None = None) -> Mapping[str, Access]:
    """Who may call each route, by the tables of docs/api.md and not by the code."""
    found: dict[str, Access] = {}
    section, last = "", ""
    for line in (API.read_text() if text is None else text).splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        if section not in SECTIONS or not line.startswith("| `"):
            continue
        for method, path, ending in CALL.findall(line):
            last = f"{method} {path}" if method else f"{last.rpartition('/')[0]}/{ending}"
            found[last] = _access(SECTIONS[section], last.partition(" ")[2])
    return found


def _access(access: Access, path: str) -> Access:
    waiting = access is Access.SESSION and not path.startswith(WAITING_MAY)
    return Access.MEMBER if waiting else access


EXPECTED: Final = documented()


def unknown(routes: Iterable[APIRoute], expected: Mapping[str, Access] = EXPECTED) -> set[str]:
    """Routes that docs/api.md does not name, and names there that are no route."""
    return {f"{m} {route.path}" for route in routes for m in methods_of(route)} ^ expected.keys()


def may(who: str, access: Access) -> bool:
    """Written out again from docs/api.md, so that the table in auth.py is checked and not used."""
    return {
        Access.ANYONE: True,
        Access.LAUNCH: who == "launch",
        Access.SESSION: who not in {"nobody", "launch"},
        Access.MEMBER: who in {"student", "worker", "coordinator", "manager", "deputy"},
        Access.STUDENT: who == "student",
        Access.WORKER: who == "worker",
        Access.RAISER: who in {"student", "worker"},
        Access.CREW: who in {"worker", "coordinator", "manager", "deputy"},
        Access.HOLDER: who in {"coordinator", "manager", "deputy"},
        Access.ENTRIES: who in {"coordinator", "manager", "consultant"},
        Access.SUPERVISOR: who in {"coordinator", "manager"},
        Access.AUDIT: who in {"coordinator", "manager", "deputy", "auditor"},
        Access.LEAD: who == "coordinator",
    }[access]


def example(schema: Any, root: Any) -> Any:  # noqa: ANN401, PLR0911 -- JSON, one line per kind
    """The smallest value that a schema allows."""
    if "$ref" in schema:
        return example(root["components"]["schemas"][schema["$ref"].split("/")[-1]], root)
    if "anyOf" in schema:
        return example(schema["anyOf"][0], root)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    match schema["type"]:
        case "string":
            return "A" * schema.get("minLength", 1)
        case "integer":
            return int(schema.get("minimum", 0))
        case "boolean":
            return True
        case "array":
            return [example(schema["items"], root)] * schema.get("minItems", 0)
        case "object":
            properties = schema.get("properties", {})
            return {name: example(properties[name], root) for name in schema.get("required", [])}
    raise LookupError(schema)


def body_of(method: str, route: APIRoute, root: Any) -> Any:  # noqa: ANN401 -- JSON
    """A body of the right shape for a route, or None."""
    operation = root["paths"][route.path][method.lower()]
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    if schema is None:
        return None
    return example(schema, root) | CHOSEN.get(f"{method} {route.path}", {})


def filled(path: str, value: str) -> str:
    """The path with every parameter replaced; a kind of secret keeps its own words."""
    return re.sub(r"\{[a-z_]+\}", value, path.replace("{kind}", "words"))


def query_of(method: str, route: APIRoute, root: Any) -> str:  # noqa: ANN401 -- JSON
    """What a route must be asked in its query, each at its smallest; empty, or with its `?`."""
    asked = root["paths"][route.path][method.lower()].get("parameters", [])
    needed = [each for each in asked if each["in"] == "query" and each.get("required")]
    values = {each["name"]: example(each["schema"], root) for each in needed}
    return f"?{urlencode(values)}" if values else ""


@cache
def schema() -> dict[str, Any]:
    """The application's own schema, which is the same for every walk. Nobody changes it."""
    return openapi()


def seen(response: httpx.Response) -> tuple[object, ...]:
    """All that a caller can tell answers apart by."""
    return response.status_code, response.text, sorted(response.headers.raw)


class Walk:
    """An application with everybody in it, and a conversation of two strangers."""

    def __init__(self, web: Web, tokens: dict[str, str], objects: list[str]) -> None:
        self.web = web
        self.tokens = tokens
        self.objects = objects
        self.schema = schema()
        self.entered = 0
        """How many calls got past the door: a missing object is answered as a missing right is."""

    def count_entries(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Count from now on which calls reach the code behind the door."""
        run = fastapi.routing.run_endpoint_function

        async def counted(**what: Any) -> Any:  # noqa: ANN401 -- whatever the endpoint gives
            self.entered += 1
            return await run(**what)

        monkeypatch.setattr(fastapi.routing, "run_endpoint_function", counted)

    async def ask(self, number: int, who: str, value: str) -> httpx.Response:
        """One route by somebody, about the object with this id."""
        method, route = ROUTES[number]
        body = body_of(method, route, self.schema)
        path = filled(route.path, value) + query_of(method, route, self.schema)
        return await self.web.call(method, path, self.tokens.get(who), body)

    async def role_faults(self, number: int) -> list[str]:
        """Who is let in and should not be, or is kept out and should not be."""
        access, path = EXPECTED[NAMES[number]], ROUTES[number][1].path
        found: list[str] = []
        for who in ("nobody", "launch", *ACCOUNTS):
            if path in ENDING and who in ACCOUNTS:
                continue
            before = self.entered
            answer = await self.ask(number, who, encode(crypto.random_bytes(16)))
            if not rightly(answer, who, access) or (self.entered > before and not may(who, access)):
                found.append(f"{NAMES[number]} by {who}")
        return found

    async def object_faults(self, number: int) -> list[str]:
        """Who is answered otherwise about a stranger's object than about a random id."""
        found: list[str] = []
        for who in ACCOUNTS:
            random = seen(await self.ask(number, who, encode(crypto.random_bytes(16))))
            answers = [seen(await self.ask(number, who, value)) for value in self.objects]
            found += [who] * any(answer != random for answer in answers)
        return found


def rightly(answer: httpx.Response, who: str, access: Access) -> bool:
    """Whether somebody who may got past the door, and anybody else the one refusal."""
    if may(who, access):
        return answer.status_code != 401 or access in {Access.ANYONE, Access.LAUNCH}
    expected = 404 if who in ACCOUNTS and access is not Access.LAUNCH else 401
    code = {401: "signed_out", 404: "not_found"}[expected]
    return answer.status_code == expected and answer.json() == {"error": code}


def with_access(*accesses: Access) -> Iterator[int]:
    """The routes that docs/api.md gives to these."""
    return (n for n, name in enumerate(NAMES) if EXPECTED.get(name) in accesses)
