"""What can go wrong in the sandbox, by whose fault.

Here: the sandbox's own errors and the Bot API's refusals. Never here: text that a person wrote.
"""

from http import HTTPStatus


class SandboxError(Exception):
    """The sandbox was set up wrongly; its sentence says how to mend it."""


class Misuse(SandboxError):
    """A person (or a test) asked for something that Telegram's clients would not do."""


class Refusal(Exception):
    """The Bot API refuses a call, with Telegram's own code and description.

    `retry_after` (seconds) goes into `parameters`, as Telegram sends it with 429.
    """

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(what: str) -> Refusal:
    """400 with Telegram's prefix."""
    return Refusal(HTTPStatus.BAD_REQUEST, f"Bad Request: {what}")


def forbidden(what: str) -> Refusal:
    """403 with Telegram's prefix."""
    return Refusal(HTTPStatus.FORBIDDEN, f"Forbidden: {what}")


def conflict(what: str) -> Refusal:
    """409 with Telegram's prefix."""
    return Refusal(HTTPStatus.CONFLICT, f"Conflict: {what}")


def too_many_requests(seconds: int) -> Refusal:
    """429 with the wait that Telegram asks for."""
    return Refusal(
        HTTPStatus.TOO_MANY_REQUESTS,
        f"Too Many Requests: retry after {seconds}",
        retry_after=seconds,
    )
