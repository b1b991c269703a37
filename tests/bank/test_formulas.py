"""Every formula of the bank renders, those in the texts too."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from matplotlib.mathtext import MathTextParser

from bot.adapters.bank.folder import load_bank
from bot.domain.question import Question

FOLDER = Path(__file__).parents[2] / "question_bank"
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
INLINE = re.compile(r"(?<!\\)\$([^$]+)\$")


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> list[Question]:
    return list(load_bank(FOLDER, tmp_path_factory.mktemp("cache") / "bank"))


def test_formulas_render(questions: list[Question]) -> None:
    formulas = {question.formula: question.id for question in questions if question.formula}
    assert len(formulas) > 100
    assert _faults(formulas) == {}


def test_formulas_in_texts_render(questions: list[Question]) -> None:
    formulas = {
        latex: question.id
        for question in questions
        for text in _texts(question)
        for latex in INLINE.findall(CODE.sub("", text))
    }
    assert len(formulas) > 500
    assert _faults(formulas) == {}


def test_a_formula_that_does_not_render_is_seen() -> None:
    assert list(_faults({r"\frac{1": "broken", "x": "fine"})) == ["broken"]


def _texts(question: Question) -> list[str]:
    options = [text for option in question.options for text in (option.text, option.why)]
    lists = [*question.key_points, *question.follow_ups, *question.red_flags]
    return [question.prompt, question.answer, *options, *lists]


def _faults(formulas: Mapping[str, str]) -> dict[str, str]:
    parser = MathTextParser("path")
    faults = {}
    for latex, id_ in formulas.items():
        try:
            parser.parse(f"${latex}$")
        except ValueError as error:
            faults[id_] = f"{latex}: {error}"
    return faults
