"""Looking at a screen as people do who read it by ear, enlarged, or in the dark.

Here: axe-core in both themes, and what is cut off where it is narrow or enlarged. Never here: how a
screen is brought up, or a rule that is switched off.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.async_api import ElementHandle, Frame, Page

from tests.browser.phones import FRAME, Phone
from tests.browser.town import ROOT

AXE: Final = ROOT / "miniapp/node_modules/axe-core/axe.min.js"
SIZE: Final = (372, 700)
NARROW: Final = (320, 350)
"""640 by 700 at 200 %, which is the narrowest that WCAG 2.2 asks for (1.4.10)."""

TALL: Final = (372, 12000)
"""No list is cut and nothing that stays in place covers a target: each is judged whole."""

RUN: Final = """async ([only, without]) => {
  const going = () => document.getAnimations().filter((one) =>
    one.playState === 'running' && one.effect.getTiming().iterations !== Infinity);
  for (let now = going(); now.length > 0; now = going())
    // One whose element was drawn anew is cancelled, and says so as an error.
    await Promise.allSettled(now.map((one) => one.finished));
  const rules = Object.fromEntries(['target-size', 'scrollable-region-focusable'].map((name) =>
    [name, { enabled: only?.includes(name) ?? name !== without }]));
  const { violations } = await axe.run(document, { rules, resultTypes: ['violations'],
    ...(only === null ? {} : { runOnly: { type: 'rule', values: only } }) });
  return violations.flatMap(({ id, nodes }) => nodes.map(
    (node) => `${id}: ${node.target.join(' ')} — ${node.any.concat(node.all, node.none)
      .map((check) => check.message).join('; ')}`));
}"""
CUT: Final = """() => {
  const wide = document.documentElement.clientWidth;
  const name = (one) => one.dataset.testid ?? `${one.tagName}.${one.className}`;
  const found = [];
  if (document.scrollingElement.scrollWidth > wide) found.push('the page scrolls sideways');
  for (const one of document.body.querySelectorAll('*')) {
    if (one.closest('.unseen, svg, [aria-hidden=true]') || !one.checkVisibility()) continue;
    const { left, right, width } = one.getBoundingClientRect();
    if (width > 0 && (left < -1 || right > wide + 1)) found.push(`beyond the edge: ${name(one)}`);
    const { overflowX, overflowY } = getComputedStyle(one);
    const field = one.matches('input, select');
    if (!field && overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1)
      found.push(`wider than its place: ${name(one)}`);
    if (!field && /hidden|clip/.test(overflowY) && one.scrollHeight > one.clientHeight + 1)
      found.push(`taller than its place: ${name(one)}`);
  }
  const bars = [...document.querySelectorAll('.screen-bar, .screen-foot')]
    .filter((one) => getComputedStyle(one).position === 'sticky')
    .reduce((sum, one) => sum + one.offsetHeight, 0);
  if (bars > innerHeight / 2) found.push(`what stays covers ${bars} of ${innerHeight}`);
  return found;
}"""
PLACE: Final = """(frame, [width, height]) => {
  frame.style.cssText = width === 0 ? '' :
    `position: fixed; inset: 0 auto auto 0; z-index: 99; width: ${width}px; height: ${height}px`;
}"""
PLACED: Final = """([width, height]) => innerWidth === width && innerHeight === height"""
DRAWN: Final = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(done)))"""
TURN: Final = """(button) => {
  button.click();
  return document.documentElement.dataset.theme;
}"""
THEME: Final = "() => document.documentElement.dataset.scheme"
TURNED: Final = "(theme) => document.documentElement.dataset.scheme === theme"
COLOURS: Final = ("color-contrast", "link-in-text-block")
"""What another theme can change: it has the same elements in the same places."""

SCROLLS: Final = "scrollable-region-focusable"
SIZED: Final = "target-size"
"""Each is judged at one of the two sizes: in a tall frame nothing scrolls or is covered."""


@dataclass
class Look:
    """What was seen of which screens. `pictures`: a folder for pictures of all of them, or None."""

    page: Page
    pictures: Path | None = None
    seen: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    still: bool = False

    async def at(self, phone: Phone, name: str) -> None:
        """Look at what a phone shows now; `name` says what that is.

        The theme stays turned: the next screen is looked at in that one first.
        """
        frame = await phone.root.locator(FRAME).element_handle()
        shown = await frame.content_frame()
        assert shown is not None
        await self._still(shown)
        await place(frame, shown, TALL)
        theme = await shown.evaluate(THEME)
        await self.judge(shown, f"{name}, {theme}", without=SCROLLS)
        await self._photograph(frame, shown, f"{name}-{theme}")
        theme = await self.turn(shown)
        # A phone is drawn anew in another theme, in its own size.
        await place(frame, shown, SIZE)
        await self.judge(shown, f"{name}, {theme}", only=(*COLOURS, SCROLLS))
        await self._photograph(frame, shown, f"{name}-{theme}")
        await place(frame, shown, NARROW)
        await self.narrow(shown, name)
        await frame.evaluate(PLACE, (0, 0))
        # Whoever taps next taps where it is drawn.
        await self.page.evaluate(DRAWN)

    async def alone(self, page: Page, name: str) -> None:
        """Look at the app in a page of its own, which knows no theme but the system's."""
        await page.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})
        await page.evaluate(AXE.read_text(encoding="utf-8"))
        for theme, only in (("light", None), ("dark", COLOURS)):
            await page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            await self.judge(page.main_frame, f"{name}, {theme}", only=only)
        await page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
        await self.narrow(page.main_frame, name)

    async def judge(
        self,
        shown: Frame,
        what: str,
        *,
        only: Sequence[str] | None = None,
        without: str = SIZED,
    ) -> None:
        """What axe-core says about it: by all rules that count by default but one, or by these."""
        self.seen.append(what)
        found: list[Any] = await shown.evaluate(RUN, [only and [*only], without])
        self.faults += [f"{what}: {fault}" for fault in found]

    async def narrow(self, shown: Frame, name: str) -> None:
        """What is cut off at the size that it has now."""
        self.faults += [f"{name}, narrow: {cut}" for cut in await shown.evaluate(CUT)]

    async def turn(self, shown: Frame) -> str:
        """The other theme, on all phones of the page; gives its name."""
        theme: str = await self.page.get_by_test_id("theme").evaluate(TURN)
        await shown.wait_for_function(TURNED, arg=theme)
        return theme

    async def _still(self, shown: Frame) -> None:
        # Two themes of every screen: what is looked at is where their colours end.
        if not self.still:
            await self.page.emulate_media(reduced_motion="reduce")
            self.still = True
        if not await shown.evaluate("() => 'axe' in window"):
            await shown.evaluate(AXE.read_text(encoding="utf-8"))

    async def _photograph(self, frame: ElementHandle, shown: Frame, name: str) -> None:
        """The whole of a screen, as long as it is."""
        if self.pictures is None:
            return
        await place(frame, shown, SIZE)
        tall = await shown.evaluate("() => document.scrollingElement.scrollHeight")
        for width in (SIZE[0], NARROW[0]):
            await frame.evaluate(PLACE, (width, max(SIZE[1], tall)))
            await frame.screenshot(path=self.pictures / f"{name}-{width}.png")


async def place(frame: ElementHandle, shown: Frame, size: tuple[int, int]) -> None:
    """Give a frame this size, and wait until what is in it, a process of its own, knows it."""
    await frame.evaluate(PLACE, size)
    await shown.wait_for_function(PLACED, arg=size)
    await shown.evaluate(DRAWN)
