"""Markdown with dollar math as rich text."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.dollarmath import dollarmath_plugin

from bot.domain.direction import straight
from bot.richtext.latex import readable
from bot.richtext.nodes import (
    Bullets,
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
from bot.richtext.spans import merged

NESTED = "– "  # marks an item of a list inside a list


@lru_cache(maxsize=8192)
def parse(markdown: str) -> Rich:
    """Read CommonMark; what we do not show (headings, quotes, images, tables, lists in lists) becomes text.

    Never raises: whatever is not well-formed Markdown or LaTeX stands there as it was written.
    """
    return tuple(_blocks(SyntaxTreeNode(_reader().parse(straight(markdown))).children))


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return reader.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> Iterator[RichBlock]:
    for node in nodes:
        match node.type:
            case "paragraph" | "heading":
                spans = _spans(node)
                if spans:
                    yield Paragraph((Strong(spans),) if node.type == "heading" else spans)
            case "fence" | "code_block":
                if node.content.strip():
                    yield Fence(node.content.rstrip("\n"), node.info.partition(" ")[0])
            case "math_block":
                if node.content.strip():
                    yield Formula(node.content.strip(), readable(node.content.strip()))
            case "bullet_list" | "ordered_list":
                yield from _list(node)
            case "tr":
                yield Paragraph(_joined([_spans(cell) for cell in node.children], " | "))
            case _:  # quotes and the parts of a table; a ruled line has no children
                yield from _blocks(node.children)


def _list(node: SyntaxTreeNode) -> Iterator[RichBlock]:
    items = [list(_flattened(_blocks(item.children))) for item in node.children]
    ordered = node.type == "ordered_list"
    first = int(node.attrs.get("start", 1))
    if first == 1 and all(len(item) == 1 and isinstance(item[0], Paragraph) for item in items):
        yield Bullets(tuple(item[0].spans for item in items if isinstance(item[0], Paragraph)), ordered)
        return
    # code or a formula inside an item takes a list apart, but its numbers stay
    for number, item in enumerate(items, first):
        yield from _marked(f"{number}. " if ordered else "• ", item)


def _flattened(blocks: Iterable[RichBlock]) -> Iterator[RichBlock]:
    """The blocks of one list item, its paragraphs and inner lists joined into lines of one paragraph."""
    lines: list[Spans] = []
    for block in blocks:
        match block:
            case Paragraph(spans):
                lines.append(spans)
            case Bullets(items, ordered):
                lines += [_marked_line(number, item, ordered) for number, item in enumerate(items, 1)]
            case _:
                yield from _paragraph(lines)
                lines = []
                yield block
    yield from _paragraph(lines)


def _marked_line(number: int, item: Spans, ordered: bool) -> Spans:
    deeper = (Text(span.text.replace("\n", "\n  ")) if isinstance(span, Text) else span for span in item)
    return merged((Text(f"{number}. " if ordered else NESTED), *deeper))


def _paragraph(lines: list[Spans]) -> Iterator[Paragraph]:
    if lines:
        yield Paragraph(_joined(lines, "\n"))


def _marked(sign: str, blocks: list[RichBlock]) -> Iterator[RichBlock]:
    match blocks:
        case [Paragraph(spans), *rest]:
            yield Paragraph(merged((Text(sign), *spans)))
            yield from rest
        case _:
            yield Paragraph((Text(sign.strip()),))
            yield from blocks


def _joined(parts: list[Spans], between: str) -> Spans:
    spans: list[Span] = []
    for number, part in enumerate(parts):
        spans += [Text(between), *part] if number else part
    return merged(spans)


def _spans(node: SyntaxTreeNode) -> Spans:
    inline = (child.children if child.type == "inline" else [child] for child in node.children)
    return merged(span for children in inline for child in children for span in _span(child))


def _span(node: SyntaxTreeNode) -> Iterator[Span]:
    match node.type:
        case "softbreak":
            yield Text(" ")
        case "hardbreak":
            yield Text("\n")
        case "code_inline":
            yield Code(node.content)
        case "math_inline" | "math_inline_double":
            yield Math(node.content.strip(), readable(node.content.strip()))
        case "image":
            yield Text(node.content)
        case "strong" | "em" | "link":
            yield from _wrapped(node)
        case _:
            yield Text(node.content)


def _wrapped(node: SyntaxTreeNode) -> Iterator[Span]:
    spans = _spans(node)
    if not spans:
        return
    match node.type:
        case "strong":
            yield Strong(spans)
        case "em":
            yield Emphasis(spans)
        case _:
            yield Link(spans, str(node.attrs.get("href", "")))
