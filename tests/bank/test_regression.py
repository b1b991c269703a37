"""The guesser that learns finds what there is to learn, and nothing where there is nothing."""

import random

from bot.adapters.bank.regression import share_learned
from bot.domain.question import Question
from tests.bank_lint.choices import choice, many
from tests.builders import open_question


def test_a_word_that_marks_keys_is_learned() -> None:
    marked = [choice("so it is", "no it is", "no it is", "no it is", key=0) for _ in range(40)]
    assert share_learned(many(*marked).questions) == 1.0


def test_where_keys_are_like_the_rest_nothing_is_learned() -> None:
    draw = random.Random(1)

    def even(key: int) -> Question:
        return choice(*(f"it is w{draw.randrange(30)} of v{draw.randrange(30)}" for _ in range(4)), key=key)

    assert share_learned(many(*(even(n % 4) for n in range(400))).questions) < 0.30


def test_a_bank_without_choices_teaches_nothing() -> None:
    assert share_learned([open_question()]) == 0.0


def test_one_question_is_no_reason_to_fail() -> None:
    assert 0.0 <= share_learned([choice()]) <= 1.0
