"""How long somebody else asks us to wait."""

import math


def seconds_asked(retry_after: str | None) -> float | None:
    """What a `Retry-After` header says; None without one, and for what is no number of seconds, as a date."""
    try:
        seconds = float(retry_after or "")
    except ValueError:
        return None
    return seconds if 0 <= seconds < math.inf else None
