"""Moodle's GIFT."""

import pytest

from bot.adapters.bank.importing.found import CannotImport
from bot.adapters.bank.importing.gift import looks_like, read
from bot.domain.question import Level
from tests.bank.importing.reading import choices, one, told, took


def test_a_choice_keeps_its_reasons_and_the_feedback_for_all() -> None:
    question = one(
        "gift", "::Q1:: Which? {\n  =yes # It is.\n  ~no#It is not.\n  ~maybe\n  ####Since it is.\n}\n"
    )
    assert (question.line, question.prompt, question.answer) == (1, "Which?", "Since it is.")
    assert choices(question) == ["*yes", "no", "maybe"]
    assert [option.why for option in question.options] == ["It is.", "It is not.", ""]


def test_escaped_signs_are_text() -> None:
    question = one("gift", r"1 \+ 1 \= 2\: \{so\} C\:\\new\nis? {=\~a\# ~\=b \-> c}")
    assert question.prompt == "1 \\+ 1 = 2: {so} C:\\new\nis?"
    assert choices(question) == ["*~a#", "=b \\-> c"]


def test_a_gap_inside_a_sentence_is_shown() -> None:
    question = one("gift", "Grant is {~buried =entombed} in Grant's tomb.")
    assert question.prompt == "Grant is _____ in Grant's tomb."
    assert one("gift", "Who was it? It was {=Grant}.").prompt == "Who was it? It was _____."


def test_the_layout_of_a_block_is_no_part_of_its_texts() -> None:
    question = one(
        "gift", "Which,\n   of two? {\n  =this # It is,\n      since it is.\n  ~that\\n    indented\n}"
    )
    assert question.prompt == "Which,\nof two?"
    assert question.options[0].why == "It is,\nsince it is."
    assert question.options[1].text == "that\n    indented"


@pytest.mark.parametrize("inside", ["T", "TRUE", "true#No.#Yes.", "T #No. # Yes. "])
def test_true_or_false_is_a_choice_of_two(inside: str) -> None:
    question = one("gift", f"Is it? {{{inside}}}")
    assert choices(question) == ["*True", "False"]
    if "#" in inside:
        assert [option.why for option in question.options] == ["Yes.", "No."]


def test_short_answers_are_open() -> None:
    question = one("gift", "Two and two? {=four =4 =%50%vier#Nearly.}")
    assert question.answer == "four\n\nAlso accepted: 4\n\nPartly right: vier (50 %)"
    assert question.options == ()


@pytest.mark.parametrize(
    ("inside", "answer"),
    [
        ("#3:2", "3 (± 2)"),
        ("#1..5", "from 1 to 5"),
        ("#3", "3"),
        ("#3:0", "3"),
        ("#=1822:0 # Born. =%50%1822:2", "1822\n\nPartly right: 1822 (± 2) (50 %)\n\nBorn."),
        ("#=-1.5..2e3", "from -1.5 to 2e3"),
        ("#3:2~#Wrong.", "3 (± 2)"),
    ],
)
def test_numbers_and_ranges_are_said_in_words(inside: str, answer: str) -> None:
    assert one("gift", f"How much? {{{inside}}}").answer == answer


def test_ranges_and_pairs_are_warned_of() -> None:
    found = took("gift", "Range {#1..5}\n\nMatch {\n=cat -> meow\n=dog -> woof\n= -> moo\n}\n")
    _, pairs = found.questions
    assert pairs.prompt == "Match\n\n- cat\n- dog"
    assert pairs.answer == "- cat → meow\n- dog → woof\n- (nothing) → moo"
    assert told(found) == [(1, "numeric-range"), (3, "matching")]


def test_several_right_options_are_no_choice() -> None:
    found = took("gift", "Two? {~%50%a#A it is. ~%50%b ~%-100%c}")
    assert found.questions[0].prompt == "Two?\n\n- a\n- b\n- c"
    assert found.questions[0].answer == "- a: A it is.\n- b"
    assert told(found) == [(1, "several-right-options")]


def test_weights_that_leave_one_right_option_leave_a_choice() -> None:
    found = took("gift", "Best? {=a ~%40%b ~c}\n\nOnly? {~%80%a ~b}\n\nFull? {~%100%a ~b}")
    assert [choices(question) for question in found.questions] == [["*a", "b", "c"], ["*a", "b"], ["*a", "b"]]
    assert told(found) == [(1, "weight"), (3, "weight")]


def test_categories_and_tags_say_what_a_question_is_about() -> None:
    found = took(
        "gift",
        "// a remark [tag:waves] [tag:Expert]\n$CATEGORY: $course$/top/Physics/A//B\n\nWhy? {}\n\n"
        "$CATEGORY: top\n// [tag:with \\] in it]\nHow? {####So.}\n",
    )
    why, how = found.questions
    assert (why.topic, why.tags, why.level, why.answer) == ("A/B", ("waves",), Level.EXPERT, "")
    assert (how.topic, how.tags, how.level, how.answer) == ("", ("with ] in it",), None, "So.")


def test_html_becomes_markdown_where_it_is_html() -> None:
    found = took(
        "gift",
        "[html]<b>Why</b> x<sub>1</sub>? {=<i>a</i> ~b}\n\n"
        "[markdown]Why `<b>x</b>`? {=a ~b}\n\nWhy <b>x</b>? {=a ~b}",
    )
    assert [question.prompt for question in found.questions] == [
        "**Why** x₁?",
        "Why `<b>x</b>`?",
        "Why **x**?",
    ]
    assert choices(found.questions[0]) == ["**a*", "b"]


def test_a_blank_line_inside_braces_is_forgiven_where_an_answer_follows() -> None:
    assert choices(one("gift", "Which? {\n=a\n\n~b\n\n}\n")) == ["*a", "b"]


def test_what_cannot_be_asked_is_left_out_one_by_one() -> None:
    found = took(
        "gift", "Only text.\n\nOpen {=a ~b\n\nGood? {=a ~b}\n\nOdd {x}\n\nTwo {=a} and {=b}\n\n{=a ~b}"
    )
    assert [question.prompt for question in found.questions] == ["Good?"]
    assert told(found) == [
        (1, "description"),
        (3, "braces"),
        (7, "answers"),
        (9, "braces"),
        (11, "no-prompt"),
    ]


@pytest.mark.parametrize(
    "content", ["# Title\n\nWhat is {x}?\n", "", '{"a": "=b"}', "```c\nint x() {=}\n```\n"]
)
def test_other_files_are_not_taken_for_gift(content: str) -> None:
    assert not looks_like(content.encode())


def test_a_file_without_braces_is_refused_with_a_line() -> None:
    with pytest.raises(CannotImport, match=r"line 1: `Only text.` has no answers in braces"):
        read(b"Only text.\n")
