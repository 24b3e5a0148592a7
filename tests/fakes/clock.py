"""A clock that moves only when told."""


class FixedClock:
    """Unix seconds, as set."""

    def __init__(self, seconds: float = 1_800_000_000.0) -> None:
        self.seconds = seconds
        self._passed = 0.0

    def now(self) -> float:
        return self.seconds

    def pass_(self, seconds: float) -> None:
        """Time passes; less than none: the clock is set back."""
        self.seconds += seconds
        self._passed += max(0.0, seconds)

    def jump(self, seconds: float) -> None:
        """The clock is set, and no time passes."""
        self.seconds += seconds

    def ticks(self) -> float:
        """What has passed, wherever the clock stands."""
        return self._passed
