"""No schedule stops because of what is refused here."""

from collections.abc import Mapping, Sequence

from bot.domain.ids import ChannelId, ScheduleId
from bot.domain.trouble import Halt, Trouble


class NoTroubles:
    async def is_closed(self, channel: ChannelId) -> bool:
        return False

    async def halts(self) -> Mapping[ScheduleId, Halt]:
        return {}

    async def untold(self) -> tuple[Sequence[Trouble], Sequence[Halt]]:
        return (), ()
