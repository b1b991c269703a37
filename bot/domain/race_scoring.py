"""What an answer earns in a live quiz, and who stands where.

A right answer earns its level's points (10, 15, 20 or 25), a bonus for speed and a small one for a streak:

    bonus  = points × time left ÷ time given, rounded down
    streak = 2 for the second right answer in a row, 4 for the third, 6 from the fourth on

So at most half of what a question earns comes from speed, and a slow connection does not decide.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from typing import Generic, TypeVar

from bot.domain.question import Level
from bot.domain.round import Round
from bot.domain.scoring import POINTS

A_STEP, MOST = 2, 6  # streak bonus for each further right answer, and the most of it

Racer = TypeVar("Racer", bound=Hashable)
"""Whoever races: a person, or the name of a team."""


def race_points(level: Level, left: timedelta, given: timedelta, run: int) -> int:
    """What a right answer earns with `left` of the `given` time; `run` counts right answers in a row with it.

    Time is believed only within what was given: more left than that is all of it.
    """
    base = POINTS[level]
    share = min(max(left, timedelta(0)), given)
    return base + base * share // given + min(A_STEP * (run - 1), MOST)


@dataclass(frozen=True, slots=True)
class Place(Generic[Racer]):
    place: int
    racer: Racer
    points: int


def standing(gained: Iterable[tuple[Racer, int]]) -> tuple[Place[Racer], ...]:
    """Everybody by falling points; equal points share a place, and the first to be named stands first."""
    totals: Counter[Racer] = Counter()
    for racer, points in gained:
        totals[racer] += points
    ordered = sorted(totals.items(), key=lambda item: -item[1])
    above = Counter(points for _, points in ordered)
    places = {points: 1 + sum(n for other, n in above.items() if other > points) for points in above}
    return tuple(Place(places[points], racer, points) for racer, points in ordered)


def moved(before: Iterable[Place[Racer]], now: Iterable[Place[Racer]]) -> Mapping[Racer, int]:
    """How many places everybody has risen; below 0 for a fall, nobody who was not there before."""
    earlier = {place.racer: place.place for place in before}
    return {one.racer: earlier[one.racer] - one.place for one in now if one.racer in earlier}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Generic[Racer]):
    """What somebody has chosen, with `left` of the time everybody was given at that moment."""

    racer: Racer
    choice: int
    left: timedelta


def gains(
    asked: Round,
    given: timedelta,
    choices: Iterable[Choice[Racer]],
    earlier: Sequence[Collection[Racer]],
) -> Mapping[Racer, int]:
    """What everybody gains who chose; `earlier` are those who were right in each question before."""
    return {
        one.racer: (
            race_points(asked.question.level, one.left, given, 1 + _run(one.racer, earlier))
            if asked.is_right(one.choice)
            else 0
        )
        for one in choices
    }


def _run(racer: Racer, earlier: Sequence[Collection[Racer]]) -> int:
    return sum(1 for _ in takewhile(lambda right: racer in right, reversed(earlier)))
