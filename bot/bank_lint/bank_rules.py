"""Flaws that show only in many questions together: what somebody who knows nothing would gain.

Of four options chance is 25 %. Over 480 questions more than 30 % is no chance any more (two-sided 1 % limit).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.bank_lint import option_rules, tell_rules, text_rules
from bot.bank_lint.guessers import GUESSERS, share_right
from bot.bank_lint.rule import Rule, distractor_texts, key_text
from bot.bank_lint.words import ABSOLUTE, HEDGE, content_words
from bot.domain.ids import QuestionId
from bot.domain.question import CHOICES, Option, Question

ENOUGH = 100  # choice questions; below that shares say little
GUESSED = 0.30
LENGTHS = (0.95, 1.05)
RATE = 1.5
ODD_ONE_OUT = 0.40
ENOUGH_ODD = 20
CHI_SQUARE = 11.34  # 3 degrees of freedom, p < 0.01
REPEATS = 3


@dataclass(frozen=True, slots=True)
class BankFlaw:
    """A sentence, and the questions to begin with."""

    text: str
    examples: tuple[QuestionId, ...] = ()


BankRule = Callable[[Sequence[Question]], Iterator[BankFlaw]]

SHARES: tuple[tuple[Rule, float, str], ...] = (
    (option_rules.options_are_combined, 0, "have options that speak of others"),
    (option_rules.text_tells_positions, 0, "count on the order of options"),
    (option_rules.options_overlap, 0, "have options that say the same"),
    (option_rules.forms_differ, 0.02, "have options of different form"),
    (tell_rules.opposites_show_the_key, 0.15, "have one pair of opposites with the key in it"),
    (text_rules.prompt_is_negative, 0.05, "ask for what is not so"),
    (text_rules.prompt_is_unfocused, 0.10, "are unfocused"),
    (text_rules.prompt_is_long, 0.05, "have long prompts"),
    (option_rules.options_are_long, 0.05, "have long options"),
    (text_rules.quantities_are_vague, 0.05, "are vague about quantities"),
    (text_rules.prompt_asks_for_recall, 0.20, "ask for names"),
)


def bank_flaws(questions: Sequence[Question]) -> Iterator[BankFlaw]:
    """What makes a bank guessable as a whole; nothing for one too small to tell."""
    choices = [question for question in questions if question.options]
    if len(choices) >= ENOUGH:
        for rule in BANK_RULES:
            yield from rule(choices)


def flaws_are_frequent(questions: Sequence[Question]) -> Iterator[BankFlaw]:
    for rule, limit, what in SHARES:
        found = [question.id for question in questions if any(rule(question))]
        if len(found) > limit * len(questions):
            yield BankFlaw(f"{_of(len(found), questions)} {what}; keep it to {limit:.0%}", tuple(found))


def guessers_are_right(questions: Sequence[Question]) -> Iterator[BankFlaw]:
    for name, score in GUESSERS.items():
        if (share := share_right(questions, score)) > GUESSED:
            won = [q.id for q in questions if _attracts(q, score(q, key_text(q)), score)]
            yield BankFlaw(
                f"guessing by `{name}` is right in {share:.0%} of {len(questions)} questions; "
                f"bring it to {GUESSED:.0%} or less",
                tuple(won),
            )


def keys_differ_in_length(questions: Sequence[Question]) -> Iterator[BankFlaw]:
    if not LENGTHS[0] <= (ratio := length_ratio(questions)) <= LENGTHS[1]:
        yield BankFlaw(
            f"keys are {ratio:.2f} times as long as other options; bring it to {LENGTHS[0]} to {LENGTHS[1]}"
        )


def words_mark_sides(questions: Sequence[Question]) -> Iterator[BankFlaw]:
    keys = [key_text(question) for question in questions]
    others = [text for question in questions for text in distractor_texts(question)]
    for word, pattern, marked, rest in (
        ("absolute words", ABSOLUTE, others, keys),
        ("hedges", HEDGE, keys, others),
    ):
        rate, other = (fmean(bool(pattern.search(text)) for text in texts) for texts in (marked, rest))
        if rate > RATE * other and rate * len(marked) > REPEATS:
            side = "wrong options" if marked is others else "keys"
            yield BankFlaw(
                f"{word} stand in {rate:.1%} of {side} and in {other:.1%} of the rest; spread them evenly"
            )


def features_mark_keys(questions: Sequence[Question]) -> Iterator[BankFlaw]:
    for name, feature in tell_rules.FEATURES.items():
        alone = [(q, holders[0]) for q in questions if len(holders := _holders(q, feature)) == 1]
        won = tuple(question.id for question, holder in alone if holder.right)
        if len(alone) >= ENOUGH_ODD and len(won) > ODD_ONE_OUT * len(alone):
            yield BankFlaw(
                f"where one option alone holds a {name}, it is the key in {len(won)} of {len(alone)} cases; "
                f"bring it to {ODD_ONE_OUT:.0%} or less",
                won,
            )


def positions_are_uneven(questions: Sequence[Question]) -> Iterator[BankFlaw]:
    counts = Counter(question.key for question in questions)
    even = len(questions) / CHOICES
    if sum((counts[place] - even) ** 2 / even for place in range(CHOICES)) > CHI_SQUARE:
        shown = ", ".join(str(counts[place]) for place in range(CHOICES))
        yield BankFlaw(f"the key stands first to fourth in {shown} questions; spread it evenly over the file")


def distractors_repeat(questions: Sequence[Question]) -> Iterator[BankFlaw]:
    holders = defaultdict(list)
    for question in questions:
        for text in distractor_texts(question):
            holders[text.casefold().rstrip(".")].append(question.id)
    for text, ids in holders.items():
        if len(ids) > REPEATS and len(content_words(text)) > 1:
            yield BankFlaw(f"“{text}” is a wrong option of {len(ids)} questions; word it anew", tuple(ids))


def prompts_tell_other_keys(questions: Sequence[Question]) -> Iterator[BankFlaw]:
    prompts = "\n".join(question.prompt.casefold() for question in questions)
    for question in questions:
        text = key_text(question).casefold().rstrip(".")
        if len(content_words(text)) > REPEATS and text in prompts:
            yield BankFlaw(f"the prompt of another question states “{text}”; reword one", (question.id,))


BANK_RULES: tuple[BankRule, ...] = (
    flaws_are_frequent,
    guessers_are_right,
    keys_differ_in_length,
    words_mark_sides,
    features_mark_keys,
    positions_are_uneven,
    distractors_repeat,
    prompts_tell_other_keys,
)


def length_ratio(questions: Sequence[Question]) -> float:
    """Mean length of keys over mean length of the other options."""
    own = fmean(len(key_text(question)) for question in questions)
    return own / fmean(len(text) for question in questions for text in distractor_texts(question))


def _holders(question: Question, feature: re.Pattern[str]) -> list[Option]:
    return [option for option in question.options if feature.search(option.text)]


def _attracts(question: Question, score: float, by: Callable[[Question, str], float]) -> bool:
    return all(score > by(question, text) for text in distractor_texts(question))


def _of(count: int, questions: Sequence[Question]) -> str:
    return f"{count} of {len(questions)} questions"
