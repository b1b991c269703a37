"""Whether a line reads as a question, or as a request that an interviewer would make."""

import re
from unicodedata import normalize

LONGEST = 600  # characters; nobody asks longer in one line
ENDS = re.compile(r"\?[\s\"')\]*_`.!”’»]*(?:\([^()]{0,80}\)[\s.*_]*)?$")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
OPENERS = """
what what's what’s why how when where which who whom whose whats
explain describe compare define discuss derive prove differentiate distinguish contrast
"""
REQUESTS = """
list name give write show state outline tell design implement calculate compute walk mention provide identify
suppose consider imagine find build create sketch estimate summarize summarise illustrate elaborate analyze
analyse evaluate justify propose given if
"""


_OPENERS, _REQUESTS = frozenset(OPENERS.split()), frozenset(REQUESTS.split())


def asks(text: str) -> bool:
    """True for what ends in a question mark, or begins as questions and requests begin."""
    plain = normalize("NFKC", text[:LONGEST])
    if ENDS.search(plain):
        return True
    words = WORD.findall(plain[:80])
    if not words:
        return False
    first = words[0].lower()
    return (first in _OPENERS and len(words) > 1) or (first in _REQUESTS and len(words) > 3)


def asks_plainly(text: str) -> bool:
    """True only with a question mark at the end."""
    return bool(ENDS.search(normalize("NFKC", text[:LONGEST])))
