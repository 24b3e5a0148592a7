"""The time and chance that services are given, so that tests can hold both still."""

from collections.abc import Callable
from typing import Protocol

Random = Callable[[int], bytes]
"""Gives that many unpredictable bytes (`crypto.random_bytes` in the service)."""


class Clock(Protocol):
    """A source of time."""

    def now(self) -> float:
        """Unix seconds."""
        ...
