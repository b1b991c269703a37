"""Slack's mrkdwn to HTML."""

import re
from collections.abc import Callable
from html import unescape

from markupsafe import Markup

from bot.adapters.web.richtext import link_html

_SPANS = re.compile(
    r"```\n?(?P<fence>.+?)\n?```"
    r"|`(?P<code>[^`\n]+)`"
    r"|<(?P<link>(?:https?|mailto):[^|>\s]+)(?:\|(?P<label>[^>\n]*))?>"
    r"|<(?P<mention>[@#!][^>\n]+)>"
    r"|(?<![\w*])\*(?P<strong>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<![\w_])_(?P<em>[^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])"
    r"|(?<![\w~])~(?P<strike>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])"
    r"|(?P<break>\n)",
    re.DOTALL,
)


def mrkdwn_html(text: str) -> Markup:
    """Slack escapes `&`, `<` and `>` only; everything else is as typed."""
    parts, at = [], 0
    for found in _SPANS.finditer(text):
        parts += [_text(text[at : found.start()]), _span(found)]
        at = found.end()
    return Markup("").join([*parts, _text(text[at:])])


def _text(text: str) -> Markup:
    return Markup("{}").format(unescape(text))


def _span(found: re.Match[str]) -> Markup:
    kind = str(found.lastgroup)
    inside = found[kind]
    if kind == "link" or kind == "label":
        return link_html(_text(found["label"] or found["link"]), unescape(found["link"]))
    return _FRAMES[kind].format(_INSIDE.get(kind, _text)(inside))


def _mention(text: str) -> Markup:
    """Whom it names; a date as an app without its reader's zone shows it."""
    return _text(text.rpartition("|")[2] if text.startswith("!date^") else text)


_FRAMES = {
    "fence": Markup('<pre tabindex="0" role="group" aria-label="Code"><code>{}</code></pre>'),
    "code": Markup("<code>{}</code>"),
    "mention": Markup('<span class="s-mention">{}</span>'),
    "strong": Markup("<strong>{}</strong>"),
    "em": Markup("<em>{}</em>"),
    "strike": Markup("<s>{}</s>"),
    "break": Markup("<br>"),
}
_INSIDE: dict[str, Callable[[str], Markup]] = {
    "mention": _mention,
    "strong": mrkdwn_html,
    "em": mrkdwn_html,
    "strike": mrkdwn_html,
}
