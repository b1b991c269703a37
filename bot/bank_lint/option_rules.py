"""Flaws in the form of four options, whichever of them is right."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, permutations

from bot.bank_lint.rule import Rule
from bot.bank_lint.words import STOP_WORDS, WORD
from bot.domain.question import Question

LONGEST_TO_SHORTEST = 1.4
OPTION_WORDS = 25
WORDS_TOGETHER = 80
REASON_WORDS = 8

COMBINED = re.compile(
    r"\b(all|none|both|neither) of (the )?(above|these)\b|\b[A-D] and [A-D]\b(?! are\b)", re.IGNORECASE
)
POSITION = re.compile(
    r"\boption [A-D]\b|\b(first|second|third|fourth|last|previous|next) option\b"
    r"|\bthe (above|latter|former)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?:/(\d+))?(%?)")
RANGE = re.compile(r"(\d+(?:\.\d+)?) ?(?:-|–|to) ?(\d+(?:\.\d+)?)(?P<unit>\D*)")


def lengths_differ(question: Question) -> Iterator[str]:
    lengths = [len(option.text) for option in question.options]
    if max(lengths) > LONGEST_TO_SHORTEST * min(lengths):
        yield (
            f"the longest option has {max(lengths)} characters, the shortest {min(lengths)}; "
            f"keep the ratio below {LONGEST_TO_SHORTEST}"
        )


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
    words = [len(option.text.split()) for option in question.options]
    for number, count in enumerate(words, 1):
        if count > OPTION_WORDS:
            yield f"option {number} has {count} words; keep to {OPTION_WORDS}"
    if sum(words) > WORDS_TOGETHER:
        yield f"the options have {sum(words)} words together; keep to {WORDS_TOGETHER}"


def reasons_are_short(question: Question) -> Iterator[str]:
    for number, option in enumerate(question.options, 1):
        if (words := len(option.why.split())) < REASON_WORDS:
            yield f"the why of option {number} has {words} words; name the confusion behind it"


def forms_differ(question: Question) -> Iterator[str]:
    texts = [option.text for option in question.options]
    if _mixed([text.endswith(".") for text in texts]):
        yield "some options end in a full stop and some do not; end all alike"
    if _mixed([text[0].isupper() for text in texts if text[0].isalpha()]):
        yield "some options begin with a capital and some do not; begin all alike"
    if _mixed([text.lower().startswith("to ") for text in texts]):
        yield "some options begin with “to” and some do not; give all the same grammar"


def options_overlap(question: Question) -> Iterator[str]:
    texts = [option.text for option in question.options]
    for one, other in combinations(texts, 2):
        if _same_value(one, other):
            yield f"“{one}” and “{other}” say the same; change one of them"
        elif _ranges_meet(one, other):
            yield f"“{one}” and “{other}” overlap; keep the ranges apart"
    for one, other in permutations(texts, 2):
        if _says_less(one, other):
            yield f"“{one}” is part of “{other}”, so both could be right; tell them apart"


OPTION_RULES: tuple[Rule, ...] = (
    lengths_differ,
    options_are_combined,
    text_tells_positions,
    options_are_long,
    reasons_are_short,
    forms_differ,
    options_overlap,
)


def _mixed(values: list[bool]) -> bool:
    return len(set(values)) > 1


def _same_value(one: str, other: str) -> bool:
    values = _value(one), _value(other)
    return one.casefold().rstrip(".") == other.casefold().rstrip(".") or (
        values[0] is not None and values[0] == values[1]
    )


def _value(text: str) -> Fraction | None:
    found = NUMBER.fullmatch(text.strip("$. "))
    if not found or found[2] == "0":
        return None
    return Fraction(found[1]) / Fraction(found[2] or 1) / (100 if found[3] else 1)


def _ranges_meet(one: str, other: str) -> bool:
    mine, theirs = RANGE.fullmatch(one.strip("$. ")), RANGE.fullmatch(other.strip("$. "))
    if not mine or not theirs or mine["unit"] != theirs["unit"]:
        return False
    return float(mine[1]) < float(theirs[2]) and float(theirs[1]) < float(mine[2])


def _says_less(one: str, other: str) -> bool:
    """The words of one stand in the other in the same order, among more; formulas and code do not count."""
    if any(mark in one + other for mark in "$`"):
        return False
    mine, theirs = (
        [word for word in WORD.findall(text.lower()) if word not in STOP_WORDS] for text in (one, other)
    )
    rest = iter(theirs)
    return 1 < len(mine) < len(theirs) and all(word in rest for word in mine)
