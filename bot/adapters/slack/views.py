"""What stands in a window of its own: App Home, a card in a modal, the form for a new schedule."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.adapters.slack.blocks import section
from bot.adapters.slack.elements import Json, plain_text
from bot.adapters.slack.render import to_blocks, to_home
from bot.cards import Card, Form, in_words
from bot.commands import AddSchedule, ScheduleFields
from bot.domain.ids import ChannelId, TopicId
from bot.domain.question import Level
from bot.domain.round import Reveal
from bot.presses import encode

NEW_SCHEDULE = "new-schedule"
"""The callback_id of the form."""

LONGEST_TEXT = 3000
_TEXT = "text"

_DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
_REVEALS = {
    Reveal.PRIVATE: "In private, to those who ask",
    Reveal.SPOILER: "In private, with a button in the post",
    Reveal.AT_CLOSE: "To everyone when the question closes",
}
_LEVELS = {level: level.capitalize() for level in Level}
_MOST_OPTIONS = 100


def home(cards: Sequence[Card]) -> Json:
    return {"type": "home", "blocks": to_home(map(in_words, cards)) or [section("Nothing here yet.")]}


def reply(card: Card) -> Json:
    """A card for somebody who clicked where no private message can be shown.

    Pictures are said in words: the trigger for a window is gone before a file has arrived.
    """
    return {
        "type": "modal",
        "title": plain_text("Study", 24),
        "close": _CLOSE,
        "blocks": to_blocks(in_words(card)),
    }


def text_form(asked: Form, origin: Json) -> Json:
    """A form for a text. Slack gives back with it what the press was and where it happened.

    So a form that is sent after a restart finds its way as well.
    """
    field = {"type": "plain_text_input", "multiline": True, "min_length": 1, "max_length": LONGEST_TEXT}
    block = _input(_TEXT, asked.label, field)
    return {
        "type": "modal",
        "callback_id": encode(asked.press),
        "private_metadata": json.dumps(origin),
        "title": plain_text(asked.title, 24),
        "submit": plain_text("Send", 24),
        "close": _CLOSE,
        "blocks": [block | {"hint": plain_text(asked.hint, 150)}],
    }


def read_text(view: Json) -> tuple[str, Json]:
    """What was written, and where the press happened."""
    return view["state"]["values"][_TEXT][_TEXT].get("value") or "", json.loads(view["private_metadata"])


def form(topics: Sequence[tuple[TopicId, str]], zone: str = "", above: Sequence[Json] = ()) -> Json:
    """The form for a new schedule; Slack keeps what was typed when it is shown again with blocks above it."""
    return {
        "type": "modal",
        "callback_id": NEW_SCHEDULE,
        "title": plain_text("A question a day", 24),
        "submit": plain_text("Add", 24),
        "close": _CLOSE,
        "blocks": [*above, *_fields(dict(topics), zone)],
    }


def read_form(view: Json, team: str) -> AddSchedule:
    """What the form says; fields left empty are None."""
    state = {block: next(iter(actions.values())) for block, actions in view["state"]["values"].items()}
    channel = state.get("channel", {}).get("selected_conversation")
    names = ("times", "weekdays", "zone", "topics", "levels", "reveal", "mention", "open_for")
    fields = ScheduleFields(**{name: _value(state.get(name, {})) for name in names})
    return AddSchedule(
        fields, ChannelId(f"slack:{team}/{channel}") if channel else None, _value(state.get("name", {}))
    )


def _value(state: Mapping[str, Any]) -> str | None:
    options = state.get("selected_options") or [state.get("selected_option")]
    chosen = ", ".join(option["value"] for option in options if option)
    return (state.get("value") or "").strip() or chosen or None


def _fields(topics: Mapping[TopicId, str], zone: str) -> list[Json]:
    weekdays = _options(_DAYS)
    reveals = _options(_REVEALS)
    return [
        _input("channel", "Channel", _CHANNEL),
        _input("times", "Times of day", _text("09:00", "09:00, 17:30")),
        _input(
            "weekdays",
            "Weekdays",
            {"type": "checkboxes", "options": weekdays, "initial_options": weekdays[:5]},
        ),
        _input("zone", "Time zone", _text(zone, "Europe/Berlin"), optional=True),
        *([_input("topics", "Topics", _several(topics), optional=True)] if topics else []),
        _input("levels", "Levels", _several(_LEVELS), optional=True),
        _input(
            "reveal",
            "The model answer is shown",
            {"type": "static_select", "options": reveals, "initial_option": reveals[0]},
        ),
        _input("open_for", "Open for", _text("", "8h; empty means until the next one"), optional=True),
        _input("mention", "Mention", _text("", "the id of a user group, or here"), optional=True),
        _input("name", "Name", _text("", "daily"), optional=True),
    ]


_CLOSE: Json = plain_text("Close", 24)
_CHANNEL: Json = {
    "type": "conversations_select",
    "default_to_current_conversation": True,
    "filter": {"include": ["public", "private"], "exclude_bot_users": True},
}


def _input(name: str, label: str, element: Json, optional: bool = False) -> Json:
    """An input whose block and element are named after a schedule's field."""
    return {
        "type": "input",
        "block_id": name,
        "label": plain_text(label, 200),
        "element": {"action_id": name, **element},
        "optional": optional,
    }


def _text(value: str, example: str) -> Json:
    initial = {"initial_value": value} if value else {}
    return {"type": "plain_text_input", "placeholder": plain_text(example, 150), **initial}


def _several(names: Mapping[Any, str]) -> Json:
    return {
        "type": "multi_static_select",
        "placeholder": plain_text("All of them", 150),
        "options": _options(names),
    }


def _options(names: Mapping[Any, str]) -> list[Json]:
    pairs = list(names.items())[:_MOST_OPTIONS]
    return [{"text": plain_text(label, 75), "value": str(value)} for value, label in pairs]
