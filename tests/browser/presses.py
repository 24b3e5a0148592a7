"""What each document of a page heard of presses, for whoever reads a story that failed.

A press that nothing came of is one of three things: the browser never delivered it, it met
something else, or the app did nothing with it. Here: listening and telling. Never here: any words
but test ids, and never what was typed.
"""

from contextlib import suppress
from typing import Final

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

LISTEN: Final = """(() => {
  const heard = [];
  Object.defineProperty(window, 'heardPresses', { value: heard });
  const named = (target) => {
    const element = target instanceof Element ? target.closest('[data-testid]') : null;
    const off = target instanceof Element && target.closest(':disabled') ? ' (disabled)' : '';
    return (element ? element.dataset.testid : '-') + off;
  };
  for (const kind of ['pointerdown', 'pointerup', 'pointercancel', 'click', 'submit', 'input'])
    addEventListener(kind, (event) => {
      const at = event instanceof MouseEvent ? ` ${event.clientX},${event.clientY}` : '';
      heard.push(`${new Date().toISOString().slice(14, 23)} ${kind} ${named(event.target)}${at}`);
      if (heard.length > 80) heard.shift();
    }, true);
})();"""
HEARD: Final = "() => [new Date().toISOString().slice(14, 23) + ' now', ...window.heardPresses]"


async def listen(page: Page) -> None:
    """In each document from its beginning."""
    await page.add_init_script(LISTEN)


async def tell(page: Page) -> None:
    """Minute and second, kind, test id and place in the frame of each, the first one first."""
    for frame in page.frames:
        with suppress(PlaywrightError):
            print("--- presses heard", *await frame.evaluate(HEARD), sep="\n")  # noqa: T201
