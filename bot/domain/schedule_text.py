"""Schedules in the words people type, and back again; every reader raises ValueError with one sentence."""

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.schedule import EVERY_DAY, Schedule

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GROUPS = {
    "daily": EVERY_DAY,
    "day": EVERY_DAY,
    "everyday": EVERY_DAY,
    "all": EVERY_DAY,
    "weekday": frozenset(range(5)),
    "weekend": frozenset((5, 6)),
}
UNITS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}
LONGEST = timedelta(days=366)
UNTIL_NEXT = "until the next one"

LIST = re.compile(r"\s*[,;&]\s*(?:and\s+)?|\s+and\s+")
TIME = re.compile(r"(\d{1,2})(?::(\d\d))?(?::(\d\d))?\s*(am|pm)?", re.ASCII)
TIME_LIST = re.compile(rf"{LIST.pattern}|\s+(?=\d)")
TO = re.compile(r"\s*(?:\.\.\.?|…|–|—|\bto\b)\s*")
DURATION = re.compile(
    r"(\d{1,6})\s*(w(?:eeks?)?|d(?:ays?)?|h(?:(?:ou)?rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)"
    r"(?![a-z])[\s,]*",
    re.ASCII,
)


def read_times(text: str) -> tuple[time, ...]:
    """`09:00, 17:30` or `9am and 5:30 pm`, sorted and without repeats."""
    pieces = [piece for piece in TIME_LIST.split(text.strip().lower()) if piece]
    if not pieces:
        raise ValueError("A schedule needs at least one time; write 09:00, or 09:00, 17:30 for two.")
    return tuple(sorted({_time(piece) for piece in pieces}))


def _time(piece: str) -> time:
    found = TIME.fullmatch(piece)
    if found:
        hour, minute, second, half = int(found[1]), found[2], found[3], found[4]
        if half and 1 <= hour <= 12:
            return _clock(piece, hour % 12 + (12 if half == "pm" else 0), minute, second)
        if minute and not half:
            return _clock(piece, hour, minute, second)
    raise _no_time(piece)


def _clock(piece: str, hour: int, minute: str | None, second: str | None) -> time:
    try:
        return time(hour, int(minute or 0), int(second or 0))
    except ValueError:
        raise _no_time(piece) from None


def _no_time(piece: str) -> ValueError:
    return ValueError(
        f"{_quote(piece)} is no time of day; write 09:00 or 5:30 pm, and several as 09:00, 17:30."
    )


def read_weekdays(text: str) -> frozenset[int]:
    """`mon-fri`, `mon, wed, fri`, `fri-mon`, `daily`, `weekdays`, `weekend`; Monday is 0."""
    tidy = re.sub(r"\bevery\s+|\bon\s+", "", text.strip().lower())
    tidy = re.sub(r"\s*-\s*", "-", TO.sub("-", tidy))
    pieces = [piece for piece in re.split(rf"{LIST.pattern}|\s+", tidy) if piece]
    if not pieces:
        raise ValueError("A schedule needs at least one weekday; write mon-fri, or mon, wed, fri, or daily.")
    return frozenset[int]().union(*map(_weekdays, pieces))


def _weekdays(piece: str) -> frozenset[int]:
    group = GROUPS.get(piece) or GROUPS.get(piece.removesuffix("s"))
    if group:
        return group
    first, dash, last = piece.partition("-")
    start = _weekday(first, piece)
    if not dash:
        return frozenset((start,))
    # Friday to Monday goes round the end of the week
    return frozenset((start + step) % 7 for step in range((_weekday(last, piece) - start) % 7 + 1))


def _weekday(name: str, piece: str) -> int:
    spellings = tuple(stem for stem in (name, name.removesuffix("s")) if len(stem) >= 2)
    for number, day in enumerate(DAYS):
        if spellings and day.startswith(spellings):
            return number
    raise ValueError(f"{_quote(piece)} is no weekday; write mon-fri, or mon, wed, fri, or daily.")


def read_zone(text: str) -> ZoneInfo:
    """An IANA name in any case, such as `europe/berlin` or `UTC`."""
    wanted = text.strip().lower().replace(" ", "_")
    name = _zones().get(wanted)
    if name:
        return ZoneInfo(name)
    hint = _nearest_zone(wanted)
    asked = f"did you mean {hint}?" if hint else "write it like Europe/Berlin, America/New_York or UTC."
    raise ValueError(f"{_quote(text.strip())} is no time zone; {asked}")


def _nearest_zone(wanted: str) -> str | None:
    # Etc/GMT+1 lies west of Greenwich: whoever types GMT+1 means the opposite
    named = {low: name for low, name in _zones().items() if not re.search(r"\d", low)}
    cities = {low.rpartition("/")[2]: name for low, name in named.items() if "/" in low}
    for names in (cities, named):
        for close in get_close_matches(wanted, names, n=1, cutoff=0.8):
            return names[close]
    return None


