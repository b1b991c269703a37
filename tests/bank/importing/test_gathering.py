"""What every reader keeps, leaves out and refuses."""

import zipfile
from io import BytesIO

import pytest

from bot.adapters.bank.importing import gathering
from bot.adapters.bank.importing.bounds import LONGEST
from bot.adapters.bank.importing.found import CannotImport, FoundOption, FoundQuestion
from bot.adapters.bank.importing.gathering import Gathering, choose
from bot.adapters.bank.importing.quiz_formats import reader
from tests.bank.importing.reading import told

RIGHT, WRONG = FoundOption(text="yes", right=True, why="It is."), FoundOption(text="no")


def asked(line: int = 1, prompt: str = "Why?") -> FoundQuestion:
    return FoundQuestion(line=line, prompt=prompt)


def test_questions_without_text_and_endless_ones_are_left_out() -> None:
    gathered = Gathering("x")
    for question in (asked(1, " \n"), asked(2, "x" * (LONGEST + 1)), asked(3)):
        gathered.take(question)
    gathered.take(FoundQuestion(line=4, prompt="Which?", options=(RIGHT, FoundOption(text=" "))))
    found = gathered.found()
    assert [question.line for question in found.questions] == [3]
    assert told(found) == [(1, "no-prompt"), (2, "too-long"), (4, "empty-option")]


def test_a_file_may_hold_only_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_QUESTIONS", 3)
    gathered = Gathering("x")
    for line in range(3):
        gathered.take(asked(line))
    with pytest.raises(CannotImport, match="holds more than 3 questions; split it"):
        gathered.take(asked(4))


def test_warnings_beyond_a_thousand_are_counted_only() -> None:
    gathered = Gathering("x")
    gathered.take(asked())
    for line in range(1_500):
        gathered.note(line, "code", "text")
    notices = gathered.found().warnings
    assert len(notices) == 1_001
    assert notices[-1].text == "500 more warnings like these are not listed"


def test_where_nothing_is_left_the_first_reason_is_told() -> None:
    gathered = Gathering("x")
    gathered.note(1, "unknown-column", "columns left out: a")
    gathered.note(7, "no-question", "`a` is left out")
    with pytest.raises(CannotImport, match=r"^line 7: `a` is left out; there is no other question$"):
        gathered.found()


@pytest.mark.parametrize(
    ("options", "code", "answer"),
    [
        ((RIGHT, RIGHT, WRONG), "several-right-options", "- yes: It is.\n- yes: It is.\n\nSo."),
        ((WRONG, WRONG), "no-right-option", "So."),
        ((RIGHT,), "number-of-options", "yes: It is.\n\nSo."),
        ((RIGHT, *(WRONG,) * 8), "number-of-options", "yes: It is.\n\nSo."),
    ],
)
def test_what_is_no_choice_of_one_becomes_open(
    options: tuple[FoundOption, ...], code: str, answer: str
) -> None:
    gathered = Gathering("x")
    kept, said, listed = choose(gathered, 5, options, "So.")
    assert (kept, said) == ((), answer)
    assert listed.count("- ") == (len(options) if len(options) > 1 else 0)
    gathered.take(asked())
    assert told(gathered.found()) == [(5, code)]


def test_archives_are_read_only_where_unpacking_them_costs_little() -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("collection.anki2", b"x" * 1_000)
    with pytest.raises(CannotImport, match="in a way we do not read"):
        reader("apkg").read(content.getvalue())
