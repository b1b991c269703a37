"""Trivia lists of Red-DiscordBot."""

import pytest

from bot.adapters.bank.importing.found import CannotImport
from bot.adapters.bank.importing.red_trivia import looks_like, read
from tests.bank.importing.reading import one, told, took

LIST = """\
AUTHOR: Ada, Grace
DESCRIPTION: >-
  Questions of many kinds.
CONFIG:
  bot_plays: true
  delay: 10
"Is the moon a planet?":
- No
- nope
When did it begin?:
- 2020-01-01
- 07
Is the moon a planet?:
- 'no'
Inline?: [0x1F, ~]
"""


def test_every_scalar_stays_the_text_that_stands_there() -> None:
    found = took("red-trivia", LIST)
    assert [(q.line, q.prompt, q.answer) for q in found.questions] == [
        (7, "Is the moon a planet?", "No\n\nAlso accepted: nope"),
        (10, "When did it begin?", "2020-01-01\n\nAlso accepted: 07"),
        (13, "Is the moon a planet?", "no"),
        (15, "Inline?", "0x1F\n\nAlso accepted: ~"),
    ]
    assert found.warnings == ()


def test_long_questions_may_stand_behind_a_question_mark() -> None:
    assert (
        one("red-trivia", "AUTHOR: x\n? What is long,\n  and goes on?\n: - this\n").prompt
        == "What is long, and goes on?"
    )


def test_what_is_no_list_of_answers_is_left_out() -> None:
    found = took("red-trivia", "AUTHOR: x\nGood?:\n- yes\nBad?:\n- a: b\nNone?:\nAlso bad?:\n  x: y\n")
    assert [(q.prompt, q.answer) for q in found.questions] == [("Good?", "yes"), ("None?", "")]
    assert told(found) == [(4, "no-answers"), (7, "no-answers")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("- a\n- b\n", "line 1: a trivia list is a mapping of questions, and this is a list"),
        ("text", "line 1: a trivia list is a mapping of questions, and this is one text"),
        ("a:\n- 'x\n", "line 3: is no YAML"),
        ("AUTHOR: x\n", "holds no question"),
        ("[a]: b\n", "line 1: uses a list or mapping as a question"),
        ("a:\n" + "- " * 60 + "x", "levels deep"),
    ],
)
def test_what_is_no_trivia_list_is_refused_with_its_line(content: str, why: str) -> None:
    with pytest.raises(CannotImport, match=why):
        read(content.encode())


@pytest.mark.parametrize(
    "content",
    [
        "# Title\n\n## Question?\n\n- a\n",
        "title: x\nquestions:\n- id: y\n",
        '{"a": ["b"]}',
        "Words:\n\n- one\n",
        "",
    ],
)
def test_other_files_are_not_taken_for_trivia_lists(content: str) -> None:
    assert not looks_like(content.encode())
