"""How often each address may do something."""

from collections.abc import Callable

MOST_KNOWN = 10_000


class Pace:
    """A bucket for each address: full it allows `burst` at once, and it fills by `per_second`."""

    def __init__(self, per_second: float, burst: int, monotonic: Callable[[], float]) -> None:
        self._per_second = per_second
        self._burst = burst
        self._monotonic = monotonic
        self._left: dict[str, tuple[float, float]] = {}

    def allows(self, address: str) -> bool:
        """Takes one out of the bucket, if there is one."""
        now = self._monotonic()
        left, at = self._left.pop(address, (float(self._burst), now))
        left = min(self._burst, left + (now - at) * self._per_second)
        while len(self._left) >= MOST_KNOWN:  # the address that was heard of longest ago
            del self._left[next(iter(self._left))]
        self._left[address] = (max(left - 1, 0.0) if left >= 1 else left, now)
        return left >= 1
