"""Typing into a box as a person does, who sees that the words are in it.

Here: one box. Never here: which boxes there are, or what becomes of the words.
"""

from typing import Final

from playwright.async_api import Locator, expect

TRIES: Final = 5
LISTEN: Final = """(box) => {
  const heard = { typed: false };
  box.addEventListener('input', () => { heard.typed = true; }, { capture: true, once: true });
  return heard;
}"""


async def fill(box: Locator, text: str) -> None:
    """Fill the box, and see at once that the words are in it.

    The phones of a page have one focus between them. Late on a busy machine an app at another phone
    may take it between Playwright's click and its typing: the words then go elsewhere or nowhere,
    and the box is as it was. It is filled again only in that case: nothing was typed into it, as
    its own `input` event says, and that is asked immediately after filling, never later. An app
    that throws away, changes or moves what was typed has had that event, and fails the story here;
    one that does so later fails it where the words are missed.
    """
    for _ in range(TRIES):
        heard = await box.evaluate_handle(LISTEN)
        await box.fill(text)
        if await box.input_value() == text:
            return
        if await heard.evaluate("(heard) => heard.typed"):
            break
    await expect(box).to_have_value(text)
