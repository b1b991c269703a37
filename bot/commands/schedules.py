"""When a channel is asked what."""

from dataclasses import dataclass

from bot.domain.ids import ChannelId


@dataclass(frozen=True, slots=True)
class ScheduleFields:
    """A schedule as somebody typed it; the core reads the values. None leaves a field as it is."""

    times: str | None = None
    weekdays: str | None = None
    zone: str | None = None
    topics: str | None = None
    levels: str | None = None
    kinds: str | None = None
    tags: str | None = None
    open_for: str | None = None
    reveal: str | None = None
    mention: str | None = None
    thread: str | None = None
    skip_dates: str | None = None


@dataclass(frozen=True, slots=True)
class AddSchedule:
    """For the channel it is given in, unless another one is named."""

    fields: ScheduleFields
    channel: ChannelId | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class EditSchedule:
    name: str
    fields: ScheduleFields


@dataclass(frozen=True, slots=True)
class ListSchedules:
    pass


@dataclass(frozen=True, slots=True)
class PauseSchedule:
    name: str


@dataclass(frozen=True, slots=True)
class ResumeSchedule:
    name: str


@dataclass(frozen=True, slots=True)
class SkipDate:
    """Leave out one date (ISO, or None for the next one)."""

    name: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveSchedule:
    name: str


@dataclass(frozen=True, slots=True)
class PreviewSchedule:
    """The next five times of one schedule, or of all in the workspace."""

    name: str | None = None


ScheduleCommand = (
    AddSchedule
    | EditSchedule
    | ListSchedules
    | PauseSchedule
    | ResumeSchedule
    | SkipDate
    | RemoveSchedule
    | PreviewSchedule
)
