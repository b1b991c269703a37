import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.ids import QuestionId, TopicId
from bot.domain.own_questions import Written
from bot.domain.question import Level, Question
from bot.domain.suggestion_text import GENERAL_FOLLOW_UP, LONGEST_ID, Unreadable, id_for, missing, read

ID = QuestionId("own-why")
WRITTEN = {
    "prompt": "Why?",
    "right": "The variance",
    "wrong": "Speed | Nothing gets faster.\n- Chance | It is exact.\n\nMemory",
    "answer": "It keeps the variance.\nAlways.\n\nMore.\n- At 1.\n - In each head\n"
    "? And without?\n! Calls it magic",
    "source": "Attention; Vaswani et al.; 2017; arXiv:1706.03762\nA book; Knuth; 1968",
}


def written(**texts: str) -> Written:
    return Written(topic=TopicId("attention"), level=Level.EXPERT, **{**WRITTEN, **texts})


def problems(**texts: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read(written(**texts), ID)
    return "\n".join(caught.value.sentences)


def test_a_whole_question_is_read() -> None:
    question = read(written(), ID)
    assert (question.id, question.topic, question.level, question.prompt) == (
        ID,
        "attention",
        Level.EXPERT,
        "Why?",
    )
    assert [(option.text, option.why, option.right) for option in question.options] == [
        ("The variance", "It keeps the variance. Always.", True),
        ("Speed", "Nothing gets faster.", False),
        ("Chance", "It is exact.", False),
        ("Memory", "", False),
    ]
    assert question.answer == "It keeps the variance.\nAlways.\n\nMore."
    assert question.key_points == ("At 1.", "In each head")
    assert (question.follow_ups, question.red_flags) == (("And without?",), ("Calls it magic",))
    assert [(ref.title, ref.authors, ref.year, ref.where) for ref in question.references] == [
        ("Attention", "Vaswani et al.", 2017, "arXiv:1706.03762"),
        ("A book", "Knuth", 1968, ""),
    ]
    assert question.tags == ("attention",)


def test_what_an_author_leaves_out_follows_from_the_rest() -> None:
    question = read(written(answer="So.\n- At 1."), ID)
    assert question.follow_ups == (GENERAL_FOLLOW_UP,)
    assert question.red_flags == ("Says: Speed", "Says: Chance", "Says: Memory")


def test_without_wrong_answers_a_question_is_open() -> None:
    question = read(written(wrong=" \n", right="In short"), ID)
    assert question.is_open
    assert question.answer.startswith("In short\n\nIt keeps")


def test_what_a_pack_needs_beyond_that_is_named() -> None:
    assert list(missing(read(written(), ID))) == [
        "Say why “Memory” is wrong: write it behind a “|” on the same line."
    ]
    open_ = read(written(wrong="", answer="So.\n- At 1.", source=""), ID)
    assert len(list(missing(open_))) == 2


def test_every_problem_is_told_at_once() -> None:
    said = problems(prompt=" ", right="", wrong="One | no", answer="", source="https://example.org")
    for part in ("the question", "right answer", "there is 1", "model answer", "key point", "“https://"):
        assert part in said


def test_two_equal_answers_are_refused() -> None:
    assert "same" in problems(wrong="speed | a\nthe  Variance | b\nchance | c")


@pytest.mark.parametrize(
    ("line", "text", "why"),
    [
        ("$|x|$ | the norm", "$|x|$", "the norm"),
        ("`a | b` | a union", "`a | b`", "a union"),
        ("It costs $5 | too little", "It costs $5", "too little"),
        ("One | two | three", "One", "two | three"),
        ("$|x|$", "$|x|$", ""),
    ],
)
def test_a_divider_inside_a_formula_or_code_divides_nothing(line: str, text: str, why: str) -> None:
    option = read(written(wrong=f"{line}\nTwo\nThree"), ID).options[1]
    assert (option.text, option.why) == (text, why)


def test_lines_of_code_are_no_key_points() -> None:
    question = read(written(answer="So:\n```\n- x\n! y\n```\n- A point"), ID)
    assert question.key_points == ("A point",)
    assert "- x\n! y" in question.answer


@pytest.mark.parametrize("year", ["1599", "2201", "17", "year", ""])
def test_a_source_without_a_year_is_none(year: str) -> None:
    assert "cannot read the source" in problems(source=f"A; B; {year}")


lines = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
texts = st.lists(lines | st.sampled_from(["- a", "? b", "! c", "```", "a | b", "$|$", "A; B; 2000; C"])).map(
    "\n".join
)


@given(texts, lines, texts, texts, texts)
@example("Why?", "So", "", "It is.\n- So", "")
def test_any_text_is_a_question_or_refused_with_reasons(
    prompt: str, right: str, wrong: str, answer: str, source: str
) -> None:
    typed = written(prompt=prompt, right=right, wrong=wrong, answer=answer, source=source)
    try:
        question = read(typed, ID)
    except Unreadable as problem:
        sentences = problem.sentences
    else:
        sentences = ()
        _is_a_question(question, right)
    assert all(sentences)


def _is_a_question(question: Question, right: str) -> None:
    assert question.key_points
    assert len(question.options) in (0, 4)
    assert question.is_open or question.options[question.key].text == " ".join(right.split())


@given(
    st.lists(
        st.from_regex(r"[a-z][a-z ,.]{0,20}[a-z]", fullmatch=True),
        min_size=3,
        max_size=3,
        unique_by=lambda t: " ".join(t.split()),
    ),
    st.lists(st.from_regex(r"[A-Z][a-z ,.|]{0,20}[a-z]", fullmatch=True), min_size=3, max_size=3),
)
def test_wrong_answers_come_out_as_they_went_in(answers: list[str], reasons: list[str]) -> None:
    wrong = "\n".join(f"{answer} | {why}" for answer, why in zip(answers, reasons, strict=True))
    options = read(written(wrong=wrong, right="SURELY NONE OF THEM"), ID).options[1:]
    spaced_once = [" ".join(text.split()) for text in (*answers, *reasons)]
    assert [option.text for option in options] + [option.why for option in options] == spaced_once


@given(st.text())
@example("Größe √d: wie viel?")
@example("なぜ")
@example("x" * 500)
def test_an_id_fits_the_bank_and_a_button(prompt: str) -> None:
    id_ = id_for(prompt)
    assert re.fullmatch(r"own(-[a-z0-9]+)+", id_)
    assert len(id_) <= LONGEST_ID
