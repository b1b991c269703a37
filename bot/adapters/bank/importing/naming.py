"""Names for imported questions and topics, made from their texts: the same text gets the same name again."""

import re
from collections.abc import Collection
from hashlib import blake2b
from unicodedata import normalize

LONGEST = 64  # characters; what the bank allows
WORDS_AT_MOST = 48  # characters for words, so that a mark and a number still fit behind
MATH = re.compile(r"[$`*_\\{}]")
HARMLESS = re.compile(r"[\s.,:;?!\"'’‘“”()\[\]/–—-]+")


def slug(text: str, longest: int = LONGEST) -> str:
    """Lower-case words joined by hyphens, cut at a word; empty for a text without Latin letters."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    joined = "-".join(re.findall(r"[a-z0-9]+", plain))
    if len(joined) <= longest:
        return joined
    return joined[: longest + 1].rpartition("-")[0] or joined[:longest]


def id_of(prompt: str) -> str:
    """The words of a prompt, with a mark of the whole text where the words do not tell it from others."""
    text = " ".join(normalize("NFKC", prompt).casefold().split())
    plain = MATH.sub(" ", text)
    words = slug(plain, WORDS_AT_MOST)
    if words and words == "-".join(HARMLESS.sub(" ", plain).split()):
        return words
    mark = blake2b(text.encode("utf-8", "replace"), digest_size=3).hexdigest()
    return f"{words}-{mark}" if words else f"question-{mark}"


def free(name: str, taken: Collection[str]) -> str:
    """The name, with the first number behind it that nobody has yet."""
    number, unique = 1, name
    while unique in taken:
        number += 1
        unique = f"{name[: LONGEST - 6]}-{number}"
    return unique
