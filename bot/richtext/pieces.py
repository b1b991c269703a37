"""Rich text taken apart into pieces that may stand on different pages, and put together again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import groupby

from bot.richtext.nodes import (
    Bullets,
    Emphasis,
    Fence,
    Formula,
    Paragraph,
    Rich,
    RichBlock,
    Span,
    Spans,
    Strong,
    Text,
)
from bot.richtext.spans import merged

LONGEST_WORD = 40  # longer rows without a space, as in Chinese, may be broken anywhere
WORDS = re.compile(rf"\S{{1,{LONGEST_WORD}}}\s*|\s+")
SENTENCE_END = re.compile(r"[.!?…][\"')\]”’]*$")
NO_SENTENCE_END = re.compile(r"(?:^|\W)(?:e\.g|i\.e|cf|vs|al|approx|resp|Eq|Fig|Sec|No|[A-Z]|\d+)\.$")


class Stop(IntEnum):
    """How well a text may stop after a piece."""

    NEVER = 0
    WORD = 1
    SENTENCE = 2
    """Also a list item, or a line of code."""
    BLOCK = 3


Wrapper = tuple[type[Strong] | type[Emphasis], int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a code span, a formula, a link, or a line of code, and where in the rich text it stood.

    `begins` is True for the first piece of its block or item; `wrappers` tell neighbours of a kind apart.
    """

    block: int
    host: RichBlock
    leaf: Span
    item: int = 0
    begins: bool = False
    wrappers: tuple[Wrapper, ...] = ()
    stop: Stop = Stop.NEVER


def pieces(rich: Rich) -> list[Piece]:
    parts: list[Piece] = []
    for number, block in enumerate(rich):
        if row := _of_block(number, block):  # a list may be empty
            parts += [*row[:-1], replace(row[-1], stop=_end_of(block))]
    return [*parts[:-1], *(replace(last, stop=Stop.BLOCK) for last in parts[-1:])]


def _end_of(block: RichBlock) -> Stop:
    """A paragraph of strong words alone is a heading, and stays with what comes below it."""
    match block:
        case Paragraph((Strong(),)):
            return Stop.NEVER
        case _:
            return Stop.BLOCK


def _of_block(number: int, block: RichBlock) -> list[Piece]:
    match block:
        case Paragraph(spans):
            return _of_spans(Piece(number, block, Text("")), spans)
        case Bullets(items):
            rows = [
                _of_spans(Piece(number, block, Text(""), place), item) for place, item in enumerate(items)
            ]
            return [piece for row in rows for piece in row]
        case Fence(text):
            return [Piece(number, block, Text(line), stop=Stop.SENTENCE) for line in text.split("\n")]
        case Formula():
            return [Piece(number, block, Text(""))]


def _of_spans(model: Piece, spans: Spans) -> list[Piece]:
    row = list(_taken_apart(model, spans)) or [model]
    row = [
        replace(piece, stop=_stop(before, piece)) for before, piece in zip([None, *row], row, strict=False)
    ]
    row[0] = replace(row[0], begins=True)
    row[-1] = replace(row[-1], stop=Stop.SENTENCE)
    return row


def _taken_apart(model: Piece, spans: Spans) -> Iterator[Piece]:
    for number, span in enumerate(spans):
        match span:
            case Text(text):
                yield from (replace(model, leaf=Text(word)) for word in WORDS.findall(text))
            case Strong(inner) | Emphasis(inner):
                wrappers = (*model.wrappers, (type(span), number))
                yield from _taken_apart(replace(model, wrappers=wrappers), inner)
            case _:
                yield replace(model, leaf=span)


def _stop(before: Piece | None, piece: Piece) -> Stop:
    if not isinstance(piece.leaf, Text):
        return Stop.NEVER
    text = piece.leaf.text
    word = text.rstrip()
    if word == text:
        return Stop.WORD if len(text) == LONGEST_WORD else Stop.NEVER
    if not word and before is not None and isinstance(before.leaf, Text):
        word = before.leaf.text  # as in **Note.** More: the space belongs to another span
    ends = SENTENCE_END.search(word) and not NO_SENTENCE_END.search(word)
    return Stop.SENTENCE if ends or "\n" in text else Stop.WORD


def assembled(parts: Sequence[Piece]) -> Rich:
    """A run of pieces as rich text, without white space at its end.

    A list that is entered in its middle goes on as paragraphs, so that its numbers stay right.
    """
    trimmed = [*parts[:-1], *map(_trimmed, parts[-1:])]
    blocks = (_block([*group]) for _, group in groupby(trimmed, key=lambda piece: piece.block))
    return tuple(block for row in blocks for block in row)


def _trimmed(piece: Piece) -> Piece:
    return replace(piece, leaf=Text(piece.leaf.text.rstrip())) if isinstance(piece.leaf, Text) else piece


def _block(row: list[Piece]) -> Iterator[RichBlock]:
    match row[0].host:
        case Paragraph():
            yield from _paragraph(_spans(row))
        case Fence(_, language):
            text = "\n".join(piece.leaf.text for piece in row if isinstance(piece.leaf, Text))
            if text.strip():
                yield Fence(text, language)
        case Formula() as formula:
            yield formula
        case Bullets(_, ordered):
            yield from _list(row, ordered)


def _list(row: list[Piece], ordered: bool) -> Iterator[RichBlock]:
    items = [[*group] for _, group in groupby(row, key=lambda piece: piece.item)]
    if not items[0][0].begins:
        yield from _paragraph(_spans(items.pop(0)))
    if items and ordered and items[0][0].item > 0:
        for item in items:
            yield from _paragraph((Text(f"{item[0].item + 1}. "), *_spans(item)))
    elif items:
        yield Bullets(tuple(merged(_spans(item)) for item in items), ordered)


def _paragraph(spans: Iterable[Span]) -> Iterator[Paragraph]:
    row = merged(spans)
    if row:
        yield Paragraph(row)


def _spans(row: Sequence[Piece], depth: int = 0) -> Iterator[Span]:
    for wrapper, group in groupby(row, key=lambda piece: piece.wrappers[depth : depth + 1]):
        if not wrapper:
            yield from (piece.leaf for piece in group)
            continue
        inner = merged(_spans([*group], depth + 1))
        if inner:
            kind, _ = wrapper[0]
            yield kind(inner)
