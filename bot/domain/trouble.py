"""Channels that refuse what we post, and schedules that stop asking because of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ChannelId, HaltId, ScheduleId, TroubleId, WorkspaceId, workspace_of

HALT_AFTER = 3
"""Questions in a row that cannot be posted until their schedule is halted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A channel refuses our posts for one reason; `is_over` once a post has arrived there again.

    One lasts from the first refusal on, however often the same one follows. One `of_threads` takes the posts
    and refuses their threads; it lasts until a thread opens there.
    """

    id: TroubleId
    channel: ChannelId
    reason: str
    since: datetime
    is_over: bool = False
    of_threads: bool = False

    @property
    def workspace(self) -> WorkspaceId:
        return workspace_of(self.channel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Halt:
    """A schedule that asks nothing until somebody resumes it."""

    id: HaltId
    schedule: ScheduleId
    channel: ChannelId
    reason: str
    since: datetime

    @property
    def workspace(self) -> WorkspaceId:
        return workspace_of(self.channel)
