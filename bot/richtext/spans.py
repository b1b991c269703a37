"""Building rows of spans."""

from collections.abc import Iterable

from bot.richtext.nodes import Span, Spans, Text


def merged(spans: Iterable[Span]) -> Spans:
    """The same spans with neighbouring texts in one piece and without empty ones."""
    row: list[Span] = []
    for span in spans:
        if isinstance(span, Text) and row and isinstance(row[-1], Text):
            row[-1] = Text(row[-1].text + span.text)
        elif span != Text(""):
            row.append(span)
    return tuple(row)
