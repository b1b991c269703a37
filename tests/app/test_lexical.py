"""What a text looks to cover: a guess from its words, whatever their order."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.bank.folder import load_bank
from bot.app import lexical
from bot.domain.bank import Bank
from bot.domain.interview import NOTHING
from bot.domain.question import Question
from bot.richtext.parse import parse
from bot.richtext.plain import plain
from tests.builders import question

SCALING = replace(
    question(),
    key_points=(
        "The variance of the scores grows with the width of the head.",
        "Large scores saturate the softmax, so its gradient vanishes.",
        "Dividing by $\\sqrt{d_k}$ keeps the variance at 1.",
    ),
    red_flags=(
        "Says that scaling makes the softmax cheaper to compute, although its cost is the same.",
        "Ignores the gradient of the softmax.",
        "Calls it a convention, although it has a reason.",
    ),
)

SENTENCE = ["large", "scores", "saturate", "the", "softmax", "and", "then", "gradients", "vanish"]


def covered(text: str) -> frozenset[int]:
    return lexical.read(SCALING, text).covered


@given(st.text(st.characters(exclude_categories=["L", "N"]), max_size=50))
def test_a_text_without_words_covers_nothing(text: str) -> None:
    assert lexical.read(SCALING, text) == NOTHING


@given(
    st.permutations(["large", "scores", "saturate", "the", "softmax", "and", "then", "gradients", "vanish"])
)
def test_the_order_of_words_in_a_sentence_does_not_matter(words: list[str]) -> None:
    assert covered(" ".join(words)) == {1}


@given(st.text(max_size=4000))
def test_any_text_is_read_without_complaint(text: str) -> None:
    reading = lexical.read(SCALING, text)
    assert reading.covered <= {0, 1, 2}
    assert reading.flags <= {0}


def test_one_s_own_words_need_not_be_those_of_the_point() -> None:
    assert covered("If a head is wide, the score's variance is growing.") == {0}
    assert covered("Divide by the root of the width: variances stay near one.") == set()


def test_a_point_may_be_spread_over_two_sentences_but_not_over_the_whole_text() -> None:
    assert covered("The scores get large. The softmax saturates.") == {1}
    assert covered("Large. It is so. You see. Scores. It is so. You see. Softmax. I say.") == set()


def test_small_words_and_single_terms_cover_nothing() -> None:
    assert covered("It is the softmax and that is that, with all of it being so.") == set()


def test_a_wrong_claim_is_noticed_and_an_omission_is_not_guessed_at() -> None:
    flags = lexical.read(SCALING, "Scaling makes the softmax cheaper to compute.").flags
    assert flags == {0}
    assert lexical.read(SCALING, "It ignores the gradient of the softmax.").flags == set()
    assert lexical.read(SCALING, "By convention we divide.").flags == set()


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    return load_bank(
        Path(__file__).parents[2] / "question_bank", tmp_path_factory.mktemp("bank") / "compiled"
    )


def test_every_key_point_of_the_bank_covers_itself(bank: Bank) -> None:
    for one in bank:
        said = "\n".join(plain(parse(point)) for point in one.key_points)
        assert len(lexical.read(one, said).covered) == len(one.key_points), one.id


def test_a_model_answer_is_told_from_one_to_another_question_of_its_topic(bank: Bank) -> None:
    """The figures of docs/interviews.md; a guess that is often wrong would teach people to ignore it."""
    own = other = points = 0
    for one, neighbour in _neighbours(bank):
        answer = plain(parse(one.answer))
        points += len(one.key_points)
        own += len(lexical.read(one, answer).covered)
        other += len(lexical.read(replace(one, id=neighbour.id), plain(parse(neighbour.answer))).covered)
    assert own / points > 0.5
    assert other / points < 0.06


def _neighbours(bank: Bank) -> list[tuple[Question, Question]]:
    pairs = [(a, b) for a, b in zip(bank.questions, bank.questions[1:], strict=False) if a.topic == b.topic]
    return Random(1).sample(pairs, 60)