@cache
def _zones() -> dict[str, str]:
    return {name.lower(): name for name in sorted(available_timezones())}


def read_duration(text: str) -> timedelta:
    """`3h`, `90m`, `2d`, `1h 30m` or `2 hours`; at most 366 days."""
    rest, total = text.strip().lower().replace(" and ", " "), 0
    while found := DURATION.match(rest):
        total += int(found[1]) * UNITS[found[2][0]]
        rest = rest[found.end() :]
    if rest or not text.strip():
        raise ValueError(f"{_quote(rest or text)} is no length of time; write 3h, 90m, 2d or 1h 30m.")
    if total > LONGEST.total_seconds():
        raise ValueError(f"{_quote(text.strip())} is longer than a year; write 3h, 90m, 2d or 1h 30m.")
    return timedelta(seconds=total)


def read_open_for(text: str) -> timedelta | None:
    """A length of time above zero, or None for `until next`."""
    if re.fullmatch(r"(until\s+)?(the\s+)?next(\s+(one|question))?|none", text.strip().lower()):
        return None
    length = read_duration(text)
    if not length:
        raise ValueError(f"{_quote(text.strip())} leaves no time to answer; write 3h, 2d or until next.")
    return length


def read_dates(text: str) -> frozenset[date]:
    """`2026-12-24, 2026-12-26` or `2026-12-24..2027-01-01`; `none` and nothing are no dates."""
    if text.strip().lower() in ("", "none"):
        return frozenset()
    pieces = (piece for piece in LIST.split(text.strip()) if piece)
    return frozenset(day for piece in pieces for day in _dates(piece))


def _dates(piece: str) -> Iterator[date]:
    ends = TO.split(piece)
    first, last = _date(ends[0], piece), _date(ends[-1], piece)
    if len(ends) > 2 or not timedelta(0) <= last - first < LONGEST:
        raise ValueError(f"{_quote(piece)} is no range of up to 366 days; write 2026-12-24..2027-01-01.")
    yield from (first + timedelta(days=step) for step in range((last - first).days + 1))


def _date(text: str, piece: str) -> date:
    try:
        # fromisoformat alone would take 2026W521 too
        return date.fromisoformat(text if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else "")
    except ValueError:
        raise ValueError(
            f"{_quote(piece)} is no date; write 2026-12-24, or 2026-12-24..2027-01-01 for a range."
        ) from None


def describe(schedule: Schedule) -> str:
    """`Mon-Fri at 09:00 and 17:30, Europe/Berlin`; its parts are what the readers take."""
    days = describe_weekdays(schedule.weekdays)
    return f"{days} at {describe_times(schedule.times)}, {schedule.zone.key}"


def describe_times(times: tuple[time, ...]) -> str:
    return _and([at.isoformat("seconds" if at.second else "minutes") for at in sorted(set(times))])


def describe_weekdays(weekdays: frozenset[int]) -> str:
    """`Every day`, `Mon-Fri`, `Fri-Mon`, `Mon, Wed and Fri`."""
    if weekdays == EVERY_DAY:
        return "Every day"
    runs = [_run(day, weekdays) for day in sorted(weekdays) if (day - 1) % 7 not in weekdays]
    return _and([name for run in runs for name in _names(run)])


def _run(start: int, weekdays: frozenset[int]) -> list[int]:
    days = [start]
    while (following := (days[-1] + 1) % 7) in weekdays:
        days.append(following)
    return days


def _names(run: list[int]) -> list[str]:
    names = [DAYS[day][:3].capitalize() for day in run]
    return names if len(names) < 3 else [f"{names[0]}-{names[-1]}"]


def describe_dates(dates: frozenset[date]) -> str:
    """`2026-12-24..2027-01-01, 2027-04-02`; `none` for no dates."""
    ranges: list[tuple[date, date]] = []
    for day in sorted(dates):
        if ranges and day - ranges[-1][1] == timedelta(days=1) and day - ranges[-1][0] < LONGEST:
            ranges[-1] = (ranges[-1][0], day)
        else:
            ranges.append((day, day))
    return ", ".join(str(first) if first == last else f"{first}..{last}" for first, last in ranges) or "none"


def describe_duration(length: timedelta) -> str:
    """`2 h 10 min`, `3 d`; fractions of a second are left out."""
    seconds = int(length.total_seconds())
    parts = []
    for name, size in (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {name}")
    return " ".join(parts) or "0 min"


def describe_open_for(length: timedelta | None) -> str:
    return UNTIL_NEXT if length is None else describe_duration(length)


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _quote(text: str) -> str:
    words = text.strip()
    return f"“{words if len(words) <= 40 else words[:39] + '…'}”"
