"""When a competition starts and ends, as people type it."""

import re
from datetime import date, datetime, timedelta, tzinfo

from bot.domain.contest_course import midnight
from bot.domain.occurrences import instant

LONGEST = timedelta(days=370)
FURTHEST = timedelta(days=370)  # ahead of now

_DURATION = re.compile(r"([0-9]{1,4}) ?(h|hours?|d|days?|w|weeks?)", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAYS = {"d": 1, "w": 7}


def read_start(text: str | None, now: datetime, zone: tzinfo) -> datetime:
    """Now, or the first instant of a date from today on. ValueError says what can be written."""
    today = now.astimezone(zone).date()
    match (text or "now").strip().lower():
        case "now":
            return now
        case "today":
            return midnight(today, zone)
        case "tomorrow":
            return midnight(today + timedelta(days=1), zone)
        case typed:
            day = _date(typed, "from")
    if day < today:
        raise ValueError(f"{day} is over; a competition starts today or later.")
    if day - today > FURTHEST:
        raise ValueError(f"{day} is too far ahead; a competition starts within a year.")
    return midnight(day, zone)


def read_end(text: str, start: datetime, zone: tzinfo) -> datetime:
    """The end of a date, which itself still counts, or so much later than the start by the zone's clock.

    ValueError: it cannot be read, or does not lie within a year after the start.
    """
    typed = text.strip().lower()
    length = _DURATION.fullmatch(typed)
    end = _after(start, length, zone) if length else midnight(_date(typed, "to") + timedelta(days=1), zone)
    if end <= start:
        raise ValueError(f"{typed} is not after the start.")
    if end - start > LONGEST:
        raise ValueError("A competition lasts a year at most.")
    return end


def _after(start: datetime, length: re.Match[str], zone: tzinfo) -> datetime:
    count, unit = int(length[1]), length[2][0].lower()
    if unit == "h":
        return start + timedelta(hours=count)
    local = start.astimezone(zone)
    try:
        return instant(local.date() + timedelta(days=count * _DAYS[unit]), local.time(), zone)
    except OverflowError:
        raise ValueError("A competition lasts a year at most.") from None


def _date(text: str, option: str) -> date:
    try:
        # fromisoformat alone would take 2026W521 too
        return date.fromisoformat(text if _DATE.fullmatch(text) else "")
    except ValueError:
        others = "2w, 10d or 12h" if option == "to" else "now, today or tomorrow"
        raise ValueError(f"{option}: write a date such as 2026-12-24, or {others}.") from None
