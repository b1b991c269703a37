"""Finds a file's questions before anything is known to be right about them."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.strict_yaml.builder import Where
from bot.strict_yaml.document import Document


def entries(document: Document) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Everything that stands where a question is expected and has keys, with its position."""
    questions = document.value.get("questions") if isinstance(document.value, dict) else None
    for at, entry in enumerate(questions if isinstance(questions, list) else ()):
        if isinstance(entry, dict):
            yield at, entry


def ids(document: Document) -> Iterator[tuple[str, int]]:
    """The id of each question that has one, and its line."""
    for at, entry in entries(document):
        if isinstance(entry.get("id"), str):
            yield entry["id"], document.line(("questions", at))


def subject(document: Document, where: Where) -> str:
    """What to call the question that a value belongs to; empty if it belongs to none."""
    if len(where) < 2 or where[0] != "questions":
        return ""
    at = int(where[1])
    id_ = dict(entries(document)).get(at, {}).get("id")
    return id_ if isinstance(id_, str) and id_ else f"question {at + 1}"


def subject_at(document: Document, line: int) -> str:
    """What to call the question that a line belongs to."""
    above = [("questions", at) for at, _ in entries(document) if document.line(("questions", at)) <= line]
    return subject(document, above[-1]) if above else ""
