"""Flaws that give a choice question's key away or make it hard to read; each with what to do about it.

The limits are those of measurable checks made from the guidelines for multiple-choice items.
"""

import re
from collections.abc import Callable, Iterator
from statistics import median

from bot.domain.question import Option, Question

LONGEST_TO_SHORTEST = 1.4
KEY_TO_MEDIAN = 1.25
OPTION_WORDS = 25
REASON_WORDS = 8

ABSOLUTE = re.compile(
    r"\b(always|never|all|none|only|every|any|must|cannot|impossible|completely|entirely|guarantees?"
    r"|eliminates?|exactly)\b",
    re.IGNORECASE,
)
HEDGE = re.compile(r"\b(may|can|often|usually|typically|tends?|roughly|generally)\b", re.IGNORECASE)
COMBINED = re.compile(
    r"\b(all|none|both|neither) of (the )?(above|these)\b|\b[A-D] and [A-D]\b(?! are\b)", re.IGNORECASE
)
POSITION = re.compile(
    r"\boption [A-D]\b|\b(first|second|third|fourth|last|previous|next) option\b"
    r"|\bthe (above|latter|former)\b",
    re.IGNORECASE,
)


def item_flaws(question: Question) -> Iterator[str]:
    """A sentence for each flaw of one question."""
    if "?" not in question.prompt:
        yield "the prompt asks nothing; end it in a question mark"
    if question.options:
        for rule in RULES:
            yield from rule(question)


def lengths_differ(question: Question) -> Iterator[str]:
    lengths = [len(option.text) for option in question.options]
    if max(lengths) > LONGEST_TO_SHORTEST * min(lengths):
        yield (
            f"the longest option has {max(lengths)} characters, the shortest {min(lengths)}; "
            f"keep the ratio below {LONGEST_TO_SHORTEST}"
        )


def key_is_long(question: Question) -> Iterator[str]:
    length, usual = len(_key(question).text), median(len(o.text) for o in _distractors(question))
    if length > KEY_TO_MEDIAN * usual:
        yield f"the key has {length} characters, the others about {usual:.0f}; even them out"


def absolutes_mark_distractors(question: Question) -> Iterator[str]:
    words = {word.lower() for o in _distractors(question) for word in ABSOLUTE.findall(o.text)}
    if words and not ABSOLUTE.search(_key(question).text):
        yield f"only wrong options are absolute ({', '.join(sorted(words))}); reword them, or the key"


def hedges_mark_key(question: Question) -> Iterator[str]:
    words = {word.lower() for word in HEDGE.findall(_key(question).text)}
    if words and not any(HEDGE.search(option.text) for option in _distractors(question)):
        yield f"only the key hedges ({', '.join(sorted(words))}); reword it, or hedge another option"


def options_are_combined(question: Question) -> Iterator[str]:
    for number, option in enumerate(question.options, 1):
        if found := COMBINED.search(option.text):
            yield f"option {number} speaks of others (“{found[0]}”); let every option stand by itself"


def text_tells_positions(question: Question) -> Iterator[str]:
    for number, option in enumerate(question.options, 1):
        for text in (option.text, option.why):
            if found := POSITION.search(text):
                yield f"option {number} counts on an order (“{found[0]}”), but options are shuffled; name it"


def options_are_long(question: Question) -> Iterator[str]:
    for number, option in enumerate(question.options, 1):
        if (words := len(option.text.split())) > OPTION_WORDS:
            yield f"option {number} has {words} words; keep to {OPTION_WORDS}"


def reasons_are_short(question: Question) -> Iterator[str]:
    for number, option in enumerate(question.options, 1):
        if (words := len(option.why.split())) < REASON_WORDS:
            yield f"the why of option {number} has {words} words; name the confusion behind it"


RULES: tuple[Callable[[Question], Iterator[str]], ...] = (
    lengths_differ,
    key_is_long,
    absolutes_mark_distractors,
    hedges_mark_key,
    options_are_combined,
    text_tells_positions,
    options_are_long,
    reasons_are_short,
)


def _key(question: Question) -> Option:
    return question.options[question.key]


def _distractors(question: Question) -> tuple[Option, ...]:
    return tuple(option for option in question.options if not option.right)
