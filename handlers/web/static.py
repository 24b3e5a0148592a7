"""The built Mini App, read once at start and served from memory. No template, no user input.

Held in memory so that a path can only ever name a file that the build made.
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from handlers.web.auth import Everybody
from handlers.web.errors import not_found

INDEX: Final = "index.html"
HASHED: Final = "assets/"
IMMUTABLE: Final = "public, max-age=31536000, immutable"
REVALIDATE: Final = "no-cache"
COMPRESSIBLE: Final = ("text/", "application/json", "image/svg+xml", "application/manifest+json")


@dataclass(frozen=True, kw_only=True)
class File:
    """One file of the build. `packed` is its gzip where that is shorter."""

    body: bytes = field(repr=False)
    packed: bytes | None = field(repr=False)
    media_type: str
    etag: str
    cache: str


def read_build(directory: Path) -> Mapping[str, File]:
    """Every file below a directory by its relative path; nothing when it is not there."""
    if not directory.is_dir():
        return {}
    return {
        path.relative_to(directory).as_posix(): _read(path, directory)
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def _read(path: Path, directory: Path) -> File:
    body = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if media_type in {"application/javascript", "text/javascript"}:
        media_type = "text/javascript"
    text = media_type.startswith(COMPRESSIBLE)
    packed = gzip.compress(body, 9, mtime=0) if text else body
    hashed = path.relative_to(directory).as_posix().startswith(HASHED)
    return File(
        body=body,
        packed=packed if len(packed) < len(body) else None,
        media_type=media_type,
        etag=f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        cache=IMMUTABLE if hashed else REVALIDATE,
    )


def router_of(directory: Path) -> APIRouter:
    """Serves a build under /app/, its index at /app and /app/ whatever the query."""
    files = read_build(directory)
    router = APIRouter(include_in_schema=False)

    @router.api_route("/app", methods=["GET", "HEAD"])
    @router.api_route("/app/{path:path}", methods=["GET", "HEAD"])
    async def serve(_: Everybody, request: Request, path: str = "") -> Response:
        file = files.get(path or INDEX)
        if file is None:
            raise not_found()
        return _answer(file, request)

    return router


def _answer(file: File, request: Request) -> Response:
    headers = {"Cache-Control": file.cache, "ETag": file.etag, "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == file.etag:
        return Response(status_code=304, headers=headers)
    body = file.body
    if file.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body = file.packed
        headers["Content-Encoding"] = "gzip"
    if file.media_type.startswith("text/"):
        headers["Content-Type"] = f"{file.media_type}; charset=utf-8"
    else:
        headers["Content-Type"] = file.media_type
    return Response(body, headers=headers)
