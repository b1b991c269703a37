"""What pictures of competitions show: a standing as bars, and how points grew day by day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta, tzinfo

from bot.domain.contest import Between, Contest
from bot.domain.pictures import MOST_LINES, Race, RaceLine, Standings, StandingsRow
from bot.ports.contests import Kept
from bot.wording.contest_boards import in_points, name_of, score_words
from bot.wording.contest_rules import closing, rule_line, title_of
from bot.wording.phrases import counted, moment

SHOWN = 10
EVERYBODY = "Everybody"
POINTS_ONLY = "Points of all members, whatever the rule makes of them."


def standings_chart(contest: Contest, kept: Kept) -> Standings:
    """The first ten places of a kept standing, to be drawn; the card around it tells the rule."""
    if contest.between is Between.TEAMS:
        rows = [
            (one.place, one.tally.name, float(in_points(one.score)), score_words(one.score))
            for one in kept.teams
        ]
    else:
        rows = [
            (one.place, name_of(one.score), float(one.score.points), counted(one.score.points, "point"))
            for one in kept.people
        ]
    return Standings(
        title=title_of(contest),
        rows=tuple(
            StandingsRow(place=place, name=name, value=value, worth=worth)
            for place, name, value, worth in rows[:SHOWN]
        ),
    )


def start_chart(contest: Contest, teams: Sequence[str], zone: tzinfo) -> Standings:
    """Where everybody starts: the teams there are, or just everybody, with nothing yet."""
    assert contest.ends_at is not None  # only a competition is announced
    return Standings(
        title=title_of(contest),
        subtitle=f"{moment(contest.starts_at, zone)} to {closing(contest.ends_at, zone)}",
        rows=tuple(
            StandingsRow(place=1, name=name, value=0, worth="0 points")
            for name in (teams or [EVERYBODY])[:SHOWN]
        ),
        rule=rule_line(contest),
    )


def race_chart(
    contest: Contest, lines: Sequence[tuple[str, Mapping[date, int]]], until: date, zone: tzinfo
) -> Race:
    """How points grew from the first day on; `lines` have what each has earned on each day."""
    first = contest.starts_at.astimezone(zone).date()
    days = tuple(first + timedelta(days=n) for n in range((until - first).days + 1))
    return Race(
        title=f"{title_of(contest)}, day by day",
        days=days,
        lines=tuple(RaceLine(name=name, totals=_totals(days, earned)) for name, earned in lines[:MOST_LINES]),
        rule=POINTS_ONLY if contest.between is Between.TEAMS else rule_line(contest),
    )


def _totals(days: Sequence[date], earned: Mapping[date, int]) -> tuple[float, ...]:
    total = sum(points for day, points in earned.items() if days and day < days[0])
    totals = []
    for day in days:
        total += earned.get(day, 0)
        totals.append(float(total))
    return tuple(totals)
