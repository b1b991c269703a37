"""What an import took and what it left, file by file."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.adapters.bank.importing.found import Found, FoundQuestion, Notice, Stretch

FENCES = ("```", "~~~")
INLINE_CODE = re.compile(r"`[^`\n]*`")
FORMULA = re.compile(r"\$\$[^$]+\$\$|\$(?![\s$])[^$\n]*[^\s$\\]\$(?!\d)")
# nothing is given back, or a line of spaces would be read once for each of them
DELIMITERS = re.compile(r"^[ \t]*+\|?+[ \t]*+:?+-++:?+[ \t]*+(?:\|[ \t]*+:?+-*+:?+[ \t]*+)++$", re.MULTILINE)
BOXES = re.compile("[─│┌┐└┘├┤┬┴┼═║╔╗╚╝]")
DRAWN = 8  # box characters from which on a block of code is a figure


@dataclass(frozen=True, slots=True)
class Draft:
    """A question that waits for an answer."""

    line: int
    id: str
    prompt: str


@dataclass(slots=True, kw_only=True)
class FileReport:
    """`open` counts questions without an answer, `formulas` those with one, code and tables each block.

    A right option is an answer: `unexplained` counts those among `answered` that have no other.

    `levels` are the file's own words. `error` says why nothing could be read. `skipped` is text that belongs
    to no question, `duplicates` are questions that another one asks already.
    """

    path: str
    format: str = ""
    pattern: str = ""
    questions: int = 0
    answered: int = 0
    open: int = 0
    with_options: int = 0
    unexplained: int = 0
    follow_ups: int = 0
    red_flags: int = 0
    levels: Mapping[str, int] = field(default_factory=dict)
    formulas: int = 0
    code_blocks: int = 0
    tables: int = 0
    claimed: int | None = None
    error: str = ""
    warnings: Sequence[Notice] = ()
    duplicates: list[Notice] = field(default_factory=list)
    skipped: Sequence[Stretch] = ()
    drafts: list[Draft] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Report:
    """`written` are the files that the questions went into; none in a dry run.

    `unlevelled` counts questions whose files name no level, so that they have `level`.
    """

    pack: str
    level: str
    questions: int = 0
    drafts: int = 0
    merged: int = 0
    unlevelled: int = 0
    files: list[FileReport] = field(default_factory=list)
    written: Sequence[str] = ()

    @property
    def has_warnings(self) -> bool:
        return any(file.warnings or file.error for file in self.files)


def is_answered(question: FoundQuestion) -> bool:
    return bool(question.answer.strip()) or any(option.right for option in question.options)


def report_of(path: str, found: Found) -> FileReport:
    questions = found.questions
    answered = sum(map(is_answered, questions))
    texts = [f"{question.prompt}\n\n{question.answer}" for question in questions]
    blocks, prose = zip(*map(_apart, texts), strict=True) if texts else ((), ())
    return FileReport(
        path=path,
        format=found.format,
        pattern=found.pattern,
        questions=len(questions),
        answered=answered,
        open=len(questions) - answered,
        with_options=sum(bool(question.options) for question in questions),
        unexplained=sum(is_answered(question) and not question.answer.strip() for question in questions),
        follow_ups=sum(bool(question.follow_ups) for question in questions),
        red_flags=sum(bool(question.red_flags) for question in questions),
        levels=dict(Counter(filter(None, map(_level_word, questions)))),
        formulas=sum(_has_formula(text, question) for text, question in zip(prose, questions, strict=True)),
        code_blocks=sum(len(BOXES.findall(code)) < DRAWN for block in blocks for code in block)
        + sum(bool(question.code) for question in questions),
        tables=sum(len(DELIMITERS.findall(text)) for text in prose if "|" in text),
        claimed=found.claimed,
        warnings=found.warnings,
        skipped=found.skipped,
    )


def _apart(text: str) -> tuple[list[str], str]:
    """The blocks of code in a Markdown text, and the text without them; an open one goes to the end."""
    if not any(sign in text for sign in FENCES):
        return [], text
    blocks: list[str] = []
    prose: list[str] = []
    opened = ""
    for line in text.split("\n"):
        plain = line.strip(" \t")
        if opened and plain.startswith(opened) and not plain.strip("`~"):
            opened = ""
        elif opened:
            blocks[-1] += f"{line}\n"
        elif plain.startswith(FENCES):
            opened = plain[:3]
            blocks.append("")
        else:
            prose.append(line)
    return blocks, "\n".join(prose)


def _level_word(question: FoundQuestion) -> str:
    return question.level_word if question.level_word else str(question.level or "")


def _has_formula(prose: str, question: FoundQuestion) -> bool:
    if question.formula:
        return True
    return "$" in prose and FORMULA.search(INLINE_CODE.sub("", prose)) is not None
