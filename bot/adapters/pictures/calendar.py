"""A person's days: a column a week, a cell a day, a sign in each."""

from datetime import timedelta
from typing import Final

from bot.adapters.pictures import palette
from bot.adapters.pictures.sheet import LEFT, RIGHT, SMALL, Sheet, empty
from bot.domain.occurrences import MONTHS
from bot.domain.pictures import Calendar, Mark
from bot.wording.pictures import MARKS, WEEKDAY_ROWS, counts_of

_WEEKDAYS, _MONTHS = 70, 40  # pixels for the names at the left and above
_LARGEST = 58
_KEY = 44  # pixels a line of the key
_IN_A_LINE = 3

SIGNS: Final = {
    Mark.RIGHT: ("✓", "#1d7f56", "#f3f5f9"),
    Mark.WRONG: ("✗", "#8c4a1f", "#f3f5f9"),
    Mark.MISSED: ("–", palette.FAINT, "#d7dde8"),
    Mark.FREEZE: ("❄", "#2d5f9e", "#f3f5f9"),
    Mark.NOT_ASKED: ("", palette.CARD, "#d7dde8"),
}
"""A sign for each mark, with the colours of its cell and of itself."""


def calendar(chart: Calendar) -> Sheet:
    days = chart.shown
    if not days:
        return empty(chart.title, chart.subtitle)
    monday = days[0][0] - timedelta(days=days[0][0].weekday())
    weeks = (days[-1][0] - monday).days // 7 + 1
    cell = min(_LARGEST, (RIGHT - LEFT - _WEEKDAYS) / weeks)
    grid = _MONTHS + 7 * cell
    counts = counts_of(chart)
    sheet = Sheet(chart.title, chart.subtitle, grid + 24 + _KEY * -(-len(counts) // _IN_A_LINE))
    left, top = LEFT + _WEEKDAYS, sheet.top + _MONTHS
    for n, words in enumerate(WEEKDAY_ROWS):
        sheet.text(LEFT, top + (n + 0.5) * cell + 8, words, SMALL, palette.SOFT, room=_WEEKDAYS)
    free: float = left  # where the last month's name ends
    for day, mark in days:
        x = left + (day - monday).days // 7 * cell
        _cell(sheet, x, top + day.weekday() * cell, cell, mark)
        if (day.day <= 7 or day == days[0][0]) and x >= free:
            words = MONTHS[day.month - 1]
            free = x + sheet.text(x + 2, top - 12, words, SMALL, palette.SOFT) + 8
    for n, (mark, count) in enumerate(counts.items()):
        x = LEFT + n % _IN_A_LINE * (RIGHT - LEFT) / _IN_A_LINE
        y = sheet.top + grid + 24 + n // _IN_A_LINE * _KEY
        _cell(sheet, x, y, 36, mark)
        sheet.text(x + 48, y + 26, f"{MARKS[mark]}: {count:,}", SMALL + 2, room=260)
    return sheet


def _cell(sheet: Sheet, x: float, y: float, size: float, mark: Mark) -> None:
    sign, fill, ink = SIGNS[mark]
    edge = palette.FAINT if mark is Mark.NOT_ASKED else "none"
    sheet.box(x + 2, y + 2, size - 4, size - 4, fill, edge=edge, corner=size / 6)
    height = min(size * 0.62, 30)
    sheet.text(x + size / 2, y + size / 2 + height * 0.37, sign, height, ink, align="center")
