"""When a schedule falls due: one instant for every date and time that it chose."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from zoneinfo import ZoneInfo

from bot.domain.schedule import Occurrence, Schedule, Slot

FURTHEST = timedelta(days=400)  # more than a year, so that a skipped season does not hide the one after it
ONE_DAY = timedelta(days=1)
ONE_SECOND = timedelta(seconds=1)  # what a zone's changes are exact to

# strftime would write these in the language of whoever runs the bot
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def occurrences(schedule: Schedule, after: datetime, until: datetime) -> Iterator[Occurrence]:
    """Every slot with `after` < at <= `until` (aware), in time order; a paused schedule has them too.

    A time that the clock shows twice counts at its first showing, one that it leaps over at the
    first instant after the leap, so that every chosen date and time falls due exactly once.
    """
    times = sorted(set(schedule.times))
    day = after.astimezone(schedule.zone).date()
    # a clock set back over midnight may show an earlier date at `until` than it did before
    last = until.astimezone(schedule.zone).date() + ONE_DAY
    while day <= last:
        for at in times if schedule.chooses(day) else ():
            due = instant(day, at, schedule.zone)
            if due > until:
                return
            if due > after:
                yield Occurrence(Slot(schedule.id, day, at), due)
        day += ONE_DAY


def next_occurrences(schedule: Schedule, after: datetime, count: int) -> list[Occurrence]:
    """The next `count` slots after an instant; fewer if they lie more than 400 days ahead."""
    return list(islice(occurrences(schedule, after, after + FURTHEST), count))


def instant(day: date, at: time, zone: tzinfo) -> datetime:
    """The first instant (in UTC) at which the zone's clock shows this date and time or a later one."""
    wall = datetime.combine(day, at).replace(fold=0)  # which showing of it is meant, is settled here
    due = wall.replace(tzinfo=zone).astimezone(UTC)
    if _wall(due, zone) == wall:
        return due
    # In a gap fold=1 reckons with the offset after it, which gives an instant before it.
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return _first_showing(wall, zone, before, due)


def _first_showing(wall: datetime, zone: tzinfo, before: datetime, after: datetime) -> datetime:
    """The first whole second in (before, after] at which the zone's clock shows `wall` or more."""
    low, high = 0, (after - before) // ONE_SECOND
    while high - low > 1:
        middle = (low + high) // 2
        if _wall(before + middle * ONE_SECOND, zone) < wall:
            low = middle
        else:
            high = middle
    return before + high * ONE_SECOND


def _wall(at: datetime, zone: tzinfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


def local_label(occurrence: Occurrence, zone: ZoneInfo) -> str:
    """When it falls due by a zone's clock: `Mon 23 Nov 2026, 09:00 (CET, UTC+01:00)`."""
    at = occurrence.at.astimezone(zone)
    day = f"{WEEKDAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]} {at.year}"
    return f"{day}, {at:%H:%M} ({_offset(at)})"


def _offset(at: datetime) -> str:
    offset, name = f"UTC{at.isoformat()[-6:]}", at.tzname() or ""
    if name == "UTC":
        return name
    # many zones have no name of their own and call themselves "-03"
    return f"{name}, {offset}" if name.isalpha() else offset
