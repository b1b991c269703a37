"""A race: a line for each contestant over the days, named at its end."""

from collections.abc import Sequence
from math import ceil, log10

from bot.adapters.pictures import palette
from bot.adapters.pictures.names import shown_name
from bot.adapters.pictures.sheet import LEFT, RIGHT, SMALL, Sheet, empty
from bot.domain.pictures import Race, RaceLine
from bot.wording.pictures import UNDRAWN, YOU, and_more, number, short_day

HEIGHT = 470
_NAMES = 410  # pixels at the right for names
_LINE = 36  # pixels a name
_STYLES = ("-", "--", "-.", ":", "-", "--", "-.", ":")
_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
_MOST_LABELS = 5  # days named below the plot besides the first


def race(chart: Race) -> Sheet:
    lines = chart.shown
    named = [shown_name(line.name, n) for n, line in enumerate(lines, 1)]
    notes = (and_more(chart.left_out), chart.rule, UNDRAWN if any(gap for _, gap in named) else "")
    small_print = " · ".join(filter(None, notes))
    if not chart.days_so_far:
        return empty(chart.title, chart.subtitle, small_print)
    sheet = Sheet(chart.title, chart.subtitle, HEIGHT, small_print)
    plot = _Plot(sheet, chart)
    plot.draw_grid()
    places = plot.places_of_names([line.total for line in lines])
    for n, (line, (name, _), at) in enumerate(zip(lines, named, places, strict=True)):
        plot.draw_line(n, line)
        plot.draw_name(n, line, name, at)
    return sheet


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Positions as near to the wanted ones as may be, in the same order and at least so far apart.

    Neighbours that would touch become a group around their mean, which is what moves them least. All stay
    between `low` and `high` if there is room for them.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    groups: list[list[float]] = []  # of each group the sum of its wanted positions, and its size
    for n, position in enumerate(order):
        latest = high - (len(order) - 1 - n) * apart
        groups.append([max(min(wanted[position], latest), low + n * apart), 1])
        while len(groups) > 1 and _start(groups[-1], apart) < _end(groups[-2], apart) + apart:
            total, size = groups.pop()
            groups[-1] = [groups[-1][0] + total, groups[-1][1] + size]
    placed = [_start(group, apart) + n * apart for group in groups for n in range(int(group[1]))]
    return [place for _, place in sorted(zip(order, placed, strict=True))]


def _start(group: Sequence[float], apart: float) -> float:
    return group[0] / group[1] - (group[1] - 1) * apart / 2


def _end(group: Sequence[float], apart: float) -> float:
    return _start(group, apart) + (group[1] - 1) * apart


class _Plot:
    def __init__(self, sheet: Sheet, chart: Race) -> None:
        self._sheet = sheet
        self._days = chart.days_so_far
        self._left, self._right = LEFT + 70, RIGHT - _NAMES
        self._top, self._bottom = sheet.top + 20, sheet.top + HEIGHT - 60
        highest = max(max(line.totals, default=0) for line in chart.shown)
        self._step = tidy_step(highest)
        self._highest = self._step * max(ceil(highest / self._step), 1)

    def places_of_names(self, totals: Sequence[float]) -> list[float]:
        """Beside the lines' ends as far as they do not touch, and all beside the plot."""
        return spread([self.height_of(total) for total in totals], _LINE, self._top, self._bottom)

    def height_of(self, value: float) -> float:
        share = min(max(value, 0) / self._highest, 1)
        return self._bottom - share * (self._bottom - self._top)

    def _across(self, day: int) -> float:
        if len(self._days) == 1:
            return (self._left + self._right) / 2
        return self._left + day / (len(self._days) - 1) * (self._right - self._left)

    def draw_grid(self) -> None:
        for n in range(round(self._highest / self._step) + 1):
            y = self.height_of(n * self._step)
            self._sheet.line((self._left, self._right), (y, y), palette.FAINT, 1.6)
            words = number(n * self._step)
            self._sheet.text(self._left - 14, y + 8, words, SMALL, palette.SOFT, align="right", room=70)
        for n in labelled(len(self._days)):
            words = short_day(self._days[n])
            self._sheet.text(self._across(n), self._bottom + 38, words, SMALL, palette.SOFT, align="center")

    def draw_line(self, n: int, line: RaceLine) -> None:
        xs = [self._across(day) for day in range(len(line.totals))]
        ys = [self.height_of(total) for total in line.totals]
        self._sheet.line(
            xs,
            ys,
            palette.LINES[n],
            5 if line.is_reader else 3,
            linestyle=_STYLES[n],
            marker=_MARKERS[n],
            markersize=8,
            markevery=(min(n, max(len(xs) - 1, 0)), max(len(xs) // 6, 1)),
            zorder=3 + line.is_reader,
        )

    def draw_name(self, n: int, line: RaceLine, name: str, y: float) -> None:
        """The name beside the plot, with a thread to the end of its line."""
        sheet, left = self._sheet, self._right + 48
        if line.totals:
            end = self._across(len(line.totals) - 1), self.height_of(line.total)
            sheet.line((end[0] + 8, left - 24), (end[1], y), palette.LINES[n], 1.2, alpha=0.8)
        sheet.line((left - 12,), (y,), palette.LINES[n], marker=_MARKERS[n], markersize=8)
        points = number(line.total)
        worth = sheet.text(RIGHT, y + 8, points, SMALL + 2, bold=True, align="right", room=120)
        shown = f"{name} ({YOU})" if line.is_reader else name
        room = RIGHT - worth - 14 - left - 6
        sheet.text(left + 6, y + 8, shown, SMALL + 2, palette.LINES[n], bold=line.is_reader, room=room)


def labelled(days: int) -> Sequence[int]:
    """The days that are named below: the first, the last, and others between.

    Two of them are at least a sixth of the width apart, so that dates do not touch.
    """
    last = days - 1
    gaps = next(gaps for gaps in range(_MOST_LABELS, 0, -1) if gaps == 1 or last // gaps * 6 >= max(last, 1))
    return sorted({round(n * last / gaps) for n in range(gaps + 1)})


def tidy_step(highest: float) -> float:
    """The distance of grid lines, at most six of them: 1, 2 or 5 and their tens, as people count."""
    if highest <= 5:
        return 1.0
    ten = 10.0 ** int(log10(highest / 5))
    return next(ten * times for times in (1, 2, 5, 10) if highest / (ten * times) <= 6)
