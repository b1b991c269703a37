"""Buttons and plain texts, of which Slack's blocks are made."""

from typing import Any

from bot.adapters.slack import mrkdwn
from bot.cards import Button, Look
from bot.presses import PREFIX, encode

Json = dict[str, Any]

ACTION = PREFIX + ":"
"""Every action_id of ours begins with it; what the button means stands in its value."""

_LABEL = 75
_STYLES = {Look.MAIN: {"style": "primary"}, Look.DANGER: {"style": "danger"}, Look.PLAIN: {}}


def short(text: str, limit: int) -> str:
    """One line of plain text, cut with an ellipsis."""
    line = " ".join(mrkdwn.led(mrkdwn.control_free(text)).split())
    return line if len(line) <= limit else f"{line[: max(limit - 1, 0)]}…"


def plain_text(text: str, limit: int) -> Json:
    """A text object without any markup, not even `:emoji:`."""
    return {"type": "plain_text", "text": short(text, limit) or "…", "emoji": False}


def button_of(button: Button) -> Json:
    """A button whose action_id is still to be numbered."""
    return {
        "type": "button",
        "text": plain_text(button.label, _LABEL),
        "value": encode(button.press),
        "action_id": ACTION,
        **_STYLES[button.look],
    }
