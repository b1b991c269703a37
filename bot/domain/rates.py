"""How much may be asked for in how much time: a token bucket, kept as the moment at which it is full again.

The bucket holds `burst` tokens and gains one every `interval`; whatever is let through takes one. This is the
generic cell rate algorithm, in whole microseconds so that no rounding adds up.
"""

from dataclasses import dataclass

SECOND = 1_000_000
"""In microseconds, as every moment and span here."""


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, and `per_second` in the long run. ValueError: one of them is not above zero."""

    burst: int
    per_second: float

    def __post_init__(self) -> None:
        if self.burst < 1 or not 0 < self.per_second <= SECOND:
            raise ValueError("a rate lets through at least one at once, and some of them a second")

    @property
    def interval(self) -> int:
        return round(SECOND / self.per_second)

    @property
    def span(self) -> int:
        """How long an empty bucket takes to be full."""
        return self.burst * self.interval

    def wait(self, full_at: int, now: int) -> int:
        """How long until there is a token; 0 if there is one."""
        return max(0, self._filling(full_at, now) + self.interval - self.span)

    def take(self, full_at: int, now: int) -> int:
        """When the bucket is full again without one token more. There has to be one."""
        return now + self._filling(full_at, now) + self.interval

    def _filling(self, full_at: int, now: int) -> int:
        """How long it still fills. No bucket takes longer than `span`: then the clock was put back."""
        left = max(0, full_at - now)
        return left if left <= self.span else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one person may ask for, and all people of a workspace together."""

    person: Rate
    workspace: Rate


USUAL = Limits(person=Rate(60, 3), workspace=Rate(2000, 200))
"""Nobody presses faster than that for long; 500 people who press within a second are far from it."""
