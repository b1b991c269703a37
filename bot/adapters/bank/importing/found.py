"""What a reader finds in a foreign file, before it becomes questions of a bank."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.question import Kind, Level, Reference


class CannotImport(Exception):
    """A file holds nothing that its reader can take; the text says why, and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundOption:
    """One choice as the file gives it; texts are Markdown, also where the file had HTML or plain text."""

    text: str
    right: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuestion:
    """`line` is where it begins, counted from 1, or 0 in a file without lines.

    `answer` is empty where the file has none. `options` are none, or two to eight with exactly one right.
    `topic` is the file's own word for what it is about, such as the nearest heading or category, and
    `level_word` its own word for how hard it is.
    `id` and what stands below it are given by our own formats alone.
    """

    line: int
    prompt: str
    answer: str = ""
    options: tuple[FoundOption, ...] = ()
    key_points: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    level: Level | None = None
    level_word: str = ""
    topic: str = ""
    tags: tuple[str, ...] = ()
    kind: Kind | None = None
    id: str = ""
    references: tuple[Reference, ...] = ()
    formula: str = ""
    code: str = ""
    output: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was left out, cut off or guessed; `code` is a short name such as `no-answer`."""

    line: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that became part of no question, from `line` to `last`; `code` and `text` say what they are."""

    line: int
    last: int
    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that one file gave.

    `claimed` is how many questions the file itself says it has; `titles` are names of topics for people.
    `pattern` says by what a reader that had to choose told questions from other text. `skipped` is text that
    belongs to no question; nothing is lost by it, so that it is no warning.
    """

    format: str
    questions: tuple[FoundQuestion, ...]
    warnings: tuple[Notice, ...] = ()
    claimed: int | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    pattern: str = ""
    skipped: tuple[Stretch, ...] = ()
