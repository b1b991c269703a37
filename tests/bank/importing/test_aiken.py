"""Aiken."""

import pytest

from bot.adapters.bank.importing.aiken import looks_like, read
from bot.adapters.bank.importing.found import CannotImport
from tests.bank.importing.reading import choices, told, took

FILE = """\
What is 2 + 2?
A. 3
B) 4
ANSWER: B

Which of them,
on two lines?
A) first
B) second

C) third
Answer : c
"""


def test_letters_may_have_dots_or_brackets() -> None:
    found = took("aiken", FILE)
    assert [(q.line, q.prompt, choices(q)) for q in found.questions] == [
        (1, "What is 2 + 2?", ["3", "*4"]),
        (6, "Which of them,\non two lines?", ["first", "second", "*third"]),
    ]
    assert found.warnings == ()


def test_what_is_not_whole_is_left_out_one_by_one() -> None:
    found = took(
        "aiken",
        "No answer?\nA. x\nB. y\n\nNo options.\n\nWrong letter?\nA. x\nB. y\nANSWER: D\n\n"
        "Good?\nA. x\nB. y\nANSWER: A\n\nLast?\nA. x\n",
    )
    assert [question.prompt for question in found.questions] == ["Good?"]
    assert told(found) == [(1, "no-question"), (5, "no-question"), (7, "no-question"), (17, "no-question")]


def test_more_than_eight_options_are_no_choice() -> None:
    options = "".join(f"{letter}. {letter.lower()}\n" for letter in "ABCDEFGHI")
    found = took("aiken", f"Which?\n{options}ANSWER: I\n")
    assert found.questions[0].answer == "i"
    assert found.questions[0].prompt.startswith("Which?\n\n- a\n")
    assert told(found) == [(1, "number-of-options")]


def test_a_question_may_look_like_an_option() -> None:
    found = took("aiken", "A. Turing was?\nA. a man\nB. a test\nANSWER: A\nB. next?\nA. x\nB. y\nANSWER: B\n")
    assert [question.prompt for question in found.questions] == ["A. Turing was?", "B. next?"]


def test_prose_is_not_taken_for_aiken() -> None:
    assert not looks_like(b"Steps:\nA. do this\nB. do that\n\nThe answer: 42\n")
    with pytest.raises(CannotImport, match="line 1: `Steps:` has no line with ANSWER"):
        read(b"Steps:\nA. do this\nB. do that\n")
