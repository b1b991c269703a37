"""How a competition goes from planned to ended, and which season follows it."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from bot.domain.contest import Contest, Season, State
from bot.domain.ids import ContestId
from bot.domain.occurrences import instant

MONTHS_OF = {Season.MONTH: 1, Season.QUARTER: 3}
NEARLY_OVER = timedelta(hours=12)
"""A season that would be shorter than this is part of the next one."""


class Turn(StrEnum):
    """What falls due in a competition."""

    START = "start"
    HALF = "half"
    END = "end"


def half_of(contest: Contest) -> datetime:
    """The middle of its time. ValueError: it has no end."""
    if contest.ends_at is None:
        raise ValueError("a contest without an end has no middle")
    return contest.starts_at + (contest.ends_at - contest.starts_at) / 2


def next_turn(contest: Contest, now: datetime, half_told: bool, catch_up: timedelta) -> Turn | None:
    """What is due now, one turn at a time; a half-time that is later than `catch_up` is left out."""
    if contest.ends_at is None:
        return None
    match contest.state:
        case State.PLANNED if now >= contest.starts_at:
            return Turn.START
        case State.RUNNING if now >= contest.ends_at:
            return Turn.END
        case State.RUNNING if not half_told and timedelta(0) <= now - half_of(contest) <= catch_up:
            return Turn.HALF
        case _:
            return None


def is_told(turn: Turn, contest: Contest, now: datetime, catch_up: timedelta) -> bool:
    """Whether it is announced: a start not long after it, an end however late."""
    return turn is not Turn.START or now - contest.starts_at <= catch_up


def season_end(season: Season, start: datetime, zone: tzinfo) -> datetime:
    """The midnight at which the month or quarter ends that `start` lies in, by the zone's clock.

    KeyError: it does not repeat.
    """
    day = (start.astimezone(zone) + NEARLY_OVER).date()
    months = MONTHS_OF[season]
    ahead = day.month - 1 + months - (day.month - 1) % months
    return midnight(date(day.year + ahead // 12, ahead % 12 + 1, 1), zone)


def successor(contest: Contest, id_: ContestId, zone: tzinfo) -> Contest | None:
    """The next season, with the same settings; None where none follows."""
    if contest.season is Season.NONE or contest.ends_at is None:
        return None
    return replace(
        contest,
        id=id_,
        state=State.PLANNED,
        starts_at=contest.ends_at,
        ends_at=season_end(contest.season, contest.ends_at, zone),
        number=contest.number + 1,
        series=contest.series or contest.id,
    )


def midnight(day: date, zone: tzinfo) -> datetime:
    """The first instant of a date by a zone's clock, in UTC."""
    return instant(day, time(), zone)
