"""Rich text as Discord's Markdown, in which no text of ours can be taken for markup.

How Discord reads is known from its clients: a spoiler ends at the first `||` whatever stands around it, code
included; a backslash keeps a sign from meaning anything, except inside a link's label, where it shows.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit

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
    Rich,
    RichBlock,
    Span,
    Spans,
    Strong,
    Text,
)
from bot.richtext.plain import plain_spans
from bot.richtext.spans import merged

_MARKS = re.compile("`{3,}")
GAP: Final = "\u200b"  # has no width and keeps two signs apart
_SIGNS = re.compile(r"[\\*_~|`<\[]|:(?=//|[\w+-]+:)|@(?=everyone|here)")
_LINE_START = re.compile(r"^([ \t]*)(?:([#>-])|(\d+)(?=\.))", re.MULTILINE)
_LANGUAGE = re.compile(r"[A-Za-z0-9_+.#-]+")
_CHANNEL = re.compile("discord:[0-9]+/[0-9]+")
_PLAIN_LABEL = re.compile(r"[^\\*_~|`<>\[\]@:\n]+")


@lru_cache(maxsize=1024)  # titles and labels come again and again
def escape(text: str) -> str:
    """Text that shows as it is, wherever it stands in a line."""
    return _LINE_START.sub(_tame_start, _SIGNS.sub(_tame_sign, text))


def _tame_sign(match: re.Match[str]) -> str:
    return "\\" + match[0]


def _tame_start(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[2] else f"{match[1]}{match[3]}\\"


def markdown(rich: Rich, hidden: bool = False) -> tuple[str, ...]:
    """Pieces that belong below each other; each of them can stand in a spoiler of its own if `hidden`.

    Inside a spoiler only a fence is a block, so there a list is written with dots instead.
    """
    return tuple(_block(block, hidden) for block in rich)


def _block(block: RichBlock, hidden: bool) -> str:
    match block:
        case Paragraph(spans):
            return _lines(spans)
        case Fence(text, language):
            return fence(text, language)
        case Formula(latex, shown):
            return (
                escape(shown)
                if shown and "\n" not in shown
                else fence(shown or latex, "" if shown else "latex")
            )
        case Bullets(items, ordered):
            marks = [f"{n}." if ordered else "•" if hidden else "-" for n in range(1, len(items) + 1)]
            return "\n".join(f"{mark} {_lines(item)}" for mark, item in zip(marks, items, strict=True))


def _lines(spans: Spans) -> str:
    # neighbouring texts may look like markup only together
    return _LINE_START.sub(_tame_start, _joined(merged(spans)))


def _joined(spans: Iterable[Span]) -> str:
    """Code stands apart from a backtick before it, which some readers take for its beginning."""
    written = ""
    for piece in map(_span, spans):
        written += GAP * (written.endswith("`") and piece.startswith("`")) + piece
    return written


def _span(span: Span) -> str:
    match span:
        case Text(text):
            return _SIGNS.sub(_tame_sign, text)
        case Strong(spans):
            return _wrap("**", spans)
        case Emphasis(spans):
            return _wrap("*", spans)
        case Code(text):
            return code(text)
        case Math(latex, shown):
            return _SIGNS.sub(_tame_sign, shown) if shown else code(latex)
        case Link(spans, url):
            return _link(spans, url)
        case Channel(id_) if _CHANNEL.fullmatch(id_):
            return f"<#{span.local}>"
        case Channel():
            return _SIGNS.sub(_tame_sign, f"#{span.local}")


def _wrap(mark: str, spans: Spans) -> str:
    inner = _joined(spans).strip()
    return f"{mark}{inner}{mark}" if inner else ""


def bold(text: str) -> str:
    return _wrap("**", (Text(" ".join(text.split())),))


def code(text: str) -> str:
    """Inline code. Backticks inside lose their company, since three of them would open a fence."""
    inner = re.sub("`(?=`)", "`" + GAP, _apart(" ".join(text.split()))) or GAP
    return f"`` {inner} ``" if "`" in inner else f"`{inner}`"


def fence(text: str, language: str = "") -> str:
    inner = _MARKS.sub(lambda run: GAP.join(run[0]), _apart(text)).strip("\n")
    known = language if _LANGUAGE.fullmatch(language) else ""
    return f"```{known}\n{inner if inner.strip() else GAP}\n```"


def is_fence(piece: str) -> bool:
    return piece.startswith("```")


def _apart(text: str) -> str:
    """Code in which no `||` is left: the first one would end a spoiler around it."""
    return text.replace("||", f"|{GAP}|").replace("||", f"|{GAP}|")


def _link(spans: Spans, url: str) -> str:
    label = plain_spans(spans).strip()
    if urlsplit(url).scheme not in {"http", "https"}:
        return _SIGNS.sub(_tame_sign, label)
    target = quote(url, safe="/:?#@!$&'*+,;=%~-._")
    if _PLAIN_LABEL.fullmatch(label) and is_honest(label, url):
        return f"[{label}]({target})"
    return f"{_SIGNS.sub(_tame_sign, label)} ([link]({target}))"
