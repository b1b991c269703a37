"""Standings and strengths: a line of words for each, and a bar below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.adapters.pictures import palette
from bot.adapters.pictures.names import shown_name
from bot.adapters.pictures.sheet import LEFT, RIGHT, SMALL, Sheet, empty
from bot.domain.pictures import Standings, Strengths
from bot.wording.pictures import UNDRAWN, YOU, and_more, moved, worth_of

ROW, BAR = 60, 12
_PLACE, _NAME, _GAP = 66, 84, 24


@dataclass(frozen=True, slots=True)
class _Row:
    """`share` of the full length, from 0 to 1."""

    lead: str
    name: str
    worth: str
    share: float
    movement: int | None = None
    is_own: bool = False


def standings(chart: Standings) -> Sheet:
    top = max((row.value for row in chart.shown), default=0)
    rows, has_gap = [], False
    for number, row in enumerate(chart.shown, 1):
        name, gap = shown_name(row.name, number)
        has_gap = has_gap or gap
        share = max(row.value, 0) / top if top > 0 else 0.0
        rows.append(_Row(f"{row.place:,}", name, row.worth, share, row.movement, row.is_reader))
    notes = (and_more(chart.left_out), chart.rule, UNDRAWN if has_gap else "")
    return _drawn(chart.title, chart.subtitle, rows, notes)


def strengths(chart: Strengths) -> Sheet:
    rows = [
        _Row("", shown_name(topic.topic, number)[0], worth_of(topic), topic.share)
        for number, topic in enumerate(chart.shown, 1)
    ]
    return _drawn(chart.title, chart.subtitle, rows, (and_more(chart.left_out),))


def _drawn(title: str, subtitle: str, rows: Sequence[_Row], notes: Sequence[str]) -> Sheet:
    small_print = " · ".join(filter(None, notes))
    if not rows:
        return empty(title, subtitle, small_print)
    sheet = Sheet(title, subtitle, len(rows) * ROW, small_print)
    has_lead = any(row.lead for row in rows)
    has_moved = any(row.movement is not None for row in rows)
    left = LEFT + (_PLACE if has_lead else 0) + (_NAME if has_moved else 0)
    for number, row in enumerate(rows):
        _row(sheet, row, sheet.top + number * ROW, left)
    return sheet


def _row(sheet: Sheet, row: _Row, y: float, left: float) -> None:
    if row.is_own:
        sheet.box(LEFT - 22, y - 1, RIGHT - LEFT + 44, ROW - 2, palette.OWN_ROW, corner=12)
    base = y + 30
    sheet.text(LEFT + _PLACE - _GAP, base, row.lead, bold=True, align="right", room=_PLACE)
    if row.movement is not None:
        colour = palette.SOFT if not row.movement else palette.UP if row.movement > 0 else palette.DOWN
        sheet.text(LEFT + _PLACE - 4, base, moved(row.movement), SMALL, colour, room=_NAME - 8)
    worth = sheet.text(RIGHT, base, row.worth, align="right", bold=row.is_own, room=400)
    room = RIGHT - worth - _GAP - left - (80 if row.is_own else 0)
    end = left + sheet.text(left, base, row.name, bold=row.is_own, room=room)
    if row.is_own:
        _tag(sheet, end + 14, base)
    sheet.box(left, y + 41, RIGHT - left, BAR, palette.FAINT, corner=BAR / 2)
    if row.share > 0:
        length = max((RIGHT - left) * min(row.share, 1), BAR)
        sheet.box(left, y + 41, length, BAR, palette.OWN if row.is_own else palette.BAR, corner=BAR / 2)


def _tag(sheet: Sheet, x: float, base: float) -> None:
    sheet.box(x, base - 21, 58, 28, palette.OWN, corner=8)
    sheet.text(x + 29, base, YOU, SMALL - 1, palette.CARD, align="center", bold=True)
