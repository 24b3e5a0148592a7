"""Attack 22 and what goes out with every answer; the built Mini App from memory."""

import gzip
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from handlers.web.security import content_policy
from tests.fakes.stores import in_memory
from tests.fakes.web import SETTINGS, Web

SCRIPT = b"console.log('a built script that is long enough to be worth packing');" * 20


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    """An application with a small build."""
    build = tmp_path / "dist"
    (build / "assets").mkdir(parents=True)
    (build / "index.html").write_text("<!doctype html><title>Peerlink</title>")
    (build / "assets" / "index-abc123.js").write_bytes(SCRIPT)
    (build / "assets" / "font.woff2").write_bytes(b"\x00\x01")
    (tmp_path / "secret.txt").write_text("outside")
    (build / "link.txt").symlink_to(tmp_path / "secret.txt")
    made = Web(in_memory(), settings=replace(SETTINGS, app=build))
    yield made
    await made.http.aclose()


PATHS = ["/app/", "/app/assets/index-abc123.js", "/api/service", "/api/me", "/nowhere", "/health"]


@pytest.mark.parametrize("path", PATHS)
async def test_attack_22_only_telegram_may_frame_any_answer(web: Web, path: str) -> None:
    response = await web.http.get(path)
    policy = dict(
        part.partition(" ")[::2] for part in response.headers["content-security-policy"].split("; ")
    )
    assert policy["frame-ancestors"] == "https://web.telegram.org"
    assert "x-frame-options" not in response.headers
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self' wss://peerlink.example",
        "font-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "https://web.telegram.org",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cross-origin-opener-policy"] == "same-origin"
    assert response.headers["cross-origin-resource-policy"] == "same-origin"
    assert response.headers["strict-transport-security"] == "max-age=31536000"
    assert "camera=()" in response.headers["permissions-policy"]
    assert "server" not in response.headers
    assert "set-cookie" not in response.headers


async def test_nothing_of_the_api_is_kept_by_caches(web: Web) -> None:
    for path in ("/api/service", "/api/me", "/api/nowhere", "/health"):
        assert (await web.http.get(path)).headers["cache-control"] == "no-store"


def test_the_sandbox_may_frame_and_nobody_else_without_origins() -> None:
    sandbox = replace(
        SETTINGS, origin="http://127.0.0.1:8080", frame_origins=("http://127.0.0.1:8090",)
    )
    policy = content_policy(sandbox)
    assert "frame-ancestors http://127.0.0.1:8090;" in policy
    assert "connect-src 'self' ws://127.0.0.1:8080;" in policy
    assert "frame-ancestors 'none';" in content_policy(replace(SETTINGS, frame_origins=()))


@pytest.mark.parametrize("path", ["/app", "/app/", "/app/?go=room&p=r_x", "/app/index.html"])
async def test_the_index_is_served_whatever_the_query(web: Web, path: str) -> None:
    response = await web.http.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == "no-cache"
    assert "Peerlink" in response.text
    etag = {"If-None-Match": response.headers["etag"]}
    again = await web.http.get(path, headers=etag)
    assert (again.status_code, again.content) == (304, b"")


async def test_hashed_assets_are_kept_for_good_and_packed(web: Web) -> None:
    path = "/app/assets/index-abc123.js"
    packed = await web.http.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert packed.headers["content-type"] == "text/javascript; charset=utf-8"
    assert packed.content == SCRIPT
    assert int(packed.headers["content-length"]) == len(gzip.compress(SCRIPT, 9, mtime=0))
    plain = await web.http.get(path, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == SCRIPT
    font = await web.http.get("/app/assets/font.woff2")
    assert font.headers["content-type"] == "font/woff2"
    head = await web.http.head(path)
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    ("beside", "taken"),
    [
        (gzip.compress(SCRIPT, 1, mtime=0), True),
        (gzip.compress(SCRIPT + b" ", 9, mtime=0), False),
        (gzip.compress(SCRIPT, 9, mtime=0)[:-1], False),
        (b"no gzip", False),
        (b"", False),
    ],
    ids=["of it", "of other bytes", "cut off", "none", "empty"],
)
async def test_what_the_build_packed_is_sent_only_for_the_very_file(
    tmp_path: Path, beside: bytes, taken: bool
) -> None:
    (tmp_path / "index.js").write_bytes(SCRIPT)
    (tmp_path / "index.js.gz").write_bytes(beside)
    web = Web(in_memory(), settings=replace(SETTINGS, app=tmp_path))
    packed = await web.http.get("/app/index.js", headers={"Accept-Encoding": "gzip"})
    assert packed.content == SCRIPT
    expected = beside if taken else gzip.compress(SCRIPT, 9, mtime=0)
    assert int(packed.headers["content-length"]) == len(expected)
    assert (await web.http.get("/app/index.js.gz")).status_code == 404
    await web.http.aclose()


@pytest.mark.parametrize(
    "path",
    [
        "/app/../secret.txt",
        "/app/%2e%2e/secret.txt",
        "/app/..%2fsecret.txt",
        "/app/link.txt",
        "/app//etc/passwd",
        "/app/assets/",
        "/app/assets",
        "/app/%00",
    ],
)
async def test_no_path_leaves_the_build(web: Web, path: str) -> None:
    url = httpx.URL("http://peerlink.test").copy_with(raw_path=path.encode())
    response = await web.http.get(url)
    assert (response.status_code, response.json()) == (404, {"error": "not_found"})


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/metrics", "/"])
async def test_nothing_else_is_shown(web: Web, path: str) -> None:
    response = await web.http.get(path)
    assert (response.status_code, response.json()) == (404, {"error": "not_found"})


async def test_a_method_that_is_none_is_not_found(web: Web) -> None:
    for method in ("DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
        response = await web.http.request(method, "/api/service")
        assert (response.status_code, response.json()) == (404, {"error": "not_found"})
        assert "allow" not in response.headers
