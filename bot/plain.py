"""A card as plain text: for a terminal, a screen reader, a notification."""

from collections.abc import Iterator

from bot.cards import (
    Bar,
    Block,
    Card,
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
from bot.richtext.nodes import Paragraph, Rich, Text
from bot.richtext.plain import plain

BAR_LENGTH = 10


def to_plain(card: Card, open_spoilers: bool = False) -> str:
    """The whole card; what is hidden is named, or stands there in full if `open_spoilers`."""
    blocks = [_block(block, open_spoilers) for block in card.blocks]
    buttons = " ".join(f"[{button.label}]" for button in card.buttons)
    return "\n\n".join(part for part in (card.title, *blocks, buttons, card.note) if part)


def summary(card: Card, limit: int) -> str:
    """The title and the beginning of the text on one line of at most `limit` characters."""
    text = " ".join(_first_words(card))
    line = f"{card.title}: {text}" if text else card.title
    short, _ = cut((Paragraph((Text(" ".join(line.split())),)),), limit)
    return plain(short)


def _first_words(card: Card) -> Iterator[str]:
    for block in card.blocks:
        match block:
            case Prose(text):
                yield plain(text)
            case Heading(text):
                yield f"{text}:"
            case Picture(_, alt):
                yield alt
            case _:
                return


def _block(block: Block, open_spoilers: bool) -> str:
    match block:
        case Prose(text):
            return plain(text)
        case Heading(text):
            return text
        case Choices(options):
            return "\n".join(
                _hanging(f"{letter}) ", option) for letter, option in zip(LETTERS, options, strict=False)
            )
        case Spoiler(label, blocks):
            inside = [_block(one, open_spoilers) for one in blocks]
            return "\n\n".join([f"{label}:", *inside]) if open_spoilers else f"[hidden: {label}]"
        case Tally(bars):
            widest = max((len(str(bar.count)) for bar in bars), default=0)
            return "\n".join(_bar(bar, widest) for bar in bars)
        case Facts(rows):
            return "\n".join(f"{label}: {value}" for label, value in rows)
        case Ranking(rows):
            return "\n".join(map(_rank, rows))
        case Until(_, words):
            return words
        case Picture(_, alt):
            return f"[picture: {alt}]"


def _hanging(sign: str, text: Rich) -> str:
    return sign + plain(text).replace("\n", "\n" + " " * len(sign))


def _bar(bar: Bar, widest: int) -> str:
    filled = round(bar.share * BAR_LENGTH)
    drawn = "█" * filled + "░" * (BAR_LENGTH - filled)
    key = "✓" if bar.right else " "
    return _hanging(f"{key} {bar.letter}) {drawn} {bar.count:>{widest}}  ", bar.text)


def _rank(rank: Rank) -> str:
    you = " (you)" if rank.is_reader else ""
    return f"{rank.place}. {rank.name}{you}: {rank.worth} points, {rank.detail}".removesuffix(", ")
