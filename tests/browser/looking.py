"""Looking at a screen as people do who read it by ear, enlarged, or in the dark.

Here: axe-core in both themes, and what is cut off where it is narrow or enlarged. Never here: how a
screen is brought up, or a rule that is switched off.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Frame, Locator, Page, expect

from tests.browser.phones import FRAME, Phone
from tests.browser.town import ROOT

AXE: Final = ROOT / "miniapp/node_modules/axe-core/axe.min.js"
SIZE: Final = (372, 700)
NARROW: Final = (320, 350)
"""640 by 700 at 200 %, which is the narrowest that WCAG 2.2 asks for (1.4.10)."""

TALL: Final = (372, 12000)
"""No list is cut, and nothing that stays in place covers a target: its own size is measured."""

RUN: Final = """async (only) => {
  const rules = { 'target-size': { enabled: only?.includes('target-size') ?? false } };
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
DRAWN: Final = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(done)))"""
COLOURS: Final = ("color-contrast", "link-in-text-block")
"""What another theme can change: it has the same elements in the same places."""

SETTLED: Final = """async () => {
  const going = () => document.getAnimations().filter((one) =>
    one.playState === 'running' && one.effect.getTiming().iterations !== Infinity);
  for (let now = going(); now.length > 0; now = going())
    // One whose element was drawn anew is cancelled, and says so as an error.
    await Promise.allSettled(now.map((one) => one.finished));
}"""


@dataclass
class Look:
    """What was seen of which screens. `pictures`: a folder for pictures of all of them, or None."""

    page: Page
    pictures: Path | None = None
    seen: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    async def at(self, phone: Phone, name: str) -> None:
        """Look at what a phone shows now; `name` says what that is."""
        frame = phone.root.locator(FRAME)
        shown = await (await frame.element_handle()).content_frame()
        assert shown is not None
        await frame.evaluate(PLACE, SIZE)
        await self._look(shown, name, picture=frame)
        await frame.evaluate(PLACE, TALL)
        await self.judge(shown, f"{name}, targets", only=("target-size",))
        await frame.evaluate(PLACE, NARROW)
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

    async def judge(self, shown: Frame, what: str, *, only: Sequence[str] | None = None) -> None:
        """What axe-core says about it: by all its rules that count by default, or by these."""
        self.seen.append(what)
        found: list[Any] = await shown.evaluate(RUN, None if only is None else [*only])
        self.faults += [f"{what}: {fault}" for fault in found]

    async def narrow(self, shown: Frame, name: str) -> None:
        """What is cut off at the size that it has now."""
        self.faults += [f"{name}, narrow: {cut}" for cut in await shown.evaluate(CUT)]

    async def _look(self, shown: Frame, name: str, *, picture: Locator) -> None:
        # Two themes of every screen: what is looked at is where their colours end.
        if not await shown.evaluate("() => 'axe' in window"):
            await shown.evaluate(AXE.read_text(encoding="utf-8"))
        for only in (None, COLOURS):
            theme = await self.turn(shown)
            await shown.evaluate(SETTLED)
            await self.judge(shown, f"{name}, {theme}", only=only)
            if self.pictures is not None:
                await self.photograph(picture, shown, self.pictures / f"{name}-{theme}.png")

    async def turn(self, shown: Frame) -> str:
        """The other theme, on all phones of the page; gives its name."""
        await self.page.get_by_test_id("theme").evaluate("(button) => button.click()")
        theme = await self.page.locator("html").get_attribute("data-theme") or ""
        await expect(shown.locator("html")).to_have_attribute("data-scheme", theme)
        return theme

    async def photograph(self, frame: Locator, shown: Frame, path: Path) -> None:
        """The whole of a screen, as long as it is."""
        tall = await shown.evaluate("() => document.scrollingElement.scrollHeight")
        for width in (SIZE[0], NARROW[0]):
            await frame.evaluate(PLACE, (width, max(SIZE[1], tall)))
            await frame.screenshot(path=path.with_stem(f"{path.stem}-{width}"))
        await frame.evaluate(PLACE, SIZE)
