"""Every change of every IANA zone from 2000 to 2037, held against an independent reckoning.

The reckoning never asks a zone what a local time means. It reads off the offset on each side of a change,
which is unambiguous in UTC, and solves for the first instant that shows a local time or a later one.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, available_timezones

import pytest

from bot.domain.ids import ChannelId, ScheduleId
from bot.domain.occurrences import instant, occurrences
from bot.domain.schedule import Schedule

FIRST, LAST = datetime(1999, 12, 30, tzinfo=UTC), datetime(2038, 1, 2, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
STEP = 4 * DAY  # no zone has changed twice in less since 2000
EVERY_THIRD_HOUR = [time(hour) for hour in range(0, 24, 3)]
AROUND = [timedelta(minutes=minutes) for minutes in (-31, -1, 0, 1, 29, 59, 61)]

Piece = tuple[datetime, timedelta]
"""From when on a zone has which offset."""


def pieces_of(zone: ZoneInfo) -> tuple[Piece, ...]:
    pieces = [(FIRST, offset(zone, FIRST))]
    at = FIRST
    while at < LAST:
        if offset(zone, at + STEP) != pieces[-1][1]:
            pieces += changes(zone, at, at + STEP)
        at += STEP
    return tuple(pieces)


def changes(zone: ZoneInfo, low: datetime, high: datetime) -> Iterator[Piece]:
    """The one change between two instants with different offsets."""
    before = offset(zone, low)
    while high - low > SECOND:
        middle = low + (high - low) // 2 // SECOND * SECOND
        if offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    yield high, offset(zone, high)


def offset(zone: ZoneInfo, at: datetime) -> timedelta:
    found = at.astimezone(zone).utcoffset()
    assert found is not None
    return found


def first_showing(pieces: Sequence[Piece], wall: datetime) -> datetime:
    """Each piece shows its start plus its offset first, and from there on every later local time."""
    ends = [*(start for start, _ in pieces[1:]), LAST]
    for (start, at), end in zip(pieces, ends, strict=True):
        shown = max(start, wall.replace(tzinfo=UTC) - at)
        if shown < end:
            return shown
    raise AssertionError(f"{wall} is shown nowhere")


@pytest.fixture(scope="module")
def rules() -> Mapping[tuple[Piece, ...], str]:
    """One zone for each set of changes; many zones have the same since 2000."""
    names = (name for name in sorted(available_timezones()) if not name.startswith(("posix/", "right/")))
    different = {_data(name): name for name in names}  # many are but other names of a zone
    return {pieces_of(ZoneInfo(name)): name for name in different.values()}


def _data(name: str) -> bytes:
    for folder in (*map(Path, TZPATH), files("tzdata") / "zoneinfo"):
        if (file := folder / name).is_file():
            return file.read_bytes()
    raise AssertionError(f"{name} is nowhere")


def around(pieces: Sequence[Piece]) -> Iterator[tuple[Sequence[Piece], datetime, set[datetime]]]:
    """Each change with the pieces about it, and local times on the dates that it touches."""
    for at in range(1, len(pieces)):
        (_, before), (change, after) = pieces[at - 1], pieces[at]
        old, new = (change + each for each in (before, after))
        walls = {each.replace(tzinfo=None) + step for each in (old, new) for step in AROUND}
        dates = {wall.date() for wall in walls} | {(old - DAY).date(), (new + DAY).date()}
        walls |= {datetime.combine(day, hour) for day in dates for hour in EVERY_THIRD_HOUR}
        yield pieces[max(at - 2, 0) : at + 3], change, walls


def test_every_local_time_around_every_change_falls_due_when_it_is_first_shown(
    rules: Mapping[tuple[Piece, ...], str],
) -> None:
    seen = 0
    for pieces, name in rules.items():
        zone = ZoneInfo(name)
        for near, _, walls in around(pieces):
            seen += 1
            for wall in walls:
                assert instant(wall.date(), wall.time(), zone) == first_showing(near, wall), (name, wall)
    assert len(rules) > 100
    assert seen > 3000


def test_every_date_around_every_change_has_one_slot_however_one_looks(
    rules: Mapping[tuple[Piece, ...], str],
) -> None:
    for pieces, name in rules.items():
        zone = ZoneInfo(name)
        for near, change, _ in around(pieces):
            (before, after) = next((a[1], b[1]) for a, b in pairwise(near) if b[0] == change)
            at = (change + max(before, after) - timedelta(minutes=10)).time()  # leapt over, or shown twice
            daily = Schedule(
                id=ScheduleId("daily"), channel=ChannelId("web:playground/general"), times=(at,), zone=zone
            )
            looks = [change - 3 * DAY, change - SECOND, change, change + SECOND, change + 3 * DAY]
            found = [one.slot.day for a, b in pairwise(looks) for one in occurrences(daily, a, b)]
            assert found == dates_shown(near, at, looks[0], looks[-1]), (name, change)


def dates_shown(pieces: Sequence[Piece], at: time, after: datetime, until: datetime) -> list[date]:
    days = [after.date() + step * DAY for step in range(-2, 10)]
    return [day for day in days if after < first_showing(pieces, datetime.combine(day, at)) <= until]
