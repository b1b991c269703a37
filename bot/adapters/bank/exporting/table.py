"""A table for spreadsheets: a row for each question, lists as lines of one cell."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from bot.adapters.bank.exporting.exported import Exported, Losses, Selection
from bot.domain.question import Question

FORMAT = "csv"
LEAST_OPTIONS = 4
LISTS = ("key_points", "follow_ups", "red_flags")
FORMULA = re.compile(r"^'*[=+\-@\t]")
"""What spreadsheets run as a formula, whoever wrote it."""


def export(selection: Selection) -> Exported:
    losses = Losses()
    losses.parts(selection.questions, "references")
    broken = sum("\n" in text for q in selection.questions for name in LISTS for text in getattr(q, name))
    losses.add("line ends in lists, written as spaces", broken)
    most = max((len(question.options) for question in selection.questions), default=0)
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(_header(max(most, LEAST_OPTIONS)))
    for question in selection.questions:
        writer.writerow([disarmed(cell) for cell in _cells(question, max(most, LEAST_OPTIONS))])
    # with the mark, without which spreadsheets take it for another encoding
    return Exported(table.getvalue().encode("utf-8-sig"), len(selection.questions), losses.counted())


def disarmed(cell: str) -> str:
    """The cell with an apostrophe in front, if a spreadsheet would run it."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def _header(options: int) -> Sequence[str]:
    numbers = range(1, options + 1)
    return (
        *("id", "topic", "level", "kind", "prompt"),
        *(f"option {number}" for number in numbers),
        *(f"why {number}" for number in numbers),
        *("right", "answer", *LISTS, "tags", "formula", "code", "output"),
    )


def _cells(question: Question, options: int) -> Iterator[str]:
    yield from (question.id, question.topic, question.level, question.kind, question.prompt)
    lacking = [""] * (options - len(question.options))
    yield from (*(option.text for option in question.options), *lacking)
    yield from (*(option.why for option in question.options), *lacking)
    yield "" if question.is_open else str(question.key + 1)
    yield question.answer
    for name in LISTS:
        yield "\n".join(text.replace("\n", " ") for text in getattr(question, name))
    yield " ".join("-".join(tag.split()) for tag in question.tags)
    yield from (question.formula, question.code, question.output)
