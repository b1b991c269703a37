"""From a bank's files to a bank, or to every problem at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.bank.reader import Reading, read_bank
from bot.adapters.bank.sources import Source, read_sources
from bot.domain.question import Kind, Level
from tests.bank.files import HEAD, OPTIONS, QUESTION, write

AT = "attention.yaml"


def read(text: str | bytes) -> Reading:
    content = text.encode() if isinstance(text, str) else text
    return read_bank([Source(Path(AT), content)])


def problems(text: str | bytes) -> list[str]:
    return [str(problem) for problem in read(text).problems]


def changed(old: str, new: str) -> str:
    assert old in QUESTION
    return HEAD + QUESTION.replace(old, new, 1)


def test_a_good_file_becomes_questions_in_its_order() -> None:
    bank = read(HEAD + QUESTION + QUESTION.replace("id: scaling", "id: another")).bank
    assert bank is not None
    assert [question.id for question in bank] == ["scaling", "another"]
    assert bank.topics == {"attention": "Attention"}
    first = bank.questions[0]
    assert (first.level, first.kind, first.key) == (Level.INTERMEDIATE, Kind.MATH, 0)
    assert first.answer.endswith("flat regions.")
    assert first.references[0].year == 2017


def test_a_question_without_options_is_open() -> None:
    bank = read(changed(OPTIONS, "")).bank
    assert bank is not None
    assert bank.questions[0].is_open


def test_a_demo_keeps_its_lines_but_for_the_last_break() -> None:
    demo = "    code: |\n      for n in range(2):\n          print(n)\n    output: |\n      0\n      1\n"
    bank = read(HEAD + QUESTION + demo).bank
    assert bank is not None
    assert bank.questions[0].code == "for n in range(2):\n    print(n)"
    assert bank.questions[0].output == "0\n1"


LEVELS = "advanced, beginner, expert, intermediate"
YES_OR_NO = "is read as yes or no (so are on, off, true, false); put quotes around it"
EMPTY = "is empty; write it, or leave the key out if it is optional"


@pytest.mark.parametrize(
    ("old", "new", "line", "fault"),
    [
        ("    level: intermediate\n", "", 3, "`level` is missing; add it"),
        (
            "    key_points:\n      - The variance grows with the width.\n",
            "",
            3,
            "`key_points` is missing; add it",
        ),
        (
            "      - The variance grows with the width.\n",
            "",
            20,
            "`key_points` needs a list; begin each entry with `- `",
        ),
        ("tags: [softmax]", "tags: []", 26, "`tags` has no entry; write at least one"),
        ("prompt: Why", "promt: Why", 7, "`promt` is no key; did you mean prompt?"),
        ("kind: math", "kind: maths", 6, "`kind`: `maths` is unknown; did you mean math?"),
        ("level: intermediate", "level: hard", 5, f"`level`: `hard` is unknown; use one of {LEVELS}"),
        ("level: intermediate", "level: no", 5, f"`level` {YES_OR_NO}"),
        ("- What happens without it?", "- yes", 23, f"`follow_ups[1]` {YES_OR_NO}"),
        (
            "- What happens without it?",
            "- 1984",
            23,
            "`follow_ups[1]` is read as a number; put quotes around it",
        ),
        (
            "- What happens without it?",
            "- 2026-01-01",
            23,
            "`follow_ups[1]` is read as a date; put quotes around it",
        ),
        (
            "- What happens without it?",
            "- 1.5",
            23,
            "`follow_ups[1]` is read as a number; put quotes around it",
        ),
        ("- What happens without it?", "- null", 23, f"`follow_ups[1]` {EMPTY}"),
        ("- What happens without it?", "- '  '", 23, f"`follow_ups[1]` {EMPTY}"),
        (
            "- Calls it a",
            "- Calls: it a",
            25,
            "`red_flags[1]` needs a text; put quotes around it if it holds a colon",
        ),
        ("- Calls it a convention.", "- [a]", 25, "`red_flags[1]` is a list; write one text"),
        ("year: 2017", "year: '2017'", 30, "`references[1].year` is no year; write one such as 2017"),
        ("year: 2017", "year: 20170", 30, "`references[1].year` is no year; write one such as 2017"),
        (
            "        why: The sum of",
            "        wyh: The sum of",
            10,
            "`options[1].wyh` is no key; did you mean why?",
        ),
        (
            "        right: true\n",
            "",
            8,
            "`options` needs `right: true` on exactly one entry, has it on 0; mark the one",
        ),
        (
            "its flat regions.",
            "its flat regions.\n      ```python\n      x",
            18,
            "`answer` opens a ``` block and never closes it; add a line with ```",
        ),
        (
            "topic: attention",
            "topic: softmax",
            4,
            "`topic` is `softmax`, but this is the file of `attention`; correct it, or move the question",
        ),
        (
            "tags: [softmax]",
            "tags: [Soft Max]",
            26,
            "`tags[1]` is no name; write lower-case words joined by hyphens",
        ),
        (
            "tags: [softmax]",
            "tags: [softmax]\n    formula: $x$",
            27,
            "`formula` holds a dollar sign; write the LaTeX alone, without $ around it",
        ),
        (
            "tags: [softmax]",
            "tags: [softmax]\n    output: 1 2",
            27,
            "`output` stands without `code`; add the demo that prints it, or remove the output",
        ),
        (
            "tags: [softmax]",
            "tags: [softmax]\n    level: expert",
            27,
            "`level` stands twice, first in line 5; keep one of the two",
        ),
        ("tags: [softmax]", "tags: &t [softmax]", 26, "sets an anchor (&t); remove it"),
    ],
)
def test_a_fault_is_told_with_file_line_question_and_cure(old: str, new: str, line: int, fault: str) -> None:
    found = problems(changed(old, new))
    assert f"{AT}:{line}: scaling: {fault}" in found
    assert all(each.startswith(f"{AT}:") and "; " in each for each in found)


def test_three_options_are_too_few() -> None:
    text = changed(OPTIONS[OPTIONS.index("      - text: It brings the largest") :], "")
    assert problems(text) == [
        f"{AT}:8: scaling: `options` needs 4 entries, has 3; leave the key out for an open question"
    ]


def test_two_right_options_are_too_many() -> None:
    text = changed("whatever the scale.\n", "whatever the scale.\n        right: true\n")
    assert problems(text) == [
        f"{AT}:8: scaling: `options` needs `right: true` on exactly one entry, has it on 2; mark the one"
    ]


def test_all_problems_of_all_files_come_at_once_in_order(tmp_path: Path) -> None:
    broken = QUESTION.replace("level: intermediate", "level: hard").replace("    tags: [softmax]\n", "")
    write(tmp_path, HEAD + broken + QUESTION)
    write(tmp_path, b"\xff", "softmax")
    (tmp_path / "more.yml").touch()
    found = read_bank(*read_sources(tmp_path)).problems
    assert [(Path(p.file).name, p.line, p.subject) for p in found] == [
        ("attention.yaml", 3, "scaling"),
        ("attention.yaml", 5, "scaling"),
        ("attention.yaml", 30, "scaling"),
        ("more.yml", 1, ""),
        ("softmax.yaml", 1, ""),
    ]


def test_a_duplicate_id_names_both_places(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, HEAD + QUESTION.replace("topic: attention", "topic: heads"), "heads")
    (problem,) = read_bank(*read_sources(tmp_path)).problems
    assert str(problem) == (
        f"{tmp_path}/heads.yaml:3: scaling: `id` is taken by the question in {tmp_path}/attention.yaml:3; "
        "rename one of the two"
    )


def test_a_syntax_error_names_the_question_it_stands_in() -> None:
    text = HEAD + QUESTION + QUESTION.replace("id: scaling", "id: another") + "    formula: 'x\n"
    assert [(p.line, p.subject) for p in read(text).problems] == [(60, "another")]


def test_a_question_without_an_id_is_counted() -> None:
    assert f"{AT}:3: question 1: `id` is missing; add it" in problems(
        changed("id: scaling\n    topic", "topic")
    )


@pytest.mark.parametrize(
    "text", ["", "[]", "words", "title: x", "title: x\nquestions: {}", "title: x\nquestions: [1]"]
)
def test_a_file_that_is_no_topic_is_a_problem(text: str) -> None:
    reading = read(text)
    assert reading.bank is None
    assert reading.problems


def test_an_empty_or_missing_folder_is_a_problem(tmp_path: Path) -> None:
    _, (empty,) = read_sources(tmp_path)
    assert str(empty) == f"{tmp_path}:1: holds no *.yaml file; check the path"
    _, (missing,) = read_sources(tmp_path / "nowhere")
    assert str(missing) == f"{tmp_path}/nowhere:1: cannot be read: No such file or directory; check the path"


@given(
    st.integers(0, len(QUESTION) - 1),
    st.sampled_from(["", "x", ":", "- ", "\n", "  ", "*", "&", "!", "[", "'", "\t"]),
)
def test_a_slip_of_the_keyboard_never_raises(at: int, slip: str) -> None:
    reading = read(HEAD + QUESTION[:at] + slip + QUESTION[at + 1 :])
    assert (reading.bank is None) == bool(reading.problems)
