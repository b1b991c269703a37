"""Reads what is typed after `schedule`: a verb, a name and fields in any order."""

import re
from collections.abc import Callable, Sequence

from bot import commands as c
from bot.command_text import words
from bot.command_text.mentions import mentioned
from bot.command_text.topics import Topics
from bot.domain.ids import ChannelId

Misunderstand = Callable[[str], c.Misunderstood]
FindChannel = Callable[[str], ChannelId | None]

_FIELDS = {
    **dict.fromkeys(("time", "times", "at"), "times"),
    **dict.fromkeys(("day", "days", "on"), "weekdays"),
    **dict.fromkeys(("zone", "timezone", "tz"), "zone"),
    **dict.fromkeys(("topic", "topics"), "topics"),
    **dict.fromkeys(("level", "levels"), "levels"),
    **dict.fromkeys(("kind", "kinds"), "kinds"),
    **dict.fromkeys(("tag", "tags"), "tags"),
    **dict.fromkeys(("open", "open-for", "open_for"), "open_for"),
    **dict.fromkeys(("reveal",), "reveal"),
    **dict.fromkeys(("mention", "ping"), "mention"),
    **dict.fromkeys(("thread", "threads"), "thread"),
    **dict.fromkeys(("skip", "skip-dates", "skip_dates"), "skip_dates"),
    **dict.fromkeys(("name", "called", "named", "as"), "name"),
    **dict.fromkeys(("channel", "in"), "channel"),
}
_LABEL = re.compile(rf"(?i)\b({'|'.join(_FIELDS)})[=:]\s*")
_WEEKDAYS = re.compile(r"(?i)\bweekdays[=:]\s*")
_ALL = ("all", "any", "every", "none")
_DAY = "(?:mon|tue|wed|thu|fri|sat|sun)"
_DAYS = re.compile(rf"(?i){_DAY}[a-z]*(?:-{_DAY}[a-z]*)?")
_RANGE = re.compile(rf"(?i)\b({_DAY})[a-z]*\s*(?:-|–|\bto\b)\s*({_DAY})[a-z]*\b")
_TIME = re.compile(r"(?i)[0-9]{1,2}(?::[0-9]{2}){1,2}(?:[ap]m)?|[0-9]{1,2}[ap]m")
_ZONE = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+|UTC|utc")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\.\.[0-9]{4}-[0-9]{2}-[0-9]{2})?")
_EVERY = {
    **dict.fromkeys(("daily", "everyday"), "mon-sun"),
    **dict.fromkeys(("weekday", "weekdays", "workday", "workdays"), "mon-fri"),
    **dict.fromkeys(("weekend", "weekends"), "sat-sun"),
}
_EXAMPLE = "For example: schedule add 09:00 mon-fri Europe/Berlin topics attention"


def read(rest: str, topics: Topics, channel: FindChannel, misunderstand: Misunderstand) -> c.Command:
    """The command behind `schedule …`; nothing at all is the list."""
    head, _, argument = rest.partition(" ")
    verb = words.nearest(head, words.SCHEDULE_VERBS) if rest else "list"
    typed = [word.lower() for word in words.split(argument)]
    match verb:
        case "list":
            return c.ListSchedules()
        case "preview":
            return c.PreviewSchedule(typed[0] if typed else None)
        case "add":
            return _Fields(argument, topics, channel, misunderstand).added()
        case None:
            return misunderstand(
                "After schedule comes add, edit, list, pause, resume, skip, remove or preview."
            )
        case _ if not typed:
            return misunderstand(f"Which one? Write schedule {verb} and its name; schedule list shows them.")
        case "edit":
            _, _, rest = argument.strip().partition(" ")
            return _Fields(rest, topics, channel, misunderstand).edited(typed[0])
        case _:
            return _change(verb, typed)


def _change(verb: str, typed: Sequence[str]) -> c.Command:
    name = typed[0]
    match verb:
        case "pause":
            return c.PauseSchedule(name)
        case "resume":
            return c.ResumeSchedule(name)
        case "remove":
            return c.RemoveSchedule(name)
        case _:
            dates = [word for word in typed[1:] if word.lower() not in (*words.NOISE, "next")]
            return c.SkipDate(name, dates[0] if dates else None)


