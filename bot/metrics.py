"""/metrics in Prometheus' text format, for a token or for this machine alone. Nothing of people.

No number here goes up or down with what one person does: no requests, rooms, sockets or staff.
"""

import hmac
import ipaddress
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot import readings
from bot.readings import KINDS, Alarm, Readings
from storage.looking import SQLITE

Read = Callable[[], Awaitable[Readings]]

PATH: Final = "/metrics"
CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
FORWARDED: Final = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
KEPT_SECONDS: Final = 5.0
"""For how long an answer serves: whoever asks more often costs nothing more."""


def metrics_route(*, read: Read, token: str | None, backup_hours: int) -> Route:
    """GET /metrics. Everybody without a right to it is told that there is no such page."""
    kept: dict[str, tuple[float, str]] = {}

    async def answer(request: Request) -> Response:
        if not _may(request, token):
            return Response(status_code=404)
        now = time.monotonic()
        made, text = kept.get("text", (-KEPT_SECONDS, ""))
        if now - made >= KEPT_SECONDS:
            taken = await read()
            text = text_of(taken, readings.alarms(taken, backup_hours=backup_hours))
            kept["text"] = (now, text)
        return PlainTextResponse(text, media_type=CONTENT_TYPE)

    return Route(PATH, answer, methods=["GET"])


def _may(request: Request, token: str | None) -> bool:
    """With a token set it alone decides; else this machine, unless something forwards for others.

    A reverse proxy asks from this machine, too: it names who it asks for, or the public host.
    """
    if token is not None:
        given = request.headers.get("authorization", "").encode("latin-1")
        return hmac.compare_digest(given, f"Bearer {token}".encode())
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    return _is_here(request.client.host) and _is_here(_host(request.headers.get("host", "")))


def _host(header: str) -> str:
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0]


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address("127.0.0.1" if host == "localhost" else host).is_loopback
    except ValueError:
        return False


def text_of(taken: Readings, alarms: Sequence[Alarm]) -> str:
    """The page."""
    raised = {alarm.kind for alarm in alarms}
    lines = list[str]()
    for name, what, values in _gauges(taken, raised):
        lines += [f"# HELP {name} {what}", f"# TYPE {name} gauge"]
        lines += [f"{name}{labels} {value}" for labels, value in values.items()]
    return "\n".join(lines) + "\n"


def _gauges(taken: Readings, raised: set[str]) -> Iterator[tuple[str, str, Mapping[str, int]]]:
    build = (
        f'{{version="{version("peerlink")}",python="{_dotted(sys.version_info[:3])}",'
        f'sqlite="{_dotted(SQLITE)}"}}'
    )
    yield "peerlink_build_info", "Versions; always 1.", {build: 1}
    yield "peerlink_time_seconds", "The service's clock.", {"": taken.now}
    yield "peerlink_database_bytes", "Database and its log.", {"": taken.database}
    yield "peerlink_disk_free_bytes", "Free on the disk of the data.", {"": taken.free}
    if taken.backup is not None:
        yield (
            "peerlink_backup_made_seconds",
            "When the newest complete backup was made; 0 without one.",
            {"": taken.backup},
        )
    if taken.backup_free is not None:
        yield "peerlink_backup_free_bytes", "Free for backups.", {"": taken.backup_free}
    if taken.look is not None:
        look = taken.look
        yield "peerlink_schema", "The database's schema.", {"": look.schema}
        yield (
            "peerlink_roster_ends_seconds",
            "When the roster ends; 0 without one.",
            {"": look.roster_ends},
        )
        yield (
            "peerlink_certificate_ends_seconds",
            "When the first certificate ends.",
            {"": look.certificate_ends},
        )
    yield (
        "peerlink_alarm",
        "1 while an operator has to do something about it.",
        {f'{{kind="{kind}"}}': int(kind in raised) for kind in KINDS},
    )


def _dotted(parts: tuple[object, ...]) -> str:
    return ".".join(map(str, parts))
