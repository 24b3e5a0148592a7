"""Launch data of Mini Apps, signed as Telegram signs it.

Here: initData and the address that a frame opens (core.telegram.org/bots/webapps). Never here:
who may open what.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from sandbox import ed25519
from sandbox.rows import Json

VERSION = "9.1"
PLATFORM = "weba"
PAGE_HOST = "sandbox.localhost"


@dataclass(frozen=True, kw_only=True)
class Launch:
    """One opening of a Mini App: its address, and its launch data ("" from a reply keyboard)."""

    url: str
    init_data: str
    query_id: str | None
    title: str


def data_check_string(fields: Mapping[str, str]) -> str:
    """What is signed: `key=value` lines in alphabetical order."""
    return "\n".join(sorted(f"{key}={value}" for key, value in fields.items()))


def hash_of(*, bot_token: str, fields: Mapping[str, str]) -> str:
    """The hex HMAC-SHA-256 under HMAC("WebAppData", token), `hash` itself left out."""
    key = hmac.digest(b"WebAppData", bot_token.encode(), hashlib.sha256)
    signed = {name: value for name, value in fields.items() if name != "hash"}
    return hmac.digest(key, data_check_string(signed).encode(), hashlib.sha256).hex()


def signature_of(*, bot_token: str, seed: bytes, fields: Mapping[str, str]) -> str:
    """The third-party signature, by the sandbox's key in place of Telegram's."""
    bot_id = bot_token.partition(":")[0]
    text = f"{bot_id}:WebAppData\n{data_check_string(fields)}"
    made = ed25519.sign(seed=seed, message=text.encode())
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def init_data(*, bot_token: str, seed: bytes, fields: Mapping[str, str]) -> str:
    """The signed query string, in the order in which Telegram writes it."""
    whole = dict(fields)
    whole["signature"] = signature_of(bot_token=bot_token, seed=seed, fields=fields)
    whole["hash"] = hash_of(bot_token=bot_token, fields=whole)
    return urlencode(whole, quote_via=quote, safe="")


def user_field(user: Json, *, may_write: bool) -> str:
    """WebAppUser as the JSON text inside launch data."""
    shown = {name: value for name, value in user.items() if name != "is_bot"}
    if may_write:
        shown["allows_write_to_pm"] = True
    return json.dumps(shown, separators=(",", ":"), ensure_ascii=False).replace("/", "\\/")


def with_start_param(url: str, start_param: str | None) -> str:
    """Telegram repeats the start parameter in the query string of a direct link."""
    if start_param is None:
        return url
    parts = urlsplit(url)
    query = [*parse_qsl(parts.query, keep_blank_values=True), ("tgWebAppStartParam", start_param)]
    return urlunsplit(parts._replace(query=urlencode(query)))


def on_device(url: str, *, label: str) -> str:
    """Give each device an origin of its own, so that phones side by side share no storage.

    Only plain-HTTP loopback addresses are changed; browsers resolve every name under
    `localhost` to this machine and treat it as a secure context. All devices are of the page's
    own site (PAGE_HOST), or browsers that block third-party storage would give them none.
    """
    parts = urlsplit(url)
    if parts.scheme != "http":
        return url
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit(parts._replace(netloc=f"{label}.{PAGE_HOST}{port}"))


def frame_url(launch: Launch, *, theme_params: Mapping[str, str]) -> str:
    """The address with its `tgWebApp…` fragment, joined as Telegram's own script joins it.

    A fragment that holds "=" or "?" is continued with "&", another non-empty one with "?".
    """
    fields = {"tgWebAppData": launch.init_data} if launch.init_data else {}
    fields |= {
        "tgWebAppVersion": VERSION,
        "tgWebAppPlatform": PLATFORM,
        "tgWebAppThemeParams": json.dumps(dict(theme_params), separators=(",", ":")),
    }
    added = urlencode(fields, quote_via=quote, safe="")
    url, hash_sign, fragment = launch.url.partition("#")
    if not hash_sign or not fragment:
        return f"{url}#{added}"
    joint = "&" if "=" in fragment or "?" in fragment else "?"
    return f"{url}#{fragment}{joint}{added}"
