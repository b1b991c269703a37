import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import schedule_text as words
from bot.domain.ids import ChannelId, ScheduleId
from bot.domain.schedule import EVERY_DAY, Schedule

WORKDAYS = frozenset(range(5))


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("09:00", ["09:00"]),
        ("9:00", ["09:00"]),
        ("17:30, 09:00", ["09:00", "17:30"]),
        ("9:00 17:30", ["09:00", "17:30"]),
        ("9am and 5:30 PM", ["09:00", "17:30"]),
        ("12am; 12 pm", ["00:00", "12:00"]),
        ("9:00, 12:00, and 17:00", ["09:00", "12:00", "17:00"]),
        ("09:00, 9am", ["09:00"]),
        ("23:59:05", ["23:59:05"]),
    ],
)
def test_times_are_read_sorted_and_once_each(text: str, times: list[str]) -> None:
    assert words.read_times(text) == tuple(map(time.fromisoformat, times))


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [
        ("mon-fri", WORKDAYS),
        ("Mon - Fri", WORKDAYS),
        ("monday to friday", WORKDAYS),
        ("Mon–Fri", WORKDAYS),
        ("weekdays", WORKDAYS),
        ("every weekday", WORKDAYS),
        ("mon, wed, fri", {0, 2, 4}),
        ("mon wed and fri", {0, 2, 4}),
        ("on Tuesdays & Thursdays", {1, 3}),
        ("tues, weds, thurs", {1, 2, 3}),
        ("fri-mon", {4, 5, 6, 0}),
        ("sun-sun", {6}),
        ("mon-tue, sat", {0, 1, 5}),
        ("weekend", {5, 6}),
        ("weekends", {5, 6}),
        ("daily", EVERY_DAY),
        ("every day", EVERY_DAY),
        ("mon-sun", EVERY_DAY),
    ],
)
def test_weekdays_are_read(text: str, weekdays: set[int]) -> None:
    assert words.read_weekdays(text) == weekdays


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" europe/berlin ", "Europe/Berlin"),
        ("america/new york", "America/New_York"),
        ("utc", "UTC"),
    ],
)
def test_zones_are_read_in_any_case(text: str, zone: str) -> None:
    assert words.read_zone(text).key == zone


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("3h", timedelta(hours=3)),
        ("90m", timedelta(minutes=90)),
        ("2d", timedelta(days=2)),
        ("1h 30m", timedelta(minutes=90)),
        ("1h30m", timedelta(minutes=90)),
        ("1 hour and 30 minutes", timedelta(minutes=90)),
        ("2 hrs, 5 mins", timedelta(minutes=125)),
        ("1 week", timedelta(days=7)),
        ("20s", timedelta(seconds=20)),
        ("0m", timedelta(0)),
    ],
)
def test_lengths_of_time_are_read(text: str, length: timedelta) -> None:
    assert words.read_duration(text) == length


