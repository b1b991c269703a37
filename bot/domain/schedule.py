"""When and what a channel is asked."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.ids import ChannelId, ScheduleId
from bot.domain.question import EVERYTHING, Filter
from bot.domain.round import Reveal

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One due time of one schedule, named by what the wall clock was meant to show; asked at most once."""

    schedule: ScheduleId
    day: date
    time: time


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A slot and the instant (in UTC) at which it falls due."""

    slot: Slot
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """`weekdays` counts from Monday = 0; `open_for` None keeps a round open until the channel's next one.

    `mention` names a role or user group in the platform's own id, and is the only ping the bot ever sends.
    `from_file` marks a schedule that `config/study.yaml` holds and that chat therefore cannot change.
    ValueError: no time, no weekday, or a negative `open_for`.
    """

    id: ScheduleId
    channel: ChannelId
    times: tuple[time, ...]
    zone: ZoneInfo
    weekdays: frozenset[int] = EVERY_DAY
    filter: Filter = EVERYTHING
    open_for: timedelta | None = None
    reveal: Reveal = Reveal.PRIVATE
    mention: str = ""
    thread: bool = False
    skip_dates: frozenset[date] = frozenset()
    paused: bool = False
    from_file: bool = False

    def __post_init__(self) -> None:
        if not self.times:
            raise ValueError(f"schedule {self.id}: needs at least one time such as 09:00")
        if not self.weekdays or not self.weekdays <= EVERY_DAY:
            raise ValueError(f"schedule {self.id}: needs weekdays from mon to sun")
        if self.open_for is not None and self.open_for <= timedelta(0):
            raise ValueError(f"schedule {self.id}: stays open for a time above zero")

    def chooses(self, day: date) -> bool:
        """True if this date is one of the schedule's, by weekday and skip dates."""
        return day.weekday() in self.weekdays and day not in self.skip_dates
