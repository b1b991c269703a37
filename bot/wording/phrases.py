"""Small pieces that several cards share: counts, times, lines of rich text."""

from collections.abc import Callable, Collection
from datetime import datetime, tzinfo
from functools import lru_cache

from bot.cards import Prose
from bot.domain.direction import straight
from bot.domain.ids import TopicId
from bot.domain.occurrences import MONTHS, WEEKDAYS
from bot.domain.question import LETTERS, Level, Question, Reference
from bot.richtext.nodes import Channel, Code, Paragraph, Rich, Spans, Strong, Text
from bot.richtext.parse import parse
from bot.richtext.plain import plain
from bot.wording.counts import counted as counted

SOMEBODY_GONE = "somebody who has left"


def subject(topics: Collection[TopicId], name_of: Callable[[TopicId], str] = str) -> str:
    """What a quiz is about: its one topic, by default as people type it, or that there are several."""
    return name_of(next(iter(topics))) if len(topics) == 1 else "mixed topics"


def moment(at: datetime, zone: tzinfo) -> str:
    """`Mon 23 Nov, 09:00 CET`, in the given zone whatever the machine's locale is."""
    local = at.astimezone(zone)
    return (
        f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}, {local:%H:%M} {local.tzname()}"
    )


Piece = str | Strong | Code | Channel


def line(*pieces: Piece) -> Prose:
    """A paragraph of plain words, some of them strong, to be typed as they are, or a channel's name."""
    return Prose((_paragraph(*pieces),))


def one_line(markdown: str) -> str:
    """A text of a question as plain words on one line."""
    return " ".join(plain(parse(markdown)).split())


def strong(text: str) -> Strong:
    return Strong((Text(text),))


def _paragraph(*pieces: Piece) -> Paragraph:
    # they may quote what somebody has typed
    return Paragraph(tuple(Text(straight(piece)) if isinstance(piece, str) else piece for piece in pieces))


@lru_cache(maxsize=2048)  # on the way of every click
def lettered(position: int, text: str, lead: str) -> Prose:
    """`Your choice, B: …` followed by the option's own text."""
    head: Spans = (strong(f"{lead} {LETTERS[position]}:"), Text(" "))
    return Prose(_led_by(head, parse(text)))


def _led_by(head: Spans, rich: Rich) -> Rich:
    if rich and isinstance(rich[0], Paragraph):
        return (Paragraph(head + rich[0].spans), *rich[1:])
    return (Paragraph(head), *rich)


def movement(rise: int) -> str:
    """An arrow for the eye and a word for the ear; empty for who has stayed."""
    if rise == 0:
        return ""
    return f"▲ up {rise}" if rise > 0 else f"▼ down {-rise}"


def level_name(level: Level) -> str:
    return level.value.capitalize()


def bullets(items: tuple[str, ...]) -> str:
    """Markdown texts as one Markdown list."""
    return "\n".join(f"- {item}" for item in items)


def references(question: Question) -> str:
    """A question's references as a Markdown list."""
    return bullets(tuple(map(cited, question.references)))


def cited(ref: Reference) -> str:
    """One reference in Markdown."""
    return f"{ref.authors} ({ref.year}). *{ref.title}*" + (f", {ref.where}." if ref.where else ".")


def verbatim(text: str) -> Rich:
    """What a person has written, a paragraph for each of their lines; none of it is taken for markup."""
    lines = (line.strip() for line in straight(text).splitlines())
    return tuple(Paragraph((Text(line),)) for line in lines if line)
