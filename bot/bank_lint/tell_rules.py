"""Flaws that single the key out for somebody who does not know the answer.

The limits are those of measurable checks made from the guidelines for multiple-choice items (Haladyna,
Downing and Rodriguez 2002; the NBME's guide to written test questions).
"""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from statistics import median

from bot.bank_lint.guessers import by_likeness
from bot.bank_lint.rule import Rule, distractor_texts, key_text
from bot.bank_lint.words import ABSOLUTE, HEDGE, WORD, details
from bot.domain.question import Question

KEY_TO_MEDIAN = 1.25
ALIKE_BY = 0.15

FEATURES: Mapping[str, re.Pattern[str]] = {
    "formula": re.compile(r"\$"),
    "piece of code": re.compile(r"`"),
    "number": re.compile(r"\d"),
    "name": re.compile(r"(?<=[^.:;?] )[A-Z](?:[a-z]+|[A-Z]+)"),
}
OPPOSITES = frozenset(
    frozenset(pair)
    for pair in re.findall(
        r"(\w+)/(\w+)",
        "increase/decrease increases/decreases raise/lower raises/lowers rise/fall rises/falls grow/shrink"
        " grows/shrinks more/less more/fewer higher/lower larger/smaller faster/slower with/without"
        " before/after above/below",
    )
)


def key_is_long(question: Question) -> Iterator[str]:
    length, usual = len(key_text(question)), median(map(len, distractor_texts(question)))
    if length > KEY_TO_MEDIAN * usual:
        yield f"the key has {length} characters, the others about {usual:.0f}; even them out"


def key_is_detailed(question: Question) -> Iterator[str]:
    own, most = details(key_text(question)), max(map(details, distractor_texts(question)))
    if own > most + 1:
        yield (
            f"the key holds {own} commas, brackets, numbers and words of reason, no other more than {most}; "
            "give a wrong option as much detail, or the key less"
        )


def key_is_alike(question: Question) -> Iterator[str]:
    own = by_likeness(question, key_text(question))
    others = max(by_likeness(question, text) for text in distractor_texts(question))
    if own - others > ALIKE_BY:
        yield "the key shares most words with the others; word two distractors like each other instead"


def absolutes_mark_distractors(question: Question) -> Iterator[str]:
    words = {word.lower() for text in distractor_texts(question) for word in ABSOLUTE.findall(text)}
    if words and not ABSOLUTE.search(key_text(question)):
        yield f"only wrong options are absolute ({', '.join(sorted(words))}); reword them, or the key"


def hedges_mark_key(question: Question) -> Iterator[str]:
    words = {word.lower() for word in HEDGE.findall(key_text(question))}
    if words and not any(map(HEDGE.search, distractor_texts(question))):
        yield f"only the key hedges ({', '.join(sorted(words))}); reword it, or hedge another option"


def key_is_odd_one_out(question: Question) -> Iterator[str]:
    for name, feature in FEATURES.items():
        if feature.search(key_text(question)) and not any(map(feature.search, distractor_texts(question))):
            yield f"only the key holds a {name}; give one to another option, or take it out"


def opposites_show_the_key(question: Question) -> Iterator[str]:
    pairs = [pair for pair in combinations(question.options, 2) if _are_opposite(pair[0].text, pair[1].text)]
    if len(pairs) == 1 and any(option.right for option in pairs[0]):
        yield "the key and one other option are opposites, which leaves two to guess from; oppose all or none"


TELL_RULES: tuple[Rule, ...] = (
    key_is_long,
    key_is_detailed,
    key_is_alike,
    absolutes_mark_distractors,
    hedges_mark_key,
    key_is_odd_one_out,
    opposites_show_the_key,
)


def _are_opposite(one: str, other: str) -> bool:
    mine, theirs = WORD.findall(one.lower()), WORD.findall(other.lower())
    if len(mine) == len(theirs):
        differing = [frozenset(pair) for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]]
        return len(differing) == 1 and differing[0] in OPPOSITES
    longer, shorter = sorted((mine, theirs), key=len, reverse=True)
    return "not" in longer and [word for word in longer if word != "not"] == shorter
