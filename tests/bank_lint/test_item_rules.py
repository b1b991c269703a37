"""Each flaw of a single question is seen and says what to do; a clean question has none."""

from dataclasses import replace

import pytest

from bot.bank_lint.flaws import flaws, item_flaws
from bot.domain.question import Kind, Question
from tests.bank_lint.choices import ANSWER, TEXTS, choice, many
from tests.builders import open_question


def test_a_clean_question_has_no_flaw() -> None:
    assert list(item_flaws(choice())) == []


@pytest.mark.parametrize(
    ("flawed", "words"),
    [
        (choice(TEXTS[0], "It does"), "the longest option has 40 characters, the shortest 7; keep"),
        (choice("It keeps the variance of all the scores near to one"), "the key has 51 characters"),
        (
            choice(TEXTS[0], "It never lets the weights go above one"),
            "only wrong options are absolute (never)",
        ),
        (choice("It often keeps the variance close to one"), "only the key hedges (often)"),
        (choice(TEXTS[0], "It is all of the above, and many others"), "option 2 speaks of others (“all of"),
        (
            choice(TEXTS[0], "It is both A and C that are back to one"),
            "option 2 speaks of others (“A and C”)",
        ),
        (
            choice(reasons=("This is like the first option, with another constant.",)),
            "option 1 counts on an order",
        ),
        (choice(TEXTS[0], " ".join(["of"] * 26)), "option 2 has 26 words; keep to 25"),
        (choice(*[" ".join(["on"] * 21)] * 4), "the options have 84 words together; keep to 80"),
        (choice(reasons=("It is wrong.",)), "the why of option 1 has 3 words"),
        (choice(TEXTS[0] + "."), "some options end in a full stop"),
        (choice("it keeps the variance of scores near one"), "some options begin with a capital"),
        (choice("To keep the variance of scores about one"), "some options begin with “to”"),
        (choice("It keeps variance at one", "It keeps the variance of keys at one"), "is part of"),
        (choice("0.5", "1/2", "3", "4"), "“0.5” and “1/2” say the same"),
        (choice("50%", "0.5", "3", "4"), "“50%” and “0.5” say the same"),
        (choice("10-20 GB", "15-30 GB", "40-50 GB", "60-70 GB"), "“10-20 GB” and “15-30 GB” overlap"),
        (choice("It, (as a rule), keeps variance near one"), "the key holds 4 commas"),
        (
            choice("weights sum one", "weights aa bb", "sum of cc dd", "one of ee ff"),
            "the key shares most words with the others",
        ),
        (choice("It keeps variance of $QK$ about the one"), "only the key holds a formula"),
        (choice("It keeps variance of `scores` near to 1"), "only the key holds a piece of code"),
        (choice("It keeps the variance of scores at 1.00"), "only the key holds a number"),
        (choice("It keeps what Bahdanau had in his scores"), "only the key holds a name"),
        (choice("The variance rises with width", "The variance falls with width"), "are opposites"),
        (choice("The variance has that effect", "The variance has not that effect"), "are opposites"),
        (choice(prompt="Attention scales its scores by a factor."), "the prompt asks nothing"),
        (choice(prompt="Why divide the scores?"), "the prompt has 4 words; say what is assumed"),
        (choice(prompt="Which of the following is true of attention?"), "the prompt says “Which of the foll"),
        (choice(prompt="Why " + "so " * 59 + "much?"), "the prompt has 61 words; keep to 60"),
        (choice(prompt="Attention scales. Which effect does this not have?"), "asks for what is not so"),
        (choice(prompt="In the paper of 2017, what does FFN stand for?"), "asks for a name (“stand for”)"),
        (choice("Some 4 GB", "about 8 GB", "many of GB", "about 9 GB"), "where others give numbers"),
        (replace(choice(), answer="Too short."), "the answer has 2 words; keep to 60 to 200"),
        (replace(choice(), kind=Kind.DESIGN, answer="a " * 351), "has 351 words; keep to 60 to 350"),
        (replace(choice(), kind=Kind.DESIGN), "a design needs numbers"),
        (replace(choice(), key_points=("One.",)), "`key_points` has 1 entries; keep to 3 to 6"),
        (replace(choice(), follow_ups=("Why?",) * 4), "`follow_ups` has 4 entries; keep to 1 to 3"),
        (replace(choice(), code="1\n" * 31, output="1"), "the demo has 31 lines; keep to 30"),
        (replace(choice(), code="print(1)"), "the demo has no `output`"),
    ],
)
def test_a_flaw_is_named(flawed: Question, words: str) -> None:
    assert [flaw for flaw in item_flaws(flawed) if words in flaw] != []


@pytest.mark.parametrize(
    "fine",
    [
        choice("It never lets the variance go above one", "It never lets the weights go above one"),
        choice("It can keep the variance of scores at one", "It can keep the lengths of keys near one"),
        choice("P, then Q, then R", "Q, then R, then P", "R, then Q, then P", "P, then R, then Q"),
        choice("$O(n)$ in all", "$O(n^2)$ in all", "$O(n d)$ in all", "$O(d^2)$ in all"),
        choice("10-20 GB", "20-30 GB", "30-40 GB", "40-50 GB"),
        choice("10-20 ms", "10-20 GB", "30-40 ms", "30-40 GB"),
        choice(prompt="It does not scale its scores. Why does attention then saturate at least once?"),
        replace(choice(), kind=Kind.DESIGN, answer=ANSWER + " It takes 4 GB."),
    ],
)
def test_what_only_looks_like_a_flaw_is_none(fine: Question) -> None:
    assert list(item_flaws(fine)) == []


def test_two_pairs_of_opposites_give_nothing_away() -> None:
    texts = ("The cost rises with width", "The cost falls with width", "The loss rises with width")
    assert "opposites" in " ".join(item_flaws(choice(*texts, "The loss stays with width")))
    assert "opposites" not in " ".join(item_flaws(choice(*texts, "The loss falls with width")))


def test_an_open_question_is_judged_by_its_texts_alone() -> None:
    fine = replace(choice(), options=())
    assert list(item_flaws(fine)) == []
    assert len(list(item_flaws(replace(fine, prompt="Explain.")))) == 1
    assert list(item_flaws(open_question())) != []


ECHO = choice("It keeps the temperature of scores at a one", prompt="What does temperature do to all scores?")


def test_a_rare_word_of_the_prompt_in_the_key_alone_is_a_flaw() -> None:
    echo = choice(
        "It keeps the temperature of scores at one", prompt="What does temperature do to it in there?"
    )
    common = many(*[choice()] * 39, echo)
    assert list(flaws(common)) == ["q39"]
    assert "repeats words of the prompt (temperature)" in flaws(common)["q39"][0]  # type: ignore[index]


def test_no_word_is_rare_in_a_small_bank() -> None:
    echo = choice(
        "It keeps the temperature of scores at one", prompt="What does temperature do to it in there?"
    )
    assert flaws(many(echo, choice())) == {}
