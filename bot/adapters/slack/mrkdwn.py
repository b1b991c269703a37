"""Rich text as Slack's mrkdwn, in which nothing that a text says can become markup or a ping.

Slack has no escape for its markup, so a sign that would start some is replaced by one that looks like it.
"""

import re

from bot.adapters.slack.manifest import COMMAND
from bot.command_text.words import VERBS
from bot.richtext.links import is_honest
from bot.richtext.nodes import (
    Bullets,
    Channel,
    Code,
    Emphasis,
    Fence,
    Formula,
    Link,
    Math,
    Paragraph,
    RichBlock,
    Span,
    Spans,
    Strong,
    Text,
)
from bot.richtext.plain import plain_spans

_BREAK = "\u200b"  # Slack takes a zero-width space for the edge of a word, and markup must begin at one
_SEVERAL = re.compile(f"{_BREAK}+")
_NEEDLESS = re.compile(rf"(?<![\w*_`]){_BREAK}(?=[*_`])|(?<=[*_`]){_BREAK}(?![\w*_`])")
_ALIKE = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
_EDGE_UNDERSCORE = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
_EMOJI = re.compile(r":(?=[a-z+][a-z0-9_+-]*:)")
_QUOTE = re.compile(r"^(\s*)(>+)", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_COMMAND = re.compile(rf"(?<![^\s(“])/(?=(?:{'|'.join(sorted(set(VERBS.values())))})\b(?!/))")
_CHANNEL = re.compile("slack:[A-Z0-9]+/[A-Z0-9]+")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>|]+")


def control_free(text: str) -> str:
    """Text without signs that JSON or Slack would choke on."""
    return _CONTROL.sub("", text)


def led(text: str) -> str:
    """Sentences of ours name commands as `/quiz`, which people on Slack type as `/study quiz`."""
    return _COMMAND.sub(f"{COMMAND} ", text)


def escape(text: str) -> str:
    """Plain words for a place where only `&`, `<` and `>` mean something, such as a notification."""
    return control_free(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def literal(text: str) -> str:
    """Plain words for mrkdwn: shown as they are, whatever signs they hold."""
    text = _QUOTE.sub(lambda found: found[1] + "›" * len(found[2]), led(control_free(text)).translate(_ALIKE))
    text = _EDGE_UNDERSCORE.sub(lambda found: "ˍ" * len(found[0]), text)
    return escape(_EMOJI.sub("∶", text))


def bold(text: str) -> str:
    """A plain text in bold."""
    return _trimmed(_wrapped("*", literal(text)))


def block(rich: RichBlock) -> str:
    """One block of rich text; empty if nothing in it can be seen."""
    match rich:
        case Paragraph(spans):
            return line(spans)
        case Fence(text):
            return _fence(text)
        case Formula(latex, readable):
            return literal(readable) if readable else _fence(latex)
        case Bullets(items, ordered):
            marks = (f"{number}." if ordered else "•" for number in range(1, len(items) + 1))
            return "\n".join(f"{mark} {line(item)}" for mark, item in zip(marks, items, strict=True))


def line(spans: Spans) -> str:
    """Running text."""
    return _trimmed(_spans(spans, frozenset())).strip()


def _trimmed(text: str) -> str:
    """Without the edges where a space, a sign or the line's end makes one."""
    return _NEEDLESS.sub("", _SEVERAL.sub(_BREAK, text))


def _spans(spans: Spans, inside: frozenset[str]) -> str:
    return "".join(_span(span, inside) for span in spans)


def _span(span: Span, inside: frozenset[str]) -> str:
    match span:
        case Text(text):
            return literal(text)
        case Strong(spans):
            return _styled("*", spans, inside)
        case Emphasis(spans):
            return _styled("_", spans, inside)
        case Code(text):
            return _code(text)
        case Math(latex, readable):
            return literal(readable) if readable else _code(latex)
        case Link(spans, url):
            return _link(_spans(spans, inside | {"*", "_"}), url, is_honest(plain_spans(spans), url))
        case Channel(id_) if _CHANNEL.fullmatch(id_):
            return f"<#{span.local}>"
        case Channel():
            return literal(f"#{span.local}")


def _styled(mark: str, spans: Spans, inside: frozenset[str]) -> str:
    text = _spans(spans, inside | {mark})
    return text if mark in inside else _wrapped(mark, text)


def _wrapped(mark: str, text: str) -> str:
    """Markup ends at the end of a line and must touch its words, so spaces go outside."""
    core = " ".join(text.split()).strip(_BREAK)
    if not core:
        return text
    before, after = (" " if text[0].isspace() else ""), (" " if text[-1].isspace() else "")
    return f"{before}{_BREAK}{mark}{core}{mark}{_BREAK}{after}"


def _code(text: str) -> str:
    inner = " ".join(text.replace("`", "ˋ").split())
    return f"{_BREAK}`{escape(inner)}`{_BREAK}" if inner else ""


def _fence(text: str) -> str:
    # what escaping takes out may have stood between two of three backticks
    inner = escape(text).replace("```", "ˋˋˋ").strip("\n")
    return f"```\n{inner}\n```" if inner.strip() else ""


def _link(label: str, url: str, honest: bool) -> str:
    if not _SAFE_LINK.fullmatch(url):
        return label
    if not honest:
        return f"{label} (<{escape(url)}|link>)"
    return f"<{escape(url)}|{label.replace(chr(10), ' ') or escape(url)}>"
