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

SETTLE: Final = """const settle = async (size, theme) => {
  const drawn = () => new Promise((done) => requestAnimationFrame(done));
  const there = () => innerWidth === size[0] && innerHeight === size[1] &&
    (theme === null || document.documentElement.dataset.scheme === theme);
  const due = performance.now() + 60_000;
  while (!there()) {
    if (performance.now() > due) throw new Error('never of this size, or in this theme');
    await drawn();
  }
  await drawn();
  await drawn();
};"""
"""What is in a frame learns of size and theme after the frame did."""

RUN: Final = """async ([size, theme, only, without]) => {
  SETTLE
  if (!('axe' in window)) return null;
  if (size) await settle(size, theme);
  const going = () => document.getAnimations().filter((one) =>
    one.playState === 'running' && one.effect.getTiming().iterations !== Infinity);
  for (let now = going(); now.length > 0; now = going())
    // One whose element was drawn anew is cancelled, and says so as an error.
    await Promise.allSettled(now.map((one) => one.finished));
  const rules = Object.fromEntries(['target-size', 'scrollable-region-focusable'].map((name) =>
    [name, { enabled: only?.includes(name) ?? name !== without }]));
  const { violations } = await axe.run(document, { rules, resultTypes: ['violations'],
    ...(only === null ? {} : { runOnly: { type: 'rule', values: only } }) });
  const found = violations.flatMap(({ id, nodes }) => nodes.map(
    (node) => `${id}: ${node.target.join(' ')} — ${node.any.concat(node.all, node.none)
      .map((check) => check.message).join('; ')}`));
  return [theme ?? document.documentElement.dataset.scheme, found];
}""".replace("SETTLE", SETTLE)
CUT: Final = """async (size) => {
  SETTLE
  if (size) await settle(size, null);
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
}""".replace("SETTLE", SETTLE)
LENGTH: Final = """async (size) => {
  SETTLE
  await settle(size, null);
  return document.scrollingElement.scrollHeight;
}""".replace("SETTLE", SETTLE)
PLACE: Final = """(frame, [width, height, unseen]) => {
  frame.style.cssText = width === 0 ? '' :
    `position: fixed; inset: 0 auto auto 0; z-index: 99; width: ${width}px; height: ${height}px;
     opacity: ${unseen ? 0 : 1}`;
}"""
"""Nobody sees what is only measured: nothing of it is painted."""

PAINTED: Final = "() => { document.adoptedStyleSheets = []; }"
"""A story's page is painted for pictures alone (conftest.py)."""

DRAWN: Final = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(done)))"""
TURN: Final = """(button) => {
  button.click();
  return document.documentElement.dataset.theme;
}"""
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
        # Two themes of every screen: what is looked at is where their colours end.
        if not self.still:
            await self.page.emulate_media(reduced_motion="reduce")
            self.still = True
        await place(frame, TALL)
        theme = await self.judge(shown, name, size=TALL, without=SCROLLS)
        await self._photograph(frame, shown, f"{name}-{theme}")
        theme = await self.turn()
        # A phone is drawn anew in another theme, in its own size.
        await place(frame, SIZE)
        await self.judge(shown, name, size=SIZE, theme=theme, only=(*COLOURS, SCROLLS))
        await self._photograph(frame, shown, f"{name}-{theme}")
        await place(frame, NARROW)
        await self.narrow(shown, name, size=NARROW)
        await frame.evaluate(PLACE, (0, 0, False))
        # Whoever taps next taps where it is drawn.
        await self.page.evaluate(DRAWN)

    async def alone(self, page: Page, name: str) -> None:
        """Look at the app in a page of its own, which knows no theme but the system's."""
        await page.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})
        for theme, only in (("light", None), ("dark", COLOURS)):
            await page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            await self.judge(page.main_frame, name, theme=theme, only=only)
        await page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
        await self.narrow(page.main_frame, name)

    async def judge(
        self,
        shown: Frame,
        name: str,
        *,
        size: tuple[int, int] | None = None,
        theme: str | None = None,
        only: Sequence[str] | None = None,
        without: str = SIZED,
    ) -> str:
        """What axe-core says: by all rules that count by default but one, or by these.

        Of this size and in this theme, once it is so drawn; as it is, without a size. Gives the
        theme.
        """
        asked = [size, theme, only and [*only], without]
        said: Any = await shown.evaluate(RUN, asked)
        if said is None:
            await shown.evaluate(AXE.read_text(encoding="utf-8"))
            said = await shown.evaluate(RUN, asked)
        theme, found = said
        what = f"{name}, {theme}"
        self.seen.append(what)
        self.faults += [f"{what}: {fault}" for fault in found]
        return str(theme)

    async def narrow(self, shown: Frame, name: str, *, size: tuple[int, int] | None = None) -> None:
        """What is cut off at this size, or the one that it has now."""
        self.faults += [f"{name}, narrow: {cut}" for cut in await shown.evaluate(CUT, size)]

    async def turn(self) -> str:
        """The other theme, on all phones of the page; gives its name."""
        return str(await self.page.get_by_test_id("theme").evaluate(TURN))

    async def _photograph(self, frame: ElementHandle, shown: Frame, name: str) -> None:
        """The whole of a screen, as long as it is."""
        if self.pictures is None:
            return
        await self.page.evaluate(PAINTED)
        await place(frame, SIZE)
        tall = await shown.evaluate(LENGTH, SIZE)
        for width in (SIZE[0], NARROW[0]):
            await frame.evaluate(PLACE, (width, max(SIZE[1], tall), False))
            await frame.screenshot(path=self.pictures / f"{name}-{width}.png")


async def place(frame: ElementHandle, size: tuple[int, int]) -> None:
    """Give a frame this size; what is in it knows it later (SETTLE)."""
    await frame.evaluate(PLACE, (*size, True))
