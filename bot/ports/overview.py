"""How the bot's own work stands, as the store has it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import ChannelId, ScheduleId, WorkspaceId
from bot.ports.records import DeliveryState


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A post, or its last change, that has not reached its channel; `error` is why, as far as is known."""

    channel: ChannelId
    since: datetime
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestSlot:
    """What became of a schedule's newest slot. `trouble` is why nothing was asked, or did not arrive."""

    decided_at: datetime
    asked: bool
    trouble: str


class Overview(Protocol):
    async def outbox(self) -> Mapping[DeliveryState, int]:
        """How many entries are in each state, over all workspaces."""
        ...

    async def waiting(self, workspace: WorkspaceId) -> Sequence[Undelivered]:
        """What is to reach the workspace's channels yet, oldest first."""
        ...

    async def failed(self, workspace: WorkspaceId, most: int) -> Sequence[Undelivered]:
        """What will not reach them any more, newest first."""
        ...

    async def latest_slots(self, ids: Collection[ScheduleId]) -> Mapping[ScheduleId, LatestSlot]: ...
