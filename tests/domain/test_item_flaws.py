"""Each flaw is seen, and a clean question has none."""

from dataclasses import replace

import pytest

from bot.domain.bank import Bank
from bot.domain.bank_figures import bank_flaws, figures_of, key_is_longest, key_is_shortest
from bot.domain.ids import QuestionId
from bot.domain.item_flaws import item_flaws
from bot.domain.question import Option, Question
from tests.builders import bank, open_question, question

REASON = "It mixes up two things, and would be true of the other one."
CLEAN = (
    "It keeps the variance at one",
    "It keeps the weights at one",
    "It keeps the lengths at one",
    "It sets the maximum at zero",
)


def asking(key: str = CLEAN[0], other: str = CLEAN[1], why: str = REASON) -> Question:
    """A clean question with its key, one distractor or one reason replaced."""
    texts = (key, other, *CLEAN[2:])
    options = tuple(Option(text=text, why=REASON, right=n == 0) for n, text in enumerate(texts))
    return replace(question(), options=(*options[:3], replace(options[3], why=why)))


def test_a_clean_question_has_no_flaw() -> None:
    assert list(item_flaws(asking())) == []


@pytest.mark.parametrize(
    ("flawed", "words"),
    [
        (asking(other="It does"), "the longest option has 28 characters, the shortest 7"),
        (
            asking(key="It keeps the variance of scores at one"),
            "the key has 38 characters, the others about 27",
        ),
        (asking(other="It never lets weights pass one"), "only wrong options are absolute (never)"),
        (asking(key="It often keeps variance at one"), "only the key hedges (often)"),
        (asking(other="It is all of the above, and so on"), "option 2 speaks of others (“all of the above”)"),
        (asking(other="It is both A and C that are one"), "option 2 speaks of others (“A and C”)"),
        (
            asking(why="This is like the first option, but with another constant."),
            "option 4 counts on an order",
        ),
        (asking(other=" ".join(["of"] * 26)), "option 2 has 26 words; keep to 25"),
        (asking(why="It is wrong."), "the why of option 4 has 3 words"),
        (replace(asking(), prompt="Attention scales scores."), "the prompt asks nothing"),
    ],
)
def test_a_flaw_is_named(flawed: Question, words: str) -> None:
    assert any(flaw.startswith(words) or words in flaw for flaw in item_flaws(flawed))


def test_absolutes_and_hedges_on_both_sides_give_nothing_away() -> None:
    both = asking(key="It never lets variance pass one", other="It never lets weights pass one")
    assert not [flaw for flaw in item_flaws(both) if "absolute" in flaw]
    both = asking(key="It can keep the variance at one", other="It can keep the weights at one")
    assert not [flaw for flaw in item_flaws(both) if "hedges" in flaw]


def test_an_open_question_is_judged_by_its_prompt_alone() -> None:
    assert list(item_flaws(open_question())) == []
    assert len(list(item_flaws(replace(open_question(), prompt="Explain.")))) == 1


def test_equal_lengths_are_neither_longest_nor_shortest() -> None:
    same = asking(key="x" * 27)
    assert not key_is_longest(same)
    assert key_is_longest(asking(key="x" * 28))
    assert key_is_shortest(asking(key="x" * 20))
    assert not key_is_longest(open_question())


def many(count: int, long_keys: int) -> Bank:
    questions = (asking(key="x" * (28 if n < long_keys else 27)) for n in range(count))
    return bank(*(replace(each, id=QuestionId(f"q{n}")) for n, each in enumerate(questions)))


def test_length_that_tells_the_key_is_a_flaw_of_the_bank() -> None:
    assert list(bank_flaws(figures_of(many(100, 30)))) == []
    assert len(list(bank_flaws(figures_of(many(100, 31))))) == 1


def test_a_small_bank_is_not_judged_by_shares() -> None:
    assert list(bank_flaws(figures_of(many(99, 99)))) == []


def test_figures_count_what_there_is() -> None:
    figures = figures_of(bank(asking(), replace(open_question(), formula="x", code="1")))
    assert (figures.questions, figures.with_options, figures.with_formula, figures.with_demo) == (2, 1, 1, 1)
    assert figures.by_level == {"beginner": 0, "intermediate": 2, "advanced": 0, "expert": 0}
    assert figures.by_kind["math"] == 2
    assert figures.by_topic == {"attention": 2}
