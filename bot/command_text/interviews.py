"""Reads what follows `interview`."""

import re
from typing import Final

PAST: Final = frozenset({"history", "list", "past", "reports", "report", "log", "mine", "old"})
"""First words that ask for earlier interviews."""

NOISE: Final = frozenset({"start", "new", "begin", "minutes", "minute", "mins", "min", "m", "interview"})
_MINUTES = re.compile(r"(?i)\b([0-9]{1,6})\s?-?\s?(?:m|mins?|minutes?)\b")


def without_units(text: str) -> str:
    """`20min` and `20 minutes` as `20`."""
    return _MINUTES.sub(r"\1", text)
