"""Reads a piece of a foreign file, and says what came of it in few words."""

from bot.adapters.bank.importing.found import Found, FoundQuestion
from bot.adapters.bank.importing.quiz_formats import READERS, reader


def took(format_: str, content: str | bytes) -> Found:
    """What the reader finds in a file that it, and no other before it, takes for its own."""
    data = content.encode() if isinstance(content, str) else content
    assert next(name for name in READERS if reader(name).looks_like(data)) == format_
    found = reader(format_).read(data)
    assert found.format == format_
    return found


def one(format_: str, content: str | bytes) -> FoundQuestion:
    """The only question of a file."""
    (question,) = took(format_, content).questions
    return question


def choices(question: FoundQuestion) -> list[str]:
    """The texts of the options, the right one with a star in front."""
    return [f"*{option.text}" if option.right else option.text for option in question.options]


def told(found: Found) -> list[tuple[int, str]]:
    """The line and the code of every warning."""
    return [(notice.line, notice.code) for notice in found.warnings]
