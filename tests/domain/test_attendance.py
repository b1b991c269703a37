from datetime import date, timedelta

from bot.domain.attendance import Mark, attendance
from bot.domain.streaks import Run, Streak

MONDAY = date(2026, 11, 2)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def run(first: int, last: int) -> Run:
    return Run(day(first), day(last), last - first + 1)


def asked(days: int, over: int) -> dict[date, bool]:
    return {day(number): number < over for number in range(days)}


def test_a_gap_longer_than_what_is_held_is_covered_until_nothing_is_left() -> None:
    told = attendance(asked(13, over=13), [run(0, 7), run(11, 12)], right={day(0), day(12)})
    signs = [mark.value[0] for mark in told.days.values()]
    assert "".join(signs) == "rwwwwwww" + "fmm" + "wr"
    assert told.streak == Streak(days=2, saved=2)
    assert told.longest == 8


def test_the_longest_streak_counts_over_frozen_days() -> None:
    told = attendance(asked(20, over=20), [run(0, 6), run(8, 9), run(15, 16)], right=())
    assert told.longest == 9
    assert told.streak.days == 0


def test_a_day_that_is_not_over_waits_unless_a_later_one_was_answered() -> None:
    told = attendance({day(0): True, day(1): False, day(2): True, day(3): False}, [run(0, 0), run(2, 2)], ())
    assert list(told.days.values()) == [Mark.WRONG, Mark.MISSED, Mark.WRONG, Mark.WAITING]


def test_nobody_who_has_answered_nothing_has_missed_anything() -> None:
    told = attendance({}, [], ())
    assert (told.streak, told.longest, told.days) == (Streak(), 0, {})
