"""Each kind of a card's block as Slack sections, cut where there is no room."""

import json
from collections.abc import Sequence
from datetime import datetime

from bot.adapters.slack import mrkdwn
from bot.adapters.slack.elements import Json, button_of, short
from bot.cards import (
    Bar,
    Block,
    Button,
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

Made = tuple[list[Json], bool]
"""Sections, and whether something had to be left out of them."""

_SECTION, _FIELD, _FIELDS = 3000, 2000, 10
_ROWS = 50
_CELLS = 10
_ALT = 2000


def fitted(block: Block, room: int) -> Made:
    """A block in at most so many characters of JSON, no text in it above its own limit."""
    limit = room
    while limit > 0:
        sections, was_cut = _made(block, limit)
        if size(sections) <= room and all(map(_within_limits, sections)):
            return sections, was_cut
        limit = limit * 3 // 4  # markup and escaping made it longer than its plain text
    return [], True


def size(blocks: Sequence[Json]) -> int:
    return len(json.dumps(blocks, ensure_ascii=False))


def section(text: str) -> Json:
    """`verbatim` keeps Slack from finding links, channels and people in it."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _made(block: Block, limit: int) -> Made:
    match block:
        case Prose(text):
            pieces, was_cut = _rich(text, limit)
            return _packed(pieces), was_cut
        case Heading(text):
            return _packed([mrkdwn.bold(short(text, limit))]), False
        case Choices(options):
            return _choices(options, limit)
        case Tally(bars):
            return _tally(bars, limit)
        case Facts(rows):
            return _facts(rows, limit)
        case Ranking(rows):
            return _ranking(rows, limit)
        case Spoiler(label, _, press, button) if button:
            return [_line(label, Button(button, press), limit)], False
        case Spoiler():
            return [], False  # Slack cannot hide text, so a button below stands for it
        case Until(at, words):
            return [section(_until(at, short(words, limit)))], False
        case Picture(name, alt):
            return [_image(name, short(alt, min(limit, _ALT)))], False


def _image(name: str, alt: str) -> Json:
    """Whoever sends it puts the id of Slack's file into the place of our name."""
    return {"type": "image", "slack_file": {"id": name}, "alt_text": alt or "–"}


def _line(label: str, button: Button, limit: int) -> Json:
    """A label with a button beside it."""
    return section(mrkdwn.bold(short(label, min(limit, _SECTION))) or "–") | {"accessory": button_of(button)}


def _until(at: datetime, words: str) -> str:
    """The time in each reader's own zone; `words` where an app cannot show it."""
    unseen = mrkdwn.escape(words).replace("|", "") or "–"
    return f"<!date^{int(at.timestamp())}^Open until {{time_secs}}|{unseen}>"


def _within_limits(block: Json) -> bool:
    fields = (len(field["text"]) <= _FIELD for field in block.get("fields", ()))
    return all(fields) and len(block.get("text", {"text": ""})["text"]) <= _SECTION


def _packed(pieces: Sequence[str], between: str = "\n\n") -> list[Json]:
    """As few sections as the pieces fit into."""
    texts: list[str] = []
    for piece in filter(str.strip, pieces):
        if texts and len(texts[-1]) + len(between) + len(piece) <= _SECTION:
            texts[-1] += between + piece
        else:
            texts.append(piece)
    return [section(text) for text in texts]


def _rich(rich: Rich, limit: int) -> tuple[list[str], bool]:
    kept, was_cut = cut(rich, limit, lambda part: sum(len(mrkdwn.block(block)) + 2 for block in part))
    return [mrkdwn.block(block) for block in kept], was_cut


def _choices(options: Sequence[Rich], limit: int) -> Made:
    texts = [_rich(option, limit // max(len(options), 1)) for option in options]
    lines = [_led(letter, pieces) for letter, (pieces, _) in zip(LETTERS, texts, strict=False)]
    return _packed(lines, "\n"), any(was_cut for _, was_cut in texts)


def _tally(bars: Sequence[Bar], limit: int) -> Made:
    lines, was_cut = [], False
    for bar in bars:
        pieces, one_cut = _rich(bar.text, limit // len(bars))
        was_cut = was_cut or one_cut
        head = f"{bar.letter} ✓" if bar.right else bar.letter
        lines.append(f"{_led(head, pieces)}\n{_bar(bar)}")
    return _packed(lines, "\n"), was_cut


def _led(head: str, pieces: Sequence[str]) -> str:
    """A text behind its letter; code begins on a line of its own."""
    text = "\n".join(pieces)
    return f"{mrkdwn.bold(head)}{chr(10) if text.startswith('```') else '  '}{text}"


def _bar(bar: Bar) -> str:
    share = min(max(bar.share, 0.0), 1.0)
    full = round(share * _CELLS)
    return f"{'█' * full}{'░' * (_CELLS - full)}  {bar.count:,} ({share:.0%})"


def _facts(rows: Sequence[tuple[str, str]], limit: int) -> Made:
    each = limit // max(len(rows), 1)
    fields = [
        {
            "type": "mrkdwn",
            "text": f"{mrkdwn.bold(short(label, each))}\n{mrkdwn.literal(short(value, each)) or '–'}",
        }
        for label, value in rows[:_ROWS]
    ]
    groups = [fields[start : start + _FIELDS] for start in range(0, len(fields), _FIELDS)]
    return [{"type": "section", "fields": group} for group in groups], len(rows) > _ROWS


def _ranking(rows: Sequence[Rank], limit: int) -> Made:
    each = limit // max(len(rows), 1)
    return _packed([_rank(row, each) for row in rows[:_ROWS]], "\n"), len(rows) > _ROWS


def _rank(row: Rank, limit: int) -> str:
    name = short(row.name, limit)
    who = mrkdwn.bold(f"{name} (you)") if row.is_reader else mrkdwn.literal(name)
    detail = f" · {mrkdwn.literal(short(row.detail, limit))}" if row.detail else ""
    return f"{row.place}. {who} · {mrkdwn.bold(row.worth)}{detail}"
