"""Blocks of a card as Discord's Markdown, each with so much room for its text."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final

from bot.adapters.discord.fit import shares, shrink
from bot.adapters.discord.markdown import GAP, bold, code, escape, is_fence, markdown
from bot.cards import (
    Bar,
    Block,
    Choices,
    Facts,
    Heading,
    Picture,
    Prose,
    Rank,
    Ranking,
    Spoiler,
    Tally,
    Until,
)
from bot.domain.question import LETTERS
from bot.richtext.cut import cut
from bot.richtext.nodes import Rich

ENDLESS: Final = 1 << 30
BAR = 10  # characters


def fitted(blocks: Sequence[Block], limit: int) -> tuple[str, bool]:
    """All blocks in at most `limit` characters, the long ones cut, and whether any was."""
    texts = [_whole(block) for block in blocks]
    rooms = shares([len(text) for text in texts], limit - 2 * len(texts))
    kept = list(map(_fitted, blocks, texts, rooms))
    ends = ["\n" if isinstance(block, Heading) else "\n\n" for block in blocks]
    shown = "".join(text + end for text, end in zip(kept, ends, strict=True) if text)
    return shown.rstrip("\n"), kept != texts


@lru_cache(maxsize=512)  # the same question and answer are shown to everybody
def _whole(block: Block) -> str:
    return _join(_pieces(block, ENDLESS, False))


def _fitted(block: Block, text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return shrink(lambda room: _join(_pieces(block, room, False)), limit)


def _join(pieces: Iterable[str]) -> str:
    text = ""
    for piece in filter(None, pieces):
        # a fence brings a margin of its own
        tight = is_fence(piece) or text.endswith("```")
        text += ("\n" if tight else "\n\n") * bool(text) + piece
    return text


def _runs(pieces: Iterable[str], between: str) -> Iterator[str]:
    """Every fence alone, and what stands between two fences as one text."""
    for fenced, run in groupby(filter(str.strip, pieces), key=is_fence):
        texts = list(run)
        yield from texts if fenced else [between.join(texts)]


def _pieces(block: Block, room: int, hidden: bool) -> tuple[str, ...]:
    """The block's texts; each is a fence or has none, so that a spoiler can be put around it."""
    match block:
        case Prose(text):
            return _rich(text, room, hidden)
        case Heading(text):
            return (bold(text[:room]),)
        case Choices(options):
            return tuple(_runs(_options(options, room, hidden), "\n"))
        case Spoiler(label, blocks):
            inside = [p for b, n in _divided(blocks, room) for p in _pieces(b, n, True)]
            return tuple(inside) if hidden else ("\n".join(filter(None, (bold(label), _hide(inside)))),)
        case Tally(bars):
            return tuple(_runs(_bars(bars, room, hidden), "\n"))
        case Facts(rows):
            return (_rows([f"{bold(label + ':')} {escape(value)}" for label, value in rows], room),)
        case Ranking(ranks):
            return (_rows([_rank(rank) for rank in ranks], room),)
        case Until(at):
            return (f"Time is up <t:{int(at.timestamp())}:R>",)
        case Picture():
            return ()  # it stands below the words


def _rich(rich: Rich, room: int, hidden: bool) -> tuple[str, ...]:
    if room == ENDLESS:
        return markdown(rich, hidden)
    short, _ = cut(rich, room, lambda text: len(_join(markdown(text, hidden))))
    return markdown(short, hidden)


def _rooms(texts: Sequence[Rich], room: int) -> list[int]:
    if room == ENDLESS:
        return [ENDLESS] * len(texts)
    return shares([len(_join(markdown(text))) for text in texts], room)


def _divided(blocks: Sequence[Block], room: int) -> Iterator[tuple[Block, int]]:
    rooms = [ENDLESS] * len(blocks) if room == ENDLESS else shares([len(_whole(b)) for b in blocks], room)
    return zip(blocks, rooms, strict=True)


def _options(options: Sequence[Rich], room: int, hidden: bool) -> Iterator[str]:
    for letter, option, n in zip(LETTERS, options, _rooms(options, room), strict=False):
        yield from _lettered(f"**{letter}**", _rich(option, n, hidden))


def _bars(bars: Sequence[Bar], room: int, hidden: bool) -> Iterator[str]:
    for bar, n in zip(bars, _rooms([bar.text for bar in bars], room), strict=True):
        yield from _lettered(f"**{bar.letter}**{' ✓' if bar.right else ''}", _rich(bar.text, n, hidden))
        filled = round(bar.share * BAR)
        yield f"{code('█' * filled + '░' * (BAR - filled))} {bar.count} ({bar.share:.0%})"


def _lettered(letter: str, pieces: Sequence[str]) -> Iterator[str]:
    first, *others = pieces or ("",)
    yield from (letter, first) if is_fence(first) else (f"{letter} {first}",)
    yield from others


def _hide(pieces: Iterable[str]) -> str:
    """A spoiler for every run of prose and one for every fence, which works in all of Discord's clients."""
    # a bar at the end would lend itself to the closing ones
    return "\n".join(f"||{run}{GAP if run.endswith('|') else ''}||" for run in _runs(pieces, "\n\n"))


def _rank(rank: Rank) -> str:
    you = " **(you)**" if rank.is_reader else ""
    detail = f" · {escape(rank.detail)}" if rank.detail else ""
    return f"**{rank.place}.** {escape(rank.name)}{you} · {rank.worth} points{detail}"


def _rows(rows: Sequence[str], room: int) -> str:
    text = "\n".join(rows)
    while len(text) > room and rows:
        rows = rows[:-1]
        text = "\n".join([*rows, "…"])
    return text
