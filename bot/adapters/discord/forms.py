"""A form as the JSON of a Discord modal, and the text that comes back from one."""

from collections.abc import Iterator
from typing import Any, Final

from bot.adapters.discord.render import Json, shortened
from bot.cards import Form
from bot.presses import encode

TITLE, LABEL, DESCRIPTION, LONGEST = 45, 45, 100, 4000
LABELLED, TEXT_INPUT, PARAGRAPH = 18, 4, 2
TEXT: Final = "text"
"""The custom_id of the one field; that of the form is its press's token, so that it outlives a restart."""


def to_modal(form: Form) -> Json:
    field: Json = {
        "type": TEXT_INPUT,
        "custom_id": TEXT,
        "style": PARAGRAPH,
        "min_length": 1,
        "max_length": LONGEST,
        "required": True,
    }
    label: Json = {
        "type": LABELLED,
        "label": shortened(form.label, LABEL),
        "description": shortened(form.hint, DESCRIPTION),
        "component": field,
    }
    return {"custom_id": encode(form.press), "title": shortened(form.title, TITLE), "components": [label]}


def text_of(data: Any) -> str:
    """What was written, from the data of a modal that was sent."""
    return next(_written(data), "")


def _written(part: Any) -> Iterator[str]:
    """Discord wraps a field in a label, and did so in a row before."""
    if isinstance(part, list):
        for each in part:
            yield from _written(each)
    elif isinstance(part, dict):
        if part.get("custom_id") == TEXT and isinstance(part.get("value"), str):
            yield part["value"]
        yield from _written(part.get("components"))
        yield from _written(part.get("component"))
