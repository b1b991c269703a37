"""A person's own numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.cards import Block, Card, Facts, Heading, Picture, Tone
from bot.domain.attendance import Attendance, Mark
from bot.domain.badges import Award
from bot.domain.boards import Period, Standing
from bot.domain.occurrences import MONTHS, WEEKDAYS
from bot.domain.pictures import Calendar, Strengths, TopicStrength
from bot.domain.round import Rating
from bot.domain.streaks import DAYS_OF_FREEZE, MOST_FREEZES, Streak
from bot.wording.answers import RATINGS
from bot.wording.badges import badges
from bot.wording.boards import NAMES
from bot.wording.calendar import calendar
from bot.wording.phrases import counted, line
from bot.wording.replies import refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What is told of a person in a workspace; `topics` are (title, right, answered)."""

    name: str
    today: date
    standings: Mapping[Period, Standing | None]
    attendance: Attendance
    topics: Sequence[tuple[str, int, int]]
    awards: Sequence[Award]
    ratings: Mapping[Rating, int]


def calendar_of(numbers: Numbers) -> Calendar | None:
    """The asked days, to be drawn; None where there are none."""
    days, attendance = numbers.attendance.days, numbers.attendance
    if not days:
        return None
    first = min(days)
    shown = (first + timedelta(days=n) for n in range((numbers.today - first).days + 1))
    streak, longest = counted(attendance.streak.days, "day"), counted(attendance.longest, "day")
    return Calendar(
        title=f"Days of {numbers.name}",
        subtitle=f"A streak of {streak}, the longest {longest}",
        first=first,
        marks=tuple(days.get(day, Mark.NOT_ASKED) for day in shown),
    )


def strengths_of(numbers: Numbers) -> Strengths | None:
    """What was right by topic, to be drawn; None where nothing was answered."""
    topics = [
        TopicStrength(topic=title, right=right, answered=answered)
        for title, right, answered in numbers.topics
    ]
    return Strengths(title=f"Strengths of {numbers.name}", topics=tuple(topics)) if topics else None


def stats_card(numbers: Numbers, days: Picture | None = None, strengths: Picture | None = None) -> Card:
    """`days` and `strengths` are what `calendar_of` and `strengths_of` look like, in place of their texts."""
    overall = numbers.standings[Period.ALL]
    title = f"Numbers of {numbers.name}"
    if overall is None and not numbers.ratings:
        return Card(title=title, blocks=(line("No answer counts yet."),))
    shown = (days,) if days else calendar(numbers.attendance.days, numbers.today)
    strong = (strengths,) if strengths else _strengths(numbers.topics)
    answered = () if overall is None else (_scores(numbers, overall), *shown, *strong)
    earned = () if overall is None else badges(numbers.awards)
    return Card(title=title, blocks=(*answered, *earned, *_rated(numbers.ratings)), tone=Tone.INFO)


def _scores(numbers: Numbers, overall: Standing) -> Facts:
    score = overall.score
    rows = [
        ("Answered", f"{score.right:,} of {score.answered:,} right ({share(score.right, score.answered)})"),
        *_streak(numbers.attendance),
    ]
    for period, words in NAMES.items():
        standing = numbers.standings[period]
        if standing is not None:
            rows.append(
                (words.capitalize(), f"{counted(standing.score.points, 'point')}, place {standing.place:,}")
            )
    return Facts(tuple(rows))


def _streak(attendance: Attendance) -> tuple[tuple[str, str], ...]:
    streak, longest = attendance.streak, counted(attendance.longest, "day")
    parts = [_freezes(streak)]
    spent = [day for day, mark in attendance.days.items() if mark is Mark.FREEZE]
    if streak.spent:
        kept = "a freeze has" if streak.spent == 1 else f"{streak.spent} freezes have"
        parts.append(f"{kept} just kept the streak")
    elif spent:
        parts.append(f"the last was spent on {_day(spent[-1])}")
    return (
        ("Streak", f"{counted(streak.days, 'day')}, the longest {longest}"),
        ("Freezes", "; ".join(parts)),
    )


def _freezes(streak: Streak) -> str:
    if streak.freezes == MOST_FREEZES:
        return f"{MOST_FREEZES} held, which is the most"
    to_go = DAYS_OF_FREEZE - streak.saved % DAYS_OF_FREEZE
    return f"{streak.freezes or 'none'} held, the next in {counted(to_go, 'answered day')}"


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "0%"


def _strengths(topics: Sequence[tuple[str, int, int]]) -> tuple[Block, ...]:
    """The strongest first; of equally strong topics the one with more answers."""
    if not topics:
        return ()
    strongest = sorted(topics, key=lambda topic: (-topic[1] / topic[2], -topic[2]))
    rows = tuple(
        (title, f"{share(right, answered)}, {right:,} of {answered:,} right")
        for title, right, answered in strongest
    )
    return (Heading("Strength by topic"), Facts(rows))


def _rated(ratings: Mapping[Rating, int]) -> tuple[Block, ...]:
    if not ratings:
        return ()
    rows = tuple((words, f"{ratings.get(rating, 0):,}") for rating, words in RATINGS.items())
    return (Heading("Open questions"), Facts(rows))


def hidden_card() -> Card:
    return refused("No numbers are shown", "That person plays without a name on the boards.")
