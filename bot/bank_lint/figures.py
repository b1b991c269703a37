"""What a bank holds, counted."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.bank_lint.bank_rules import length_ratio
from bot.bank_lint.guessers import GUESSERS, share_right
from bot.bank_lint.rule import distractor_texts, key_text
from bot.domain.bank import Bank
from bot.domain.ids import QuestionId
from bot.domain.question import Kind, Level, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How many questions there are of what.

    `by_topic_level_kind` leaves out what no question is. `guessers` gives for each way to guess the share of
    choice questions it gets right, from 0 to 1. `key_longest` and `key_shortest` count questions whose key is
    strictly the longest or shortest option; `length_ratio` is the mean length of keys over that of other
    options (0 without any). `warnings` counts the flaws of single questions. `imported` of all questions were
    written for nobody of us, and are left out of what is said about guessing; `drafts` are no questions yet.
    """

    questions: int
    by_topic: Mapping[str, int]
    by_level: Mapping[str, int]
    by_kind: Mapping[str, int]
    by_topic_level_kind: Mapping[str, Mapping[str, Mapping[str, int]]]
    with_options: int
    with_formula: int
    with_demo: int
    with_follow_ups: int
    guessers: Mapping[str, float]
    key_longest: int
    key_shortest: int
    length_ratio: float
    warnings: int
    imported: int = 0
    drafts: int = 0


def figures_of(
    bank: Bank,
    found: Mapping[QuestionId, Sequence[str]],
    imported: Collection[QuestionId] = (),
    drafts: int = 0,
) -> Figures:
    """`found` are the bank's `flaws`."""
    topics = Counter(question.topic for question in bank)
    levels = Counter(question.level for question in bank)
    kinds = Counter(question.kind for question in bank)
    choices = [question for question in bank if question.options and question.id not in imported]
    return Figures(
        questions=len(bank),
        by_topic={topic: topics[topic] for topic in bank.topics},
        by_level={level.value: levels[level] for level in Level},
        by_kind={kind.value: kinds[kind] for kind in Kind},
        by_topic_level_kind={topic: _levels_and_kinds(bank, topic) for topic in bank.topics},
        with_options=sum(bool(question.options) for question in bank),
        with_formula=sum(bool(question.formula) for question in bank),
        with_demo=sum(bool(question.code) for question in bank),
        with_follow_ups=sum(bool(question.follow_ups) for question in bank),
        guessers={name: round(share_right(choices, score), 4) for name, score in GUESSERS.items()},
        key_longest=sum(map(key_is_longest, choices)),
        key_shortest=sum(map(key_is_shortest, choices)),
        length_ratio=round(length_ratio(choices), 4) if choices else 0.0,
        warnings=sum(map(len, found.values())),
        imported=len(imported),
        drafts=drafts,
    )


def key_is_longest(question: Question) -> bool:
    return len(key_text(question)) > max(map(len, distractor_texts(question)))


def key_is_shortest(question: Question) -> bool:
    return len(key_text(question)) < min(map(len, distractor_texts(question)))


def _levels_and_kinds(bank: Bank, topic: str) -> Mapping[str, Mapping[str, int]]:
    counts = Counter((each.level, each.kind) for each in bank if each.topic == topic)
    return {
        level.value: {kind.value: n for kind in Kind if (n := counts[level, kind])}
        for level in Level
        if any(counts[level, kind] for kind in Kind)
    }
