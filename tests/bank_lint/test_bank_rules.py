"""What shows only in many questions together is a flaw of the bank, with questions to begin with."""

from itertools import cycle, islice

import pytest

from bot.bank_lint.bank_rules import bank_flaws
from bot.domain.bank import Bank
from bot.domain.question import Question
from tests.bank_lint.choices import TEXTS, choice, many

WORDS = [one + other for one in "bdfhjlnprt" for other in "ao"]


def fine(n: int) -> Question:
    """A question that gives nothing away and shares nothing with its neighbours."""
    word = WORDS[n % 20] + WORDS[n // 20]
    texts = [f"It keeps {part}{word} alone" for part in ("ab", "cd", "ef", "gh")]
    return choice(*texts, key=n % 4, prompt=f"Why does {word} divide its scores?")


def with_share(flawed: Question, count: int, of: int = 100) -> Bank:
    """`count` questions with one flaw among fine ones."""
    return many(*islice(cycle([flawed]), count), *map(fine, range(of - count)))


def said(bank: Bank) -> str:
    return "\n".join(flaw.text for flaw in bank_flaws(bank.questions))


def test_a_fine_bank_has_no_flaw() -> None:
    assert said(many(*map(fine, range(100)))) == ""


LONGEST = choice("It keeps abba alone!", "It keeps cdba alone", "It keeps efba alone", "It keeps ghba alone")
SHORTEST = choice("It keeps ab alone", "It keeps cdb alone", "It keeps efb alone", "It keeps ghb alone")


@pytest.mark.parametrize(("flawed", "name"), [(LONGEST, "longest"), (SHORTEST, "shortest")])
def test_length_that_tells_the_key_is_a_flaw_of_the_bank(flawed: Question, name: str) -> None:
    # those with the tell are guessed, and a quarter of the others: 6 + 23.5 and 8 + 23
    assert f"guessing by `{name}`" not in said(with_share(flawed, 6))
    assert f"guessing by `{name}` is right in 31% of 100 questions" in said(with_share(flawed, 8))


@pytest.mark.parametrize(
    ("flawed", "at_most", "words"),
    [
        (choice(TEXTS[0], "It is all of the above, and many others"), 0, "speak of others"),
        (choice(reasons=("It is like the first option, but with less of it.",)), 0, "count on the order"),
        (choice("0.5", "1/2", "3", "4", key=2), 0, "say the same"),
        (choice("It keeps the variance of scores near one."), 2, "of different form"),
        (choice("The variance rises with width", "The variance falls with width"), 15, "pair of opposites"),
        (choice(prompt="Which effect does this not have?"), 5, "ask for what is not so"),
        (choice(prompt="Why so?"), 10, "are unfocused"),
        (choice(prompt="Why " + "so " * 59 + "much?"), 5, "long prompts"),
        (choice(*["on " * 21] * 4), 5, "long options"),
        (choice("Some 4 GB", "about 8 GB", "many of GB", "about 9 GB"), 5, "vague"),
        (choice(prompt="In this paper of 2017, what does FFN stand for?"), 20, "ask for names"),
    ],
)
def test_a_flaw_of_many_questions_is_one_of_the_bank(flawed: Question, at_most: int, words: str) -> None:
    assert words not in said(with_share(flawed, at_most))
    assert f"{at_most + 1} of 100 questions" in said(with_share(flawed, at_most + 1))
    assert words in said(with_share(flawed, at_most + 1))


def test_a_flaw_names_questions_to_begin_with() -> None:
    flawed = choice(TEXTS[0], "It is all of the above, and many others")
    found = [flaw for flaw in bank_flaws(with_share(flawed, 2).questions) if "speak of" in flaw.text]
    assert [flaw.examples for flaw in found] == [("q0", "q1")]


def test_a_small_bank_is_not_judged_by_shares() -> None:
    assert said(with_share(LONGEST, 99, of=99)) == ""


def test_keys_that_are_longer_on_average_are_a_flaw() -> None:
    assert "times as long" in said(with_share(choice("It keeps the variance of scores very near one"), 100))


def test_words_that_stand_on_one_side_are_a_flaw() -> None:
    absolute = choice(TEXTS[0], "It never lets the weights go above one")
    hedged = choice("It often keeps the variance close to one")
    assert "absolute words stand in" in said(with_share(absolute, 10))
    assert "hedges stand in" in said(with_share(hedged, 10))
    assert "stand in" not in said(with_share(hedged, 3))


def test_a_feature_of_the_key_alone_is_a_flaw_where_it_is_frequent() -> None:
    alone = choice("It keeps $x$abba alone", "It keeps cdbaefg alone", "It keeps efbaefg alone")
    assert "alone holds a formula" not in said(with_share(alone, 19))
    assert "alone holds a formula, it is the key in 20 of 20 cases" in said(with_share(alone, 20))


def test_a_key_that_stands_in_one_place_is_a_flaw() -> None:
    assert "first to fourth in 100, 0, 0, 0" in said(with_share(choice(), 100))


def test_a_distractor_used_again_and_again_is_a_flaw() -> None:
    assert "is a wrong option of" not in said(with_share(choice(), 3))
    assert f"“{TEXTS[1].lower()}” is a wrong option of 4 questions" in said(with_share(choice(), 4))


def test_a_key_that_another_prompt_states_is_a_flaw() -> None:
    telling = choice(TEXTS[1], prompt=f"{TEXTS[0]}. Why does it?")
    flawed = many(choice(), telling, *map(fine, range(98)))
    assert f"the prompt of another question states “{TEXTS[0].lower()}”" in said(flawed)
