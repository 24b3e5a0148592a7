"""How stories fill boxes: again where the focus was lost, never where an app lost the words."""

from collections.abc import Iterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE_MS
from tests.browser.filling import TRIES, fill

SOON_MS = 200
BOXES = """<input data-testid=box><input data-testid=other>
<script>
  const [box, other] = document.querySelectorAll('input');
  const mind = { taken: 0, focused: 0 };
  // Another phone's app takes the focus the moment that the box has it.
  box.addEventListener('focus', () => {
    mind.focused += 1;
    if (mind.taken-- > 0) other.focus();
  });
</script>"""


@pytest.fixture
def impatient() -> Iterator[None]:
    """What is not there at once is missed at once."""
    expect.set_options(timeout=SOON_MS)
    yield
    expect.set_options(timeout=PATIENCE_MS)


async def boxes(browser: Browser, mind: str) -> Page:
    """A page with two boxes, of which this is true."""
    page = await browser.new_page()
    await page.set_content(BOXES)
    await page.evaluate(f"() => {{ {mind} }}")
    return page


async def test_a_box_that_lost_the_focus_is_filled_again(browser: Browser) -> None:
    """Once the focus stays, the words are in it."""
    page = await boxes(browser, f"mind.taken = {TRIES - 1}")
    await fill(page.get_by_test_id("box"), "They laughed.")
    assert await page.evaluate("() => mind.focused") == TRIES
    await page.close()


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "loses",
    [
        "box.addEventListener('input', () => { box.value = ''; }, { once: true })",
        "box.addEventListener('input', () => { box.value += '!'; }, { once: true })",
    ],
    ids=["thrown away", "changed"],
)
async def test_words_that_an_app_lost_are_missed(browser: Browser, loses: str) -> None:
    """Also where it loses them once only: they were typed, and are not typed again."""
    page = await boxes(browser, loses)
    with pytest.raises(AssertionError):
        await fill(page.get_by_test_id("box"), "They laughed.")
    assert await page.evaluate("() => mind.focused") == 1
    await page.close()
