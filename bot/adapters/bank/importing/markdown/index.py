"""Tables that list questions by number, such as `Q2, Q22-24`, with the category that they put them in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.adapters.bank.importing.found import FoundQuestion, Notice
from bot.adapters.bank.importing.markdown.body import title_of
from bot.adapters.bank.importing.markdown.units import Form, Unit

RANGES = re.compile(r"Q\d{1,4}(?:\s*[-–]\s*Q?\d{1,4})?(?:\s*,\s*Q?\d{1,4}(?:\s*[-–]\s*Q?\d{1,4})?)*", re.I)
RANGE = re.compile(r"(\d+)(?:\s*[-–]\s*Q?(\d+))?", re.IGNORECASE)
WIDEST = 500  # numbers in one range


class Entry(NamedTuple):
    category: str
    line: int


def listed_numbers(units: Sequence[Unit]) -> Mapping[int, Entry]:
    """Every number that a table lists, with the words beside it; where several do, the first stands."""
    found: dict[int, Entry] = {}
    for unit in units:
        if unit.form is not Form.TABLE:
            continue
        for at, row in enumerate(unit.rows[1:], unit.line + 2):
            for number, category in _row(row):
                found.setdefault(number, Entry(category, at + 1))
    return found


def _row(row: Sequence[str]) -> Iterator[tuple[int, str]]:
    cell = next((cell for cell in row if RANGES.fullmatch(cell.strip())), None)
    if cell is None:
        return
    words = (title_of(other) for other in row if other is not cell)
    category = next((word for word in words if len(word) > 3 and not word.isdigit()), "")
    for first, last in RANGE.findall(cell):
        for number in range(int(first), min(int(last or first), int(first) + WIDEST) + 1):
            yield number, category


def indexed(
    questions: Sequence[tuple[int | None, FoundQuestion]], index: Mapping[int, Entry]
) -> tuple[list[FoundQuestion], list[Notice]]:
    """Questions under the table's categories, their own headings as tags; and each number without a text."""
    placed = [_placed(question, index.get(number or -1)) for number, question in questions]
    known = {number for number, _ in questions}
    missing = [
        Notice(entry.line, "no-text", f"question {number} is listed under “{entry.category}” and has no text")
        for number, entry in sorted(index.items())
        if number not in known
    ]
    return placed, missing


def _placed(question: FoundQuestion, entry: Entry | None) -> FoundQuestion:
    if entry is None or not entry.category or entry.category == question.topic:
        return question
    tags = (*question.tags, *filter(None, (question.topic,)))
    return replace(question, topic=entry.category, tags=tags)
