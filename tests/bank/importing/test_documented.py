"""Every example in the documentation is read as it says."""

import re
from pathlib import Path

import pytest

from bot.adapters.bank.importing.quiz_formats import READERS
from tests.bank.importing.reading import took

TEXT = (Path(__file__).parents[3] / "docs" / "importing-formats.md").read_text("utf-8")
SECTIONS = re.findall(
    r"^## [^\n]*?((?:`[a-z-]+`(?: and )?)+)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL
)
EXAMPLES = [
    (name, example)
    for names, section in SECTIONS
    for name, example in zip(
        re.findall(r"`([a-z-]+)`", names),
        re.findall(r"^```\w+\n(.*?)^```$", section, re.M | re.S),
        strict=False,
    )
]


@pytest.mark.parametrize(("format_", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_an_example_is_read_without_a_warning(format_: str, example: str) -> None:
    found = took(format_, example)
    assert found.questions
    assert found.warnings == ()
    assert all(question.options or question.answer for question in found.questions)


def test_every_format_has_a_section_and_an_example_if_it_is_text() -> None:
    named = {name for names, _ in SECTIONS for name in re.findall(r"`([a-z-]+)`", names)}
    assert named == set(READERS) - {"markdown"}
    assert {name for name, _ in EXAMPLES} == named - {"apkg"}
