"""A form as the JSON of a Discord modal, and the texts that come back from one."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.adapters.discord.render import Json, shortened
from bot.cards import Field, Form
from bot.presses import encode

TITLE, LABEL, DESCRIPTION = 45, 45, 100
LABELLED, TEXT_INPUT, LINE, PARAGRAPH = 18, 4, 1, 2


def to_modal(form: Form) -> Json:
    """Its custom_id is its press's token, so that a form outlives a restart."""
    return {
        "custom_id": encode(form.press),
        "title": shortened(form.title, TITLE),
        "components": [_labelled(field) for field in form.fields],
    }


def _labelled(field: Field) -> Json:
    described = {"description": shortened(field.hint, DESCRIPTION)} if field.hint else {}
    return {
        "type": LABELLED,
        "label": shortened(field.label, LABEL),
        **described,
        "component": _input(field),
    }


def _input(field: Field) -> Json:
    filled = {"value": field.value[: field.longest]} if field.value else {}
    return {
        "type": TEXT_INPUT,
        "custom_id": field.name,
        "style": LINE if field.one_line else PARAGRAPH,
        "min_length": 1 if field.required else 0,
        "max_length": field.longest,
        "required": field.required,
        **filled,
    }


def values_of(data: Any) -> Mapping[str, str]:
    """What was written into each field, from the data of a modal that was sent."""
    return dict(_written(data))


def _written(part: Any) -> Iterator[tuple[str, str]]:
    """Discord wraps a field in a label, and did so in a row before."""
    if isinstance(part, list):
        for each in part:
            yield from _written(each)
    elif isinstance(part, dict):
        if isinstance(part.get("custom_id"), str) and isinstance(part.get("value"), str):
            yield part["custom_id"], part["value"]
        yield from _written(part.get("components"))
        yield from _written(part.get("component"))