@pytest.mark.parametrize("text", ["until next", "Until the next one", "next", "none"])
def test_open_until_the_next_one_is_no_length(text: str) -> None:
    assert words.read_open_for(text) is None


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2026-12-24", ["2026-12-24"]),
        ("2026-12-24, 2026-12-26", ["2026-12-24", "2026-12-26"]),
        ("2026-12-31..2027-01-01", ["2026-12-31", "2027-01-01"]),
        ("2026-12-31 to 2027-01-01", ["2026-12-31", "2027-01-01"]),
        ("2026-12-31 – 2027-01-01, 2027-01-06", ["2026-12-31", "2027-01-01", "2027-01-06"]),
        ("", []),
        ("none", []),
    ],
)
def test_dates_are_read(text: str, dates: list[str]) -> None:
    assert words.read_dates(text) == set(map(date.fromisoformat, dates))


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (words.read_times, "", "at least one time; write 09:00"),
        (words.read_times, "09:00, 25:00", "“25:00” is no time of day; write 09:00"),
        (words.read_times, "9:60", "“9:60” is no time of day"),
        (words.read_times, "9", "“9” is no time of day"),
        (words.read_times, "13pm", "“13pm” is no time of day"),
        (words.read_times, "noonish", "“noonish” is no time of day"),
        (words.read_weekdays, " ", "at least one weekday; write mon-fri"),
        (words.read_weekdays, "mon, funday", "“funday” is no weekday; write mon-fri"),
        (words.read_weekdays, "mon-", "“mon-” is no weekday"),
        (words.read_weekdays, "mon-tue-wed", "“mon-tue-wed” is no weekday"),
        (words.read_weekdays, "t", "“t” is no weekday"),
        (words.read_weekdays, "ms", "“ms” is no weekday"),
        (words.read_zone, "Berlin", "“Berlin” is no time zone; did you mean Europe/Berlin?"),
        (words.read_zone, "Europe/Berln", "did you mean Europe/Berlin?"),
        (words.read_zone, "new york", "did you mean America/New_York?"),
        (words.read_zone, "GMT+1", "“GMT+1” is no time zone; write it like Europe/Berlin"),
        (words.read_zone, "", "write it like Europe/Berlin"),
        (words.read_duration, "", "is no length of time; write 3h"),
        (words.read_duration, "3 moons", "“3 moons” is no length of time"),
        (words.read_duration, "1h and a bit", "“a bit” is no length of time"),
        (words.read_duration, "400d", "“400d” is longer than a year"),
        (words.read_duration, "9" * 50 + "d", "…” is no length of time"),
        (words.read_open_for, "0h", "“0h” leaves no time to answer"),
        (words.read_dates, "24.12.2026", "“24.12.2026” is no date; write 2026-12-24"),
        (words.read_dates, "2026-02-30", "“2026-02-30” is no date"),
        (words.read_dates, "2026W521", "“2026W521” is no date"),
        (words.read_dates, "2026-12-26..2026-12-24", "is no range of up to 366 days"),
        (words.read_dates, "2026-01-01..2027-01-02", "is no range of up to 366 days"),
        (words.read_dates, "2026-12-24..2026-12-25..2026-12-26", "is no range of up to 366 days"),
    ],
)
def test_what_cannot_be_read_is_named_with_an_example(
    read: Callable[[str], object], text: str, message: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        read(text)


READERS = [
    words.read_times,
    words.read_weekdays,
    words.read_zone,
    words.read_duration,
    words.read_open_for,
    words.read_dates,
]


@settings(deadline=None)
@given(
    st.sampled_from(READERS),
    st.one_of(st.text(), st.text("0123456789:;,.-–& apmhdwtonue\n", max_size=20)),
)
def test_readers_raise_nothing_but_a_value_error(read: Callable[[str], object], text: str) -> None:
    with suppress(ValueError):
        read(text)


times = st.lists(st.times().map(lambda at: at.replace(microsecond=0)), min_size=1, max_size=4).map(tuple)
weekdays = st.frozensets(st.integers(0, 6), min_size=1)
zones = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)


def schedule(at: tuple[time, ...], days: frozenset[int], zone: ZoneInfo) -> Schedule:
    return Schedule(
        id=ScheduleId("daily"),
        channel=ChannelId("web:playground/general"),
        times=at,
        zone=zone,
        weekdays=days,
    )


@settings(deadline=None)
@given(times, weekdays, zones)
def test_a_description_reads_back(at: tuple[time, ...], days: frozenset[int], zone: ZoneInfo) -> None:
    text = words.describe(schedule(at, days, zone))
    days_text, _, rest = text.partition(" at ")
    times_text, _, zone_text = rest.rpartition(", ")
    assert words.read_weekdays(days_text) == days
    assert words.read_times(times_text) == tuple(sorted(set(at)))
    assert words.read_zone(zone_text) == zone


@given(st.integers(0, 366 * 86400).map(lambda seconds: timedelta(seconds=seconds)))
def test_a_described_length_reads_back(length: timedelta) -> None:
    assert words.read_duration(words.describe_duration(length)) == length


@given(st.frozensets(st.dates(date(2020, 1, 1), date(2023, 1, 1)), max_size=30))
def test_described_dates_read_back(dates: frozenset[date]) -> None:
    assert words.read_dates(words.describe_dates(dates)) == dates


def test_open_for_reads_back() -> None:
    for length in (None, timedelta(hours=20)):
        assert words.read_open_for(words.describe_open_for(length)) == length


def test_a_long_run_of_dates_is_described_in_ranges_that_read_back() -> None:
    dates = frozenset(date(2026, 1, 1) + timedelta(days=step) for step in range(800))
    assert words.read_dates(words.describe_dates(dates)) == dates


@pytest.mark.parametrize(
    ("days", "at", "text"),
    [
        (WORKDAYS, (time(9), time(17, 30)), "Mon-Fri at 09:00 and 17:30, Europe/Berlin"),
        (EVERY_DAY, (time(9),), "Every day at 09:00, Europe/Berlin"),
        ({4, 5, 6, 0}, (time(9),), "Fri-Mon at 09:00, Europe/Berlin"),
        (
            {0, 2, 4},
            (time(9), time(12), time(17)),
            "Mon, Wed and Fri at 09:00, 12:00 and 17:00, Europe/Berlin",
        ),
        ({5, 6}, (time(9),), "Sat and Sun at 09:00, Europe/Berlin"),
    ],
)
def test_a_description_reads_like_a_sentence(days: set[int], at: tuple[time, ...], text: str) -> None:
    assert words.describe(schedule(at, frozenset(days), ZoneInfo("Europe/Berlin"))) == text
