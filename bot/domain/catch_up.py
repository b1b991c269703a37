"""What becomes of the slots that have fallen due since the last look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.domain.schedule import Occurrence, Schedule, Slot
from bot.domain.schedule_text import describe_duration

ON_TIME = timedelta(minutes=2)
"""Up to this late is on time: a look comes every 30 seconds, and one may fail."""

Due = tuple[Schedule, Occurrence]


class Skipped(NamedTuple):
    schedule: Schedule
    occurrence: Occurrence
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What to ask and what to leave, both in time order."""

    ask: tuple[Due, ...]
    skip: tuple[Skipped, ...]


def decide(due: Sequence[Due], now: datetime, catch_up: timedelta) -> Decision:
    """Ask what is on time, and in each channel at most the newest of what is less than `catch_up` late."""
    in_order = sorted(due, key=_time_order)
    newest = {schedule.channel: occurrence for schedule, occurrence in in_order}
    ask, skip = list[Due](), list[Skipped]()
    for schedule, occurrence in in_order:
        late = now - occurrence.at
        if late <= ON_TIME or (late < catch_up and newest[schedule.channel] == occurrence):
            ask.append((schedule, occurrence))
        else:
            skip.append(Skipped(schedule, occurrence, _reason(late, catch_up)))
    return Decision(tuple(ask), tuple(skip))


def _time_order(due: Due) -> tuple[datetime, Slot]:
    return due[1].at, due[1].slot


def _reason(late: timedelta, catch_up: timedelta) -> str:
    lateness = f"{describe_duration(late - late % timedelta(minutes=1))} late"
    if late < catch_up:
        return f"{lateness}; another question of this channel took its place"
    return f"{lateness}; only what is less than {describe_duration(catch_up)} late is still asked"
