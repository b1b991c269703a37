"""Occurrences, held against a walk over every minute of UTC."""

import time as stopwatch
from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ids import ChannelId, ScheduleId
from bot.domain.occurrences import instant, local_label, next_occurrences, occurrences
from bot.domain.schedule import EVERY_DAY, Occurrence, Schedule, Slot

ZONES = sorted(name for name in available_timezones() if not name.startswith(("posix/", "right/")))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

zones = st.sampled_from(ZONES).map(ZoneInfo)
dates = st.dates(date(2000, 1, 1), date(2037, 12, 30))
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def schedule(
    zone: str = "Europe/Berlin",
    *at: time,
    weekdays: frozenset[int] = EVERY_DAY,
    skip: frozenset[date] = frozenset(),
) -> Schedule:
    return Schedule(
        id=ScheduleId("daily"),
        channel=ChannelId("web:playground/general"),
        times=at or (time(9),),
        zone=ZoneInfo(zone),
        weekdays=weekdays,
        skip_dates=skip,
    )


class MinuteWalk:
    """What a zone's clock shows at every minute around a date, found without any rule about folds."""

    def __init__(self, zone: ZoneInfo, day: date) -> None:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        self.minutes = [noon + step * MINUTE for step in range(-30 * 60, 30 * 60)]
        shown = (minute.astimezone(zone).replace(tzinfo=None) for minute in self.minutes)
        self.latest_shown = list(accumulate(shown, max))

    def first_showing(self, day: date, at: time) -> datetime:
        return self.minutes[bisect_left(self.latest_shown, datetime.combine(day, at))]


@settings(max_examples=150, deadline=None)
@given(zones, dates, times)
def test_a_time_falls_due_when_the_clock_first_shows_it_or_a_later_one(
    zone: ZoneInfo, day: date, at: time
) -> None:
    assert instant(day, at, zone) == MinuteWalk(zone, day).first_showing(day, at)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(ZONES),
    dates,
    st.lists(times, min_size=1, max_size=3, unique=True),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.data(),
)
def test_every_chosen_date_and_time_is_one_slot_however_often_one_looks(
    zone: str, day: date, at: list[time], weekdays: frozenset[int], data: st.DataObject
) -> None:
    chosen = schedule(zone, *at, weekdays=weekdays, skip=frozenset((day + DAY,)))
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    looks = data.draw(st.lists(st.integers(0, 8 * 1440), max_size=6).map(sorted))
    moments = [start, *(start + look * MINUTE for look in looks), start + 8 * DAY]
    found = [one for after, until in pairwise(moments) for one in occurrences(chosen, after, until)]
    days = [day + step * DAY for step in range(-2, 11)]
    slots = [Slot(chosen.id, one, when) for one in days if chosen.chooses(one) for when in sorted(at)]
    due = [Occurrence(slot, instant(slot.day, slot.time, chosen.zone)) for slot in slots]
    assert found == [one for one in due if start < one.at <= start + 8 * DAY]


@pytest.mark.parametrize(
    ("zone", "day", "at", "due"),
    [
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"),  # shown twice: the first one
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00"),  # leapt over: right after the leap
        ("America/Santiago", "2026-09-06", "00:00", "2026-09-06T04:00"),  # midnight itself is leapt over
        ("America/Santiago", "2026-09-06", "00:59", "2026-09-06T04:00"),
        ("Pacific/Apia", "2011-12-30", "09:00", "2011-12-30T10:00"),  # the whole date is leapt over
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30"),  # half an hour is leapt over
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45"),
        ("Asia/Kathmandu", "2026-04-05", "09:00", "2026-04-05T03:15"),
        ("UTC", "2026-04-05", "00:00", "2026-04-05T00:00"),
    ],
)
def test_the_odd_hours_of_the_world(zone: str, day: str, at: str, due: str) -> None:
    found = instant(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))
    assert found == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_a_look_takes_what_falls_due_at_its_end_and_leaves_what_fell_due_at_its_start() -> None:
    nine = datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert [one.at for one in occurrences(schedule(), nine - MINUTE, nine)] == [nine]
    assert list(occurrences(schedule(), nine, nine + MINUTE)) == []


def test_a_clock_set_back_over_midnight_hides_no_slot() -> None:
    midnight = schedule("America/St_Johns", time(0))
    due = datetime(2010, 11, 7, 2, 30, tzinfo=UTC)  # a minute before the clock goes back to 23:01
    found = list(occurrences(midnight, due - MINUTE, due + 5 * MINUTE))
    assert [(one.slot.day, one.at) for one in found] == [(date(2010, 11, 7), due)]


def test_skip_dates_and_other_weekdays_have_no_slot() -> None:
    weekdays = schedule(weekdays=frozenset(range(5)), skip=frozenset((date(2026, 11, 24),)))
    found = next_occurrences(weekdays, datetime(2026, 11, 22, tzinfo=UTC), 5)
    assert [one.slot.day.day for one in found] == [23, 25, 26, 27, 30]


def test_times_come_in_order_and_once_each() -> None:
    found = next_occurrences(
        schedule("UTC", time(17), time(9), time(17)), datetime(2026, 11, 22, tzinfo=UTC), 3
    )
    assert [one.slot.time for one in found] == [time(9), time(17), time(9)]


def test_a_schedule_that_skips_everything_ends() -> None:
    start = date(2026, 1, 1)
    skipped = schedule(skip=frozenset(start + step * DAY for step in range(-1, 500)))
    assert next_occurrences(skipped, datetime(2026, 1, 1, tzinfo=UTC), 5) == []


def test_a_long_skipped_season_does_not_hide_what_comes_after() -> None:
    start = date(2026, 1, 1)
    skipped = schedule(skip=frozenset(start + step * DAY for step in range(366)))
    found = next_occurrences(skipped, datetime(2026, 1, 1, tzinfo=UTC), 2)
    assert [one.slot.day for one in found] == [date(2027, 1, 2), date(2027, 1, 3)]


def test_a_look_at_a_hundred_schedules_takes_well_under_50_ms() -> None:
    many = [schedule(zone, time(9), time(17, 30)) for zone in ZONES[:100]]
    now = datetime(2026, 11, 22, 13, tzinfo=UTC)

    def look() -> float:
        started = stopwatch.perf_counter()
        for one in many:
            list(occurrences(one, now - timedelta(seconds=30), now))
        return stopwatch.perf_counter() - started

    assert min(look() for _ in range(5)) < 0.025


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("Europe/Berlin", "Mon 23 Nov 2026, 09:00 (CET, UTC+01:00)"),
        ("America/Sao_Paulo", "Mon 23 Nov 2026, 09:00 (UTC-03:00)"),
        ("Asia/Kathmandu", "Mon 23 Nov 2026, 09:00 (UTC+05:45)"),
        ("UTC", "Mon 23 Nov 2026, 09:00 (UTC)"),
    ],
)
def test_a_label_says_the_local_time_with_zone_and_offset(zone: str, label: str) -> None:
    [found] = next_occurrences(schedule(zone), datetime(2026, 11, 22, 13, tzinfo=UTC), 1)
    assert local_label(found, ZoneInfo(zone)) == label


def test_a_label_of_a_leapt_over_time_says_when_it_really_comes() -> None:
    night = schedule("Europe/Berlin", time(2, 30))
    [found] = next_occurrences(night, datetime(2026, 3, 28, 12, tzinfo=UTC), 1)
    assert local_label(found, night.zone) == "Sun 29 Mar 2026, 03:00 (CEST, UTC+02:00)"
