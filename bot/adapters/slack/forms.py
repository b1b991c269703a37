"""A form as a Slack modal, and the texts that come back from one."""

import json
from collections.abc import Mapping

from bot.adapters.slack.elements import Json, plain_text
from bot.adapters.slack.views import CLOSE, labelled
from bot.cards import Field, Form
from bot.presses import encode

LONGEST_TEXT = 3000  # characters in a field
HINT = 150


def to_view(form: Form, origin: Json) -> Json:
    """Slack gives back with a form what the press was and where it happened.

    So a form that is sent after a restart finds its way as well.
    """
    return {
        "type": "modal",
        "callback_id": encode(form.press),
        "private_metadata": json.dumps(origin),
        "title": plain_text(form.title, 24),
        "submit": plain_text("Send", 24),
        "close": CLOSE,
        "blocks": [_block(field) for field in form.fields],
    }


def _block(field: Field) -> Json:
    hint = {"hint": plain_text(field.hint, HINT)} if field.hint else {}
    return labelled(field.name, field.label, _input(field), optional=not field.required) | hint


def _input(field: Field) -> Json:
    if field.is_file:
        return {"type": "file_input", "max_files": 1}
    longest = min(field.longest, LONGEST_TEXT)
    least = {"min_length": 1} if field.required else {}
    filled = {"initial_value": field.value[:longest]} if field.value else {}
    return {
        "type": "plain_text_input",
        "multiline": not field.one_line,
        "max_length": longest,
        **least,
        **filled,
    }


def values_of(view: Json) -> tuple[Mapping[str, str], Json]:
    """What was written into each field, and where the press happened."""
    state = view["state"]["values"]
    texts = {name: (actions[name].get("value") or "") for name, actions in state.items()}
    return texts, json.loads(view["private_metadata"])


def file_of(view: Json) -> Json | None:
    """What Slack says about the file that was put into a form; None where it asked for none."""
    inputs = (each for actions in view["state"]["values"].values() for each in actions.values())
    return next((each["files"][0] for each in inputs if each.get("files")), None)
