"""A lock on a student's room as they set it and open it.

Here: what is tapped and typed. Never here: expectations of a story.
"""

from typing import Final

from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS, Student

PIN: Final = "a quiet sentence"


async def unlock(student: Student, typed: str) -> None:
    """Type what unlocks, and tap."""
    await fill(student.at("lock-typed"), typed)
    await student.at("lock-open").click()


async def set_lock(student: Student) -> None:
    """From My record, with the sentence typed twice."""
    await student.at("record-open").click()
    await student.at("record-lock-toggle").click()
    await fill(student.at("lock-new"), PIN)
    await fill(student.at("lock-again"), PIN)
    await student.at("lock-set").click()
    await student.at("lock-stands").wait_for(timeout=SLOW_MS)
