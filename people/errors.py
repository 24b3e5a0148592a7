"""What can go wrong with people, by whose fault. Messages are fit to show and echo nothing.

How each is answered over HTTP is the web edge's business (handlers/web/errors.py).
"""


class PeopleError(Exception):
    """The root of this package's errors. Nothing was changed when one is raised."""


class SignedOut(PeopleError):
    """Who you are could not be shown. Open the app from Telegram again."""


class NotFound(PeopleError):
    """There is nothing here for you: the same answer whether it exists or not (R2)."""


class Exists(PeopleError):
    """This Telegram account has an account on that side already; sign in with its keys."""


class Malformed(PeopleError):
    """The structure is not what the protocol says; nothing of it was kept."""


class Last(PeopleError):
    """The last way to unlock a staff member's keys cannot be taken away."""


class Stale(PeopleError):
    """Something newer is stored already: read it, then try again."""


class Full(PeopleError):
    """A bounded memory is full; try again later."""


class TooMany(PeopleError):
    """An account keeps no more of these."""


class SlowDown(PeopleError):
    """Too many tries. `retry_after` is in seconds."""

    def __init__(self, *, retry_after: int) -> None:
        super().__init__("Too many tries; wait before the next one.")
        self.retry_after = retry_after
