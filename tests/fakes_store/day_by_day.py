"""Streaks reckoned one asked day after the other, as one would with a pencil."""

from collections.abc import Iterable

from bot.domain.streaks import Streak


def day_by_day(answered: Iterable[bool]) -> list[Streak]:
    """The streak before the first asked day, and after each one that was answered or missed."""
    days = held = towards_next = gap = spent = 0
    told = [Streak()]
    for is_answered in answered:
        if is_answered:
            days, spent, gap = days + 1, gap, 0
            if held < 2:
                towards_next += 1
            if towards_next == 7:
                held, towards_next = held + 1, 0
        elif held:
            held, gap = held - 1, gap + 1
            spent = gap
        else:
            days = held = towards_next = gap = spent = 0
        told.append(Streak(days, 7 * held + towards_next, spent))
    return told
