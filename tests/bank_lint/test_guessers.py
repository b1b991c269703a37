"""Guessers win where there is a tell, and draw lots where there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bank_lint.guessers import GUESSERS, share_right
from tests.bank_lint.choices import TEXTS, choice
from tests.builders import open_question


@pytest.mark.parametrize(
    ("guesser", "telling"),
    [
        ("longest", choice("It keeps the variance of all scores very near one")),
        ("shortest", choice("It keeps variance")),
        ("most_hedged", choice("It usually can keep variance near to one")),
        ("most_detailed", choice("It keeps (in 9 of 10) variance, near one")),
        ("most_alike", choice("the weights and the largest keys", "the weights", "the keys", "the largest")),
        (
            "prompt_words",
            choice("It keeps attention scores from one", prompt="How does attention scale?"),
        ),
    ],
)
def test_a_tell_makes_its_guesser_right(guesser: str, telling: object) -> None:
    assert share_right([telling], GUESSERS[guesser]) == 1.0  # type: ignore[list-item]


def test_who_avoids_absolutes_chooses_among_the_rest() -> None:
    two = choice(TEXTS[0], "It never lets weights go above a one", "It always makes every key one long")
    assert share_right([two], GUESSERS["no_absolute"]) == 0.5


def test_among_equals_lots_are_drawn() -> None:
    same = choice("one aa", "two bb", "six cc", "ten dd")
    assert share_right([same], GUESSERS["longest"]) == 0.25


def test_open_questions_cannot_be_guessed() -> None:
    assert share_right([open_question()], GUESSERS["longest"]) == 0.0
    assert share_right([open_question(), choice("x" * 60)], GUESSERS["longest"]) == 1.0


@given(st.lists(st.text(min_size=1, max_size=30), min_size=4, max_size=4))
def test_over_all_places_of_the_key_chance_is_a_quarter(texts: list[str]) -> None:
    """Whatever the texts, somebody who does not know which is right wins one time in four."""
    for score in GUESSERS.values():
        questions = [choice(*texts, key=key) for key in range(4)]
        assert share_right(questions, score) == pytest.approx(0.25)
