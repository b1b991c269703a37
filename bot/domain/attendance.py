"""What became of each asked day for one person, and what their streaks have been."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from bot.domain.streaks import Run, Streak


class Mark(StrEnum):
    """What became of one day."""

    RIGHT = "right"
    WRONG = "wrong"
    """Answered, and no answer was right."""
    FREEZE = "freeze"
    """Missed, and a freeze kept the streak."""
    MISSED = "missed"
    WAITING = "waiting"
    """Not answered, and not over yet."""
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True)
class Attendance:
    """`longest` is the length of the longest streak ever, the present one included, in days.

    `days` are asked days in their order, from the first one that the person has answered.
    """

    streak: Streak
    longest: int
    days: Mapping[date, Mark]


def attendance(asked: Mapping[date, bool], runs: Iterable[Run], right: Collection[date]) -> Attendance:
    """`asked` tells of each asked day, in their order from the first answered one, whether it is over.

    `runs` are the person's, oldest first, and `right` the days with a right answer.
    """
    days = list(asked)
    answered = {day for run in runs for day in _between(days, run.first, run.last)}
    latest = max(answered, default=date.min)
    streak, longest, marks = Streak(), 0, dict[date, Mark]()
    settled = [day for day in days if asked[day] or day <= latest]
    for is_answered, group in groupby(settled, answered.__contains__):
        same = list(group)
        if is_answered:
            marks |= {day: Mark.RIGHT if day in right else Mark.WRONG for day in same}
            streak = streak.after_answered(len(same))
        else:
            kept = same[: streak.freezes]
            marks |= {day: Mark.FREEZE if day in kept else Mark.MISSED for day in same}
            streak = streak.after_missed(len(same))
        longest = max(longest, streak.days)
    return Attendance(streak, longest, {day: marks.get(day, Mark.WAITING) for day in days})


def _between(days: Sequence[date], first: date, last: date) -> Sequence[date]:
    return days[bisect_left(days, first) : bisect_right(days, last)]
