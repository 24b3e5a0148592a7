"""What the student's side refuses, by whose fault. No sentence here contains what was sent.

The web edge turns each into the answer of docs/api.md; a refusal has changed nothing.
"""


class IntakeError(Exception):
    """The root of every refusal of this package. Its text is fit to show."""


class NotFound(IntakeError):
    """There is no such thing for this person: absent and not-yours are the same answer."""

    def __init__(self) -> None:
        super().__init__("There is nothing here.")


class Malformed(IntakeError):
    """What was sent is not what the protocol says: wrong shape, signature, hash or name."""

    def __init__(self) -> None:
        super().__init__("This could not be understood.")


class Conflict(IntakeError):
    """The state is not the one the request needs; `code` says which (docs/api.md, 409).

    `head`: the hash of the record that was first, for whoever made another one.
    """

    def __init__(self, code: str, *, head: bytes | None = None) -> None:
        super().__init__("Something changed in the meantime.")
        self.code = code
        self.head = head


class TooOften(IntakeError):
    """This person asks more often than anybody in need does; `retry_after` is in seconds."""

    def __init__(self, *, retry_after: int) -> None:
        super().__init__("Too many requests in one day.")
        self.retry_after = retry_after
