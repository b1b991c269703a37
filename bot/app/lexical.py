"""What a text seems to say, by its words alone: a suggestion for its author, never a grade.

A point's content words are looked for in one or two neighbouring sentences of the text, small differences in
spelling and ending allowed. docs/interviews.md says how the thresholds were found.
"""

import re
from itertools import pairwise

from bot.domain.interview import Reading
from bot.domain.question import Question
from bot.richtext.parse import parse
from bot.richtext.plain import plain

SAME_WORD = 80.0  # of 100: `gradient` and `gradients` are 94 alike, `encoder` and `decoder` 71
COVERED = 0.5  # the share of a key point's words that has to be there
FLAGGED = 0.8  # the same for a red flag, of which a wrong suspicion annoys more
SHORTEST_CLAIM = 3  # words; one or two of them stand in many a right answer too

_SENTENCE = re.compile(r"(?<=[.!?])\s+|[\n;]+")
_WORD = re.compile(r"[^\W_]+")
_CLAIMS = re.compile(
    r"^(?:says|claims|calls|takes|treats|thinks|describes|believes|names|assumes|equates|explains|credits|counts"
    r"|confuses|reads|holds|states|argues|compares|blames|expects|concludes|defines)\b(?: that\b)?",
    re.IGNORECASE,
)
_CORRECTION = re.compile(r",? (?:although|though|which|while|but|when)\b|[;:]")
_EMPTY_WORDS = """
a about above after all also although am an and any are as at be because been before being between
both but by can could did do does doing down during each every few for from further had has have
having he her here his how i if in into is it its itself just may me might more most must my no nor
not now of off on once one only or other our out over own same she should so some such than that the
their them then there these they this those through to too two under until up us very was we were
what when where which while who whom why will with without would you your
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


def read(question: Question, text: str) -> Reading:
    """Which key points and red flags of a question the text seems to hold; an empty text holds none."""
    said = _Said(text)
    claims = {n: _claim(flag) for n, flag in enumerate(question.red_flags)}
    return Reading(
        frozenset(n for n, point in enumerate(question.key_points) if said.share_of(point) >= COVERED),
        frozenset(n for n, claim in claims.items() if said.share_of(claim) >= FLAGGED),
    )


def _claim(flag: str) -> str:
    """The wrong thing that a red flag describes; empty where it is too short, or about what is left out."""
    told, claims = _CLAIMS.subn("", flag)
    claim = _CORRECTION.split(told)[0] if claims else ""
    return claim if len(_content(claim)) >= SHORTEST_CLAIM else ""


class _Said:
    """A text as its content words, by every sentence and every two that stand side by side."""

    def __init__(self, text: str) -> None:
        sentences = [words for words in map(_content, _SENTENCE.split(text)) if words]
        self._windows = [*sentences, *(first | second for first, second in pairwise(sentences))]
        self._words = sorted(frozenset().union(*sentences))

    def share_of(self, point: str) -> float:
        """The largest share of a point's content words that one window holds."""
        wanted = [self._alike(word) for word in _content(plain(parse(point)))]
        if not wanted or not self._windows:
            return 0.0
        return max(
            sum(1 for words in wanted if not words.isdisjoint(window)) for window in self._windows
        ) / len(wanted)

    def _alike(self, word: str) -> frozenset[str]:
        from rapidfuzz import fuzz, process  # here because a bot that interviews nobody needs no matcher

        found = process.extract(word, self._words, scorer=fuzz.ratio, score_cutoff=SAME_WORD, limit=None)
        return frozenset(match for match, _, _ in found)


def _content(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower())) - _EMPTY
