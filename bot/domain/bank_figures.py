"""What a bank holds, counted; and what its choice questions give away taken together."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.bank import Bank
from bot.domain.item_flaws import item_flaws
from bot.domain.question import Kind, Level, Question

GIVEN_AWAY = 0.30  # of four options chance is 0.25; with some 480 questions more than this is no chance
ENOUGH = 100  # choice questions; below that shares say little


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`key_longest` and `key_shortest` count questions whose key is strictly the longest or shortest option.

    `warnings` counts the flaws of single questions.
    """

    questions: int
    by_topic: Mapping[str, int]
    by_level: Mapping[str, int]
    by_kind: Mapping[str, int]
    with_options: int
    with_formula: int
    with_demo: int
    key_longest: int
    key_shortest: int
    warnings: int


def figures_of(bank: Bank) -> Figures:
    topics = Counter(question.topic for question in bank)
    levels = Counter(question.level for question in bank)
    kinds = Counter(question.kind for question in bank)
    return Figures(
        questions=len(bank),
        by_topic={topic: topics[topic] for topic in bank.topics},
        by_level={level.value: levels[level] for level in Level},
        by_kind={kind.value: kinds[kind] for kind in Kind},
        with_options=sum(not question.is_open for question in bank),
        with_formula=sum(bool(question.formula) for question in bank),
        with_demo=sum(bool(question.code) for question in bank),
        key_longest=sum(key_is_longest(question) for question in bank),
        key_shortest=sum(key_is_shortest(question) for question in bank),
        warnings=sum(1 for question in bank for _ in item_flaws(question)),
    )


def bank_flaws(figures: Figures) -> Iterator[str]:
    """What somebody who guesses by length would gain; nothing for a bank too small to tell."""
    if figures.with_options < ENOUGH:
        return
    for word, count in (("longest", figures.key_longest), ("shortest", figures.key_shortest)):
        share = count / figures.with_options
        if share > GIVEN_AWAY:
            yield (
                f"the key is the {word} option in {share:.0%} of {figures.with_options} questions; "
                f"bring it to {GIVEN_AWAY:.0%} or less, so that length tells nothing"
            )


def key_is_longest(question: Question) -> bool:
    return bool(question.options) and _key_length(question) > max(_other_lengths(question))


def key_is_shortest(question: Question) -> bool:
    return bool(question.options) and _key_length(question) < min(_other_lengths(question))


def _key_length(question: Question) -> int:
    return len(question.options[question.key].text)


def _other_lengths(question: Question) -> list[int]:
    return [len(option.text) for option in question.options if not option.right]
