"""A conversation that somebody comes back to on an empty device, and what must be there then."""

from typing import Final

from playwright.async_api import expect

from client.worker import Worker
from tests.browser.phones import Student

LETTER: Final = "I can't sleep before the exams."
ANSWER: Final = "Thank you for writing. I'm here."
MORE: Final = "It helps to know that."


async def answer(worker: Worker) -> None:
    """Claim the one request that waits, and answer it."""
    (offer,) = await worker.queue()
    await worker.claim(offer.case)
    await worker.accept(offer.case, ANSWER)


async def answered(student: Student, worker: Worker) -> None:
    """Somebody answered the letter, and the student wrote back."""
    await answer(worker)
    await student.room()
    await student.sees(ANSWER)
    await student.say(MORE)
    await student.tick(MORE, "sent")


async def everything_is_there(student: Student, *more: str) -> None:
    """Letter, answer and own message, read on an empty device, with nothing amiss."""
    await student.room()
    await expect(student.at("first-letter")).to_contain_text(LETTER)
    await student.sees(ANSWER)
    await student.tick(MORE, "sent")
    assert await student.texts() == [ANSWER, MORE, *more]
    await expect(student.at("chain-warning")).to_have_count(0)
    await expect(student.at("heading")).to_have_text("You are talking with Worker 1")
