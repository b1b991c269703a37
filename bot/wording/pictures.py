"""What a picture says, in words: for whoever does not see it, and where it cannot be shown."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import groupby

from bot.domain.attendance import Mark
from bot.domain.occurrences import MONTHS
from bot.domain.pictures import (
    Calendar,
    Chart,
    Race,
    RaceLine,
    Standings,
    StandingsRow,
    Strengths,
    TopicStrength,
)
from bot.wording.counts import counted
from bot.wording.marks import WORDS

YOU = "you"
NOBODY = "Nothing to show yet."
UNDRAWN = "Names that no font here can draw are shortened to … or counted as players."
WEEKDAY_ROWS = ("Mon", "", "Wed", "", "Fri", "", "Sun")


def alt_text(chart: Chart) -> str:
    """Everything that the picture shows, without any markup."""
    head = (_sentence(chart.title), _sentence(chart.subtitle))
    return " ".join(filter(None, (*head, *(_content(chart) or [NOBODY]))))


def _content(chart: Chart) -> list[str]:
    match chart:
        case Standings(rows=()) | Race(lines=()):
            return [NOBODY, chart.rule]
        case Standings():
            return [*map(_row, chart.shown), *_more(chart.left_out), chart.rule]
        case Race():
            lines = [_line(chart, line) for line in chart.shown]
            return [_span(chart), *lines, *_more(chart.left_out), chart.rule]
        case Calendar():
            return _days(chart)
        case Strengths():
            return [*map(_topic, chart.shown), *_more(chart.left_out)]


def file_name(chart: Chart) -> str:
    """The beginning of a file's name."""
    return type(chart).__name__.lower()


def _row(row: StandingsRow) -> str:
    you = f" ({YOU})" if row.is_reader else ""
    return f"{row.place}. {row.name}{you}: {row.worth}{_moved(row.movement)}."


def _moved(movement: int | None) -> str:
    if movement is None:
        return ""
    if movement == 0:
        return ", same place as before"
    return f", {'up' if movement > 0 else 'down'} {counted(abs(movement), 'place')}"


def unnamed(number: int) -> str:
    """For somebody whose name no font can draw; `number` counts the lines of the picture."""
    return f"player {number}"


def and_more(left_out: int) -> str:
    return f"and {left_out:,} more" if left_out else ""


def moved(movement: int | None) -> str:
    """A sign beside a place; the sign alone says it, its colour only repeats it."""
    if not movement:
        return "" if movement is None else "="
    return f"{'▲' if movement > 0 else '▼'} {abs(movement):,}"


def _more(left_out: int) -> list[str]:
    return [f"And {left_out:,} more."] if left_out else []


def _span(race: Race) -> str:
    if not race.days_so_far:
        return NOBODY
    return f"Points from {short_day(race.days[0])} to {short_day(race.days_so_far[-1])}."


def _line(race: Race, line: RaceLine) -> str:
    """Where it is, and for a line with a past where it was half way."""
    you = f" ({YOU})" if line.is_reader else ""
    middle = (len(line.totals) - 1) // 2
    past = f", {number(line.totals[middle])} on {short_day(race.days[middle])}" if middle else ""
    return f"{line.name}{you}: {number(line.total)}{past}."


def _days(calendar: Calendar) -> list[str]:
    """How often each came, then the days themselves, several in a row as one span."""
    shown = calendar.shown
    if not shown:
        return []
    counts = ", ".join(f"{WORDS[mark]} {n}" for mark, n in counts_of(calendar).items())
    spans: dict[Mark, list[str]] = {}
    for mark, run in groupby(shown, key=lambda pair: pair[1]):
        days = [short_day(day) for day, _ in run]
        spans.setdefault(mark, []).append(days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}")
    listed = [
        f"{WORDS[mark].capitalize()}: {', '.join(spans[mark])}."
        for mark in Mark
        if mark in spans and mark is not Mark.NOT_ASKED
    ]
    return [f"{short_day(shown[0][0])} to {short_day(shown[-1][0])}: {counts}.", *listed]


def counts_of(calendar: Calendar) -> Mapping[Mark, int]:
    """How often each mark came among the days that are shown, without those that never came."""
    came = Counter(mark for _, mark in calendar.shown)
    return {mark: came[mark] for mark in Mark if mark in came}


def _topic(topic: TopicStrength) -> str:
    return f"{topic.topic}: {worth_of(topic)}."


def worth_of(topic: TopicStrength) -> str:
    """`8 of 10 right (80%)`."""
    return f"{topic.right:,} of {topic.answered:,} right ({topic.share:.0%})"


def short_day(day: date) -> str:
    """`23 Nov`."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def number(value: float) -> str:
    """`1,250` or `12.5`."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _sentence(text: str) -> str:
    text = text.strip()
    return f"{text}." if text and text[-1] not in ".!?…" else text
