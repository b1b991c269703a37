"""Each file is taken for what it is, and nothing that is no question file for one."""

from pathlib import Path

import pytest

from bot.adapters.bank.exporting.formats import EXPORTERS, exporter
from bot.adapters.bank.importing.quiz_formats import READERS, reader
from tests.bank.generated import selected
from tests.builders import open_question, question

ROOT = Path(__file__).parents[3]


def kinds(data: bytes) -> list[str]:
    return [name for name in READERS if name != "markdown" and reader(name).looks_like(data)]


@pytest.mark.parametrize("format_", [name for name in EXPORTERS if name != "markdown"])
def test_what_we_export_is_taken_for_what_it_is(format_: str) -> None:
    content = exporter(format_).export(selected((question("a"), open_question("b"), question("c")))).content
    assert kinds(content)[0] == format_


@pytest.mark.parametrize("path", sorted((ROOT / "question_bank").glob("*.yaml")), ids=lambda path: path.stem)
def test_our_bank_is_taken_for_our_yaml_alone(path: Path) -> None:
    assert kinds(path.read_bytes()) == ["yaml"]


@pytest.mark.parametrize("path", [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")], ids=lambda path: path.name)
def test_prose_is_taken_for_no_quiz(path: Path) -> None:
    if not path.name.startswith("importing"):  # these show every format
        assert kinds(path.read_bytes()) == []


@pytest.mark.parametrize(
    "text",
    [
        r"Why $\mathrm{T}$, $x_{=}$ and $\text{true}$ in $\frac{a}{b}$?",
        "x = {}\ny = f(a or {})\nz: {'a': 1}\n",
        "```\nif x {= 1}\n```\n",
        "int main() {\n  return 0;\n}\n",
        "A. first\nB. second\nThe answer: neither\n",
        '{"results": [1, 2]}',
        "name: x\nversion: 1\n",
        "\x00\x01\x02",
        "",
    ],
)
def test_code_and_formulas_are_taken_for_no_quiz(text: str) -> None:
    assert kinds(text.encode()) == []
