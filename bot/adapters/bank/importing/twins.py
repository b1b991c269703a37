"""Questions that ask the same: word for word, or nearly.

Only those are compared that share one of their rarest words, so that thousands take less than a second.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from rapidfuzz import fuzz, process

NEAR = 90.0  # of 100
SAME_WORD = 80.0
RAREST = 3  # words by which others are looked up
MOST_COMPARED = 60  # earlier questions with the same rare word
COMMON = """
a an and are as at be by can could do does did explain describe for from give has have how if in into is it
its let me of on or should tell that the their them then there these they this to us use used using was we
what with what's when where which who why will would you your between difference define discuss
"""
WHERE = frozenset(("in", "during", "within", "when", "while"))
"""What often begins the place or time that one question names and another one leaves out."""
MOST_ADDED = 3  # telling words behind that
WORD = re.compile(r"\w+(?:[+#]+|['’]\w+)?")

_COMMON = frozenset(COMMON.split())


@dataclass(frozen=True, slots=True)
class Twin:
    """The question at `at` asks what the earlier one at `of` asks; `score` is 100 for the same words."""

    at: int
    of: int
    score: float


@dataclass(frozen=True, slots=True)
class _Asked:
    whole: str
    words: tuple[str, ...]
    """Sorted, without those that every question has."""
    joined: str
    telling: tuple[str, ...]
    """The same as they stand."""
    heads: tuple[tuple[str, ...], ...]
    """Those before each place or time."""


def twins(prompts: Sequence[str]) -> Iterator[Twin]:
    """For each question the earlier one that it repeats, if there is any."""
    asked = [_asked(prompt) for prompt in prompts]
    uses = Counter(word for each in asked for word in set(each.words))
    first: dict[str, int] = {}
    added = _Added()
    holders: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(asked):
        if (same := first.setdefault(each.whole, at)) != at:
            yield Twin(at, same, 100.0)
            continue
        rarest = sorted(set(each.words), key=lambda word: (uses[word], word))[: RAREST + 1]
        near = _nearest(asked, at, {earlier for word in rarest for earlier in holders[word][-MOST_COMPARED:]})
        longer = added.take(at, each)
        if near is not None:
            yield near
        elif longer is not None:
            yield Twin(at, longer, fuzz.ratio(each.whole, asked[longer].whole))
        for word in rarest:
            if uses[word] > 1:
                holders[word].append(at)


def _asked(prompt: str) -> _Asked:
    words = WORD.findall(normalize("NFKC", prompt).casefold())
    telling = [word for word in words if word not in _COMMON]
    ordered = tuple(sorted(telling))
    whole = " ".join(words) or prompt
    return _Asked(whole, ordered, " ".join(ordered), tuple(telling), tuple(_heads(words, len(telling))))


def _heads(words: Sequence[str], count: int) -> Iterator[tuple[str, ...]]:
    """The telling words before each place or time that is no longer than a few of them."""
    if WHERE.isdisjoint(words):
        return
    head: list[str] = []
    for word in words:
        if word in WHERE and len(head) > 1 and 0 < count - len(head) <= MOST_ADDED:
            yield tuple(head)
        if word not in _COMMON:
            head.append(word)


class _Added:
    """Finds `What is teacher forcing?` again in `What is teacher forcing in training?`."""

    def __init__(self) -> None:
        self._wholes: dict[tuple[str, ...], int] = {}
        self._heads: dict[tuple[str, ...], int] = {}

    def take(self, at: int, asked: _Asked) -> int | None:
        """The first earlier question that asks this one in a place or at a time, or without one."""
        found = [self._wholes[head] for head in asked.heads if head in self._wholes]
        if asked.telling in self._heads:
            found.append(self._heads[asked.telling])
        self._wholes.setdefault(asked.telling, at)
        for head in asked.heads:
            self._heads.setdefault(head, at)
        return min(found, default=None)


def _nearest(asked: Sequence[_Asked], at: int, earlier: set[int]) -> Twin | None:
    if not earlier or len(asked[at].words) < 2:  # one word tells too little
        return None
    choices = {each: asked[each].joined for each in sorted(earlier)}
    found = process.extract(asked[at].joined, choices, scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)
    for _, score, of in found:
        if _differ_in_form_only(asked[at].words, asked[of].words):
            return Twin(at, of, min(score, 99.0))
    return None


def _differ_in_form_only(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Every word of one that the other lacks is there in another form: a plural, a slip of the keys.

    Numbers and short names have no forms, and what begins with another letter is another word: an encoder
    is no decoder.
    """
    mine, others = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    if mine.total() != others.total():
        return False
    return all(any(_is_form(word, other) for other in others) for word in mine)


def _is_form(word: str, other: str) -> bool:
    if word[0] != other[0] or not (word + other).isalpha() or min(len(word), len(other)) < 4:
        return False
    return fuzz.ratio(word, other) >= SAME_WORD
