"""A page that is used with the keyboard alone.

Here: going from stop to stop, and whether each can be seen. Never here: a pointer, or what is done.
"""

from dataclasses import dataclass, field
from typing import Final

from playwright.async_api import Page, expect

STOPS: Final = 60
"""More than any screen has."""

WHERE: Final = """() => {
  const one = document.activeElement;
  const named = one?.dataset?.testid ?? '';
  if (!one || one === document.body) return [named, []];
  const faults = [];
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const ring = one.tagName === 'H1' || one.matches('dialog') ||
    (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
  if (!ring) faults.push('no ring');
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) =>
    [left + (right - left) * x, top + (bottom - top) * y]));
  const seen = bottom > top && points.some(([x, y]) => {
    const found = document.elementFromPoint(x, y);
    return found && (one.contains(found) || found.contains(one) && found !== document.body
      || found.closest('label')?.contains(one));
  });
  if (!seen) faults.push('covered or out of sight');
  return [named, faults];
}"""

SETTLED: Final = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"""
"""A new screen gives its heading the focus only once it was painted."""


@dataclass
class Keys:
    """Hands on a keyboard. `faults`: stops that cannot be seen, by name."""

    page: Page
    faults: list[str] = field(default_factory=list)

    async def here(self) -> str:
        """The test id of what has the focus."""
        name, faults = await self.page.evaluate(WHERE)
        self.faults += [f"{name}: {fault}" for fault in faults]
        return str(name)

    async def to(self, testid: str) -> None:
        """Tab until it has the focus. AssertionError when no stop is it."""
        await self.page.get_by_test_id(testid).first.wait_for()
        await self.page.evaluate(SETTLED)
        # Where one is already may have been scrolled away; where Tab leads to must be seen.
        passed = [(await self.page.evaluate(WHERE))[0]]
        while passed[-1] != testid:
            assert len(passed) < STOPS, f"{testid} is none of {passed}"
            await self.page.keyboard.press("Tab")
            passed.append(await self.here())

    async def press(self, *testids: str) -> None:
        """Go to a button, and press it; one after the other."""
        for testid in testids:
            await self.to(testid)
            await expect(self.page.get_by_test_id(testid).first).to_be_enabled()
            await self.page.keyboard.press("Enter")

    async def choose(self, testid: str) -> None:
        """Go to a choice, and take it: Tab to its group, arrows within."""
        wanted = self.page.get_by_test_id(testid)
        name = await wanted.get_attribute("name")
        group = self.page.locator(f"input[name='{name}']")
        taken = self.page.locator(f"input[name='{name}']:checked")
        stop = taken if await taken.count() else group.first
        await self.to(await stop.get_attribute("data-testid") or "")
        for _ in range(STOPS):
            await self.page.keyboard.press("Space")
            if await wanted.is_checked():
                return
            await self.page.keyboard.press("ArrowDown")
        raise AssertionError(testid)

    async def write(self, testid: str, text: str) -> None:
        """Go to a box, and type."""
        await self.to(testid)
        await self.page.keyboard.type(text)

    async def escape(self, dialog: str, back_on: str) -> None:
        """Leave a dialog; what opened it has the focus again."""
        await self.page.get_by_test_id(dialog).wait_for()
        await self.page.keyboard.press("Escape")
        await expect(self.page.get_by_test_id(dialog)).to_have_count(0)
        await expect(self.page.get_by_test_id(back_on).first).to_be_focused()
