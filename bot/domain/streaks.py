"""Streaks: on how many asked days in a row a person has answered, and the freezes that keep a streak.

An asked day is a day with a daily choice question in a workspace or channel. Days without one neither
lengthen nor break a streak. A person's answered days are kept as runs without a gap, so that answers
that come out of order end in the same runs.

Every seven answered days of a streak earn a freeze. At most two are held; while two are, no further days
are saved up. Each asked day that is missed spends a freeze and leaves the streak as long as it was. A day
missed with no freeze held ends the streak, and the days saved towards the next freeze with it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.domain.round import Round, RoundKind

DAYS_OF_FREEZE = 7
MOST_FREEZES = 2
MOST_SAVED = DAYS_OF_FREEZE * MOST_FREEZES


@dataclass(frozen=True, slots=True)
class Run:
    """Asked days from `first` to `last`, `length` of them, on each of which a person answered."""

    first: date
    last: date
    length: int


class Stretch(NamedTuple):
    """A run of `length` days, and how many asked days were missed between the run before it and itself."""

    missed: int
    length: int


@dataclass(frozen=True, slots=True)
class Streak:
    """`days` is its length without frozen days, `saved` the days saved for freezes, seven for each one held.

    `spent` counts the freezes spent next to the latest answered day: right before it, or since.
    """

    days: int = 0
    saved: int = 0
    spent: int = 0

    @property
    def freezes(self) -> int:
        """How many are held."""
        return self.saved // DAYS_OF_FREEZE

    def after_answered(self, days: int) -> "Streak":
        """`days` asked days in a row, at least one, have been answered."""
        saved = min(MOST_SAVED, self.saved + days)
        return Streak(self.days + days, saved, self.spent if days == 1 else 0)

    def after_missed(self, days: int) -> "Streak":
        """`days` asked days in a row have been missed."""
        if days == 0:
            return self
        if days > self.freezes:
            return Streak()
        return Streak(self.days, self.saved - days * DAYS_OF_FREEZE, days)


def streak_after(stretches: Iterable[Stretch], missed: int) -> Streak:
    """A person's streak after their runs, newest first, and the `missed` asked days since the newest.

    It takes no more stretches than matter: at most a seventh of the streak's days, and three.
    """
    days = saved = spent = 0
    for gap, length in reversed(list(_that_matter(stretches, missed))):
        if gap * DAYS_OF_FREEZE > saved:
            days = saved = gap = 0
        spent = gap if length == 1 else 0
        days, saved = days + length, min(MOST_SAVED, saved - gap * DAYS_OF_FREEZE + length)
    return Streak(days, saved, spent).after_missed(missed)


def _that_matter(stretches: Iterable[Stretch], missed: int) -> Iterator[Stretch]:
    """Those back to where even two freezes could not have kept a streak until now.

    What is saved lies between nothing and two freezes, and more of it never hurts. So where somebody with
    two freezes loses a streak everybody does, and starts again with nothing: what was before is forgotten.
    `needed` is what must be saved before a gap to get over it and over all later ones: seven for each day
    missed, and what the later gaps need beyond the days that are answered in between.
    """
    needed, older = missed * DAYS_OF_FREEZE, iter(stretches)
    while needed <= MOST_SAVED and (stretch := next(older, None)):
        yield stretch
        needed = max(0, needed - stretch.length) + stretch.missed * DAYS_OF_FREEZE


def missed_since(latest: Run, over: Iterable[date]) -> int:
    """How many of the asked days that are `over` came after a person's latest run."""
    return sum(day > latest.last for day in over)


def counts(round_: Round) -> bool:
    """True if a round's day is an asked day; nobody can be scored on an open question."""
    return round_.kind is RoundKind.DAILY and not round_.question.is_open


def joined(day: date, before: date | None, after: date | None, runs: Iterable[Run]) -> Run:
    """The run that `day` belongs to once it is answered.

    `before` and `after` are the asked days next to it, `runs` those of the person's that could touch it.
    """
    whole = Run(day, day, 1)
    for run in runs:
        if run.first <= day <= run.last:
            return run
        if run.last == before:
            whole = Run(run.first, whole.last, run.length + whole.length)
        if run.first == after:
            whole = Run(whole.first, run.last, whole.length + run.length)
    return whole
