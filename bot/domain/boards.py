"""Rankings: which periods there are, and how places are given."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.ids import PersonId


class Period(StrEnum):
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    ALL = "all"

    def key(self, day: date) -> str:
        """The name under which totals of this period are kept: `2026-11-22`, `2026-W47`, `2026-11`, `all`.

        Weeks are ISO 8601 weeks, so the first days of January may belong to the old year.
        """
        match self:
            case Period.TODAY:
                return day.isoformat()
            case Period.WEEK:
                year, week, _ = day.isocalendar()
                return f"{year}-W{week:02}"
            case Period.MONTH:
                return f"{day:%Y-%m}"
            case Period.ALL:
                return "all"

    def days(self, day: date) -> tuple[date, date]:
        """The first and the last day of the period that a day belongs to."""
        match self:
            case Period.TODAY:
                return day, day
            case Period.WEEK:
                monday = day - timedelta(days=day.weekday())
                return monday, monday + timedelta(days=6)
            case Period.MONTH:
                return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
            case Period.ALL:
                return date.min, date.max

    def before(self, day: date) -> date | None:
        """A day of the period before that of a day; None where there is none before it."""
        return None if self is Period.ALL else self.days(day)[0] - timedelta(days=1)


class Of(StrEnum):
    """Who is ranked."""

    PEOPLE = "people"
    TEAMS = "teams"
    LEAGUE = "league"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A person's totals in one scope and period."""

    person: PersonId
    name: str
    points: int
    right: int
    answered: int
    streak: int = 0
    has_left: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    place: int
    score: Score


@dataclass(frozen=True, slots=True)
class Gap:
    """How many points are missing to the place above, or hundredths of a point where those are ranked.

    `place` is None where nobody has counted which one that is.
    """

    points: int
    place: int | None


def gap_above(standings: Sequence[Standing], own: Standing) -> Gap | None:
    """What is missing to whoever stands next above, out of a whole board; None at the top."""
    higher = [one for one in standings if one.score.points > own.score.points]
    if not higher:
        return None
    following = higher[-1]
    return Gap(following.score.points - own.score.points, following.place)


def place(scores: Sequence[Score], above: int, tied_above: int = 0) -> Iterator[Standing]:
    """Give places to one page of scores that is sorted by falling points.

    `above` counts the people with more points than the page's first one; `tied_above` those with the
    same points on earlier pages. Equal points share a place, and the next place counts everyone above it.
    """
    current, last_points = above + 1, None
    for seen, score in enumerate(scores):
        if last_points is not None and score.points != last_points:
            current = above + tied_above + seen + 1
        last_points = score.points
        yield Standing(current, score)
