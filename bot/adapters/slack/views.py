"""What stands in a window of its own: App Home, a card in a modal, the form for a new schedule."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.adapters.slack.blocks import section
from bot.adapters.slack.elements import Json, plain_text
from bot.adapters.slack.render import to_blocks, to_home
from bot.cards import Card, in_words
from bot.commands import AddSchedule, ScheduleFields
from bot.domain.ids import ChannelId, TopicId
from bot.domain.question import Level
from bot.domain.round import Reveal

NEW_SCHEDULE = "new-schedule"
"""The callback_id of the form."""

CLOSE: Json = plain_text("Close", 24)

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
        "close": CLOSE,
        "blocks": to_blocks(in_words(card)),
    }


def form(topics: Sequence[tuple[TopicId, str]], zone: str = "", above: Sequence[Json] = ()) -> Json:
    """The form for a new schedule; Slack keeps what was typed when it is shown again with blocks above it."""
    return {
        "type": "modal",
        "callback_id": NEW_SCHEDULE,
        "title": plain_text("A question a day", 24),
        "submit": plain_text("Add", 24),
        "close": CLOSE,
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
        labelled("channel", "Channel", _CHANNEL),
        labelled("times", "Times of day", _text("09:00", "09:00, 17:30")),
        labelled(
            "weekdays",
            "Weekdays",
            {"type": "checkboxes", "options": weekdays, "initial_options": weekdays[:5]},
        ),
        labelled("zone", "Time zone", _text(zone, "Europe/Berlin"), optional=True),
        *([labelled("topics", "Topics", _several(topics), optional=True)] if topics else []),
        labelled("levels", "Levels", _several(_LEVELS), optional=True),
        labelled(
            "reveal",
            "The model answer is shown",
            {"type": "static_select", "options": reveals, "initial_option": reveals[0]},
        ),
        labelled("open_for", "Open for", _text("", "8h; empty means until the next one"), optional=True),
        labelled("mention", "Mention", _text("", "the id of a user group, or here"), optional=True),
        labelled("name", "Name", _text("", "daily"), optional=True),
    ]


_CHANNEL: Json = {
    "type": "conversations_select",
    "default_to_current_conversation": True,
    "filter": {"include": ["public", "private"], "exclude_bot_users": True},
}


def labelled(name: str, label: str, element: Json, optional: bool = False) -> Json:
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
