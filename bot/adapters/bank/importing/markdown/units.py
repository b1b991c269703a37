"""A Markdown file as a row of units, each with its place: a heading, a line of text, code, a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

SIGNS = frozenset("•◦▪‣●○·")
"""Bullets of other programs, which Markdown does not know."""

DETAILS = "details"
"""The word of a fold that HTML makes, which has no type."""


class Form(Enum):
    HEADING = "heading"
    TEXT = "text"
    """A line of a paragraph."""
    CODE = "code"
    MATH = "math"
    TABLE = "table"
    RULE = "rule"
    FOLD = "fold"
    """The title of something that opens and shuts: `??? question "…"`, or `<summary>` in `<details>`."""


@dataclass(slots=True)
class Unit:
    """`line` is its first line and `end` the line behind its last, both counted from 0.

    `text` has no marker of its block. `depth` counts the lists, quotes and folds around it. `marker` is that
    of the list item which it begins, such as `-` or `3.`. `end` of a fold is where its inside ends, and
    `word` its type. `begins` is False for a further line of the same paragraph.
    """

    form: Form
    line: int
    end: int
    text: str = ""
    depth: int = 0
    level: int = 0
    marker: str = ""
    word: str = ""
    begins: bool = True
    quoted: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole file: its lines as they stand, and the units that they make up.

    `hidden` are lines that the page does not show: a code for what they are, the first line and how many.
    """

    lines: Sequence[str]
    units: Sequence[Unit]
    title: str = ""
    too_deep: bool = False
    hidden: Sequence[tuple[str, int, int]] = ()
