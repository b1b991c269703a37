"""What the words of an option give away, apart from what they mean."""

import re
from functools import lru_cache

ABSOLUTE = re.compile(
    r"\b(always|never|all|none|only|every|any|must|cannot|impossible|completely|entirely|guarantees?"
    r"|eliminates?|exactly)\b",
    re.IGNORECASE,
)
HEDGE = re.compile(r"\b(may|can|often|usually|typically|tends?|roughly|generally)\b", re.IGNORECASE)
DETAIL = re.compile(r"\d+(?:[.,]\d+)*|[,()\[\]]|\b(?:because|while|so that)\b", re.IGNORECASE)

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
STOP_WORDS = frozenset(
    WORD.findall(
        "a an and are as at be been but by do does for from had has have how if in into is it its more no not"
        " of on one or over per so than that the their them then there these they this those to under up was"
        " were what when where which while who why will with without would you your"
    )
)


@lru_cache(maxsize=8192)  # guessers and rules ask for the same few thousand texts
def content_words(text: str) -> frozenset[str]:
    """The words of a text in lower case, without those that every sentence has."""
    return frozenset(word.lower().removesuffix("'s") for word in WORD.findall(text)) - STOP_WORDS


def details(text: str) -> int:
    """How many commas, brackets, numbers and words of reason a text holds."""
    return len(DETAIL.findall(text))


def hedges(text: str) -> int:
    return len(HEDGE.findall(text))


def likeness(one: str, other: str) -> float:
    """Shared content words over all content words of two texts (Jaccard), from 0 to 1."""
    mine, theirs = content_words(one), content_words(other)
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0
