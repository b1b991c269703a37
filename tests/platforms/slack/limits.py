"""What Slack refuses: slack_sdk's own validation, and by hand what that misses."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Json = dict[str, Any]

MOST_CHARACTERS = 13_200
MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
LONGEST = {
    "button": 75,
    "option": 75,
    "field": 2000,
    "section": 3000,
    "header": 150,
    "text": 3000,
    "title": 24,
}
KNOWN_KEYS = {"mrkdwn": {"type", "text", "verbatim"}, "plain_text": {"type", "text", "emoji"}}


class Refusal(Exception):
    """Slack says `ok: false` with this error code; `reason` is what a person wants to know."""

    def __init__(self, error: str, reason: str = "", **more: Any) -> None:
        super().__init__(f"{error}: {reason}")
        self.error = error
        self.reason = reason
        self.more = more


def check_message(message: Json) -> None:
    """Refusal for a message that Slack would not take."""
    blocks = message.get("blocks") or []
    if not blocks and not (message.get("text") or "").strip():
        raise Refusal("no_text")
    if len(message.get("text") or "") > 40_000:
        raise Refusal("msg_too_long")
    if len(json.dumps(blocks, ensure_ascii=False)) > MOST_CHARACTERS:
        raise Refusal("msg_blocks_too_long", f"{len(json.dumps(blocks, ensure_ascii=False))} characters")
    if blocks:
        check_blocks(blocks, MESSAGE_BLOCKS)


def check_view(view: Json) -> None:
    """Refusal for a modal or Home that Slack would not take."""
    if len(view.get("private_metadata") or "") > 3000 or len(view.get("callback_id") or "") > 255:
        raise Refusal("invalid_arguments", "private_metadata or callback_id is too long")
    if view["type"] == "modal":
        _check_text(view["title"], "title")
        if not view.get("submit") and any(block["type"] == "input" for block in view["blocks"]):
            raise Refusal("invalid_arguments", "a modal with inputs needs a submit button")
    check_blocks(view["blocks"], VIEW_BLOCKS)
    known = {key: value for key, value in view.items() if key != "blocks"}
    try:
        View(**known, blocks=view["blocks"]).validate_json()
    except SlackObjectFormationError as problem:
        raise Refusal("invalid_arguments", str(problem)) from problem


def check_blocks(blocks: list[Json], most: int) -> None:
    """Refusal for blocks that Slack would not take."""
    if not 1 <= len(blocks) <= most:
        raise Refusal("invalid_blocks", f"{len(blocks)} blocks")
    parsed = Block.parse_all(blocks)
    if None in parsed or len(parsed) != len(blocks):
        raise Refusal("invalid_blocks", "an unknown kind of block")
    try:
        for block in parsed:
            block.validate_json()
    except SlackObjectFormationError as problem:
        raise Refusal("invalid_blocks", str(problem)) from problem
    for payload in blocks:
        _check_block(payload)
        if payload["type"] == "image":
            _check_image(payload)
    for name in ("action_id", "block_id"):
        doubled = [id_ for id_, times in Counter(_values(blocks, name)).items() if times > 1]
        if doubled:
            raise Refusal("invalid_blocks", f"{name} {doubled[0]} stands there twice")


def _check_block(block: Json) -> None:
    match block["type"]:
        case "section":
            if "text" in block:
                _check_text(block["text"], "section")
            for field in block.get("fields", []):
                _check_text(field, "field")
            if "accessory" in block:
                _check_element(block["accessory"])
            if "fields" in block and not 1 <= len(block["fields"]) <= 10:
                raise Refusal("invalid_blocks", f"{len(block['fields'])} fields")
        case "header":
            _check_text(block["text"], "header")
        case "context":
            if not block["elements"]:
                raise Refusal("invalid_blocks", "an empty context")
            for element in block["elements"]:
                _check_text(element, "text")
        case "actions":
            if not 1 <= len(block["elements"]) <= 25:
                raise Refusal("invalid_blocks", f"{len(block['elements'])} elements")
            for element in block["elements"]:
                _check_element(element)
        case "input":
            _check_text(block["label"], "text")
            if "hint" in block:
                _check_text(block["hint"], "text")
            _check_element(block["element"])
        case _:
            return


def _check_image(block: Json) -> None:
    if not 1 <= len(block.get("alt_text", "").strip()) <= 2000:
        raise Refusal("invalid_blocks", "an alt_text has 1 to 2000 characters")
    file = block.get("slack_file", {})
    if ("image_url" in block) == bool(file) or len(file) > 1:
        raise Refusal("invalid_blocks", "an image has one address or one file")
    if file and not re.fullmatch(r"F[A-Z0-9]{8,}", file.get("id", "")):
        raise Refusal("invalid_blocks", "input must match regex pattern: ^[F][A-Z0-9]{8,}$")


def _check_element(element: Json) -> None:
    if not 1 <= len(element.get("action_id", "")) <= 255:
        raise Refusal("invalid_blocks", "an action_id has 1 to 255 characters")
    if len(element.get("value") or "") > 2000:
        raise Refusal("invalid_blocks", "a value has at most 2000 characters")
    if element["type"] == "button":
        _check_text(element["text"], "button")
    if element["type"] == "plain_text_input" and element.get("initial_value") == "":
        raise Refusal("invalid_blocks", "an empty initial value")
    if element["type"] == "plain_text_input" and not 1 <= element.get("max_length", 3000) <= 3000:
        raise Refusal("invalid_blocks", "a text input takes 1 to 3000 characters")
    if element["type"] == "file_input" and not 1 <= element.get("max_files", 10) <= 10:
        raise Refusal("invalid_blocks", "a file input takes 1 to 10 files")
    if "options" in element:
        _check_options(element)


def _check_options(element: Json) -> None:
    most = 10 if element["type"] in ("checkboxes", "radio_buttons") else 100
    if not 1 <= len(element["options"]) <= most:
        raise Refusal("invalid_blocks", f"{len(element['options'])} options in {element['type']}")
    for option in element["options"]:
        _check_text(option["text"], "option")
        if not 1 <= len(option["value"]) <= 150:
            raise Refusal("invalid_blocks", "an option's value has 1 to 150 characters")
    initial = [*element.get("initial_options", []), *filter(None, [element.get("initial_option")])]
    if any(option not in element["options"] for option in initial):
        raise Refusal("invalid_blocks", "an initial option that is not among the options")


def _check_text(text: Json, where: str) -> None:
    if not text["text"].strip():
        raise Refusal("invalid_blocks", f"empty text in a {where}")
    if len(text["text"]) > LONGEST[where]:
        raise Refusal("invalid_blocks", f"{len(text['text'])} characters in a {where}")
    if not set(text) <= KNOWN_KEYS[text["type"]]:
        raise Refusal("invalid_blocks", f"{set(text) - KNOWN_KEYS[text['type']]} in {text['type']}")
    if where in ("header", "button", "option", "title") and text["type"] != "plain_text":
        raise Refusal("invalid_blocks", f"a {where} takes plain_text only")


def _values(part: Any, name: str) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from _values(item, name)
    elif isinstance(part, dict):
        if name in part:
            yield part[name]
        for value in part.values():
            yield from _values(value, name)
