"""Payloads in the shape that the platforms' renderers make, from any card."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.cards import Card
from bot.presses import encode


def discord(card: Card) -> dict[str, Any]:
    buttons = [{"type": 2, "style": 1, "label": b.label, "custom_id": encode(b.press)} for b in card.buttons]
    text = (
        "**Bold** *it* __under__ ~~no~~ `a || b` ||hidden **words**||\n\n||```py\nx = 1\n```||\n\n<b>raw</b>"
    )
    return {
        "content": "",
        "embeds": [
            {
                "title": card.title,
                "color": 0x3D4FC4,
                "description": text,
                "fields": [{"name": "First", "value": "`1`", "inline": True}],
                "footer": {"text": card.note or "no note"},
            }
        ],
        "components": [{"type": 1, "components": buttons[n : n + 5]} for n in range(0, len(buttons), 5)],
    }


def slack(card: Card) -> list[dict[str, Any]]:
    text = "*Bold* _it_ ~no~ `x < 1`\n<https://example.org|a link> &lt;b&gt;\n```\ny = 2\n```"
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": card.title}},
        {"type": "section", "text": {"type": "mrkdwn", "text": text}},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": f"*{n}*\none"} for n in range(3)]},
        {"type": "divider"},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": card.note or "_no note_"}]},
    ]
    if card.buttons:
        blocks.append(
            {"type": "actions", "elements": [_slack_button(n, b) for n, b in enumerate(card.buttons)]}
        )
    return blocks


def _slack_button(number: int, button: Any) -> dict[str, Any]:
    return {
        "type": "button",
        "text": {"type": "plain_text", "text": button.label},
        "action_id": f"press-{number}",
        "value": encode(button.press),
    }


FACES: Mapping[str, Callable[[Card], object]] = {
    "discord": discord,
    "slack": slack,
    "plain": lambda card: f"{card.title}\n\nplain words",
}
