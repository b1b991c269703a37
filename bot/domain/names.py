"""Names that people give to things which others see: competitions, teams."""

import re
import unicodedata

SHORTEST, LONGEST = 2, 40
MOST_MARKS = 3  # on one letter; the scripts that stack marks need no more

_MENTION = re.compile(r"<[@#!:][^>\s]*>|@(?:everyone|here)\b", re.IGNORECASE)
_MARKUP = re.compile(r"[*_~`|<>\[\]\\@#]+")
_STACKED = re.compile(
    rf"([\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]{{{MOST_MARKS}}})[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+"
)
_UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")


def cleaned(text: str) -> str:
    """A name without mentions, markup and characters that are not seen or turn the line round.

    ValueError: fewer than 2 or more than 40 characters are left, or no letter, digit or symbol among them.
    """
    plain = _MARKUP.sub(" ", _MENTION.sub(" ", unicodedata.normalize("NFC", text)))
    seen = "".join(each if unicodedata.category(each) not in _UNSEEN else _gap(each) for each in plain)
    name = " ".join(_STACKED.sub(r"\1", seen).split())
    if not SHORTEST <= len(name) <= LONGEST or not any(unicodedata.category(c)[0] in "LNS" for c in name):
        raise ValueError(f"A name has {SHORTEST} to {LONGEST} characters, mentions and markup not counted.")
    return name


def _gap(unseen: str) -> str:
    """A line break parts words; what has no width does not."""
    return " " if unseen in "\n\r\t\v\f\x85\u2028\u2029" else ""
