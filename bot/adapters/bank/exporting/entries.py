"""A question as keys and values, in the order in which our own files have them."""

from dataclasses import fields
from typing import Any

from bot.adapters.bank.exporting.exported import Selection
from bot.domain.question import Question


def entry_of(question: Question) -> dict[str, Any]:
    """Without what is empty; enumerations as their words."""
    return {name: value for name, value in _plain(question).items() if value not in ("", [], None)}


def topics_of(selection: Selection) -> dict[str, str]:
    """The names of the topics that these questions have."""
    topics = dict.fromkeys(question.topic for question in selection.questions)
    return {str(topic): selection.title_of(topic) for topic in topics}


def _plain(value: Any) -> Any:
    match value:
        case str():
            return str(value)
        case tuple():
            return [_plain(each) for each in value]
        case _ if hasattr(value, "__dataclass_fields__"):
            plain = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
            return {name: each for name, each in plain.items() if each not in ("", False)}
        case _:
            return value
