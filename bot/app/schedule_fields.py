"""From what somebody typed about a schedule to the schedule, or to every problem at once."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.app.context import Context
from bot.commands import ScheduleFields
from bot.domain.ids import ChannelId, ScheduleId, workspace_of
from bot.domain.question import Filter, Level
from bot.domain.question import Kind as QuestionKind
from bot.domain.round import Reveal
from bot.domain.schedule import Schedule
from bot.domain.schedule_text import read_dates, read_open_for, read_times, read_weekdays, read_zone

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
ANYTHING = ("all", "any", "everything", "none", "-")
YES, NO = ("yes", "on", "true"), ("no", "off", "false", "none", "-")


class Unreadable(Exception):
    """Some fields could not be read; `sentences` has one for each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("; ".join(sentences))
        self.sentences = sentences


def made(
    ctx: Context, name: str | None, channel: ChannelId, fields: ScheduleFields, taken: Collection[str]
) -> Schedule:
    """A new schedule; without a zone it goes by the workspace's. Unreadable lists every problem."""
    problems = [] if name is None or NAME.fullmatch(name) else [_bad_name(name)]
    if name in taken:
        problems.append(f"There is a schedule {name} already; change it with /schedule edit.")
    if fields.times is None:
        problems.append("It needs at least one time, such as 09:00.")
    values = _read(_topics(ctx, channel), fields, problems)
    if problems:
        raise Unreadable(problems)
    zone = values.pop("zone", None) or ctx.zone_for(channel)
    assert isinstance(zone, ZoneInfo)
    return Schedule(id=ScheduleId(name or _free_name(taken)), channel=channel, zone=zone, **values)


def changed(ctx: Context, schedule: Schedule, fields: ScheduleFields) -> Schedule:
    """The schedule with the typed fields in place of its own. Unreadable lists every problem."""
    problems: list[str] = []
    values = _read(_topics(ctx, schedule.channel), fields, problems, schedule.filter)
    if problems:
        raise Unreadable(problems)
    return replace(schedule, **values)


def _bad_name(name: str) -> str:
    return f"{name!r} is no name for a schedule; use small letters, digits and hyphens, such as daily-2."


def _free_name(taken: Collection[str]) -> str:
    names = ("daily", *(f"daily-{n}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _topics(ctx: Context, channel: ChannelId) -> Collection[str]:
    return ctx.bank_of(workspace_of(channel)).topics


def _read(
    topics: Collection[str], fields: ScheduleFields, problems: list[str], old: Filter | None = None
) -> dict[str, Any]:
    """The fields that were given, each read by its reader; what cannot be read goes to `problems`."""
    readers: dict[str, tuple[str | None, Callable[[str], object]]] = {
        "times": (fields.times, read_times),
        "weekdays": (fields.weekdays, read_weekdays),
        "zone": (fields.zone, read_zone),
        "open_for": (fields.open_for, read_open_for),
        "reveal": (fields.reveal, _reveal),
        "mention": (fields.mention, _mention),
        "thread": (fields.thread, _yes),
        "skip_dates": (fields.skip_dates, _skip_dates),
    }
    values = _read_all(readers, problems)
    wanted = _read_all(_filter_readers(topics, fields), problems)
    if wanted:
        values["filter"] = replace(old or Filter(), **wanted)
    return values


def _filter_readers(
    topics: Collection[str], fields: ScheduleFields
) -> dict[str, tuple[str | None, Callable[[str], object]]]:
    return {
        "topics": (fields.topics, lambda text: _names(text, topics, "topic")),
        "levels": (fields.levels, lambda text: frozenset(map(Level, _names(text, list(Level), "level")))),
        "kinds": (
            fields.kinds,
            lambda text: frozenset(map(QuestionKind, _names(text, list(QuestionKind), "kind"))),
        ),
        "tags": (fields.tags, _tags),
    }


def _read_all(
    readers: dict[str, tuple[str | None, Callable[[str], object]]], problems: list[str]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field, (text, read) in readers.items():
        if text is None:
            continue
        try:
            values[field] = read(text)
        except ValueError as problem:
            problems.append(str(problem))
    return values


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[,;\s]+", text.lower().strip()) if word]


def _names(text: str, known: Collection[str], what: str) -> frozenset[str]:
    words = _words(text)
    if len(words) == 1 and words[0] in ANYTHING:
        return frozenset()
    for word in words:
        if word not in known:
            near = get_close_matches(word, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}."
            raise ValueError(f"There is no {what} {word!r}; {hint}")
    return frozenset(words)


def _tags(text: str) -> frozenset[str]:
    return frozenset(word for word in _words(text) if word not in ANYTHING)


def _reveal(text: str) -> Reveal:
    return Reveal(_only("reveal rule", text.strip().lower().replace(" ", "-"), list(Reveal)))


def _only(what: str, word: str, known: Collection[StrEnum]) -> str:
    if word not in known:
        raise ValueError(f"There is no {what} {word!r}; there are: {', '.join(known)}.")
    return word


def _mention(text: str) -> str:
    """A role or user group in the platform's own id, bare or as the platform writes a mention of it."""
    word = text.strip()
    if word.lower() in NO:
        return ""
    found = re.fullmatch(r"(?:<@&|<!subteam\^)?([A-Za-z0-9]+)(?:\|[^>]*)?>?", word)
    if found is None:
        raise ValueError(f"{word!r} is no role or user group; pick one from the list, or write none.")
    return found.group(1)


def _yes(text: str) -> bool:
    word = text.strip().lower()
    if word not in (*YES, *NO):
        raise ValueError(f"{word!r} says neither yes nor no.")
    return word in YES


def _skip_dates(text: str) -> frozenset[Any]:
    return frozenset() if text.strip().lower() in NO else read_dates(text)
