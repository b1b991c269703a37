"""Splits a text into rows of cells, and finds out which sign separates them."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice

from bot.adapters.bank.importing.found import CannotImport

DELIMITERS = "\t;,|"
LOOKED_AT = 60  # rows
LOOKED_INTO = 200_000  # characters
MOST_COLUMNS = 100

Row = tuple[int, list[str]]
"""The line where a row begins, counted from 1, and its cells."""


def rows(text: str, delimiter: str, first_line: int = 1) -> Iterator[Row]:
    """Every row that is not blank; quoted cells may hold line ends.

    CannotImport: a cell is longer than anything we read, most often since a quote is never closed.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    line = first_line
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            why = "its quotes never end" if "limit" in str(error) else str(error)
            raise CannotImport(f"line {line}: cannot be split into cells: {why}") from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells[:MOST_COLUMNS]
        line = first_line + reader.line_num


def delimiter_of(text: str) -> str | None:
    """The sign that splits the first rows into the most columns of which each row has the same number."""
    best: tuple[float, int, str] | None = None
    head = text.lstrip("\n")[:LOOKED_INTO]
    for delimiter in DELIMITERS:
        share, columns = _evenness(head, delimiter)
        if columns > 1 and share >= 0.7 and (best is None or (share, columns) > best[:2]):
            best = (share, columns, delimiter)
    return best[2] if best else None


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """How many of the first rows have the most usual number of columns, and that number."""
    seen: list[int] = []
    with suppress(CannotImport):  # whoever reads all of it tells where it breaks off
        seen += (len(cells) for _, cells in islice(rows(text, delimiter), LOOKED_AT))
    if not seen:
        return 0.0, 0
    columns, count = Counter(seen).most_common(1)[0]
    return count / len(seen), columns
