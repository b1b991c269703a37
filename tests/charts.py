"""Charts of every kind, as people see them."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import accumulate

from bot.domain.attendance import Mark
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

NAMES = (
    "Ann_the_*great*",
    "Александра Константинопольская",
    "محمد بن عبد الرحمن الخوارزمي",
    "नमस्ते क्षत्रिय",
    "แม่น้ำเจ้าพระยา",
    "田中さくら 한국어",
    "🎉🎉 Zoë 👩‍👩‍👧",
    "שלמה המלך (2)",
    "W" * 40,
    "🦄",
    "Ελευθερία Παπαδοπούλου",
    "Ann 田中",
)
RULE = "Best 3 answers of a team count in each round. Ties: right answers, then the earlier last point."
FIRST = date(2026, 11, 2)

STANDINGS = Standings(
    title="Autumn cup, day 15 of 30",
    subtitle="Teams of #general",
    rows=tuple(
        StandingsRow(
            place=n + 1,
            name=name,
            value=1250 - n * 97.5,
            worth=f"{1250 - n * 97:,} points",
            movement=(3, -2, 0, None, 1, -12, 0, 0, 0, 0, 2, 0)[n],
            is_reader=n == 4,
        )
        for n, name in enumerate(NAMES)
    ),
    rule=RULE,
)
RACE = Race(
    title="Autumn cup, half-time",
    subtitle="Points by day",
    days=tuple(FIRST + timedelta(days=n) for n in range(30)),
    lines=tuple(
        RaceLine(
            name=name,
            totals=tuple(accumulate(10 + (day * (n + 3) + n) % 17 + (6 - n) for day in range(15))),
            is_reader=n == 9,
        )
        for n, name in enumerate(NAMES)
    ),
    rule=RULE,
)
CALENDAR = Calendar(
    title="Days of Ann",
    subtitle="Streak of 12 days, 1 freeze held",
    first=date(2026, 7, 8),
    marks=tuple(
        Mark.NOT_ASKED if n % 7 in (3, 4) else list(Mark)[(0, 0, 1, 0, 3, 0, 0, 1, 0, 2, 3)[n * 5 % 11]]
        for n in range(138)
    ),
)
STRENGTHS = Strengths(
    title="Strengths of Ann",
    topics=(
        TopicStrength(topic="Attention mechanisms", right=8, answered=10),
        TopicStrength(topic="Inference serving", right=2, answered=9),
        TopicStrength(topic="Retrieval-augmented generation and vector search", right=0, answered=3),
        TopicStrength(topic="Optimisers", right=31, answered=44),
    ),
)
CHARTS: Mapping[str, Chart] = {
    "standings": STANDINGS,
    "race": RACE,
    "calendar": CALENDAR,
    "strengths": STRENGTHS,
    "standings-few": Standings(
        title="Leaderboard, today",
        rows=(StandingsRow(place=1, name="Ann", value=1, worth="1 point"),),
    ),
    "standings-none": Standings(title="Leaderboard, today", rows=()),
    "race-day-one": Race(
        title="Autumn cup",
        days=RACE.days,
        lines=(RaceLine(name="Ann", totals=(10,)), RaceLine(name="Bob", totals=(10,))),
    ),
    "race-none": Race(title="Autumn cup", days=(), lines=()),
    "calendar-week": Calendar(title="Days of Bob", first=FIRST, marks=(Mark.RIGHT,) * 3 + (Mark.MISSED,)),
}
