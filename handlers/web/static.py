"""The built Mini App, read once at start and served from memory. No template, no user input.

Held in memory so that a path can only ever name a file that the build made.
"""

import gzip
import hashlib
import mimetypes
import zlib
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
PACKED: Final = ".gz"
IMMUTABLE: Final = "public, max-age=31536000, immutable"
REVALIDATE: Final = "no-cache"
COMPRESSIBLE: Final = ("text/", "application/json", "image/svg+xml", "application/manifest+json")


@dataclass(frozen=True, kw_only=True)
class File:
    """One file of the build: as it is, or packed alone where it packs (a third of the memory)."""

    plain: bytes | None = field(repr=False)
    packed: bytes | None = field(repr=False)
    """Its gzip: the build's, if that opens to these very bytes, else made here."""
    media_type: str
    etag: str
    cache: str

    @property
    def body(self) -> bytes:
        """Its bytes; unpacked for whoever takes no gzip, which no browser says."""
        if self.plain is not None:
            return self.plain
        return gzip.decompress(self.packed or b"")


def _packed(body: bytes, *, media_type: str, beside: bytes | None) -> bytes | None:
    """A file's gzip where it packs, and that is shorter."""
    if not media_type.startswith(COMPRESSIBLE):
        return None
    if beside is not None and _opens_to(beside, body):
        return beside
    packed = gzip.compress(body, 9, mtime=0)
    return packed if len(packed) < len(body) else None


def _opens_to(packed: bytes, body: bytes) -> bool:
    try:
        return gzip.decompress(packed) == body
    except (OSError, EOFError, zlib.error):
        return False


def read_build(directory: Path) -> Mapping[str, File]:
    """Every file below a directory by its relative path; nothing when it is not there.

    What the build packed (`name.gz`) belongs to its file and has no path of its own.
    """
    if not directory.is_dir():
        return {}
    found = {
        path.relative_to(directory).as_posix(): path
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
    return {
        name: _read(path, directory, packed=found.get(name + PACKED))
        for name, path in found.items()
        if not name.endswith(PACKED)
    }


def _read(path: Path, directory: Path, *, packed: Path | None) -> File:
    body = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if media_type in {"application/javascript", "text/javascript"}:
        media_type = "text/javascript"
    hashed = path.relative_to(directory).as_posix().startswith(HASHED)
    beside = None if packed is None else packed.read_bytes()
    smaller = _packed(body, media_type=media_type, beside=beside)
    return File(
        plain=body if smaller is None else None,
        packed=smaller,
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
    packed = file.packed if "gzip" in request.headers.get("accept-encoding", "") else None
    if packed is not None:
        headers["Content-Encoding"] = "gzip"
    if file.media_type.startswith("text/"):
        headers["Content-Type"] = f"{file.media_type}; charset=utf-8"
    else:
        headers["Content-Type"] = file.media_type
    return Response(packed or file.body, headers=headers)
