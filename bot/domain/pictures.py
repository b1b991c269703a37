"""What can be drawn: standings, a race over days, a person's days, strengths by topic.

Values only: how they look is the painter's matter, and what they say in words stands in the wording.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.attendance import Mark

MOST_BARS = 20
MOST_LINES = 8
MOST_WEEKS = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingsRow:
    """`worth` is how people read the value, such as `120 points`.

    `movement` counts the places gained since the last period (lost ones are negative), None where there is
    nothing to compare with. `is_reader` is true for who asked, or for their team.
    """

    place: int
    name: str
    value: float
    worth: str
    movement: int | None = None
    is_reader: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """Bars, best first. `rule` says in one line how the values come about."""

    title: str
    rows: tuple[StandingsRow, ...]
    subtitle: str = ""
    rule: str = ""

    @property
    def shown(self) -> tuple[StandingsRow, ...]:
        """The first 20: a picture with more of them could not be read."""
        return self.rows[:MOST_BARS]

    @property
    def left_out(self) -> int:
        return len(self.rows) - len(self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceLine:
    """`totals` are the points at the end of each day of the race so far, from its first day on."""

    name: str
    totals: tuple[float, ...]
    is_reader: bool = False

    @property
    def total(self) -> float:
        return self.totals[-1] if self.totals else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """How points grew over `days`; a line ends where its totals end.

    ValueError for more totals than days.
    """

    title: str
    days: tuple[date, ...]
    lines: tuple[RaceLine, ...]
    subtitle: str = ""
    rule: str = ""

    def __post_init__(self) -> None:
        for line in self.lines:
            if len(line.totals) > len(self.days):
                raise ValueError(f"{len(line.totals)} totals for a race of {len(self.days)} days")

    @property
    def days_so_far(self) -> tuple[date, ...]:
        """Those of which any line knows."""
        return self.days[: max((len(line.totals) for line in self.lines), default=0)]

    @property
    def shown(self) -> tuple[RaceLine, ...]:
        """The best eight, best first; the last of them gives way to the reader's line."""
        ranked = sorted(self.lines, key=lambda line: -line.total)
        best = ranked[:MOST_LINES]
        own = [line for line in ranked[MOST_LINES:] if line.is_reader][:1]
        return tuple(best[: MOST_LINES - len(own)] + own)

    @property
    def left_out(self) -> int:
        return len(self.lines) - len(self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A person's days without a gap, the first of which is `first`."""

    title: str
    first: date
    marks: tuple[Mark, ...]
    subtitle: str = ""

    @property
    def shown(self) -> Sequence[tuple[date, Mark]]:
        """The days of at most the last 26 weeks, which begin on Monday."""
        days = [(self.first + timedelta(days=n), mark) for n, mark in enumerate(self.marks)]
        if not days:
            return ()
        last = days[-1][0]
        from_ = last - timedelta(days=last.weekday(), weeks=MOST_WEEKS - 1)
        return [(day, mark) for day, mark in days if day >= from_]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicStrength:
    """ValueError unless 0 ≤ right ≤ answered."""

    topic: str
    right: int
    answered: int

    def __post_init__(self) -> None:
        if not 0 <= self.right <= self.answered:
            raise ValueError(f"{self.topic}: {self.right} right of {self.answered} answered")

    @property
    def share(self) -> float:
        return self.right / self.answered if self.answered else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Strengths:
    title: str
    topics: tuple[TopicStrength, ...]
    subtitle: str = ""

    @property
    def shown(self) -> tuple[TopicStrength, ...]:
        """The 20 answered most, strongest first; of equal ones the one answered more."""
        most = sorted(self.topics, key=lambda topic: -topic.answered)[:MOST_BARS]
        return tuple(sorted(most, key=lambda topic: (-topic.share, -topic.answered)))

    @property
    def left_out(self) -> int:
        return len(self.topics) - len(self.shown)


Chart = Standings | Race | Calendar | Strengths
