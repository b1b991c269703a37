"""Rich text to HTML."""

from collections.abc import Iterable

from markupsafe import Markup

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
    Strong,
    Text,
)
from bot.richtext.plain import plain_spans

SAFE_LINKS = ("https://", "http://", "mailto:", "#")


def rich_html(text: Rich) -> Markup:
    return Markup("").join(_block(block) for block in text)


def _block(block: RichBlock) -> Markup:
    match block:
        case Paragraph(spans):
            return Markup("<p>{}</p>").format(_spans(spans))
        case Fence(text, language):
            return fence_html(text, language)
        case Formula(latex, readable):
            return Markup('<p class="formula">{}</p>').format(_formula(latex, readable))
        case Bullets(items, ordered):
            rows = Markup("").join(Markup("<li>{}</li>").format(_spans(item)) for item in items)
            return (Markup("<ol>{}</ol>") if ordered else Markup("<ul>{}</ul>")).format(rows)


def fence_html(text: str, language: str) -> Markup:
    # a scrolling box has to be reachable by keyboard
    return Markup('<pre tabindex="0" role="group" aria-label="{}"><code>{}</code></pre>').format(
        f"Code in {language}" if language else "Code", text
    )


def _spans(spans: Iterable[Span]) -> Markup:
    return Markup("").join(_span(span) for span in spans)


def _span(span: Span) -> Markup:
    match span:
        case Text(text):
            return Markup("{}").format(text)
        case Strong(spans):
            return Markup("<strong>{}</strong>").format(_spans(spans))
        case Emphasis(spans):
            return Markup("<em>{}</em>").format(_spans(spans))
        case Code(text):
            return Markup("<code>{}</code>").format(text)
        case Math(latex, readable):
            return _formula(latex, readable)
        case Link(spans, url):
            if is_honest(plain_spans(spans), url):
                return link_html(_spans(spans), url)
            return Markup("{} ({})").format(_spans(spans), link_html(Markup("link"), url))
        case Channel():
            return Markup("#{}").format(span.local)


def link_html(label: Markup, url: str) -> Markup:
    """A link, or its bare label where the address could run a script."""
    if not url.startswith(SAFE_LINKS):
        return label
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(url, label)


def _formula(latex: str, readable: str | None) -> Markup:
    if readable is None:
        return Markup('<code class="latex">{}</code>').format(latex)
    return Markup('<span class="math">{}</span>').format(readable)
