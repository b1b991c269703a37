"""The words that make a quiz live: how long each question stands, and whether a choice may be changed."""

import re
from collections.abc import Sequence

from bot.domain.live_quiz import USUAL

_SECONDS = re.compile(r"(?i)([0-9]{1,4}) ?s(?:ec(?:onds?)?)?")
_UNITS = ("s", "sec", "secs", "seconds")
_CHANGES = ("changes", "change", "changing", "changeable")
_YES_NO = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}


def split(typed: Sequence[str]) -> tuple[list[str], int, bool]:
    """What is left for any quiz, the seconds for each question, and whether choices may be changed."""
    plain: list[str] = []
    seconds, changes = USUAL, False
    left = list(typed)
    while left:
        word = left.pop(0).lower()
        if found := _SECONDS.fullmatch(word):
            seconds = int(found[1])
        elif word in _UNITS:
            seconds = _next_number(left, plain, seconds)
        elif word in _CHANGES:
            changes = _YES_NO.get(left[0].lower(), True) if left else True
            left = left[1:] if left and left[0].lower() in _YES_NO else left
        elif word not in ("live", "mode"):
            plain.append(word)
    return plain, seconds, changes


def _next_number(left: list[str], before: list[str], otherwise: int) -> int:
    """The number that stands behind `seconds`, or just before it."""
    for words, position in ((left, 0), (before, -1)):
        if words and words[position].isdecimal():
            return int(words.pop(position))
    return otherwise
