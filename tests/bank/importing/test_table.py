"""Tables of comma- and tab-separated values."""

import pytest

from bot.adapters.bank.importing.found import CannotImport
from bot.adapters.bank.importing.table import looks_like, read
from bot.domain.question import Level
from tests.bank.importing.reading import choices, one, told, took


def test_a_header_names_the_columns_in_any_order_and_quoted_cells_hold_line_ends() -> None:
    found = took(
        "csv",
        '\ufeffDifficulty;Correct;Option A;Option B;"Option C";Question;Category;Tags;Notes\n'
        'easy;b;x;y;;"Which,\nof two; say?";Maths;"one, two";n\r\n'
        "strange;C;1;2;3;Which of three?;;;\n",
    )
    two, three = found.questions
    assert (two.line, two.prompt, choices(two)) == (2, "Which,\nof two; say?", ["x", "*y"])
    assert (two.level, two.topic, two.tags) == (Level.BEGINNER, "Maths", ("one", "two"))
    assert (three.line, choices(three)) == (4, ["1", "2", "*3"])
    assert told(found) == [(1, "unknown-column"), (4, "level")]


@pytest.mark.parametrize("key", ["B", "b", "2", "that", " that "])
def test_the_right_option_is_named_by_letter_number_or_text(key: str) -> None:
    assert choices(one("csv", f"question,a,b,c,answer\nWhich?,this,that,those,{key}\n")) == [
        "this",
        "*that",
        "those",
    ]


def test_a_number_among_numbers_is_the_option_with_that_text() -> None:
    assert choices(one("csv", "question,option 1,option 2,option 3,right\nHow many?,2,3,4,3\n")) == [
        "2",
        "*3",
        "4",
    ]


def test_wrong_options_may_have_columns_of_their_own() -> None:
    found = took("csv", "question,correct answer,wrong 1,wrong 2,explanation\nWhich?,m,z,a,So.\n")
    assert choices(found.questions[0]) == ["a", "*m", "z"]
    assert found.questions[0].answer == "So."


def test_a_key_that_names_nothing_is_told() -> None:
    found = took("csv", "question,a,b,answer\nWhich?,x,y,z\n")
    assert told(found) == [(2, "no-right-option")]
    assert (found.questions[0].prompt, found.questions[0].answer) == ("Which?\n\n- x\n- y", "z")


@pytest.mark.parametrize("sign", ["\t", ",", ";", "|"])
def test_two_columns_without_a_header_are_question_and_answer(sign: str) -> None:
    found = took("csv", f'Why{sign}"Be{sign}cause"\nHow{sign}So\nWhen{sign}Then\n')
    assert [(q.line, q.prompt, q.answer) for q in found.questions] == [
        (1, "Why", f"Be{sign}cause"),
        (2, "How", "So"),
        (3, "When", "Then"),
    ]
    assert told(found) == [(0, "no-header")]


def test_letters_in_the_last_column_make_the_others_options() -> None:
    found = took("csv", "Q1,a,b,c,A\nQ2,a,b,c,C\nQ3,a,b,,B\n")
    assert [choices(question) for question in found.questions] == [
        ["*a", "b", "c"],
        ["a", "b", "*c"],
        ["a", "*b"],
    ]


def test_html_of_old_exports_is_read_as_such() -> None:
    found = took("csv", "What is <b>x</b>?\tx &lt; y<br>z\nWhy?\tSo\n")
    assert found.questions[0].prompt == "What is **x**?"
    assert found.questions[0].answer == "x < y\\\nz"
    assert told(found) == [(0, "no-header"), (0, "html")]


def test_utf_16_of_spreadsheets_is_read() -> None:
    data = "question\tanswer\nWarum größer?\tDarum\n".encode("utf-16")
    assert one("csv", data).prompt == "Warum größer?"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"only words\nand more\n", "is no table"),
        (b"question,answer\n\xff,b\n", "line 2: is not UTF-8"),
        (
            b'question,answer\na,b\nc,"' + b"x" * 200_000,
            "line 3: cannot be split into cells: its quotes never end",
        ),
        (b"question,answer\n", "holds no question"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(data: bytes, why: str) -> None:
    with pytest.raises(CannotImport, match=why):
        read(data)


@pytest.mark.parametrize(
    "text",
    [
        "# Questions\n\nWhat, then?\nThis, then.\n",
        "One, two.\n\nThree words, and more, and more.\n",
        "- a, b\n- c, d\n- e, f\n",
        "a, b\n",
        "",
    ],
)
def test_prose_is_not_taken_for_a_table(text: str) -> None:
    assert not looks_like(text.encode())
