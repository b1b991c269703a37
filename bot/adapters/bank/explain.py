"""Says in a sentence what a validator found, and what to do."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bot.adapters.bank.models import OptionEntry, QuestionEntry, ReferenceEntry, TopicFile
from bot.strict_yaml.problem import did_you_mean

MODELS: Mapping[str, type[BaseModel]] = {
    "questions": QuestionEntry,
    "options": OptionEntry,
    "references": ReferenceEntry,
}
SENTENCES = {
    "missing": "is missing; add it",
    "string_too_short": "is empty; write it, or leave the key out if it is optional",
    "list_type": "needs a list; begin each entry with `- `",
    "too_short": "has no entry; write at least one",
    "bool_type": "is neither true nor false; write true, or leave it out",
    "int_type": "is no year; write one such as 2017",
    "greater_than_equal": "is no year; write one such as 2017",
    "less_than_equal": "is no year; write one such as 2017",
    "model_type": "has no keys; write some, such as `title: …`",
    "string_pattern_mismatch": "is no name; write lower-case words joined by hyphens",
    "string_too_long": "is longer than 64 characters; shorten it",
}


def explain(error: ErrorDetails) -> str:
    """`key`: what is wrong; what to do."""
    path = [part for part in error["loc"] if isinstance(part, str)]
    name = _name(error["loc"])
    match error["type"]:
        case "extra_forbidden":
            model = MODELS.get(path[-2], TopicFile) if len(path) > 1 else TopicFile
            return f"{name} is no key; {did_you_mean(path[-1], model.model_fields)}"
        case "enum" if isinstance(error["input"], str):
            expected = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
            return f"{name}: `{error['input']}` is unknown; {did_you_mean(error['input'], expected)}"
        case "string_type" | "enum":
            return f"{name} {_no_text(error['input'])}"
        case other:
            return f"{name} {SENTENCES.get(other, error['msg'])}"


def _name(where: Sequence[str | int]) -> str:
    """`options[2].why`: from below the question, counted from 1 as people count."""
    inner = where[2:] if where[:1] == ("questions",) and len(where) > 2 else where
    name = ""
    for part in inner:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return f"`{name}`" if name else "the file"


def _no_text(value: Any) -> str:
    match value:
        case bool():
            return "is read as yes or no (so are on, off, true, false); put quotes around it"
        case int():
            return "is read as a number; put quotes around it"
        case None:
            return SENTENCES["string_too_short"]
        case dict():
            return "needs a text; put quotes around it if it holds a colon"
        case _:
            return "is a list; write one text"
