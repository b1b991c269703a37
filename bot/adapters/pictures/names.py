"""Names as a picture can show them: cleaned, without what no font can draw, and no wider than their room."""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby

from bot.adapters.pictures import fonts
from bot.adapters.pictures.clusters import clusters
from bot.wording.pictures import unnamed

GAP = "…"
_MOST_MARKS = 3  # on one letter; more of them would climb into other lines
_KEPT_FORMATS = "\u200c\u200d"


@lru_cache(maxsize=1024)
def drawable(name: str) -> tuple[str, bool]:
    """What of a name can be drawn, and whether `…` had to stand for letters of it.

    Signs that are no letters, as most emoji, are left out without a word. The text may be empty.
    """
    clean = cleaned(name)
    text, has_gap = _without(clean, fonts.can_draw)
    if not fonts.draws(text):
        text, has_gap = _without(clean, lambda cluster: fonts.family_of(cluster) == fonts.MAIN)
    return ("", False) if not text.strip(GAP + " ") else (text, has_gap)


def _without(text: str, can_draw: Callable[[str], bool]) -> tuple[str, bool]:
    parts, has_gap = [], False
    for can, run in groupby(clusters(text), key=can_draw):
        piece = "".join(run)
        if can:
            parts.append(piece)
        elif any(map(str.isalnum, piece)):
            parts.append(GAP)
            has_gap = True
    return " ".join("".join(parts).split()), has_gap


def shown_name(name: str, number: int) -> tuple[str, bool]:
    """The same with a word for somebody whose name cannot be drawn at all, which counts as a gap too."""
    text, has_gap = drawable(name)
    return (text, has_gap) if text else (unnamed(number), True)


def cleaned(text: str) -> str:
    """One line without control signs, and without heaps of accents."""
    composed = unicodedata.normalize("NFC", text)
    kept, marks = [], 0
    for sign in composed:
        kind = unicodedata.category(sign)
        marks = marks + 1 if kind[0] == "M" else 0
        if kind[0] == "Z" or sign in "\t\n\r":
            kept.append(" ")
        elif (kind[0] != "C" or sign in _KEPT_FORMATS) and marks <= _MOST_MARKS:
            kept.append(sign)
    return " ".join("".join(kept).split())


def shortened(text: str, fits: Callable[[str], bool]) -> str:
    """The text, or as many of its clusters as fit with an ellipsis behind them."""
    if fits(text):
        return text
    pieces = list(clusters(text))
    low, high = 0, len(pieces)
    while low < high:
        middle = (low + high + 1) // 2
        if fits("".join(pieces[:middle]).rstrip() + GAP):
            low = middle
        else:
            high = middle - 1
    return "".join(pieces[:low]).rstrip() + GAP
