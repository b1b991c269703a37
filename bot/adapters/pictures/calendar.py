"""A person's days: a column a week, a cell a day, a sign in each."""

from datetime import date, timedelta
from math import ceil
from typing import Final

from bot.adapters.pictures import palette
from bot.adapters.pictures.sheet import LEFT, RIGHT, SMALL, Sheet, empty
from bot.domain.attendance import Mark
from bot.domain.occurrences import MONTHS
from bot.domain.pictures import Calendar
from bot.wording.marks import WORDS
from bot.wording.pictures import WEEKDAY_ROWS, counts_of

_WEEKDAYS, _MONTHS = 70, 40  # pixels for the names at the left and above
_LARGEST = 58
_KEY = 44  # pixels a line of the key
_IN_A_LINE = 3

SIGNS: Final = {
    Mark.RIGHT: ("✓", "#1d7f56", "#f3f5f9", "none"),
    Mark.WRONG: ("✗", "#8c4a1f", "#f3f5f9", "none"),
    Mark.MISSED: ("–", palette.FAINT, "#d7dde8", "none"),
    Mark.FREEZE: ("❄", "#2d5f9e", "#f3f5f9", "none"),
    Mark.WAITING: ("?", palette.CARD, palette.SOFT, palette.FAINT),
    Mark.NOT_ASKED: ("", palette.CARD, "#d7dde8", palette.FAINT),
}
"""For each mark its sign, and the colours of its cell, of the sign and of an edge."""


def calendar(chart: Calendar) -> Sheet:
    days = chart.shown
    if not days:
        return empty(chart.title, chart.subtitle)
    monday = days[0][0] - timedelta(days=days[0][0].weekday())
    weeks = (days[-1][0] - monday).days // 7 + 1
    cell = min(_LARGEST, (RIGHT - LEFT - _WEEKDAYS) / weeks)
    key = _MONTHS + 7 * cell + 24
    sheet = Sheet(chart.title, chart.subtitle, key + _KEY * ceil(len(counts_of(chart)) / _IN_A_LINE))
    _draw_days(sheet, chart, monday, cell)
    _draw_key(sheet, chart, sheet.top + key)
    return sheet


def _draw_days(sheet: Sheet, chart: Calendar, monday: date, cell: float) -> None:
    left, top = LEFT + _WEEKDAYS, sheet.top + _MONTHS
    for n, words in enumerate(WEEKDAY_ROWS):
        sheet.text(LEFT, top + (n + 0.5) * cell + 8, words, SMALL, palette.SOFT, room=_WEEKDAYS)
    days = chart.shown
    places: dict[Mark, list[tuple[float, float]]] = {}
    free: float = left  # where the last month's name ends
    for day, mark in days:
        x = left + (day - monday).days // 7 * cell
        places.setdefault(mark, []).append((x, top + day.weekday() * cell))
        if (day.day <= 7 or day == days[0][0]) and x >= free:
            words = MONTHS[day.month - 1]
            free = x + sheet.text(x + 2, top - 12, words, SMALL, palette.SOFT) + 8
    for mark, where in places.items():
        sheet.cells(where, cell, *SIGNS[mark])


def _draw_key(sheet: Sheet, chart: Calendar, top: float) -> None:
    for n, (mark, count) in enumerate(counts_of(chart).items()):
        x = LEFT + n % _IN_A_LINE * (RIGHT - LEFT) / _IN_A_LINE
        y = top + n // _IN_A_LINE * _KEY
        sheet.cells([(x, y)], 36, *SIGNS[mark])
        sheet.text(x + 48, y + 26, f"{WORDS[mark]}: {count:,}", SMALL + 2, room=260)
