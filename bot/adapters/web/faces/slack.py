"""Slack blocks to HTML that looks like Slack."""

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from bot.adapters.web.faces.mrkdwn import mrkdwn_html

Payload = Mapping[str, Any]


def slack_html(blocks: Iterable[Payload]) -> Markup:
    return Markup(
        '<article class="slack"><p class="s-author">studybot <span>APP</span></p>{}</article>'
    ).format(Markup("").join(map(_block, blocks)))


def _block(block: Payload) -> Markup:
    """One of the kinds that a bot like this sends; ValueError for any other."""
    match block["type"]:
        case "header":
            return Markup('<p class="s-header" role="heading" aria-level="2">{}</p>').format(
                block["text"]["text"]
            )
        case "section":
            return _section(block)
        case "context":
            return Markup('<p class="s-context">{}</p>').format(_joined(block["elements"]))
        case "image":
            return Markup('<img class="picture" src="/pictures/{}" alt="{}">').format(
                block["slack_file"]["id"], block["alt_text"]
            )
        case "divider":
            return Markup("<hr>")
        case "actions":
            return Markup('<div class="s-actions">{}</div>').format(
                Markup("").join(map(_button, block["elements"]))
            )
        case other:
            raise ValueError(f"no preview for Slack's {other} block")


def _section(block: Payload) -> Markup:
    text = Markup('<div class="s-text">{}</div>').format(_text(block["text"])) if "text" in block else ""
    fields = Markup("").join(
        Markup("<div>{}</div>").format(_text(field)) for field in block.get("fields", ())
    )
    accessory = _button(block["accessory"]) if "accessory" in block else ""
    return Markup('<div class="s-section">{}{}{}</div>').format(
        text, Markup('<div class="s-fields">{}</div>').format(fields) if fields else "", accessory
    )


def _joined(elements: Iterable[Payload]) -> Markup:
    return Markup(" ").join(map(_text, elements))


def _text(text: Payload) -> Markup:
    if text["type"] == "mrkdwn":
        return mrkdwn_html(text["text"])
    return Markup("{}").format(text["text"])


def _button(button: Payload) -> Markup:
    look = button.get("style", "default")
    return Markup('<button class="s-button {}" name="token" value="{}">{}</button>').format(
        look, button.get("value") or button["action_id"], button["text"]["text"]
    )
