"""A person's asked days, week by week: signs in columns, and in words what they mean."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bot.cards import Block, Heading, Prose
from bot.domain.attendance import Mark
from bot.domain.occurrences import MONTHS, WEEKDAYS
from bot.richtext.nodes import Fence
from bot.wording.marks import SIGNS, WORDS
from bot.wording.phrases import line

WEEKS = 12


def calendar(days: Mapping[date, Mark], today: date) -> tuple[Block, ...]:
    """Weeks from the first marked day to today; nothing where no day is marked."""
    if not days:
        return ()
    first = _monday(min(days))
    weeks = range((_monday(today) - first).days // 7 + 1)
    head = " " * 8 + " ".join(name[:2] for name in WEEKDAYS)
    rows = (_week(days, first + timedelta(weeks=week), today) for week in weeks)
    shown = {*days.values(), Mark.NOT_ASKED}
    signs = ", ".join(f"{sign} {WORDS[mark]}" for mark, sign in SIGNS.items() if mark in shown)
    return (
        Heading("Days with a question"),
        Prose((Fence("\n".join((head, *rows)), ""),)),
        line(f"{signs}. In all {', '.join(_in_words(days))}."),
    )


def first_day(today: date) -> date:
    """The Monday on which the calendar begins."""
    return _monday(today) - timedelta(weeks=WEEKS - 1)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(days: Mapping[date, Mark], monday: date, today: date) -> str:
    """A sign for each day of a week; days to come have none."""
    shown = [monday + timedelta(days=n) for n in range(7)]
    signs = (SIGNS[days.get(day, Mark.NOT_ASKED)] for day in shown if day <= today)
    return f"{monday.day:>2} {MONTHS[monday.month - 1]}  " + "  ".join(signs)


def _in_words(days: Mapping[date, Mark]) -> Iterator[str]:
    numbers = Counter(days.values())
    return (f"{numbers[mark]} {words}" for mark, words in WORDS.items() if numbers[mark])
