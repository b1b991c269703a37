"""Every demo of the bank runs, is quick, and prints what the question says it prints."""

import contextlib
import io
import time
from pathlib import Path

import pytest

from bot.adapters.bank.folder import load_bank
from bot.domain.question import Question

FOLDER = Path(__file__).parents[2] / "question_bank"
LONGEST = 2.0  # seconds of a processor, so that a busy machine is no reason to fail
MOST_LINES = 30


@pytest.fixture(scope="module")
def demos(tmp_path_factory: pytest.TempPathFactory) -> list[Question]:
    bank = load_bank(FOLDER, tmp_path_factory.mktemp("cache") / "bank")
    return [question for question in bank if question.code]


def test_demos_print_what_their_questions_say(demos: list[Question]) -> None:
    assert demos
    wrong = {question.id: said for question in demos if (said := _run(question.code)) != question.output}
    assert wrong == {}


def test_demos_are_short_and_quick(demos: list[Question]) -> None:
    assert [q.id for q in demos if len(q.code.splitlines()) > MOST_LINES] == []
    assert [q.id for q in demos if _seconds(q.code) > LONGEST] == []


def _run(code: str) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, "<demo>", "exec"), {"__name__": "__main__"})
    return said.getvalue().rstrip()


def _seconds(code: str) -> float:
    start = time.thread_time()
    _run(code)
    return time.thread_time() - start
