"""Every demo of the bank runs, is quick, and prints what the question says it prints."""

import contextlib
import io
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from bot.adapters.bank.folder import load_bank
from bot.domain.question import Question

FOLDER = Path(__file__).parents[2] / "question_bank"
LONGEST = 2.0  # seconds of a processor, so that a busy machine is no reason to fail
MOST_LINES = 30

pytestmark = pytest.mark.xdist_group("demos")  # one process runs them, once


@dataclass(frozen=True)
class Run:
    question: Question
    said: str
    seconds: float


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    bank = load_bank(FOLDER, tmp_path_factory.mktemp("cache") / "bank")
    return [_run(question) for question in bank if question.code]


def test_demos_print_what_their_questions_say(runs: list[Run]) -> None:
    assert runs
    assert {run.question.id: run.said for run in runs if run.said != run.question.output} == {}


def test_demos_are_short_and_quick(runs: list[Run]) -> None:
    assert [run.question.id for run in runs if len(run.question.code.splitlines()) > MOST_LINES] == []
    assert [run.question.id for run in runs if run.seconds > LONGEST] == []


def _run(question: Question) -> Run:
    said = io.StringIO()
    start = time.thread_time()
    # a demo may set how NumPy prints; the next one starts afresh
    with contextlib.redirect_stdout(said), np.printoptions():
        exec(compile(question.code, "<demo>", "exec"), {"__name__": "__main__"})
    return Run(question, said.getvalue().rstrip(), time.thread_time() - start)
