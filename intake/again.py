"""Whether both would talk again: each side's answer by a tag that names no case (protocol.md §25).

Which tag belongs to which conversation, and whether an answer was a yes, the service is not told;
only that two tags are equal. What follows for a request is first.py's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from intake.errors import Conflict
from intake.ports import Team
from people.accounts import Account, AccountId, Role
from people.clock import Clock

MOST: Final = 200
"""Answers kept of one account: as many as the cases that it is shown."""
DAY_SECONDS: Final = 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One side's answer about a conversation. `word` is a worker's proof for the student."""

    tag: bytes = field(repr=False)
    word: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, kw_only=True)
class Met:
    """A tag that both sides gave, with the worker and their word."""

    tag: bytes = field(repr=False)
    word: bytes = field(repr=False)
    worker: AccountId = field(repr=False)


class Answers(Protocol):
    """Where they are kept."""

    async def say(
        self, account: Account, answer: Answer, *, instead: bytes, until: int, most: int
    ) -> bool:
        """Keep it until that day (Unix days), in place of the same and of `instead` (a tag of
        this account's, or empty). False, with nothing changed, where there are `most` others."""
        ...

    async def drop(self, account: Account, tag: bytes) -> None:
        """Forget this account's answer with this tag; where there is none, nothing."""
        ...

    async def met(self, student: AccountId, tags: Sequence[bytes]) -> Sequence[Met]:
        """Those of this student's tags that a worker gave, too."""
        ...

    async def prune(self) -> int:
        """Forget what was kept for its time; how many."""
        ...


class Again:
    """Takes answers and says which were met. `keep_days`: the conversations' keeping time."""

    def __init__(self, *, answers: Answers, team: Team, clock: Clock, keep_days: int) -> None:
        self._answers = answers
        self._team = team
        self._clock = clock
        self._keep_days = keep_days

    async def say(self, account: Account, answer: Answer, *, instead: bytes = b"") -> None:
        """Keep an answer. Raises Conflict `full`."""
        until = int(self._clock.now()) // DAY_SECONDS + self._keep_days + 1
        kept = await self._answers.say(account, answer, instead=instead, until=until, most=MOST)
        if not kept:
            raise Conflict("full")

    async def drop(self, account: Account, tag: bytes) -> None:
        """Take an answer back."""
        await self._answers.drop(account, tag)

    async def met(self, student: AccountId, tags: Sequence[bytes]) -> Sequence[Met]:
        """Those that were met, with workers who may be asked now."""
        found = await self._answers.met(student, tags)
        roster = await self._team.roster()
        if roster is None:
            return []
        return [each for each in found if roster.listed(each.worker) is not None]

    async def prune(self) -> int:
        """Forget what was kept for its time; how many."""
        return await self._answers.prune()

    async def worker(self, student: AccountId, tag: bytes) -> AccountId:
        """With whom this tag was met. Raises Conflict `again`."""
        for each in await self.met(student, [tag]):
            return each.worker
        raise Conflict("again")


def speaks(account: Account, answer: Answer) -> bool:
    """Whether the answer has the form of this side's: a worker's has a word, a student's none."""
    return bool(answer.word) is (account.role is Role.WORKER)
