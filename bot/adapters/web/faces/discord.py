"""A Discord message, as its REST API takes it, to HTML that looks like Discord."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from bot.adapters.web.faces.markdown import reader

Payload = Mapping[str, Any]

STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger"}
NO_COLOUR = 0x1E1F22
_TIME = re.compile(r"<t:([0-9]{1,11}):R>")


def discord_html(message: Payload) -> Markup:
    """Content, embeds and legacy component rows."""
    content = _markdown(message.get("content") or "")
    words = {listed["filename"]: listed.get("description", "") for listed in message.get("attachments") or ()}
    embeds = Markup("").join(_embed(embed, words) for embed in message.get("embeds") or ())
    rows = Markup("").join(map(_row, message.get("components") or ()))
    return Markup(
        '<article class="discord"><p class="d-author">studybot <span>APP</span></p>{}{}{}</article>'
    ).format(content, embeds, rows)


def _embed(embed: Payload, words: Mapping[str, str]) -> Markup:
    """`words` describe the files that came with the message."""
    title, footer = embed.get("title"), embed.get("footer") or {}
    fields = Markup("").join(map(_field, embed.get("fields") or ()))
    return Markup(
        '<div class="d-embed"><svg class="d-bar" aria-hidden="true"><rect width="4" height="100%" '
        'fill="#{color:06x}"/></svg>{title}{text}{fields}{image}{footer}</div>'
    ).format(
        color=embed.get("color") or NO_COLOUR,
        title=Markup('<div class="d-title" role="heading" aria-level="2">{}</div>').format(_markdown(title))
        if title
        else "",
        text=_markdown(embed.get("description") or ""),
        fields=Markup('<div class="d-fields">{}</div>').format(fields) if fields else "",
        image=_image(embed["image"]["url"], words) if "image" in embed else "",
        footer=Markup('<p class="d-footer">{}</p>').format(footer["text"]) if footer else "",
    )


def _image(url: str, words: Mapping[str, str]) -> Markup:
    name = url.removeprefix("attachment://")
    return Markup('<img class="picture" src="/pictures/{}" alt="{}">').format(name, words.get(name, ""))


def _field(field: Payload) -> Markup:
    return Markup('<div class="d-field{}"><strong>{}</strong>{}</div>').format(
        " inline" if field.get("inline") else "", field["name"], _markdown(field["value"])
    )


def _markdown(text: str) -> Markup:
    html = reader().render(_TIME.sub(_time, text))
    # markdown-it has escaped all text, and HTML in it is switched off
    return Markup('<div class="d-text">{}</div>').format(Markup(html)) if html else Markup("")  # noqa: S704


def _time(found: re.Match[str]) -> str:
    """Discord counts down itself; a preview stands still."""
    return f"at {datetime.fromtimestamp(int(found[1]), UTC):%H:%M:%S} UTC"


def _row(row: Payload) -> Markup:
    return Markup('<div class="d-row">{}</div>').format(Markup("").join(map(_button, row["components"])))


def _button(button: Payload) -> Markup:
    return Markup('<button class="d-button {}" name="token" value="{}">{}</button>').format(
        STYLES[button["style"]], button["custom_id"], button["label"]
    )
