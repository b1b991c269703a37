"""Aiken: choices of one, each text on a line of its own, and nothing else."""

from collections.abc import Iterator

from bot.adapters.bank.exporting.exported import Exported, Losses, Selection
from bot.domain.question import Question

FORMAT = "aiken"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def export(selection: Selection) -> Exported:
    losses = Losses()
    kept = [question for question in selection.questions if not question.is_open]
    losses.add("open questions", len(selection.questions) - len(kept))
    losses.add("line ends, written as spaces", sum(_has_line_end(question) for question in kept))
    losses.parts(
        kept, "id", "topic", "level", "kind", "why", "answer", "key_points", "follow_ups", "red_flags"
    )
    losses.parts(kept, "tags", "references", "formula", "code", "output")
    content = "\n\n".join("\n".join(_lines(question)) for question in kept)
    return Exported(f"{content}\n".encode() if kept else b"", len(kept), losses.counted())


def _lines(question: Question) -> Iterator[str]:
    yield one_line(question.prompt)
    for letter, option in zip(LETTERS, question.options, strict=False):
        yield f"{letter}. {one_line(option.text)}"
    yield f"ANSWER: {LETTERS[question.key]}"


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def _has_line_end(question: Question) -> bool:
    return any(
        "\n" in text.strip() for text in (question.prompt, *(option.text for option in question.options))
    )
