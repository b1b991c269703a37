"""When competitions begin, are half over and end, by the clocks of the zones that they are in."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contest import Contest, Season, State
from bot.domain.contest_course import Turn, half_of, is_told, midnight, next_turn, season_end, successor
from bot.domain.contest_times import read_end, read_start
from bot.domain.ids import ContestId
from tests.builders import BERLIN, NOON
from tests.store.contest_builders import contest

CATCH_UP = timedelta(hours=3)
ZONES = ("Europe/Berlin", "America/Santiago", "Asia/Beirut", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
zones = st.sampled_from(ZONES).map(ZoneInfo)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


def ended(one: Contest) -> datetime:
    assert one.ends_at is not None
    return one.ends_at


@given(days, zones)
def test_midnight_is_the_first_instant_of_a_date(day: date, zone: ZoneInfo) -> None:
    at = midnight(day, zone)
    assert at.astimezone(zone).date() == day
    assert (at - timedelta(seconds=1)).astimezone(zone).date() < day


@given(moments, zones, st.sampled_from([Season.MONTH, Season.QUARTER]))
def test_seasons_end_at_the_midnight_of_a_first_day_and_follow_without_a_gap(
    start: datetime, zone: ZoneInfo, season: Season
) -> None:
    one: Contest | None = contest(starts_at=start, ends_at=season_end(season, start, zone), season=season)
    for number in range(2, 7):
        assert one is not None
        last = ended(one).astimezone(zone)
        assert last.day == 1
        assert season is Season.MONTH or last.month in (1, 4, 7, 10)
        after = successor(one, ContestId(f"c{number}"), zone)
        assert after is not None
        assert (after.starts_at, after.number, after.series) == (one.ends_at, number, ContestId("c1"))
        assert ended(after) - after.starts_at > timedelta(days=26)
        one = after


def test_a_season_that_is_nearly_over_runs_on_into_the_next() -> None:
    late = datetime(2026, 11, 30, 20, tzinfo=UTC)
    assert season_end(Season.MONTH, late, BERLIN) == midnight(date(2027, 1, 1), BERLIN)


def test_one_that_does_not_repeat_has_no_successor() -> None:
    assert successor(contest(), ContestId("c2"), BERLIN) is None


@pytest.mark.parametrize(
    ("state", "now", "half_told", "turn"),
    [
        (State.PLANNED, -1, False, None),
        (State.PLANNED, 0, False, Turn.START),
        (State.PLANNED, 10**6, False, Turn.START),
        (State.RUNNING, 0, False, None),
        (State.RUNNING, 120, False, Turn.HALF),
        (State.RUNNING, 120, True, None),
        (State.RUNNING, 124, False, None),
        (State.RUNNING, 240, False, Turn.END),
        (State.ENDED, 240, False, None),
        (State.CANCELLED, 240, False, None),
    ],
)
def test_what_is_due(state: State, now: int, half_told: bool, turn: Turn | None) -> None:
    one = contest(state=state)  # of ten days
    assert next_turn(one, NOON + timedelta(hours=now), half_told, CATCH_UP) is turn


def test_a_late_start_is_not_told_and_a_late_end_is() -> None:
    late = NOON + timedelta(days=60)
    assert not is_told(Turn.START, contest(), late, CATCH_UP)
    assert is_told(Turn.END, contest(), late, CATCH_UP)
    assert half_of(contest()) == NOON + timedelta(days=5)


# The clocks of Berlin go back on 25 October 2026 and forward on 29 March 2026.
@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2026-10-24", "2026-10-25", "2026-10-23T22:00", "2026-10-25T23:00"),
        ("2026-10-24", "2d", "2026-10-23T22:00", "2026-10-25T23:00"),
        ("2026-10-24", "48h", "2026-10-23T22:00", "2026-10-25T22:00"),
        ("tomorrow", "1w", "2026-10-20T22:00", "2026-10-27T23:00"),
        ("now", "2w", "2026-10-20T10:00", "2026-11-03T11:00"),
        (None, "2026-10-20", "2026-10-20T10:00", "2026-10-20T22:00"),
        ("today", "2026-10-20", "2026-10-19T22:00", "2026-10-20T22:00"),
    ],
)
def test_times_are_those_of_the_workspace_s_clock(start: str | None, end: str, first: str, last: str) -> None:
    now = datetime(2026, 10, 20, 10, tzinfo=UTC)
    begins = read_start(start, now, BERLIN)
    assert f"{begins:%Y-%m-%dT%H:%M}" == first
    assert f"{read_end(end, begins, BERLIN):%Y-%m-%dT%H:%M}" == last


@pytest.mark.parametrize("text", ["yesterday", "2026-11-22", "22.11.2026", "2026-13-01", "2029-01-01", ""])
def test_a_start_that_cannot_be_is_refused(text: str) -> None:
    if text:
        with pytest.raises(ValueError, match=r"\w"):
            read_start(text, NOON, BERLIN)
    else:
        assert read_start(None, NOON, BERLIN) == NOON


@pytest.mark.parametrize("text", ["soon", "0d", "2026-11-22", "400d", "60w", "9999w", "2026W521", "-2d"])
def test_an_end_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_end(text, NOON, BERLIN)
