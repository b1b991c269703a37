"""Rich text as plain text: what a terminal shows and a screen reader says."""

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


def plain(rich: Rich) -> str:
    """Blocks with a blank line between them, code indented, lists with `- ` or `1. `."""
    return "\n\n".join(map(_block, rich))


def plain_spans(spans: Spans) -> str:
    return "".join(map(_span, spans))


def _block(block: RichBlock) -> str:
    match block:
        case Paragraph(spans):
            return plain_spans(spans)
        case Fence(text):
            return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))
        case Formula(latex, readable):
            return f"    {readable or latex}"
        case Bullets(items, ordered):
            signs = [f"{number}. " if ordered else "- " for number in range(1, len(items) + 1)]
            return "\n".join(_item(sign, item) for sign, item in zip(signs, items, strict=True))


def _item(sign: str, item: Spans) -> str:
    return sign + plain_spans(item).replace("\n", "\n" + " " * len(sign))


def _span(span: Span) -> str:
    match span:
        case Text(text) | Code(text):
            return text
        case Strong(spans) | Emphasis(spans):
            return plain_spans(spans)
        case Math(latex, readable):
            return readable or latex
        case Link(spans, url):
            text = plain_spans(spans)
            return text if text == url else f"{text} ({url})"
        case Channel():
            return f"#{span.local}"
