"""Rounds of an application whose sessions are made after its desk."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from handlers.web.rounds import Holding
from people.sessions import SessionId


@dataclass
class Late:
    """Implements `Holding` by what `of` gives once it is asked."""

    of: Callable[[], Holding]

    def holding_at_once(self, asked: Mapping[SessionId, bool]) -> Collection[SessionId]:
        """As people's."""
        return self.of().holding_at_once(asked)
