"""A store in which nobody has begun a league."""

from bot.domain.ids import ChannelId
from bot.ports.leagues import League


class NoLeagues:
    async def of_channel(self, channel: ChannelId) -> League | None:
        return None
