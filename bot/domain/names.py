"""Names that people give to things which others see: what is taken out of them, and how long they may be."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

SHORTEST, LONGEST = 2, 40
LONGEST_OF_PERSON = 80
NAMELESS = "–"
"""Whoever's name shows nothing."""
MOST_MARKS = 3  # on one letter; the scripts that stack marks need no more

_MENTION = re.compile(r"<[@#!:/a-z][^<>]{0,80}>|@(?:everyone|here)\b", re.IGNORECASE)
_MARKUP = frozenset("*`~<>[]{}\\@^")
_GAPS = "_|"
_SLASHES = re.compile(r"/{2,}")
# letters and marks that show nothing, or only change how the sign before them looks
_UNSEEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
_UNSEEN_KINDS = ("Cc", "Cf", "Cs", "Co", "Cn")
_MARKS = ("Mn", "Me", "Mc")


def cleaned(typed: str) -> str:
    """The name of a competition or a league as it is kept.

    ValueError: fewer than 2 or more than 40 characters are left, or no letter, digit or symbol among them.
    """
    name = stripped(typed, gaps=f"{_GAPS}#")
    if not SHORTEST <= len(name) <= LONGEST or not essence(name):
        raise ValueError(f"A name has {SHORTEST} to {LONGEST} characters, mentions and markup not counted.")
    return name


def stripped(typed: str, gaps: str = _GAPS) -> str:
    """A name without mentions, markup, and signs that show nothing or turn the text around.

    `gaps` are signs in whose place a space is left.
    """
    text = _MENTION.sub(" ", unicodedata.normalize("NFC", typed))
    seen = unicodedata.normalize("NFC", "".join(_seen(sign, gaps) for sign in text))
    name = " ".join(_SLASHES.sub("/", "".join(_without_towers(seen))).split())
    return name.lstrip("# ")


@lru_cache(maxsize=4096)  # whoever clicks once clicks again
def shown(name: str) -> str:
    """What a platform says somebody is called, as others may see it; markup is for whoever shows it."""
    return visible(name)[:LONGEST_OF_PERSON].rstrip() or NAMELESS * bool(name)


def visible(text: str) -> str:
    """One line without signs that show nothing or turn the text around.

    By those a person could look like another one, or a name like another part of a board.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    seen = "".join(" " if sign.isspace() else sign for sign in text if sign.isspace() or _is_seen(sign))
    return " ".join("".join(_without_towers(unicodedata.normalize("NFC", seen))).split())


def essence(text: str) -> str:
    """Letters, numbers and symbols without accents, compatibility forms resolved."""
    signs = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in signs if unicodedata.category(sign)[0] in "LNS" and sign not in _UNSEEN)


def is_mark(sign: str) -> bool:
    """True for an accent and whatever else stands on a letter."""
    return unicodedata.category(sign) in _MARKS


def _seen(sign: str, gaps: str) -> str:
    if sign.isspace() or sign in gaps:
        return " "
    return sign if sign not in _MARKUP and _is_seen(sign) else ""


def _is_seen(sign: str) -> bool:
    return sign not in _UNSEEN and unicodedata.category(sign) not in _UNSEEN_KINDS


def _without_towers(text: str) -> Iterator[str]:
    """Accents stand on a letter, a few on each; more would spill over the lines of a board."""
    room = 0
    for sign in text:
        if not is_mark(sign):
            room = 0 if sign == " " else MOST_MARKS
        elif room > 0:
            room -= 1
        else:
            continue
        yield sign
