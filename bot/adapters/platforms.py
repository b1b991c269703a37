"""Leads each channel's posts to the adapter of its platform, and each change to everybody who watches."""

from bot.cards import Card
from bot.domain.ids import ChannelId, MessageId, platform_of
from bot.domain.round import Round
from bot.ports.outside import Channels, Refused, Watchers


class Platforms:
    """Every platform that is switched on; adapters join after the core that they need is built."""

    def __init__(self) -> None:
        self._by_name: dict[str, Channels] = {}

    def join(self, platform: str, channels: Channels) -> None:
        self._by_name[platform] = channels

    async def post(self, round_: Round, card: Card) -> MessageId:
        return await self._of(round_).post(round_, card)

    async def find(self, round_: Round) -> MessageId | None:
        return await self._of(round_).find(round_)

    async def edit(self, round_: Round, message: MessageId, card: Card) -> None:
        await self._of(round_).edit(round_, message, card)

    def _of(self, round_: Round) -> Channels:
        name = platform_of(round_.channel)
        if name not in self._by_name:
            raise Refused(f"{name} is not switched on: no token is set, see `studybot doctor`")
        return self._by_name[name]


class Everybody:
    """Passes a change on to each watcher."""

    def __init__(self) -> None:
        self._watchers: list[Watchers] = []

    def join(self, *watchers: Watchers) -> None:
        self._watchers.extend(watchers)

    def changed(self, channel: ChannelId) -> None:
        for watcher in self._watchers:
            watcher.changed(channel)
