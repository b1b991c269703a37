"""Reads one value of the config file; every reader raises ValueError with what is wrong and what to do."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.domain import schedule_text
from bot.domain.ids import PLATFORMS, PLAYGROUND, ChannelId, WorkspaceId, parse_channel, platform_of
from bot.strict_yaml.problem import did_you_mean

Reader = Callable[[Any], Any]
Word = TypeVar("Word", bound=StrEnum)

LONGEST_NAME = 40
LONGEST_KEPT = 36_500  # days
MOST_AT_ONCE = 1_000_000
MOST_KEPT = 366  # copies


def as_it_is(value: Any) -> Any:
    """For a section, whose keys are read by a table of their own."""
    return value


def text(value: Any) -> str:
    """A text; a number is one as well, since nobody puts quotes around an id."""
    match value:
        case bool():
            raise ValueError("is read as yes or no (so are on, off, true, false); put quotes around it")
        case str() if value.strip():
            return value.strip()
        case int():
            return str(value)
        case None | str():
            raise ValueError("is empty; write it, or leave the key out")
        case _:
            raise ValueError("needs one text; take the brackets or dashes away")


def texts(value: Any) -> list[str]:
    """A list of texts, or a single one."""
    return [text(each) for each in value] if isinstance(value, list) else [text(value)]


def names(value: Any) -> frozenset[str]:
    return frozenset(texts(value))


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("is neither true nor false; write one of them")
    return value


def port(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value > 65_535:
        raise ValueError("is no port; write a number from 0 to 65535")
    return value


def count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_AT_ONCE:
        raise ValueError(f"is no count; write a whole number from 1 to {MOST_AT_ONCE}")
    return value


def pace(value: Any) -> float:
    typed = text(value)
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", typed, re.ASCII) or not float(typed):
        raise ValueError(f"`{typed}` is no pace; write a number above 0, as in 3 or 0.5")
    return float(typed)


def copies(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_KEPT:
        raise ValueError(f"is no number of copies; write one from 0, for none, to {MOST_KEPT}")
    return value


def one_time(value: Any) -> time:
    try:
        read = times(value)
    except ValueError:
        typed = ", ".join(texts(value))
        raise ValueError(f"`{typed}` is no time of day; write one, such as 03:00") from None
    if len(read) != 1:
        raise ValueError("names several times; write one, such as 03:00")
    return read[0]


def path(value: Any) -> Path:
    return Path(text(value))


def name(value: Any) -> str:
    """What a schedule is called: lower-case words joined by hyphens."""
    read = text(value)
    if not all(part.isascii() and part.isalnum() and part == part.lower() for part in read.split("-")):
        raise ValueError(f"`{read}` is no name; write lower-case words joined by hyphens")
    if len(read) > LONGEST_NAME:
        raise ValueError(f"`{read}` is longer than {LONGEST_NAME} characters; shorten it")
    return read


def workspace(value: Any) -> WorkspaceId:
    platform, _, rest = text(value).partition(":")
    if platform not in PLATFORMS or not rest or "/" in rest:
        raise ValueError(f"`{value}` is no workspace; write discord:<guild>, slack:<team> or web:playground")
    return WorkspaceId(value)


def word(kind: type[Word], value: Any) -> Word:
    """One word of an enum."""
    typed = text(value).lower()
    known = [each.value for each in kind]
    if typed not in known:
        raise ValueError(f"`{typed}` is unknown; {did_you_mean(typed, known)}")
    return kind(typed)


def words(kind: type[Word], value: Any) -> frozenset[Word]:
    return frozenset(word(kind, each) for each in texts(value))


def channel(value: Any) -> ChannelId:
    read = parse_channel(text(value))
    if platform_of(read) == "web" and read != PLAYGROUND:
        raise ValueError(f"`{read}` is no channel; the playground has one, {PLAYGROUND}")
    return read


def zone(value: Any) -> ZoneInfo:
    return schedule_text.read_zone(text(value))


def times(value: Any) -> tuple[time, ...]:
    return schedule_text.read_times(", ".join(texts(value)))


def weekdays(value: Any) -> frozenset[int]:
    return schedule_text.read_weekdays(", ".join(texts(value)))


def dates(value: Any) -> frozenset[date]:
    return schedule_text.read_dates(", ".join(texts(value)))


def duration(value: Any) -> timedelta:
    return schedule_text.read_duration(text(value))


def open_for(value: Any) -> timedelta | None:
    return schedule_text.read_open_for(text(value))


def kept_for(value: Any) -> timedelta | None:
    """Whole days such as `365d`; None for `forever`."""
    typed = text(value).lower()
    days = typed.removesuffix("days").removesuffix("d").strip()
    if typed in ("forever", "for ever", "always"):
        return None
    if not days.isascii() or not days.isdecimal() or not 1 <= int(days) <= LONGEST_KEPT:
        raise ValueError(f"`{typed}` is no time to keep things; write days, as in 365d, or forever")
    return timedelta(days=int(days))
