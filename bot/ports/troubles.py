"""What is kept of channels that refuse our posts, and of schedules that were halted because of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import ChannelId, HaltId, ScheduleId, TroubleId
from bot.domain.trouble import Halt, Trouble


class Troubles(Protocol):
    """A post that is refused, which `Outbox.refused` says, begins them.

    One that arrives, which `Outbox.done` says, ends its channel's troubles and its schedule's count.
    """

    async def threads_refused(self, channel: ChannelId, reason: str, at: datetime) -> None:
        """A post arrived without its thread: the channel takes posts, and no schedule is blamed."""
        ...

    async def thread_opened(self, channel: ChannelId, at: datetime) -> None:
        """A post arrived with its thread, which ends the channel's trouble with threads."""
        ...

    async def find(self, id_: TroubleId) -> Trouble | None: ...

    async def is_closed(self, channel: ChannelId) -> bool:
        """Whether the channel refuses posts now."""
        ...

    async def halts(self) -> Mapping[ScheduleId, Halt]:
        """The schedules that ask nothing now."""
        ...

    async def resume(self, halt: Halt, at: datetime) -> bool:
        """Let the schedule ask again, and end its channel's troubles; False if it was resumed before."""
        ...

    async def untold(self) -> tuple[Sequence[Trouble], Sequence[Halt]]:
        """What no manager has been told of, oldest first."""
        ...

    async def told_of_trouble(self, id_: TroubleId) -> None: ...

    async def told_of_halt(self, id_: HaltId) -> None: ...
