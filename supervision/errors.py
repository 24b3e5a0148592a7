"""What the team's rules refuse, by whose fault. Messages are fit to show and echo nothing."""


class TeamError(Exception):
    """The root of this package's errors. Nothing was changed when one is raised."""


class NotFound(TeamError):
    """There is no such member, invite or role key."""


class Malformed(TeamError):
    """The signed structure is not what the protocol says, or not signed by whom it must be."""


class Exists(TeamError):
    """It is there already and is made only once."""


class Stale(TeamError):
    """Another version came first: read it, then try again."""


class NoRoot(TeamError):
    """The service has no root yet: the coordinator makes it first."""


class Oneself(TeamError):
    """Nobody suspends or restores themself: another holder does."""


class Full(TeamError):
    """There are as many as the service keeps."""


class IllegalEvent(TeamError):
    """A member in this state cannot undergo this event."""

    def __init__(self, state: str, event: str) -> None:
        super().__init__(f"A member who is {state} cannot be {event}.")


class WrongTerm(TeamError):
    """The term that an entry names is not the one that it is: derive the tag again."""


class IllegalEntryEvent(TeamError):
    """An entry in this state cannot undergo this event."""

    def __init__(self, state: str, event: str) -> None:
        super().__init__(f"An entry that is {state} cannot be: {event}.")


class NoName(TeamError):
    """Every name that the tag could have is another tag's: no tag that a device derives."""


class WrongPeriod(TeamError):
    """The week or period is not over yet, or is of another kind than this service counts in."""


class Frozen(TeamError):
    """The period's tables are made: its numbers are gone and take nothing more."""


class TooTelling(TeamError):
    """A count of 1 to 7 would follow from the tables: put the smallest cells together."""


class IllegalDisclosureEvent(TeamError):
    """A disclosure in this state cannot undergo this event."""

    def __init__(self, state: str, event: str) -> None:
        super().__init__(f"A disclosure that is {state} cannot be: {event}.")


class RefusedBefore(TeamError):
    """The same ground was refused for the same case: a new record needs a new ground."""


class Told(TeamError):
    """The student can read of it already: that cannot be taken back."""
