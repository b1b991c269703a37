"""What a reader finds in a foreign file, before it becomes questions of a bank."""

from dataclasses import dataclass

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

    `answer` is empty where the file has none.
    `topic` is the file's own word for what it is about, such as the nearest heading or category, and
    `level_word` its own word for how hard it is. What only a bank of our own can say stands last.
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
    id: str = ""
    kind: Kind | None = None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that one file gave. `claimed` is how many questions the file itself says it has.

    `pattern` says by what a reader that had to choose told questions from other text. `skipped` is text that
    belongs to no question; nothing is lost by it, so that it is no warning.
    """

    format: str
    questions: tuple[FoundQuestion, ...]
    warnings: tuple[Notice, ...] = ()
    claimed: int | None = None
    pattern: str = ""
    skipped: tuple[Notice, ...] = ()
