"""Names as a picture can show them: cleaned, without what no font can draw, and no wider than their room."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby

from rich.cells import split_graphemes

from bot.adapters.pictures import fonts
from bot.wording.pictures import unnamed

GAP = "…"
_MOST_MARKS = 3  # on one letter; more of them would climb into other lines
_KEPT_FORMATS = "\u200c\u200d"
_FLAG_LETTERS = re.compile("[\U0001f1e6-\U0001f1ff]")


@lru_cache(maxsize=1024)
def drawable(name: str) -> tuple[str, bool]:
    """What of a name can be drawn, and whether `…` had to stand for letters of it.

    Signs that are no letters, as most emoji, are left out without a word. The text may be empty.
    """
    parts, has_gap = [], False
    for can, run in groupby(clusters(cleaned(name)), key=fonts.can_draw):
        text = "".join(run)
        if can:
            parts.append(text)
        elif any(map(str.isalnum, text)):
            parts.append(GAP)
            has_gap = True
    text = " ".join("".join(parts).split())
    return ("", False) if not text.strip(GAP + " ") else (text, has_gap)


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


def clusters(text: str) -> Iterator[str]:
    """What people see as one letter each; the two halves of a flag belong together."""
    half = ""
    for start, end, _ in split_graphemes(text)[0]:
        cluster = half + text[start:end]
        half = ""
        if len(cluster) == 1 and _FLAG_LETTERS.match(cluster):
            half = cluster
        else:
            yield cluster
    if half:
        yield half


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
