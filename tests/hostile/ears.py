"""Sockets that stay open through a day, held to what must be pushed to them: each once, in order.

What should come is put down by who writes; what came is compared after every step. No rule of a
day lives here.
"""

from dataclasses import dataclass, field
from typing import Final

from client.api import unb64
from crypto.wire import CaseId
from tests.hostile.inside import Line
from tests.hostile.model import Model, ModelCase

ENDED: Final = 4401

Push = tuple[bytes, int, int, int]
"""Case, epoch, direction, counter."""


@dataclass
class Ear:
    """One person's open socket."""

    line: Line
    owed: list[Push] = field(default_factory=list)
    heard: list[Push] = field(default_factory=list)

    async def hear_what_is_owed(self, who: str, model: Model) -> None:
        """Listen until everything owed is there. AssertionError for more, less or otherwise."""
        while len(self.heard) < len(self.owed):
            self._take(await self.line.hear(), who, model)
        for frame in self.line.heard():
            self._take(frame, who, model)
        assert self.heard == self.owed, who

    def _take(self, frame: dict[str, object], who: str, model: Model) -> None:
        if frame["t"] not in {"message", "case"}:
            return
        case = CaseId(unb64(str(frame["case"])))
        if frame["t"] == "case":
            # Only those who have or had a part in a case, or were asked, hear that it changed.
            known = model.cases[case]
            assert who in known.had | known.asked | {known.student}, who
            return
        place = [frame[name] for name in ("epoch", "direction", "counter")]
        assert all(isinstance(each, int) for each in place)
        self.heard.append((case, *place))  # type: ignore[arg-type]


@dataclass
class Ears:
    """Who listens, by name."""

    model: Model
    open: dict[str, Ear] = field(default_factory=dict)

    def owe(self, id_: bytes, case: ModelCase, *, way: int) -> None:
        """A message became durable: both who are in the case hear of it."""
        push = (id_, case.epoch, way, len(case.said[way]))
        for who in (case.student, case.worker):
            if who in self.open and (who == case.student or who in self.model.listed):
                self.open[who].owed.append(push)

    async def settle(self) -> None:
        """Everybody has heard what is theirs, and nothing else."""
        for who, ear in self.open.items():
            await ear.hear_what_is_owed(who, self.model)

    async def cut(self, who: str) -> None:
        """Their right to listen has ended: so has the socket."""
        ear = self.open.pop(who, None)
        if ear is not None:
            assert await ear.line.ended() == ENDED, who
            await ear.line.close()

    async def hang_up(self) -> None:
        """Everybody puts down their phone."""
        await self.settle()
        for ear in self.open.values():
            await ear.line.close()
        self.open.clear()
