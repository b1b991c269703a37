"""Streaks: on how many asked days in a row a person has answered.

An asked day is a day with a daily choice question in a workspace or channel. Days without one neither
lengthen nor break a streak. A person's answered days are kept as runs without a gap, so that answers
that come out of order end in the same runs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.round import Round, RoundKind


@dataclass(frozen=True, slots=True)
class Run:
    """Asked days from `first` to `last`, `length` of them, on each of which a person answered."""

    first: date
    last: date
    length: int


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


def shown(latest: Run | None, over: date | None) -> int:
    """A person's streak now: their latest run, or 0 if they missed the latest asked day that is `over`."""
    if latest is None or (over is not None and latest.last < over):
        return 0
    return latest.length