class _Fields:
    """Gathers words into the fields they belong to, by the field's name before them or by their shape."""

    def __init__(self, text: str, topics: Topics, channel: FindChannel, misunderstand: Misunderstand) -> None:
        self._topics = topics
        self._channel = channel
        self._misunderstand = misunderstand
        self._values: dict[str, list[str]] = {}
        self._unknown: list[str] = []
        self._gather(words.split(_tidy(text)))

    def added(self) -> c.Command:
        fields = self._fields()
        if isinstance(fields, c.Misunderstood):
            return fields
        where = self._one("channel")
        channel = self._channel(where) if where else None
        if where and channel is None:
            return self._misunderstand(f"I do not know the channel {where}; pick it from the list after #.")
        name = self._one("name")
        return c.AddSchedule(fields, channel, name.lower() if name else None)

    def edited(self, name: str) -> c.Command:
        fields = self._fields()
        if fields == c.ScheduleFields():
            return self._misunderstand(f"What shall change? For example: schedule edit {name} time 10:00")
        return fields if isinstance(fields, c.Misunderstood) else c.EditSchedule(name, fields)

    def _one(self, field: str) -> str | None:
        return next(iter(self._values.get(field, [])), None)

    def _gather(self, typed: Sequence[str]) -> None:
        field: str | None = None
        for position, word in enumerate(typed):
            shape = _shape(word, field)
            if shape is None and (named := self._field(word, field)):
                field = named
                self._values.setdefault(field, [])
            elif word.lower() in ("every", "for", "and", "the"):
                continue
            elif target := shape or field or (None if position else "name"):
                self._values.setdefault(target, []).append(word)
                field = None if target == "name" else field
            else:
                self._unknown.append(word)

    def _field(self, word: str, current: str | None) -> str | None:
        """The field that a word names; behind `name`, any word is one."""
        if current == "name":
            return None
        return words.nearest(word, _FIELDS) if len(word) > 4 else _FIELDS.get(word.lower())

    def _fields(self) -> c.ScheduleFields | c.Misunderstood:
        typed = {field: values for field, values in self._values.items() if field not in ("name", "channel")}
        ready = {field: self._text(field, values) for field, values in typed.items()}
        if self._unknown:
            return self._misunderstand(f"I do not understand “{self._unknown[0]}”. {_EXAMPLE}")
        empty = [field for field, value in ready.items() if not value]
        if empty:
            return self._misunderstand(f"{empty[0].replace('_', ' ')} needs a value behind it. {_EXAMPLE}")
        return c.ScheduleFields(**ready)

    def _text(self, field: str, values: Sequence[str]) -> str:
        match field:
            case "topics":
                return self._topic_ids(values)
            case "levels":
                return ", ".join(words.level(word) or word for word in values)
            case "kinds":
                return ", ".join(words.kind(word) or word for word in values)
            case "weekdays":
                return ", ".join(_EVERY.get(word.lower(), word.lower()) for word in values)
            case "mention":
                return " ".join(mentioned(word) for word in values)
            case "thread":
                return " ".join(values) or "yes"
            case "times" | "tags" | "skip_dates":
                return ", ".join(values)
            case _:
                return " ".join(values)

    def _topic_ids(self, values: Sequence[str]) -> str:
        ids: list[str] = []
        for word, topic in self._topics.take(values):
            several = [topic] if topic else self._topics.find([word])
            found = several[0] if len(several) == 1 else self._topics.guess(word)
            if found is None and word.lower() not in _ALL:
                self._unknown.append(word)
            ids.append(found or word.lower())
        return ", ".join(dict.fromkeys(ids))


def _tidy(text: str) -> str:
    """`mon to fri` becomes `mon-fri`, `every day` `daily`, `9 am` `9am`, `at close` `at-close`."""
    text = _LABEL.sub(r"\1 ", _WEEKDAYS.sub("days ", text))
    text = re.sub(r"(?i)\bat[ -]?close\b", "at-close", text)
    text = re.sub(r"(?i)\bevery day\b", "daily", text)
    text = re.sub(r"(?i)([0-9]) +([ap]m)\b", r"\1\2", text)
    return _RANGE.sub(lambda found: f"{found[1]}-{found[2]}".lower(), text)


def _shape(word: str, field: str | None) -> str | None:
    """The field that a word belongs to by its looks, whatever stands before it."""
    if word.startswith(("<#", "#")):
        return "channel"
    if (
        field in ("name", "topics", "levels", "kinds", "tags", "mention")
        and "/" not in word
        and ":" not in word
    ):
        return None
    if _TIME.fullmatch(word):
        return "times"
    if _DAYS.fullmatch(word) or word.lower() in _EVERY:
        return "weekdays"
    if _DATE.fullmatch(word):
        return "skip_dates"
    return "zone" if _ZONE.fullmatch(word) else None
