"""A small Mini App of the tests' own: it writes down what its host says, and says what it is told.

Here: the app, and asking it. Never here: the page that is its host, or what is expected of it.
"""

import json
from typing import Final

from playwright.async_api import FrameLocator
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

# Every message of the host is written down; `ask` sends one of the Mini App's own.
MINI_APP: Final = """<!doctype html><meta charset="utf-8"><title>app</title>
<button onclick="navigator.clipboard.writeText('copied').then(() => ask('web_app_close'))"
>Copy</button><p id="kept"></p><ol id="heard"></ol>
<script>
const ask = (eventType, eventData) =>
  parent.postMessage(JSON.stringify({ eventType, eventData }), '*');
addEventListener('message', (event) => {
  const line = document.createElement('li');
  line.textContent = event.data;
  document.getElementById('heard').append(line);
});
document.getElementById('kept').textContent = 'kept:' + localStorage.getItem('kept');
localStorage.setItem('kept', 'yes');
ask('iframe_ready', { reload_supported: true });
ask('web_app_ready');
</script>"""


def small_app() -> Starlette:
    """Serves it at `/app`."""

    async def app(_: Request) -> Response:
        return HTMLResponse(MINI_APP)

    return Starlette(routes=[Route("/app", app)])


async def heard(frame: FrameLocator, kind: str, containing: str = "") -> dict[str, object]:
    """The latest message of this kind that the host sent."""
    line = frame.locator("li", has_text=f'"{kind}"').filter(has_text=containing).last
    await line.wait_for()
    message: dict[str, object] = json.loads(await line.inner_text())
    data = message.get("eventData", {})
    return data if isinstance(data, dict) else {"value": data}


async def ask(frame: FrameLocator, kind: str, data: dict[str, object] | None = None) -> None:
    """Let the Mini App send a message to its host."""
    await frame.locator("body").evaluate("(_, [kind, data]) => ask(kind, data)", [kind, data or {}])
